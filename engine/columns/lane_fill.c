// Facts and fields to lanes.
#include "columns/column.h"
#include "columns/lane_state.h"

/// Puts the items of a list of texts into the pool; false if one is unknown, or they are too many: then it is empty.
static bool put_texts(block *b, const lane_values *v, size_t lane, const feel_list *list)
{
    lane_state *l = b->lanes;
    v->texts[lane] = v->ends[lane] = (uint32_t)l->pool.count;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != FEEL_STRING || list->count > LANES_MOST_TEXTS)
            return false;
        const uint32_t number = lane_number_of(b, feel_text(list->items[i]));
        ARENA_PUSH(b->arena, &l->pool, items, count, capacity, number);
    }
    v->ends[lane] = (uint32_t)l->pool.count;
    return true;
}

uint32_t *lane_texts_ahead(block *b, size_t most)
{
    lane_state *l = b->lanes;
    while (l->pool.capacity - l->pool.count < most) {
        void *items = l->pool.items;
        arena_reserve(b->arena, &items, &l->pool.capacity, l->pool.capacity, sizeof *l->pool.items);
        l->pool.items = items;
    }
    return l->pool.items + l->pool.count;
}

void lane_put_texts(block *b, const lane_values *v, size_t lane, size_t count)
{
    lane_state *l = b->lanes;
    lane_set_bit(v->yes, lane, true);
    v->texts[lane] = (uint32_t)l->pool.count;
    l->pool.count += count;
    v->ends[lane] = (uint32_t)l->pool.count;
}

bool lane_put(block *b, term_type type, const lane_values *v, size_t lane, feel_value value)
{
    if (feel_is_null(value))
        return true;
    if (type == TERM_BOOLEAN) {
        lane_set_bit(feel_is_true(value) ? v->yes : v->no, lane, value.kind == FEEL_BOOLEAN);
        return value.kind == FEEL_BOOLEAN;
    }
    lane_set_bit(v->yes, lane, true);
    switch (type) {
    case TERM_NUMBER: return value.kind == FEEL_NUMBER && column_exact_number(value, &v->low[lane]);
    case TERM_TEXT:
        if (value.kind == FEEL_STRING)
            v->texts[lane] = lane_number_of(b, feel_text(value));
        return value.kind == FEEL_STRING;
    case TERM_TEXTS: return value.kind == FEEL_LIST && put_texts(b, v, lane, value.as.list);
    default: return true;
    }
}

void lane_fill_fact(block *b, const lane_op *op, lane_values *out)
{
    *out = *b->fact_lanes[op->term->fact]; // there by now, unless it is unknown
}

void lane_fill_field(block *b, const lane_op *op, lane_values *out)
{
    const lane_list *l = &b->lanes->lists[op->term->variable];
    *out = l->fields[l->source->column_of[op->term->field]]; // the lanes of the domain are those of the list
}
