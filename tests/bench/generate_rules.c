// Usage: generate_rules FOLDER RULES FACTS PROFILES SEED: one workload for advise and its peers, made up from a seed. Each rule asks
// three things: which word a fact is, how large a number is, whether a fact holds; 1 to 3 % of the rules match a profile. Written are
// pack/, profiles.ndjson, the same profiles as rows.bin (doubles; NaN: unknown) with its layout and as rows.pl, and the same rules as rules.json, rules.c,
// rules.clp and rules.pl.
#include "workload.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RULES_A_FILE = 10000, RULES_A_FUNCTION = 250 };

/// The three things that a rule asks.
typedef struct rule {
    size_t word_fact, number_fact, flag_fact;
    unsigned word, constant;
    bool at_least; ///< of the number; else less than
    bool flag;
    size_t target;
    unsigned certainty; ///< in hundredths
} rule;

typedef struct workload {
    const char *folder;
    rule *rules;
    size_t rule_count, fact_count, target_count, profile_count;
    random_source random;
} workload;

static void make_rules(workload *w)
{
    w->rules = calloc(w->rule_count, sizeof *w->rules);
    for (size_t i = 0; w->rules != NULL && i < w->rule_count; i++) {
        rule *r = &w->rules[i];
        *r = (rule){.word_fact = workload_pick_fact(&w->random, w->fact_count, WORKLOAD_WORD),
                    .number_fact = workload_pick_fact(&w->random, w->fact_count, WORKLOAD_NUMBER),
                    .flag_fact = workload_pick_fact(&w->random, w->fact_count, WORKLOAD_FLAG),
                    .word = (unsigned)random_below(&w->random, WORKLOAD_WORDS),
                    .at_least = random_below(&w->random, 2) == 0,
                    .flag = random_below(&w->random, 2) == 0,
                    .target = (size_t)random_below(&w->random, w->target_count),
                    .certainty = 21 + (unsigned)random_below(&w->random, 70)};
        unsigned share = 25 + (unsigned)random_below(&w->random, 35); // of the numbers that are stated
        r->constant = r->at_least ? WORKLOAD_LARGEST - share : share;
    }
}

// --- for advise ---

static void write_pack(const workload *w)
{
    workload_write_pack(w->folder);
    FILE *out = workload_create(w->folder, "pack/vocabulary.yaml");
    (void)fprintf(out, "facts:\n");
    for (size_t i = 0; i < w->fact_count; i++) {
        static const char *const types[] = {"number", "string", "boolean"};
        (void)fprintf(out, "  - {name: %s, type: %s}\n", workload_fact_name(i), types[workload_kind_of(i)]);
    }
    workload_finish(out);
    out = workload_create(w->folder, "pack/recommendations.yaml");
    (void)fprintf(out, "recommendations:\n");
    for (size_t i = 0; i < w->target_count; i++)
        (void)fprintf(out, "  - {id: do-%05zu, title: Do %zu, priority: %zu}\n", i, i, 10 + i * 37 % 90);
    workload_finish(out);
    for (size_t i = 0; i < w->rule_count; i++) {
        const rule *r = &w->rules[i];
        if (i % RULES_A_FILE == 0) {
            char name[64];
            (void)snprintf(name, sizeof name, "pack/rules-%zu.yaml", i / RULES_A_FILE);
            out = workload_create(w->folder, name);
            (void)fprintf(out, "rules:\n");
        }
        (void)fprintf(out,
                      "  - {id: r%zu, when: '%s = \"%s\" and %s %s %u and %s%s%s', recommend: do-%05zu, "
                      "certainty: 0.%02u, because: Rule %zu., source: s}\n",
                      i, workload_fact_name(r->word_fact), workload_words[r->word],
                      workload_fact_name(r->number_fact), r->at_least ? ">=" : "<", r->constant,
                      r->flag ? "" : "not(", workload_fact_name(r->flag_fact), r->flag ? "" : ")", r->target,
                      r->certainty, i);
        if ((i + 1) % RULES_A_FILE == 0 || i + 1 == w->rule_count)
            workload_finish(out);
    }
}

// --- for its peers ---

static void write_json(const workload *w)
{
    FILE *out = workload_create(w->folder, "rules.json");
    (void)fprintf(out, "{\"facts\":[");
    for (size_t i = 0; i < w->fact_count; i++)
        (void)fprintf(out, "%s\"%s\"", i > 0 ? "," : "", workload_fact_name(i));
    (void)fprintf(out, "],\"rules\":[");
    for (size_t i = 0; i < w->rule_count; i++) {
        const rule *r = &w->rules[i];
        (void)fprintf(
            out,
            "%s\n{\"target\":\"do-%05zu\",\"priority\":%zu,\"certainty\":0.%02u,\"word\":[\"%s\",\"%s\"],"
            "\"number\":[\"%s\",\"%s\",%u],\"flag\":[\"%s\",%s]}",
            i > 0 ? "," : "", r->target, 10 + r->target * 37 % 90, r->certainty,
            workload_fact_name(r->word_fact), workload_words[r->word], workload_fact_name(r->number_fact),
            r->at_least ? ">=" : "<", r->constant, workload_fact_name(r->flag_fact),
            r->flag ? "true" : "false");
    }
    (void)fprintf(out, "]}\n");
    workload_finish(out);
}

