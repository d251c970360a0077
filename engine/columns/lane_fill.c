// Facts and fields to lanes.
#include "columns/lane_state.h"

/// Values that are being put into lanes.
typedef struct filling {
    block *block;
    term_type type;
    lane_values *out;
} filling;

static filling begin(block *b, const lane_op *op, const lane_set *s, lane_values *out)
{
    const term_type type = op->term->type;
    out->yes = lane_words(b, s);
    out->no = lane_words(b, s);
    if (type == TERM_NUMBER)
        out->low = out->high = ARENA_ARRAY(b->arena, s->count, double);
    if (type == TERM_TEXT || type == TERM_TEXTS)
        out->texts = ARENA_ARRAY(b->arena, s->count, uint32_t);
    if (type == TERM_TEXTS)
        out->ends = ARENA_ARRAY(b->arena, s->count, uint32_t);
    return (filling){b, type, out};
}

/// Puts the items of a list of texts into the pool; false if one is unknown, or they are too many.
static bool put_texts(const filling *f, size_t lane, const feel_list *list)
{
    lane_state *l = f->block->lanes;
    f->out->texts[lane] = (uint32_t)l->pool.count;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != FEEL_STRING || list->count > LANES_MOST_TEXTS)
            return false;
        const uint32_t number = lane_number_of(f->block, feel_text(list->items[i]));
        ARENA_PUSH(f->block->arena, &l->pool, items, count, capacity, number);
    }
    f->out->ends[lane] = (uint32_t)l->pool.count;
    return true;
}

/// Puts a value that is not null into a lane; false if it does not fit.
static bool put(const filling *f, size_t lane, feel_value v)
{
    lane_values *out = f->out;
    switch (f->type) {
    case TERM_BOOLEAN:
        lane_set_bit(v.as.boolean ? out->yes : out->no, lane, v.kind == FEEL_BOOLEAN);
        return v.kind == FEEL_BOOLEAN;
    case TERM_NUMBER:
        lane_set_bit(out->yes, lane, true);
        return v.kind == FEEL_NUMBER && decimal_to_exact_double(feel_decimal(v), &out->low[lane]);
    case TERM_TEXT:
        lane_set_bit(out->yes, lane, true);
        if (v.kind == FEEL_STRING)
            out->texts[lane] = lane_number_of(f->block, feel_text(v));
        return v.kind == FEEL_STRING;
    case TERM_TEXTS:
        lane_set_bit(out->yes, lane, true);
        return v.kind == FEEL_LIST && put_texts(f, lane, v.as.list);
    case TERM_RECORDS: lane_set_bit(out->yes, lane, true); return true;
    }
    return false;
}

void lane_fill_fact(block *b, const lane_op *op, lane_values *out)
{
    const filling f = begin(b, op, lane_set_of(b, op->domain), out);
    for (size_t i = 0; i < b->count; i++) {
        const feel_value v = b->rows[i].values[op->term->fact];
        if (!feel_is_null(v) && !put(&f, i, v))
            b->odd |= (uint64_t)1 << i;
    }
}

void lane_fill_field(block *b, const lane_op *op, lane_values *out)
{
    const filling f = begin(b, op, lane_set_of(b, op->domain), out);
    const lane_list *l = &b->lanes->lists[op->term->variable];
    for (size_t i = 0; i < l->count; i++) {
        const feel_value v = l->records[i]->entries[op->term->field].value;
        if (!feel_is_null(v) && !put(&f, i, v))
            b->odd |= (uint64_t)1 << l->row[i];
    }
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
        if (gate != NULL && lane_bit(gate, i))
            continue;
        const block_row *r = &b->rows[s->row[i]];
        bind(b, op->term, s, i, r->values + facts);
        const feel_value v =
            term_evaluate(op->term, &r->by_row->machine, r->values, facts + b->plan->pack->most_variables);
        if (!feel_is_null(v) && !put(&f, i, v))
            b->odd |= (uint64_t)1 << s->row[i];
    }
}
