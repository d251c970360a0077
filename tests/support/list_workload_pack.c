// The rules as a pack.
#include "list_workload.h"

/// @param name    of a fact or field
/// @param record  what stands before names of fields
static void write_feel_test(FILE *out, const list_test *t, const char *name, const char *record)
{
    if (t->contains)
        (void)fprintf(out, "list contains(%s%s, %s)", record, name, workload_fact_name(t->fact));
    else if (t->kind == WORKLOAD_FLAG)
        (void)fprintf(out, "%s%s%s%s", t->constant ? "" : "not(", record, name, t->constant ? "" : ")");
    else
        (void)fprintf(out, "%s%s %s %s", record, name,
                      t->kind == WORKLOAD_WORD ? "="
                      : t->at_least            ? ">="
                                               : "<",
                      t->with_fact ? workload_fact_name(t->fact) : workload_json(t->kind, t->constant));
}

static void write_feel_tests(FILE *out, const list_rule *r, const char *record)
{
    for (size_t i = 0; i < r->test_count; i++) {
        (void)fputs(i > 0 ? " and " : "", out);
        write_feel_test(out, &r->tests[i], list_field_names[r->tests[i].of], record);
    }
}

static void write_pack_rule(FILE *out, const list_rule *r, size_t number)
{
    (void)fprintf(out, "  - id: r%zu\n", number);
    if (r->quantifier == EACH)
        (void)fprintf(out, "    for: x in list_%02zu\n", r->list);
    (void)fprintf(out, "    when: '");
    if (r->has_gate) {
        write_feel_test(out, &r->gate, workload_fact_name(r->gate.of), "");
        (void)fputs(" and ", out);
    }
    if (r->quantifier == SOME || r->quantifier == EVERY)
        (void)fprintf(out, "(%s x in list_%02zu satisfies ", r->quantifier == SOME ? "some" : "every",
                      r->list);
    else if (r->quantifier == COUNT)
        (void)fprintf(out, "count(list_%02zu[", r->list);
    write_feel_tests(out, r, r->quantifier == COUNT ? "" : "x.");
    if (r->quantifier == SOME || r->quantifier == EVERY)
        (void)fputs(")", out);
    else if (r->quantifier == COUNT)
        (void)fprintf(out, "]) >= %u", r->least);
    (void)fprintf(
        out, "'\n    recommend: do-%03zu\n    certainty: 0.%02u\n    because: Rule %zu.\n    source: s\n",
        r->target, r->certainty, number);
}

static void write_allowed(FILE *out, bool of_items)
{
    (void)fprintf(out, of_items ? ", type: list, of: string, allowed: '" : ", type: string, allowed: '");
    for (size_t i = 0; i < WORKLOAD_WORDS; i++)
        (void)fprintf(out, "%s\"%s\"", i > 0 ? ", " : "", workload_words[i]);
    (void)fputs("'}\n", out);
}

static void write_value_type(FILE *out, workload_kind kind)
{
    if (kind == WORKLOAD_WORD)
        write_allowed(out, false);
    else
        (void)fprintf(out, ", type: %s}\n", kind == WORKLOAD_NUMBER ? "number" : "boolean");
}

static void write_vocabulary(const list_workload *w)
{
    FILE *out = workload_create(w->folder, "pack/vocabulary.yaml");
    (void)fprintf(out, "facts:\n");
    for (size_t i = 0; i < w->fact_count; i++) {
        (void)fprintf(out, "  - {name: %s", workload_fact_name(i));
        write_value_type(out, workload_kind_of(i));
    }
    for (size_t i = 0; i < LISTS; i++)
        (void)fprintf(out, "  - {name: list_%02zu, type: list, of: entry}\n", i);
    (void)fprintf(out, "types:\n  - name: entry\n    key: title\n    fields:\n"
                       "      - {name: title, type: string, required: true}\n");
    for (size_t f = 0; f < FIELDS; f++) {
        (void)fprintf(out, "      - {name: %s", list_field_names[f]);
        if (f == TAGS)
            write_allowed(out, true);
        else
            write_value_type(out, list_field_kinds[f]);
    }
    workload_finish(out);
}

void list_write_pack(const list_workload *w)
{
    workload_write_pack(w->folder);
    write_vocabulary(w);
    FILE *out = workload_create(w->folder, "pack/recommendations.yaml");
    (void)fprintf(out, "recommendations:\n");
    for (size_t i = 0; i < w->target_count; i++)
        (void)fprintf(out, "  - {id: do-%03zu, title: Do %zu, priority: %zu%s}\n", i, i, list_priority_of(i),
                      list_target_is_about_record(i) ? ", about: x" : "");
    workload_finish(out);
    out = workload_create(w->folder, "pack/rules.yaml");
    (void)fprintf(out, "rules:\n");
    for (size_t i = 0; i < w->rule_count; i++)
        write_pack_rule(out, &w->rules[i], i);
    workload_finish(out);
}
