/// Facts in columns: values become codes and bits, and these answer the atoms that ask about the fact.
#ifndef ADVISE_COLUMNS_COLUMN_H
#define ADVISE_COLUMNS_COLUMN_H

#include "columns/block_state.h"

/// The number as a double, if doubles compare it exactly: it has at most 15 significant digits. Integers need no decimal.
static inline bool column_exact_number(feel_value v, double *out)
{
    const int64_t most = 999999999999999;
    if (v.small && v.as.integer >= -most && v.as.integer <= most) {
        *out = (double)v.as.integer;
        return true;
    }
    return decimal_to_exact_double(feel_decimal(v), out);
}

/// How many cuts of the column a number passes.
static inline uint32_t column_code(const plan_column *c, double number)
{
    if (c->codes == NULL) {
        size_t passed = 0;
        for (size_t left = c->cut_count; left > 0;) {
            const size_t half = (left + 1) / 2;
            const plan_cut *cut = &c->cuts[passed + half - 1];
            const bool passes = cut->above ? number > cut->constant : number >= cut->constant;
            passed += passes ? half : 0;
            left = passes ? left - half : half - 1;
        }
        return (uint32_t)passed;
    }
    const double first = (double)c->first;
    const double last = (double)c->last;
    const double near = number < first ? first : number > last ? last : number;
    int64_t whole = (int64_t)near;
    whole -= (double)whole > near;
    return c->codes[2 * (size_t)(whole - c->first) + ((double)whole != near)];
}

/// The same of an integer.
static inline uint32_t column_code_of_integer(const plan_column *c, int64_t number)
{
    if (c->codes == NULL)
        return column_code(c, (double)number);
    const int64_t first = c->first;
    const int64_t last = c->last;
    int64_t near = number < first ? first : number;
    near = near > last ? last : near;
    return c->codes[2 * (size_t)(near - first)];
}

/// The codes of a column of numbers.
static inline uint32_t *column_codes(const block *b, const plan_column *c)
{
    return b->codes + c->number * BLOCK_ROWS;
}

/// Puts a value into rows of a column.
void column_put_rows(block *b, size_t column, uint64_t rows, feel_value v);

/// Puts numbers of at most 15 significant digits into rows of a column of numbers.
/// @param numbers  of each row
void column_put_numbers(block *b, size_t column, uint64_t rows, const double *numbers);

/// Puts a value into a row of a column.
static inline void column_put(block *b, size_t column, size_t row_index, feel_value v)
{
    column_put_rows(b, column, (uint64_t)1 << row_index, v);
}

/// Answers the atoms of a column from its values.
void column_answer(block *b, size_t column);

#endif
