#include "conversation/gain.h"

#include <math.h>

/// What stands in one of the first places, in each row.
typedef struct place_column {
    size_t *values; ///< numbered from 0
    size_t value_count;
} place_column;

static place_column column_of(const asking *k, const completion_table *t, size_t rank)
{
    size_t *numbers = ARENA_ARRAY(k->arena, t->outcome_count, size_t); // of each outcome
    place_column out = {.values = ARENA_ARRAY(k->arena, t->count, size_t)};
    for (size_t i = 0; i < t->outcome_count; i++) {
        size_t same = 0;
        while (same < i && t->places[same][rank] != t->places[i][rank])
            same++;
        numbers[i] = same < i ? numbers[same] : out.value_count++;
    }
    for (size_t row = 0; row < t->count; row++)
        out.values[row] = numbers[t->outcomes[row]];
    return out;
}

static double entropy_part(size_t count, size_t rows)
{
    const double share = (double)count / (double)rows;
    return count > 0 ? -share * log(share) : 0;
}

/// The mutual information of a slot's answer and a place.
static double information(const asking *k, const completion_table *t, size_t slot, const place_column *column)
{
    const size_t rows = k->slots[t->slots[slot]].answer_count;
    const size_t values = column->value_count;
    size_t *both = ARENA_ARRAY(k->arena, rows * values, size_t);
    double sum = 0;
    size_t kinds = 0;
    for (size_t row = 0; row < t->count; row++)
        both[(size_t)t->answers[row * t->slot_count + slot] * values + column->values[row]]++;
    for (size_t a = 0; a < rows; a++) {
        size_t in_row = 0;
        for (size_t v = 0; v < values; v++) {
            in_row += both[a * values + v];
            sum -= entropy_part(both[a * values + v], t->count);
        }
        sum += entropy_part(in_row, t->count);
        kinds += in_row > 0;
    }
    for (size_t v = 0; v < values; v++) {
        size_t in_column = 0;
        for (size_t a = 0; a < rows; a++)
            in_column += both[a * values + v];
        sum += entropy_part(in_column, t->count);
    }
    const double bias = t->is_exhaustive || kinds == 0
                            ? 0
                            : (double)(kinds - 1) * (double)(values - 1) / (2 * (double)t->count);
    return fmax(0, sum - bias);
}

const double *gains_find(const asking *k, const completion_table *t)
{
    double *out = ARENA_ARRAY(k->arena, t->slot_count, double);
    for (size_t rank = 0; rank < k->top && t->count > 0; rank++) {
        const place_column here = column_of(k, t, rank);
        for (size_t i = 0; i < t->slot_count; i++)
            out[i] += information(k, t, i, &here) / (double)(rank + 1);
    }
    return out;
}
