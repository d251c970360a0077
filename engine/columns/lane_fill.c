// Facts and fields to lanes.
#include "columns/column.h"
#include "columns/lane_state.h"

/// Values that are being put into lanes.
typedef struct filling {
    block *block;
    term_type type;
    const uint32_t *row; ///< of each lane: its profile; NULL: a lane is a profile
    size_t count;
    lane_values *out;
} filling;

static filling begin(block *b, const lane_op *op, const lane_set *s, lane_values *out)
{
    const term_type type = op->term->type;
    const size_t lanes = (size_t)s->word_count * 64; // whole words are compared
    out->yes = lane_words(b, s);
    out->no = lane_words(b, s);
    if (type == TERM_NUMBER)
        out->low = out->high = ARENA_ARRAY(b->arena, lanes, double);
    if (type == TERM_TEXT || type == TERM_TEXTS)
        out->texts = ARENA_ARRAY(b->arena, lanes, uint32_t);
    if (type == TERM_TEXTS)
        out->ends = ARENA_ARRAY(b->arena, lanes, uint32_t);
    return (filling){b, type, s->row, s->count, out};
}

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

void lane_put_texts(block *b, const lane_values *v, size_t lane, const uint32_t *numbers, size_t count)
{
    lane_state *l = b->lanes;
    lane_set_bit(v->yes, lane, true);
    v->texts[lane] = (uint32_t)l->pool.count;
    for (size_t i = 0; i < count; i++)
        ARENA_PUSH(b->arena, &l->pool, items, count, capacity, numbers[i]);
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

static void put(const filling *f, size_t lane, feel_value value)
{
    if (!lane_put(f->block, f->type, f->out, lane, value))
        f->block->odd |= (uint64_t)1 << (f->row != NULL ? f->row[lane] : lane);
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

/// Puts the records of a lane where the expression of a term finds them.
static void bind(const block *b, const term *t, const lane_set *s, size_t lane, feel_value *loop)
{
    for (size_t i = 0; i < term_depth(t); i++) {
        const lane_list *l = &b->lanes->lists[t->over[i]];
        const size_t record = s->side[i] != NULL ? s->side[i][lane] : lane;
        loop[t->places[i]] = (feel_value){.kind = FEEL_CONTEXT, .as.context = l->records[record]};
    }
}

void lane_fill_evaluated(block *b, const lane_op *op, lane_values *out)
{
    const lane_set *s = lane_set_of(b, op->domain);
    const filling f = begin(b, op, s, out);
    const uint64_t *gate = op->is_gated ? b->lanes->values[op->inputs[0]].no : NULL;
    const size_t facts = b->plan->pack->scope.count;
    for (size_t i = 0; i < s->count; i++) {
        if (gate != NULL && bit_set_has(gate, i))
            continue;
        const block_row *r = &b->rows[s->row[i]];
        bind(b, op->term, s, i, r->values + facts);
        put(&f, i,
            term_evaluate(op->term, &r->by_row->machine, r->values, facts + b->plan->pack->most_variables));
    }
}
