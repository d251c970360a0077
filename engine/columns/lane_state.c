// The order in which operations are done, and what becomes of their results.
#include "columns/lane_state.h"

#include "columns/fact_lanes.h"
#include "reason/condition_truth.h"

// --- operations ---

static void keep_constant(block *b, const lane_op *op, lane_values *out)
{
    (void)b;
    (void)op;
    (void)out;
}

static lane_step *const steps[] = {
    [TERM_CONSTANT] = keep_constant,
    [TERM_FACT] = lane_fill_fact,
    [TERM_FIELD] = lane_fill_field,
    [TERM_KNOWN] = lane_known,
    [TERM_COMPARE] = lane_compare_truths,
    [TERM_CONTAINS] = lane_find_in_lists,
    [TERM_NOT] = lane_not,
    [TERM_AND] = lane_and,
    [TERM_OR] = lane_or,
    [TERM_SOME] = lane_some,
    [TERM_EVERY] = lane_every,
    [TERM_COUNT] = lane_count,
    [TERM_TALLY] = lane_tally,
    [TERM_SUM] = lane_sum,
    [TERM_RATIO] = lane_calculate,
    [TERM_QUOTIENT] = lane_calculate,
    [TERM_PLUS] = lane_calculate,
    [TERM_MINUS] = lane_calculate,
    [TERM_TIMES] = lane_calculate,
    [TERM_LENGTH] = lane_measure,
    [TERM_EVALUATED] = lane_fill_evaluated,
};

lane_step *lane_step_of(const lane_op *op)
{
    const term *t = op->term;
    if (op->spreads)
        return lane_spread;
    if (t->kind == TERM_CONSTANT && t->type == TERM_BOOLEAN)
        return lane_fill_truth;
    if (t->kind == TERM_COMPARE && t->parts[0]->type == TERM_NUMBER)
        return lane_compare_numbers;
    if (t->kind == TERM_COMPARE && t->parts[0]->type == TERM_TEXT)
        return lane_compare_texts;
    return steps[t->kind];
}

/// What an atom is in the odd profiles.
static void answer_odd(block *b, const lane_atom *a)
{
    uint64_t *truth = &b->truth[2 * a->atom];
    for (uint64_t left = b->odd & b->live; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctzll(left);
        const block_row *r = &b->rows[i];
        const feel_truth t = condition_truth(&r->by_row->machine, a->expression, a->asked, r->values,
                                             b->plan->pack->scope.count);
        truth[0] |= (uint64_t)(t == FEEL_TRUE) << i;
        truth[1] |= (uint64_t)(t == FEEL_FALSE) << i;
    }
}

static void answer_atom(block *b, const lane_atom *a)
{
    const lane_values *v = &b->lanes->values[a->op];
    uint64_t *truth = &b->truth[2 * a->atom];
    const uint64_t even = b->live & ~b->odd;
    truth[0] = v->yes[0] & even;
    truth[1] = v->no[0] & even;
    if (b->odd != 0)
        answer_odd(b, a);
}

void lanes_run(block *b, size_t stage)
{
    const lane_plan *p = b->plan->lanes;
    lane_state *l = b->lanes;
    if (l == NULL)
        return;
    for (; l->next_op < p->stage_ends[stage]; l->next_op++)
        p->ops[l->next_op].step(b, &p->ops[l->next_op], &l->values[l->next_op]);
    for (; l->next_atom < p->atom_count && p->atoms[l->next_atom].stage == stage; l->next_atom++)
        answer_atom(b, &p->atoms[l->next_atom]);
}

/// What operations give. Constants are the same for each block; all else is written anew by each.
static lane_values *make_constants(block *b)
{
    const lane_plan *p = b->plan->lanes;
    lane_values *out = ARENA_ARRAY(b->room, p->op_count, lane_values);
    for (size_t i = 0; i < p->op_count; i++) {
        if (p->ops[i].term->kind == TERM_CONSTANT && p->ops[i].term->type != TERM_BOOLEAN)
            out[i] = lane_constant(b->room, &p->ops[i]);
    }
    return out;
}

/// Whether the interpreter is asked about records: then likely about memos.
static bool evaluates(const lane_plan *p)
{
    bool found = false;
    for (size_t i = 0; i < p->op_count && !found; i++)
        found = p->ops[i].term->kind == TERM_EVALUATED;
    return found;
}

void lanes_make_room(block *b)
{
    record_lanes_make_room(b);
    fact_lanes_make_room(b);
    if (b->plan->lanes == NULL)
        return;
    b->ending_index = evaluates(b->plan->lanes) ? feel_ending_index_new(b->room) : NULL;
    lane_texts_make_room(b);
    b->value_room = make_constants(b);
}

void lanes_prepare(block *b)
{
    const lane_plan *p = b->plan->lanes;
    b->odd = 0;
    b->lanes = NULL;
    record_lanes_begin(b);
    fact_lanes_begin(b);
    if (p == NULL)
        return;
    b->lanes = ARENA_NEW(b->arena, lane_state);
    ARENA_PUSH(b->arena, &b->lanes->pool, items, count, capacity, 0);
    lane_texts_begin(b);
}

void lanes_begin(block *b)
{
    const lane_plan *p = b->plan->lanes;
    if (b->count == 0)
        b->lanes = NULL;
    if (b->lanes == NULL)
        return;
    record_lanes_finish(b);
    b->lanes->lists = ARENA_ARRAY(b->arena, p->variable_count, lane_list);
    for (size_t i = 0; i < p->variable_count; i++)
        b->lanes->lists[i] = b->lists[p->source_of[i]];
    b->lanes->values = b->value_room;
    lane_sets_make(b);
    lanes_run(b, 0);
}
