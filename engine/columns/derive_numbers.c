// Numbers as doubles, from lanes or from another fact, to columns, lanes and values.
#include "columns/derive_numbers.h"

#include "columns/column.h"
#include "columns/fact_lanes.h"
#include "columns/lane_state.h"

/// What a rule concludes.
typedef struct numbers {
    uint64_t done;  ///< rows for which the conclusion is known
    uint64_t known; ///< of these, the rows in which it is a number
    double of[BLOCK_ROWS];
} numbers;

/// Of what lanes give, integers, and what a division gave if nobody asks for more than the double.
static void take_from_lanes(const block *b, const plan_derivation *d, const plan_value *v, uint64_t rows,
                            numbers *out)
{
    const lane_values *given = &b->lanes->values[v->op];
    const bool divided = b->plan->lanes->ops[v->op].term->kind == TERM_QUOTIENT && !d->is_whole &&
                         !b->plan->needs_value[d->fact];
    const double most = 999999999999999;
    out->done = rows & ~*given->yes;
    for (uint64_t left = rows & *given->yes; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctzll(left);
        const double number = given->low[i];
        const bool is_one = number == given->high[i];
        const bool fits = number >= -most && number <= most && (divided || number == (double)(int64_t)number);
        out->of[i] = number;
        out->done |= (uint64_t)(fits || !is_one) << i;
        out->known |= (uint64_t)(fits && is_one) << i;
    }
}

/// Of another fact's values, integers.
static void take_from_fact(const block *b, const plan_value *v, uint64_t rows, numbers *out)
{
    for (uint64_t left = rows; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctzll(left);
        const feel_value value = b->rows[i].values[v->fact];
        const bool fits = value.kind == FEEL_NUMBER && value.small && column_exact_number(value, &out->of[i]);
        out->done |= (uint64_t)(fits || feel_is_null(value)) << i;
        out->known |= (uint64_t)fits << i;
    }
}

/// True if the fact is nowhere asked for but as a number.
static bool is_number(const block *b, size_t fact_index)
{
    const plan *p = b->plan;
    const size_t column = p->value_column[fact_index];
    return (column == p->column_count || p->columns[column].kind == COLUMN_NUMBER) &&
           p->count_column[fact_index] == p->column_count &&
           (b->fact_lanes[fact_index] == NULL || b->fact_types[fact_index] == TERM_NUMBER);
}

uint64_t derive_numbers(block *b, const plan_derivation *d, size_t rule_index, uint64_t rows)
{
    const plan *p = b->plan;
    const plan_value *v = &d->values[rule_index];
    const size_t column = p->value_column[d->fact];
    const bool from_lanes = v->kind == VALUE_NUMBER && b->lanes != NULL;
    numbers found = {0};
    if ((!from_lanes && v->kind != VALUE_FACT) || !is_number(b, d->fact))
        return 0;
    if (from_lanes)
        take_from_lanes(b, d, v, rows & ~b->odd, &found);
    else
        take_from_fact(b, v, rows, &found);
    if (column < p->column_count)
        column_put_numbers(b, column, found.known, found.of);
    fact_lanes_put_numbers(b, d->fact, found.known, found.of);
    for (uint64_t left = p->needs_value[d->fact] ? found.known : 0; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctzll(left);
        b->rows[i].values[d->fact] = feel_integer((int64_t)found.of[i]);
    }
    if (b->noted != NULL)
        b->noted[d->rules[rule_index].rule] |= found.known;
    return found.done;
}
