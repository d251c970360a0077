// What operations give, as values of a profile: for facts that are derived.
#include "base/decimal.h"
#include "columns/lane_state.h"

/// A whole number, or one that was rounded to some decimals. False if it is neither.
static bool rounded_number(const block *b, const lane_op *op, double number, feel_value *out)
{
    const double farthest = 1e15; // up to there all integers are doubles
    const int64_t decimals = op->term->kind == TERM_QUOTIENT ? op->term->constant.as.integer : 0;
    int64_t unit = 1;
    for (int64_t i = 0; i < decimals; i++)
        unit *= 10;
    const double scaled = number * (double)unit;
    if (scaled < -farthest || scaled > farthest)
        return false;
    if ((double)(int64_t)number == number) {
        *out = feel_integer((int64_t)number);
        return true;
    }
    decimal quotient;
    const int64_t whole = (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5); // it is whole but for rounding
    if (decimals == 0 || !decimal_divide(decimal_from_int64(whole), decimal_from_int64(unit), &quotient))
        return false;
    *out = feel_number(b->arena, quotient);
    return true;
}

static bool number_of(const block *b, const plan_value *v, size_t row_index, feel_value *out)
{
    const lane_values *given = &b->lanes->values[v->op];
    if (bit_set_has(given->yes, row_index) && given->low[row_index] == given->high[row_index])
        return rounded_number(b, &b->plan->lanes->ops[v->op], given->low[row_index], out);
    *out = feel_null();
    return true;
}

/// The first lane of a row, or of one behind it.
static size_t first_lane(const lane_list *l, size_t row_index)
{
    size_t low = 0;
    for (size_t high = l->count; low < high;) {
        const size_t middle = (low + high) / 2;
        if (l->row[middle] < row_index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// The field of the records that are kept; null if the list is unknown, or whether one is kept.
static feel_value list_of(const block *b, const plan_value *v, size_t row_index)
{
    const lane_list *l = &b->lanes->lists[v->variable];
    const lane_values *kept = &b->lanes->values[v->op];
    feel_value items[LANES_MOST_RECORDS];
    size_t count = 0;
    bool known = (l->known >> row_index & 1) != 0;
    for (size_t lane = first_lane(l, row_index); known && lane < l->count && l->row[lane] == row_index;
         lane++) {
        if (bit_set_has(kept->yes, lane))
            items[count++] = l->records[lane]->entries[v->field].value;
        known = bit_set_has(kept->yes, lane) || bit_set_has(kept->no, lane);
    }
    if (!known)
        return feel_null();
    feel_value *room = arena_uncleared(b->arena, count * sizeof *room);
    memcpy(room, items, count * sizeof *room);
    return feel_list_of(b->arena, room, count);
}

bool lanes_value(const block *b, const plan_value *v, size_t row_index, feel_value *out)
{
    if (b->lanes == NULL || (b->odd >> row_index & 1) != 0)
        return false;
    if (v->kind == VALUE_NUMBER)
        return number_of(b, v, row_index, out);
    *out = list_of(b, v, row_index);
    return true;
}
