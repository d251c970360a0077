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

static void add_body(const pack *p, uint64_t *set, const rule *r)
{
    add_expression(p, set, r->when);
    add_expression(p, set, r->value);
    add_expression(p, set, r->certainty);
    if (r->table != NULL)
        add_table(p, set, r->table);
}

/// What the rules mention, except in what their variables run over.
static rule_reads reads_of_bodies(arena *a, const pack *p)
{
    rule_reads out = {.words = p->fact_count / 64 + 1};
    out.sets = ARENA_ARRAY(a, p->rule_count * out.words, uint64_t);
    for (size_t i = 0; i < p->rule_count; i++)
        add_body(p, out.sets + i * out.words, &p->rules[i]);
    return out;
}

rule_reads reads_of_rules(arena *a, const pack *p)
{
    rule_reads out = reads_of_bodies(a, p);
    for (size_t i = 0; i < p->rule_count; i++)
        add_expression(p, out.sets + i * out.words, p->rules[i].iterations);
    return out;
}

static void unite(uint64_t *set, const uint64_t *other, size_t words)
{
    for (size_t i = 0; i < words; i++)
        set[i] |= other[i];
}

/// For each derived fact the set of what it depends on.
static uint64_t *behind_derived(arena *a, const pack *p)
{
    const rule_reads direct = reads_of_rules(a, p);
    uint64_t *behind = ARENA_ARRAY(a, p->fact_count * direct.words, uint64_t);
    for (size_t i = 0; i < p->derivation_count; i++) { // each comes after those that it depends on
        const size_t fact_index = p->derivation_order[i];
        uint64_t *set = behind + fact_index * direct.words;
        for (size_t k = 0; k < p->concluding_counts[fact_index]; k++)
            unite(set, reads_of(&direct, p->concluding_rules[fact_index][k]), direct.words);
        for (size_t k = 0; k < i; k++) {
            if (reads_fact(set, p->derivation_order[k]))
                unite(set, behind + p->derivation_order[k] * direct.words, direct.words);
        }
    }
    return behind;
}

static void add_chains(arena *a, const pack *p, const rule_reads *out)
{
    const uint64_t *behind = behind_derived(a, p);
    for (size_t i = 0; i < p->rule_count; i++) {
        uint64_t *set = out->sets + i * out->words;
        for (size_t k = 0; k < p->derivation_count; k++) {
            if (reads_fact(set, p->derivation_order[k]))
                unite(set, behind + p->derivation_order[k] * out->words, out->words);
        }
    }
}

rule_reads reads_with_chains(arena *a, const pack *p)
{
    const rule_reads out = reads_of_rules(a, p);
    add_chains(a, p, &out);
    return out;
}

rule_reads reads_of_bodies_with_chains(arena *a, const pack *p)
{
    const rule_reads out = reads_of_bodies(a, p);
    add_chains(a, p, &out);
    return out;
}

static void add_rule(const pack *p, uint64_t *set, const rule *r)
{
    add_body(p, set, r);
    add_expression(p, set, r->iterations);
}

const uint64_t *reads_of_one_with_chains(arena *a, const pack *p, size_t rule_index)
{
    uint64_t *set = ARENA_ARRAY(a, p->fact_count / 64 + 1, uint64_t);
    add_rule(p, set, &p->rules[rule_index]);
    for (size_t i = p->derivation_count; i-- > 0;) { // each comes after those that it depends on
        const size_t derived = p->derivation_order[i];
        for (size_t k = 0; reads_fact(set, derived) && k < p->concluding_counts[derived]; k++)
            add_rule(p, set, &p->rules[p->concluding_rules[derived][k]]);
    }
    return set;
}
