// The lanes of each domain, and the order in which operations are done.
#include "columns/lane_state.h"
#include "columns/fact_lanes.h"

#include "reason/condition_truth.h"

static const size_t none = (size_t)TERM_NONE;

// --- domains ---

/// Pairs of records of one profile each.
static void make_pairs(const block *b, const lane_list *first, const lane_list *second, lane_set *s)
{
    size_t count = 0;
    uint32_t starts[2] = {0, 0};
    for (size_t i = 0; i < b->count; i++) {
        count += (size_t)(first->ends[i] - starts[0]) * (second->ends[i] - starts[1]);
        starts[0] = first->ends[i];
        starts[1] = second->ends[i];
    }
    s->side[0] = ARENA_ARRAY(b->arena, count, uint32_t);
    s->side[1] = ARENA_ARRAY(b->arena, count, uint32_t);
    s->row = ARENA_ARRAY(b->arena, count, uint32_t);
    starts[0] = starts[1] = 0;
    for (size_t i = 0; i < b->count; i++) {
        for (uint32_t x = starts[0]; x < first->ends[i]; x++) {
            for (uint32_t y = starts[1]; y < second->ends[i]; y++) {
                s->side[0][s->count] = x;
                s->side[1][s->count] = y;
                s->row[s->count++] = (uint32_t)i;
            }
        }
        starts[0] = first->ends[i];
        starts[1] = second->ends[i];
    }
}

const lane_set *lane_set_of(block *b, uint32_t domain)
{
    lane_set *s = &b->lanes->sets[domain];
    const lane_domain *d = &b->plan->lanes->domains[domain];
    if (s->is_made)
        return s;
    if (d->over[0] == none) {
        s->count = (uint32_t)b->count;
    } else if (d->over[1] == none) {
        s->count = b->lanes->lists[d->over[0]].count;
        s->row = b->lanes->lists[d->over[0]].row;
    } else {
        make_pairs(b, &b->lanes->lists[d->over[0]], &b->lanes->lists[d->over[1]], s);
    }
    s->word_count = (s->count + 63) / 64;
    s->is_made = true;
    return s;
}

// --- operations ---

static void run_op(block *b, const lane_op *op, lane_values *out)
{
    if (op->spreads)
        lane_spread(b, op, out);
    else if (op->term->kind == TERM_FACT)
        lane_fill_fact(b, op, out);
    else if (op->term->kind == TERM_EVALUATED)
        lane_fill_evaluated(b, op, out);
    else if (op->term->kind == TERM_FIELD)
        lane_fill_field(b, op, out);
    else if (op->term->kind >= TERM_SOME && op->term->kind <= TERM_SUM)
        lane_reduce(b, op, out);
    else
        lane_operate(b, op, out);
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
        run_op(b, &p->ops[l->next_op], &l->values[l->next_op]);
    for (; l->next_atom < p->atom_count && p->atoms[l->next_atom].stage == stage; l->next_atom++)
        answer_atom(b, &p->atoms[l->next_atom]);
}

bool lanes_whole_number(const block *b, uint32_t op, size_t row_index, feel_value *out)
{
    const double farthest = 1e15; // up to there all integers are doubles
    const lane_values *v = &b->lanes->values[op];
    const double number = v->low[row_index];
    if ((b->odd >> row_index & 1) != 0 || number < -farthest || number > farthest ||
        (double)(int64_t)number != number)
        return false;
    const bool known = lane_bit(v->yes, row_index) && number == v->high[row_index];
    *out = known ? feel_integer((int64_t)number) : feel_null();
    return true;
}

void lanes_make_room(block *b)
{
    record_lanes_make_room(b);
    fact_lanes_make_room(b);
    if (b->plan->lanes != NULL)
        lane_texts_make_room(b);
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
    b->lanes->sets = ARENA_ARRAY(b->arena, p->domain_count, lane_set);
    b->lanes->values = ARENA_ARRAY(b->arena, p->op_count, lane_values);
    for (size_t i = 0; i < p->variable_count; i++)
        b->lanes->lists[i] = b->lists[p->source_of[i]];
    lanes_run(b, 0);
}
