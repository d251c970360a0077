// Constants are not facts: their values never change, so nobody asks who reads them.
#include "infer/reads.h"

static void add_expression(const pack *p, uint64_t *set, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < p->fact_count)
            set[reads[i] / 64] |= (uint64_t)1 << reads[i] % 64;
    }
}

static void add_table(const pack *p, uint64_t *set, const pack_table *t)
{
    for (size_t i = 0; i < t->form.input_count; i++) {
        add_expression(p, set, t->form.inputs[i].expression);
        add_expression(p, set, t->form.inputs[i].values);
    }
    for (size_t i = 0; i < t->form.row_count * t->form.input_count; i++)
        add_expression(p, set, t->form.cells[i]);
    for (size_t i = 0; i < t->form.row_count; i++) {
        add_expression(p, set, p->rules[t->first_rule + i].value);
        add_expression(p, set, p->rules[t->first_rule + i].certainty);
    }
    add_expression(p, set, t->default_value);
}

rule_reads reads_of_rules(arena *a, const pack *p)
{
    rule_reads out = {.words = p->fact_count / 64 + 1};
    out.sets = ARENA_ARRAY(a, p->rule_count * out.words, uint64_t);
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        uint64_t *set = out.sets + i * out.words;
        add_expression(p, set, r->iterations);
        add_expression(p, set, r->when);
        add_expression(p, set, r->value);
        add_expression(p, set, r->certainty);
        if (r->table != NULL)
            add_table(p, set, r->table);
    }
    return out;
}

static void unite(uint64_t *set, const uint64_t *other, size_t words)
{
    for (size_t i = 0; i < words; i++)
        set[i] |= other[i];
}

rule_reads reads_with_chains(arena *a, const pack *p)
{
    rule_reads out = reads_of_rules(a, p);
    uint64_t *behind = ARENA_ARRAY(a, p->fact_count * out.words, uint64_t); // each derived fact
    for (size_t i = 0; i < p->derivation_count; i++) { // each comes after those that it depends on
        const size_t fact_index = p->derivation_order[i];
        uint64_t *set = behind + fact_index * out.words;
        for (size_t k = 0; k < p->concluding_counts[fact_index]; k++)
            unite(set, reads_of(&out, p->concluding_rules[fact_index][k]), out.words);
        for (size_t k = 0; k < i; k++) {
            if (reads_fact(set, p->derivation_order[k]))
                unite(set, behind + p->derivation_order[k] * out.words, out.words);
        }
    }
    for (size_t i = 0; i < p->rule_count; i++) {
        uint64_t *set = out.sets + i * out.words;
        for (size_t k = 0; k < p->derivation_count; k++) {
            if (reads_fact(set, p->derivation_order[k]))
                unite(set, behind + p->derivation_order[k] * out.words, out.words);
        }
    }
    return out;
}
