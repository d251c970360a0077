// Constants are not facts: their values never change, so nobody asks who reads them.
#include "infer/reads.h"

/// A set that grows.
typedef struct growing {
    const pack *pack;
    uint64_t *set;
} growing;

static void add_expression(void *state, const feel_expression *e)
{
    const growing *g = state;
    size_t count = 0;
    const size_t *reads = feel_expression_reads(e, &count);
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < g->pack->fact_count)
            bit_set_add(g->set, reads[i]);
    }
}

static void visit(reads_visitor *visitor, void *state, const feel_expression *e)
{
    if (e != NULL)
        visitor(state, e);
}

static void visit_table(const pack *p, const pack_table *t, reads_visitor *visitor, void *state)
{
    for (size_t i = 0; i < t->form.input_count; i++) {
        visit(visitor, state, t->form.inputs[i].expression);
        visit(visitor, state, t->form.inputs[i].values);
    }
    for (size_t i = 0; i < t->form.row_count * t->form.input_count; i++)
        visit(visitor, state, t->form.cells[i]);
    for (size_t i = 0; i < t->form.row_count; i++) {
        visit(visitor, state, p->rules[t->first_rule + i].value);
        visit(visitor, state, p->rules[t->first_rule + i].certainty);
    }
    visit(visitor, state, t->default_value);
}

static void visit_body(const pack *p, const rule *r, reads_visitor *visitor, void *state)
{
    if (r->kind == RULE_ANSWERS)
        return; // it is read where it is called
    visit(visitor, state, r->when);
    visit(visitor, state, r->value);
    visit(visitor, state, r->certainty);
    visit(visitor, state, r->priority);
    if (r->table != NULL)
        visit_table(p, r->table, visitor, state);
}

void reads_visit_rule(const pack *p, const rule *r, reads_visitor *visitor, void *state)
{
    visit_body(p, r, visitor, state);
    visit(visitor, state, r->iterations);
}

static void add_body(const pack *p, uint64_t *set, const rule *r)
{
    visit_body(p, r, add_expression, &(growing){p, set});
}

/// What the rules mention, except in what their variables run over.
static rule_reads reads_of_bodies(arena *a, const pack *p)
{
    rule_reads out = {.words = bit_set_words(p->fact_count)};
    out.sets = ARENA_ARRAY(a, p->rule_count * out.words, uint64_t);
    for (size_t i = 0; i < p->rule_count; i++)
        add_body(p, out.sets + i * out.words, &p->rules[i]);
    return out;
}

rule_reads reads_of_rules(arena *a, const pack *p)
{
    rule_reads out = reads_of_bodies(a, p);
    for (size_t i = 0; i < p->rule_count; i++)
        visit(add_expression, &(growing){p, out.sets + i * out.words}, p->rules[i].iterations);
    return out;
}

static void unite(uint64_t *set, const uint64_t *other, size_t words)
{
    for (size_t i = 0; i < words; i++)
        set[i] |= other[i];
}

/// What derived facts and fields depend on: a set for each fact, then for each derived field.
typedef struct behind_sets {
    const pack *pack;
    size_t words;
    uint64_t *sets;
} behind_sets;

static uint64_t *behind_field(const behind_sets *b, size_t field_index)
{
    return b->sets + (b->pack->fact_count + field_index) * b->words;
}

/// Adds what is behind the first `count` steps of which the set has the fact, and behind the fields that a rule reads.
static void unite_behind(const behind_sets *b, uint64_t *set, const rule *r, size_t count)
{
    for (size_t i = 0; i < r->field_count; i++)
        unite(set, behind_field(b, r->fields[i]), b->words);
    for (size_t i = 0; i < count; i++) {
        const derivation_step *step = &b->pack->steps[i];
        if (!step->is_field && bit_set_has(set, step->index))
            unite(set, b->sets + step->index * b->words, b->words);
    }
}

static behind_sets behind_derived(arena *a, const pack *p)
{
    const rule_reads direct = reads_of_rules(a, p);
    behind_sets out = {p, direct.words,
                       ARENA_ARRAY(a, (p->fact_count + p->derived_field_count) * direct.words, uint64_t)};
    for (size_t i = 0; i < p->step_count; i++) { // each comes after those that it depends on
        const size_t at = p->steps[i].index;
        const derived_field *field = p->steps[i].is_field ? &p->derived_fields[at] : NULL;
        const size_t *rules = field != NULL ? field->rules : p->concluding_rules[at];
        const size_t count = field != NULL ? field->rule_count : p->concluding_counts[at];
        uint64_t *set = field != NULL ? behind_field(&out, at) : out.sets + at * out.words;
        for (size_t k = 0; k < count; k++) {
            unite(set, reads_of(&direct, rules[k]), out.words);
            unite_behind(&out, set, &p->rules[rules[k]], i);
        }
    }
    return out;
}

static void add_chains(arena *a, const pack *p, const rule_reads *out)
{
    const behind_sets behind = behind_derived(a, p);
    for (size_t i = 0; i < p->rule_count; i++)
        unite_behind(&behind, out->sets + i * out->words, &p->rules[i], p->step_count);
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

static void add_rule(const pack *p, uint64_t *set, bool *fields, const rule *r)
{
    reads_visit_rule(p, r, add_expression, &(growing){p, set});
    for (size_t i = 0; i < r->field_count; i++)
        fields[r->fields[i]] = true;
}

chain_reads reads_of_one_with_chains(arena *a, const pack *p, size_t rule_index)
{
    uint64_t *set = ARENA_ARRAY(a, bit_set_words(p->fact_count), uint64_t);
    bool *fields = ARENA_ARRAY(a, p->derived_field_count, bool);
    add_rule(p, set, fields, &p->rules[rule_index]);
    for (size_t i = p->step_count; i-- > 0;) { // each comes after those that it depends on
        const size_t at = p->steps[i].index;
        const derived_field *field = p->steps[i].is_field ? &p->derived_fields[at] : NULL;
        const size_t *rules = field != NULL ? field->rules : p->concluding_rules[at];
        const size_t count = field != NULL ? field->rule_count : p->concluding_counts[at];
        for (size_t k = 0; (field != NULL ? fields[at] : bit_set_has(set, at)) && k < count; k++)
            add_rule(p, set, fields, &p->rules[rules[k]]);
    }
    return (chain_reads){set, fields};
}
