// The rules for other engines.
#include "list_workload.h"

enum { RULES_A_FUNCTION = 50 };

static void write_json_test(FILE *out, const list_test *t, const char *name)
{
    const char *op = t->contains ? "contains" : t->kind != WORKLOAD_NUMBER ? "=" : t->at_least ? ">=" : "<";
    (void)fprintf(out, "{\"of\":\"%s\",\"op\":\"%s\",", name, op);
    if (t->with_fact)
        (void)fprintf(out, "\"fact\":\"%s\"}", workload_fact_name(t->fact));
    else
        (void)fprintf(out, "\"value\":%s}", workload_json(t->kind, t->constant));
}

static void write_json(const list_workload *w)
{
    static const char *const quantifiers[] = {"each", "some", "every", "count"};
    FILE *out = workload_create(w->folder, "rules.json");
    (void)fprintf(out, "{\"facts\":[");
    for (size_t i = 0; i < w->fact_count; i++)
        (void)fprintf(out, "\"%s\",", workload_fact_name(i));
    for (size_t i = 0; i < LISTS; i++)
        (void)fprintf(out, "%s\"list_%02zu\"", i > 0 ? "," : "", i);
    (void)fprintf(out, "],\"rules\":[");
    for (size_t i = 0; i < w->rule_count; i++) {
        const list_rule *r = &w->rules[i];
        (void)fprintf(out,
                      "%s\n{\"target\":\"do-%03zu\",\"about\":%s,\"priority\":%zu,\"certainty\":0.%02u,"
                      "\"over\":\"%s\",\"list\":\"list_%02zu\",\"least\":%u,\"gate\":",
                      i > 0 ? "," : "", r->target, list_target_is_about_record(r->target) ? "true" : "false",
                      list_priority_of(r->target), r->certainty, quantifiers[r->quantifier], r->list,
                      r->least);
        if (r->has_gate)
            write_json_test(out, &r->gate, workload_fact_name(r->gate.of));
        else
            (void)fputs("null", out);
        (void)fputs(",\"tests\":[", out);
        for (size_t k = 0; k < r->test_count; k++) {
            (void)fputs(k > 0 ? "," : "", out);
            write_json_test(out, &r->tests[k], list_field_names[r->tests[k].of]);
        }
        (void)fputs("]}", out);
    }
    (void)fprintf(out, "]}\n");
    workload_finish(out);
}

static void write_c_test(FILE *out, const list_test *t, char of)
{
    if (t->contains)
        (void)fprintf(out, "has(%c[%zu], f[%zu])", of, t->of, t->fact);
    else if (t->with_fact)
        (void)fprintf(out, "%c[%zu] %s f[%zu]", of, t->of,
                      t->kind == WORKLOAD_WORD ? "=="
                      : t->at_least            ? ">="
                                               : "<",
                      t->fact);
    else
        (void)fprintf(out, "%c[%zu] %s %u", of, t->of,
                      t->kind != WORKLOAD_NUMBER ? "=="
                      : t->at_least              ? ">="
                                                 : "<",
                      t->constant);
}

static void write_c_tests(FILE *out, const list_rule *r)
{
    for (size_t k = 0; k < r->test_count; k++) {
        (void)fputs(k > 0 ? " && " : "", out);
        write_c_test(out, &r->tests[k], 'r');
    }
}

/// The length of a list is -1 if it is unknown; then no loop runs.
static void write_c_rule(FILE *out, const list_rule *r, size_t number)
{
    (void)fputs("    if (", out);
    if (r->has_gate)
        write_c_test(out, &r->gate, 'f');
    else
        (void)fputs("1", out);
    if (r->quantifier == EVERY)
        (void)fprintf(out, " && n[%zu] >= 0", r->list);
    (void)fprintf(out,
                  ") {\n        long k = 0;\n        for (const double *r = l[%zu]; r < l[%zu] + n[%zu] * "
                  "%d; r += %d)\n",
                  r->list, r->list, r->list, FIELDS, FIELDS);
    (void)fputs("            if (", out);
    write_c_tests(out, r);
    (void)fputs(")\n                k++;\n", out);
    if (r->quantifier == EACH)
        (void)fprintf(out, "        MATCH(%zu, k);\n", number);
    else if (r->quantifier == EVERY)
        (void)fprintf(out, "        MATCH(%zu, k == n[%zu]);\n", number, r->list);
    else
        (void)fprintf(out, "        MATCH(%zu, k >= %u);\n", number, r->quantifier == SOME ? 1 : r->least);
    (void)fputs("    }\n", out);
}

static void write_c(const list_workload *w)
{
    FILE *out = workload_create(w->folder, "rules.c");
    const size_t functions = (w->rule_count + RULES_A_FUNCTION - 1) / RULES_A_FUNCTION;
    workload_write_match(out, w->rule_count);
    (void)fprintf(out,
                  "static inline int has(double set, double word)\n{\n"
                  "    return set == set && word == word && ((unsigned)set >> (unsigned)word & 1);\n}\n");
    for (size_t f = 0; f < functions; f++) {
        (void)fprintf(out,
                      "static long part%zu(const double *f, const double *const *l, const long *n)\n{\n"
                      "    long matches = 0;\n    (void)f;\n",
                      f);
        for (size_t i = f * RULES_A_FUNCTION; i < (f + 1) * RULES_A_FUNCTION && i < w->rule_count; i++)
            write_c_rule(out, &w->rules[i], i);
        (void)fprintf(out, "    return matches;\n}\n");
    }
    (void)fprintf(out,
                  "long rules(const double *f);\nlong rules(const double *f)\n{\n    const double *l[%d];\n  "
                  "  long n[%d];\n"
                  "    for (int i = 0; i < %d; i++) {\n        const double *at = f + %zu + i * %d;\n"
                  "        n[i] = *at == *at ? (long)*at : -1;\n        l[i] = at + 1;\n    }\n    return 0",
                  LISTS, LISTS, LISTS, w->fact_count, 1 + MOST_RECORDS * FIELDS);
    for (size_t f = 0; f < functions; f++)
        (void)fprintf(out, " + part%zu(f, l, n)", f);
    (void)fprintf(out, ";\n}\n");
    workload_finish(out);
}

