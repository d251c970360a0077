// Facts of profiles into lanes.
#include "columns/fact_lanes.h"

static lane_values *values_for(block *b, term_type type)
{
    arena *a = b->room;
    lane_values *v = ARENA_NEW(a, lane_values);
    v->yes = ARENA_ARRAY(a, 1, uint64_t);
    v->no = ARENA_ARRAY(a, 1, uint64_t);
    if (type == TERM_NUMBER)
        v->low = v->high = ARENA_ARRAY(a, BLOCK_ROWS, double);
    if (type == TERM_TEXT || type == TERM_TEXTS)
        v->texts = ARENA_ARRAY(a, BLOCK_ROWS, uint32_t);
    if (type == TERM_TEXTS)
        v->ends = ARENA_ARRAY(a, BLOCK_ROWS, uint32_t);
    return v;
}

void fact_lanes_make_room(block *b)
{
    const plan *p = b->plan;
    const size_t count = p->pack->fact_count;
    b->fact_lanes = ARENA_ARRAY(b->room, count, lane_values *);
    b->fact_types = ARENA_ARRAY(b->room, count, uint8_t);
    b->lane_facts = ARENA_ARRAY(b->room, count, size_t);
    for (size_t i = 0; p->lanes != NULL && i < p->lanes->op_count; i++) {
        const lane_op *op = &p->lanes->ops[i];
        const size_t f = op->term->fact;
        if (op->term->kind != TERM_FACT || op->spreads || b->fact_lanes[f] != NULL)
            continue;
        b->fact_lanes[f] = values_for(b, op->term->type);
        b->fact_types[f] = (uint8_t)op->term->type;
        b->lane_facts[b->lane_fact_count++] = f;
    }
}

void fact_lanes_begin(block *b)
{
    for (size_t i = 0; i < b->lane_fact_count; i++) {
        const lane_values *v = b->fact_lanes[b->lane_facts[i]];
        *v->yes = *v->no = 0;
    }
}

void fact_lanes_put(block *b, size_t fact_index, size_t row_index, feel_value value)
{
    const lane_values *v = b->fact_lanes[fact_index];
    if (v != NULL && !lane_put(b, (term_type)b->fact_types[fact_index], v, row_index, value))
        b->odd |= (uint64_t)1 << row_index;
}

void fact_lanes_put_rows(block *b, size_t fact_index, uint64_t rows, feel_value value)
{
    const lane_values *v = b->fact_lanes[fact_index];
    if (v == NULL)
        return;
    if (value.kind == FEEL_BOOLEAN && b->fact_types[fact_index] == TERM_BOOLEAN) {
        *(value.as.boolean ? v->yes : v->no) |= rows;
        return;
    }
    for (uint64_t left = rows; left != 0; left &= left - 1)
        fact_lanes_put(b, fact_index, (size_t)__builtin_ctzll(left), value);
}

void fact_lanes_put_numbers(block *b, size_t fact_index, uint64_t rows, const double *numbers)
{
    const lane_values *v = b->fact_lanes[fact_index];
    if (v == NULL)
        return;
    *v->yes |= rows;
    for (uint64_t left = rows; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctzll(left);
        v->low[i] = numbers[i];
    }
}

void fact_lanes_put_row(block *b, size_t row_index)
{
    for (size_t i = 0; i < b->lane_fact_count; i++) {
        const size_t f = b->lane_facts[i];
        if (!b->plan->pack->facts[f].derived) // these are put when they are derived
            fact_lanes_put(b, f, row_index, b->rows[row_index].values[f]);
    }
}

void fact_lanes_drop_row(block *b, size_t row_index)
{
    const uint64_t keep = ~((uint64_t)1 << row_index);
    for (size_t i = 0; i < b->lane_fact_count; i++) {
        const lane_values *v = b->fact_lanes[b->lane_facts[i]];
        *v->yes &= keep;
        *v->no &= keep;
    }
}
