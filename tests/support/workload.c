#include "workload.h"

#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>

const char *const workload_words[WORKLOAD_WORDS] = {"family", "corporate", "criminal", "tax",
                                                    "labor",  "patents",   "probate",  "housing"};

workload_kind workload_kind_of(size_t fact)
{
    static const workload_kind kinds[] = {WORKLOAD_NUMBER, WORKLOAD_NUMBER, WORKLOAD_WORD, WORKLOAD_WORD,
                                          WORKLOAD_FLAG};
    return kinds[fact % 5];
}

const char *workload_fact_name(size_t fact)
{
    static char names[4][32];
    static size_t next;
    static const char *const stems[] = {"amount", "area", "has"};
    char *name = names[next++ % 4];
    (void)snprintf(name, sizeof names[0], "%s_%02zu", stems[workload_kind_of(fact)], fact);
    return name;
}

size_t workload_pick_fact(random_source *random, size_t fact_count, workload_kind kind)
{
    for (;;) {
        size_t fact = (size_t)random_below(random, fact_count);
        if (workload_kind_of(fact) == kind)
            return fact;
    }
}

double workload_value(random_source *random, workload_kind kind)
{
    static const unsigned below[] = {WORKLOAD_LARGEST, WORKLOAD_WORDS, 2};
    if (random_below(random, 100) >= WORKLOAD_KNOWN)
        return nan("");
    return (double)random_below(random, below[kind]);
}

const char *workload_json(workload_kind kind, double value)
{
    static char texts[4][32];
    static size_t next;
    char *text = texts[next++ % 4];
    if (isnan(value))
        (void)snprintf(text, sizeof texts[0], "null");
    else if (kind == WORKLOAD_NUMBER)
        (void)snprintf(text, sizeof texts[0], "%.0f", value);
    else if (kind == WORKLOAD_WORD)
        (void)snprintf(text, sizeof texts[0], "\"%s\"", workload_words[(size_t)value]);
    else
        (void)snprintf(text, sizeof texts[0], "%s", value > 0 ? "true" : "false");
    return text;
}

FILE *workload_create(const char *folder, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    if (out == NULL) {
        perror(path);
        exit(1);
    }
    return out;
}

void workload_finish(FILE *out)
{
    if (fclose(out) != 0) {
        perror("a made-up workload");
        exit(1);
    }
}

void workload_write_match(FILE *out, size_t rule_count)
{
    (void)fprintf(
        out,
        "#ifdef EACH\nunsigned fired[%zu];\n#define MATCH(rule, times) (fired[rule] += (unsigned)(times))\n"
        "#else\n#define MATCH(rule, times) (matches += (times))\n#endif\n",
        rule_count);
}

static void make_folder(const char *folder, const char *name)
{
    char path[4096];
    (void)snprintf(path, sizeof path, "%s%s", folder, name);
    (void)mkdir(path, 0777);
}

void workload_write_pack(const char *folder)
{
    make_folder(folder, "");
    make_folder(folder, "/pack");
    make_folder(folder, "/matches");
    FILE *out = workload_create(folder, "pack/pack.yaml");
    (void)fprintf(out, "advise: 1\npack: made-up\nversion: 1.0.0\ntitle: Made-up rules\n"
                       "sources:\n  - {id: s, title: Made up}\n");
    workload_finish(out);
}
