// How a rule is decided: its condition as a formula over the atoms of columns.
#include "columns/plan_rule.h"

#include "columns/plan_column.h"
#include "columns/plan_lanes.h"

/// The literals of a conjunction of literals, nested ones too; false if the formula is none.
static bool collect_literals(const formula *f, uint32_t *literals, size_t most, size_t *count)
{
    if (f->kind == FORMULA_ATOM) {
        if (*count == most)
            return false;
        literals[(*count)++] = plan_literal(f);
        return true;
    }
    if (f->kind == FORMULA_CONSTANT)
        return f->constant == FEEL_TRUE;
    for (size_t i = 0; f->kind == FORMULA_AND && i < f->count; i++) {
        if (!collect_literals(f->parts[i], literals, most, count))
            return false;
    }
    return f->kind == FORMULA_AND;
}

/// Notes the facts that a rule's variables run over.
static void note_lists(plan_builder *b, const rule *r, plan_rule *out)
{
    size_t count = 0;
    const loop_list *over = condition_loop_lists(&b->scope, r->iterations, b->pack->scope.count, &count);
    size_t *lists = ARENA_ARRAY(b->arena, count, size_t);
    for (size_t i = 0; i < count; i++) {
        if (over[i].list >= 0 && (size_t)over[i].list < b->pack->fact_count)
            lists[out->list_count++] = (size_t)over[i].list;
    }
    out->lists = lists;
    out->begins_with_list = count > 0 && out->list_count > 0 && (size_t)over[0].list == lists[0];
}

/// True if a table is among what is read, or among what a function reads that is.
static bool calls_table(const pack *p, const size_t *reads, size_t count, bool look_behind)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        const size_t at = reads[i] - p->fact_count;
        const pack_constant *c =
            reads[i] >= p->fact_count && at < p->constant_count ? &p->constants[at] : NULL;
        found = c != NULL && (c->is_table || (look_behind && calls_table(p, c->reads, c->read_count, false)));
    }
    return found;
}

void plan_note_open(plan_builder *b, size_t rule_index, const feel_expression *x, const term_problem *problem)
{
    plan_open added = {.rule = rule_index, .where = b->pack->rules[rule_index].where, .why = problem->why};
    size_t count = 0;
    const size_t *reads = x != NULL ? feel_expression_reads(x, &count) : NULL;
    if (calls_table(b->pack, reads, count, true))
        added.why = "calls a decision table"; // says more than what about it has no columns
    if (problem->why == NULL)
        return;
    if (b->pack->rules[rule_index].table != NULL)
        added.where = b->pack->rules[rule_index].table->where;
    if (x != NULL) {
        added.where = feel_expression_place(x);
        added.where.offset += problem->offset;
        added.where.length = problem->length > 0 ? problem->length : added.where.length - problem->offset;
    }
    ARENA_PUSH(b->arena, &b->opens, items, count, capacity, added);
}

void plan_note_reads(plan_builder *b, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < b->pack->fact_count)
            b->needs_value[reads[i]] = true;
    }
}

void plan_note_rule(plan_builder *b, const rule *r)
{
    plan_note_reads(b, r->iterations);
    plan_note_reads(b, r->when);
    plan_note_reads(b, r->certainty);
    plan_note_reads(b, r->priority);
    plan_note_reads(b, r->value);
    if (r->table == NULL)
        return;
    for (size_t i = 0; i < r->table->form.input_count; i++)
        plan_note_reads(b, r->table->form.inputs[i].expression);
    plan_note_reads(b, r->table->default_value);
}

bool plan_constant_value(plan_builder *b, const feel_expression *e, feel_value *out)
{
    if (!feel_expression_is_constant(e))
        return false;
    *out = feel_evaluate(&b->machine, e, b->scope.values, b->pack->scope.count);
    return true;
}

/// An atom of the columns, else one of the terms.
static bool find_atom(void *builder, const atom *asks, size_t *index)
{
    return plan_find_atom(builder, asks, index) || plan_lanes_find_atom(builder, asks, index);
}

const formula *plan_formula_of(plan_builder *b, const feel_expression *e)
{
    b->expression = e;
    b->problem = (term_problem){0};
    return formula_or_true(b->arena, formula_of(b->arena, condition_of(&b->scope, e), find_atom, b));
}

plan_rule plan_rule_of(plan_builder *b, size_t index)
{
    enum { MOST_LITERALS = 64 };
    const rule *r = &b->pack->rules[index];
    const formula *when = NULL;
    const bool is_row = r->table != NULL; // rows are applied with their whole table, one profile at a time
    if (r->when != NULL && !is_row)
        when = plan_formula_of(b, r->when);
    plan_rule out = {.rule = index, .when = formula_or_true(b->arena, when)};
    if (is_row) {
        if (r->table->first_rule == index) // once for the whole table
            plan_note_open(b, index, NULL, &(term_problem){.why = "is a decision table"});
        return out;
    }
    if (r->iterations != NULL)
        note_lists(b, r, &out);
    out.closed = r->iterations == NULL && formula_is_closed(out.when);
    uint32_t literals[MOST_LITERALS];
    out.conjoins = out.closed && collect_literals(out.when, literals, MOST_LITERALS, &out.literal_count);
    if (!out.conjoins)
        out.literal_count = 0;
    if (out.literal_count > 0) {
        uint32_t *kept = ARENA_ARRAY(b->arena, out.literal_count, uint32_t);
        memcpy(kept, literals, out.literal_count * sizeof *kept);
        out.literals = kept;
    }
    return out;
}
