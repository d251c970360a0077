// A fact for 50 rules, a recommendation for 20, a derived fact for 100, 5,000 rules a file.
#include "generated_pack.h"

#include "files.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>

enum { RULES_A_FACT = 50, RULES_AN_ADVICE = 20, RULES_A_DERIVED_FACT = 100, RULES_A_FILE = 5000 };

/// A file under way.
typedef struct text_file {
    FILE *out;
    char *text;
    size_t length;
} text_file;

static text_file *file_begin(void)
{
    text_file *f = calloc(1, sizeof *f);
    if (f == NULL || (f->out = open_memstream(&f->text, &f->length)) == NULL)
        abort();
    return f;
}

static void file_end(text_file *f, const char *folder, const char *name)
{
    (void)fclose(f->out);
    free(file_make(folder, name, f->text));
    free(f->text);
    free(f);
}

static void write_vocabulary(const char *folder, size_t facts, size_t derived)
{
    static const char *const types[] = {
        "type: number, allowed: '[0..100]'",
        "type: string, allowed: '\"a\", \"b\", \"c\", \"d\", \"e\"'",
        "type: boolean",
        "type: list, of: string",
    };
    text_file *f = file_begin();
    (void)fputs("facts:\n", f->out);
    for (size_t i = 0; i < facts; i++)
        (void)fprintf(f->out, "  - {name: f%zu, %s}\n", i, types[i % 4]);
    for (size_t i = 0; i < derived; i++)
        (void)fprintf(f->out, "  - {name: d%zu, type: number, derived: true, hit_policy: %s}\n", i,
                      i % 2 == 0 ? "first" : "unique");
    (void)fputs("  - {name: items, type: list, of: item}\n"
                "types:\n  - name: item\n    key: name\n    fields:\n"
                "      - {name: name, type: string, required: true}\n"
                "      - {name: size, type: number}\n",
                f->out);
    file_end(f, folder, "vocabulary.yaml");
}

static void write_catalogue(const char *folder, size_t advice)
{
    text_file *f = file_begin();
    (void)fputs("recommendations:\n", f->out);
    for (size_t i = 0; i < advice; i++)
        (void)fprintf(f->out, "  - {id: r%zu, title: Advice %zu, priority: %zu, next_steps: [Do it.]}\n", i,
                      i, 1 + i % 100);
    file_end(f, folder, "recommendations.yaml");
}

static void write_atom(FILE *out, random_source *random, size_t facts)
{
    size_t fact = (size_t)random_below(random, facts);
    unsigned value = (unsigned)random_below(random, 100);
    switch (fact % 4) {
    case 0: (void)fprintf(out, "f%zu %s %u", fact, value % 2 == 0 ? ">=" : "<", value); return;
    case 1: (void)fprintf(out, "f%zu = \"%c\"", fact, "abcde"[value % 5]); return;
    case 2: (void)fprintf(out, value % 2 == 0 ? "f%zu" : "not(f%zu)", fact); return;
    default: (void)fprintf(out, "list contains(f%zu, \"x%u\")", fact, value % 10); return;
    }
}

static void write_rule(FILE *out, random_source *random, size_t number, size_t facts, size_t advice,
                       size_t derived)
{
    bool loops = random_below(random, 5) == 0;
    (void)fprintf(out, "  - id: rule-%zu\n", number);
    if (loops)
        (void)fputs("    for: item in items\n", out);
    (void)fputs("    when: '", out);
    if (loops)
        (void)fprintf(out, "item.size > %u and ", (unsigned)random_below(random, 50));
    write_atom(out, random, facts);
    for (uint64_t more = random_below(random, 3); more > 0; more--) {
        (void)fputs(random_below(random, 3) > 0 ? " and " : " or ", out);
        write_atom(out, random, facts);
    }
    if (!loops && random_below(random, 4) == 0)
        (void)fprintf(out, "'\n    conclude: d%zu\n    value: %u\n    because: So.\n",
                      (size_t)random_below(random, derived), (unsigned)random_below(random, 3));
    else
        (void)fprintf(out, "'\n    recommend: r%zu\n    certainty: 0.%u\n    because: So.\n",
                      (size_t)random_below(random, advice), 1 + (unsigned)random_below(random, 9));
}

void generated_pack(const char *folder, size_t rules, uint64_t seed)
{
    random_source random = {seed};
    size_t facts = rules / RULES_A_FACT;
    size_t advice = rules / RULES_AN_ADVICE;
    size_t derived = rules / RULES_A_DERIVED_FACT;
    free(file_make(folder, "pack.yaml", "advise: 1\npack: generated\nversion: 1.0.0\ntitle: Generated\n"));
    write_vocabulary(folder, facts, derived);
    write_catalogue(folder, advice);
    for (size_t first = 0; first < rules; first += RULES_A_FILE) {
        text_file *f = file_begin();
        (void)fputs("rules:\n", f->out);
        for (size_t i = first; i < rules && i < first + RULES_A_FILE; i++)
            write_rule(f->out, &random, i, facts, advice, derived);
        char *name = text_of("rules-%05zu.yaml", first / RULES_A_FILE);
        file_end(f, folder, name);
        free(name);
    }
}
