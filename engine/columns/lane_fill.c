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
    out->yes = lane_words(b, s);
    out->no = lane_words(b, s);
    if (type == TERM_NUMBER)
        out->low = out->high = ARENA_ARRAY(b->arena, s->count, double);
    if (type == TERM_TEXT || type == TERM_TEXTS)
        out->texts = ARENA_ARRAY(b->arena, s->count, uint32_t);
    if (type == TERM_TEXTS)
        out->ends = ARENA_ARRAY(b->arena, s->count, uint32_t);
    return (filling){b, type, s->row, s->count, out};
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

// A function for each type of values. A lane whose value does not fit makes its profile odd.

static void mark_odd(const filling *f, size_t lane)
{
    f->block->odd |= (uint64_t)1 << (f->row != NULL ? f->row[lane] : lane);
}

static void fill_truths(const filling *f, const feel_value *values)
{
    for (size_t i = 0; i < f->count; i++) {
        const bool is_truth = values[i].kind == FEEL_BOOLEAN;
        const bool is_true = is_truth && values[i].as.boolean;
        lane_set_bit(f->out->yes, i, is_true);
        lane_set_bit(f->out->no, i, is_truth && !is_true);
        if (!is_truth && !feel_is_null(values[i]))
            mark_odd(f, i);
    }
}

static void fill_numbers(const filling *f, const feel_value *values)
{
    for (size_t i = 0; i < f->count; i++) {
        if (feel_is_null(values[i]))
            continue;
        lane_set_bit(f->out->yes, i, true);
        if (values[i].kind != FEEL_NUMBER || !column_exact_number(values[i], &f->out->low[i]))
            mark_odd(f, i);
    }
}

static void fill_texts(const filling *f, const feel_value *values)
{
    for (size_t i = 0; i < f->count; i++) {
        if (feel_is_null(values[i]))
            continue;
        lane_set_bit(f->out->yes, i, true);
        if (values[i].kind == FEEL_STRING)
            f->out->texts[i] = lane_number_of(f->block, feel_text(values[i]));
        else
            mark_odd(f, i);
    }
}

static void fill_lists(const filling *f, const feel_value *values)
{
    for (size_t i = 0; i < f->count; i++) {
        if (feel_is_null(values[i]))
            continue;
        lane_set_bit(f->out->yes, i, true);
        if (values[i].kind != FEEL_LIST || !put_texts(f, i, values[i].as.list))
            mark_odd(f, i);
    }
}

static void fill_known(const filling *f, const feel_value *values)
{
    for (size_t i = 0; i < f->count; i++)
        lane_set_bit(f->out->yes, i, !feel_is_null(values[i]));
}

static void fill(const filling *f, const feel_value *values)
{
    switch (f->type) {
    case TERM_BOOLEAN: fill_truths(f, values); break;
    case TERM_NUMBER: fill_numbers(f, values); break;
    case TERM_TEXT: fill_texts(f, values); break;
    case TERM_TEXTS: fill_lists(f, values); break;
    case TERM_RECORDS: fill_known(f, values); break;
    }
}

void lane_fill_fact(block *b, const lane_op *op, lane_values *out)
{
    feel_value values[BLOCK_ROWS];
    const filling f = begin(b, op, lane_set_of(b, op->domain), out);
    for (size_t i = 0; i < f.count; i++)
        values[i] = b->rows[i].values[op->term->fact];
    fill(&f, values);
}

void lane_fill_field(block *b, const lane_op *op, lane_values *out)
{
    const lane_list *l = &b->lanes->lists[op->term->variable];
    const filling f = begin(b, op, lane_set_of(b, op->domain), out);
    feel_value *values = b->lanes->room;
    for (size_t i = 0; i < l->count; i++)
        values[i] = l->records[i]->entries[op->term->field].value;
    fill(&f, values);
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
    feel_value *values = ARENA_ARRAY(b->arena, s->count, feel_value);
    const uint64_t *gate = op->is_gated ? b->lanes->values[op->inputs[0]].no : NULL;
    const size_t facts = b->plan->pack->scope.count;
    for (size_t i = 0; i < s->count; i++) {
        if (gate != NULL && lane_bit(gate, i))
            continue;
        const block_row *r = &b->rows[s->row[i]];
        bind(b, op->term, s, i, r->values + facts);
        values[i] =
            term_evaluate(op->term, &r->by_row->machine, r->values, facts + b->plan->pack->most_variables);
    }
    fill(&f, values);
}