static void write_c(const workload *w)
{
    FILE *out = workload_create(w->folder, "rules.c");
    size_t functions = (w->rule_count + RULES_A_FUNCTION - 1) / RULES_A_FUNCTION;
    workload_write_match(out, w->rule_count);
    for (size_t f = 0; f < functions; f++) {
        (void)fprintf(out, "static long part%zu(const double *f)\n{\n    long matches = 0;\n", f);
        for (size_t i = f * RULES_A_FUNCTION; i < (f + 1) * RULES_A_FUNCTION && i < w->rule_count; i++) {
            const rule *r = &w->rules[i];
            (void)fprintf(out,
                          "    if (f[%zu] == %u && f[%zu] %s %u && f[%zu] == %d)\n        MATCH(%zu, 1);\n",
                          r->word_fact, r->word, r->number_fact, r->at_least ? ">=" : "<", r->constant,
                          r->flag_fact, r->flag, i);
        }
        (void)fprintf(out, "    return matches;\n}\n");
    }
    (void)fprintf(out, "long rules(const double *f);\nlong rules(const double *f)\n{\n    return 0");
    for (size_t f = 0; f < functions; f++)
        (void)fprintf(out, " + part%zu(f)", f);
    (void)fprintf(out, ";\n}\n");
    workload_finish(out);
}

static void write_clips(const workload *w)
{
    FILE *out = workload_create(w->folder, "rules.clp");
    (void)fprintf(out, "(deftemplate row");
    for (size_t i = 0; i < w->fact_count; i++)
        (void)fprintf(out, " (slot %s)", workload_fact_name(i));
    (void)fprintf(out, ")\n");
    for (size_t i = 0; i < w->rule_count; i++) {
        const rule *r = &w->rules[i];
        (void)fprintf(out, "(defrule r%zu (row (%s %u) (%s %d) (%s ?n&:(and (numberp ?n) (%s ?n %u)))) =>)\n",
                      i, workload_fact_name(r->word_fact), r->word, workload_fact_name(r->flag_fact), r->flag,
                      workload_fact_name(r->number_fact), r->at_least ? ">=" : "<", r->constant);
    }
    workload_finish(out);
}

static void write_prolog(const workload *w)
{
    FILE *out = workload_create(w->folder, "rules.pl");
    for (size_t i = 0; i < w->rule_count; i++) {
        const rule *r = &w->rules[i];
        (void)fprintf(out, "fires(row(");
        for (size_t f = 0; f < w->fact_count; f++) {
            (void)fputs(f > 0 ? "," : "", out);
            if (f == r->word_fact)
                (void)fputs(workload_words[r->word], out);
            else if (f == r->flag_fact)
                (void)fputs(r->flag ? "true" : "false", out);
            else
                (void)fputc(f == r->number_fact ? 'N' : '_', out);
        }
        (void)fprintf(out, ")) :- number(N), N %s %u.\n", r->at_least ? ">=" : "<", r->constant);
    }
    workload_finish(out);
}

static void write_layout(const workload *w)
{
    FILE *out = workload_create(w->folder, "layout");
    for (size_t i = 0; i < w->fact_count; i++)
        (void)fprintf(out, "%s%s", i > 0 ? " " : "", workload_fact_name(i));
    (void)fputc('\n', out);
    workload_finish(out);
}

static void write_profiles(workload *w)
{
    FILE *lines = workload_create(w->folder, "profiles.ndjson");
    FILE *rows = workload_create(w->folder, "rows.bin");
    FILE *terms = workload_create(w->folder, "rows.pl");
    for (size_t i = 0; i < w->profile_count; i++) {
        bool first = true;
        (void)fputc('{', lines);
        (void)fputs("row(", terms);
        for (size_t f = 0; f < w->fact_count; f++) {
            const double row = workload_value(&w->random, workload_kind_of(f));
            const char *text = workload_json(workload_kind_of(f), row);
            if (!isnan(row)) {
                (void)fprintf(lines, "%s\"%s\":%s", first ? "" : ",", workload_fact_name(f), text);
                first = false;
            }
            if (isnan(row))
                text = "unknown";
            else if (workload_kind_of(f) == WORKLOAD_WORD)
                text = workload_words[(size_t)row];
            (void)fprintf(terms, "%s%s", f > 0 ? "," : "", text);
            (void)fwrite(&row, sizeof row, 1, rows);
        }
        (void)fputs("}\n", lines);
        (void)fputs(").\n", terms);
    }
    workload_finish(lines);
    workload_finish(rows);
    workload_finish(terms);
}

int main(int count, char **texts)
{
    if (count != 6) {
        (void)fprintf(stderr, "usage: generate_rules FOLDER RULES FACTS PROFILES SEED\n");
        return 2;
    }
    workload w = {.folder = texts[1],
                  .rule_count = strtoull(texts[2], NULL, 10),
                  .fact_count = strtoull(texts[3], NULL, 10),
                  .profile_count = strtoull(texts[4], NULL, 10),
                  .random = {strtoull(texts[5], NULL, 10)}};
    if (w.rule_count == 0 || w.fact_count < 5 || w.profile_count == 0) {
        (void)fprintf(stderr, "generate_rules: at least one rule and profile, and five facts\n");
        return 2;
    }
    w.target_count = w.rule_count < 100 ? 10 : w.rule_count / 10;
    make_rules(&w);
    if (w.rules == NULL)
        return 1;
    write_pack(&w);
    write_json(&w);
    write_c(&w);
    write_clips(&w);
    write_prolog(&w);
    write_layout(&w);
    write_profiles(&w);
    free(w.rules);
    return 0;
}