// --- CLIPS ---

/// A test as an expression of a variable that holds the field.
static void write_clips_expression(FILE *out, const list_test *t, const char *variable)
{
    if (t->kind != WORKLOAD_NUMBER)
        (void)fprintf(out, "(eq %s %u)", variable, t->constant);
    else
        (void)fprintf(out, "(and (numberp %s) (%s %s %u))", variable, t->at_least ? ">=" : "<", variable,
                      t->constant);
}

/// A test as the constraint of a slot. `?f` is the fact of the person that it reads.
/// @param variable  that is free for the field
static void write_clips_slot(FILE *out, const list_test *t, const char *name, const char *variable)
{
    if (t->contains)
        (void)fprintf(out, " (%s $%s&:(member$ ?f %s))", name, variable, variable);
    else if (t->with_fact && t->kind == WORKLOAD_WORD)
        (void)fprintf(out, " (%s ?f)", name);
    else if (t->with_fact)
        (void)fprintf(out, " (%s %s&:(and (numberp %s) (%s %s ?f)))", name, variable, variable,
                      t->at_least ? ">=" : "<", variable);
    else if (t->kind != WORKLOAD_NUMBER)
        (void)fprintf(out, " (%s %u)", name, t->constant);
    else {
        (void)fprintf(out, " (%s %s&:", name, variable);
        write_clips_expression(out, t, variable);
        (void)fputs(")", out);
    }
}

/// @param number  of the pattern: variables of two patterns are two
static void write_clips_records(FILE *out, const list_rule *r, unsigned number)
{
    (void)fprintf(out, " (list_%02zu", r->list);
    if (r->quantifier == COUNT && number == 0)
        (void)fputs(" (at ?a0)", out);
    else if (r->quantifier == COUNT) // another record: it stands behind the one before it
        (void)fprintf(out, " (at ?a%u&:(> ?a%u ?a%u))", number, number, number - 1);
    for (size_t k = 0; k < r->test_count; k++) {
        char variable[32];
        (void)snprintf(variable, sizeof variable, "?n%u%zu", number, k);
        write_clips_slot(out, &r->tests[k], list_field_names[r->tests[k].of], variable);
    }
    (void)fputs(")", out);
}

/// What the profile itself must have: its gate, a fact that fields are compared with, a list that is known.
static void write_clips_row(FILE *out, const list_rule *r)
{
    const list_test *asks = NULL;
    for (size_t k = 0; k < r->test_count; k++)
        asks = r->tests[k].with_fact ? &r->tests[k] : asks;
    if (!r->has_gate && asks == NULL)
        return;
    (void)fputs(" (row", out);
    if (r->has_gate)
        write_clips_slot(out, &r->gate, workload_fact_name(r->gate.of), "?g");
    if (asks != NULL)
        (void)fprintf(out, " (%s ?f&%s)", workload_fact_name(asks->fact),
                      asks->kind == WORKLOAD_NUMBER ? ":(numberp ?f)" : "~nil");
    if (r->quantifier == EVERY)
        (void)fprintf(out, " (list_%02zu 1)", r->list);
    (void)fputs(")", out);
}

static void write_clips_rule(FILE *out, const list_rule *r, size_t number)
{
    (void)fprintf(out, "(defrule r%zu", number);
    write_clips_row(out, r);
    switch (r->quantifier) {
    case EACH: write_clips_records(out, r, 0); break;
    case SOME:
    case COUNT:
        (void)fputs(" (exists", out);
        for (unsigned k = 0; k < (r->quantifier == SOME ? 1 : r->least); k++)
            write_clips_records(out, r, k);
        (void)fputs(")", out);
        break;
    case EVERY:
        (void)fprintf(out, " (not (list_%02zu (%s ?n&:(not ", r->list, list_field_names[r->tests[0].of]);
        write_clips_expression(out, &r->tests[0], "?n");
        (void)fputs("))))", out);
        break;
    }
    (void)fputs(" =>)\n", out);
}

static void write_clips(const list_workload *w)
{
    FILE *out = workload_create(w->folder, "rules.clp");
    (void)fprintf(out, "(deftemplate row");
    for (size_t i = 0; i < w->fact_count; i++)
        (void)fprintf(out, " (slot %s)", workload_fact_name(i));
    for (size_t i = 0; i < LISTS; i++)
        (void)fprintf(out, " (slot list_%02zu)", i);
    (void)fprintf(out, ")\n");
    for (size_t i = 0; i < LISTS; i++) {
        (void)fprintf(out, "(deftemplate list_%02zu (slot at)", i);
        for (size_t f = 0; f < FIELDS; f++)
            (void)fprintf(out, " (%s %s)", f == TAGS ? "multislot" : "slot", list_field_names[f]);
        (void)fprintf(out, ")\n");
    }
    for (size_t i = 0; i < w->rule_count; i++)
        write_clips_rule(out, &w->rules[i], i);
    workload_finish(out);
}

void list_write_peers(const list_workload *w)
{
    write_json(w);
    write_c(w);
    write_clips(w);
}
