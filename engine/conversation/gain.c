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

/// How far first places agree.
static double agreement(const asking *k, first_places a, first_places b)
{
    double sum = 0;
    for (size_t i = 0; i < k->top; i++)
        sum += a[i] == b[i] ? 1 / (double)(i + 1) : 0;
    return sum;
}

/// How much closer to what they will be the first places are expected to come if only the slot's answer becomes known.
static double approach(asking *k, const completion_table *t, size_t slot, first_places now)
{
    first_places *shown = ARENA_ARRAY(k->arena, k->slots[t->slots[slot]].answer_count, first_places);
    choices chosen = choices_new(k, NULL);
    double sum = 0;
    for (size_t i = 0; i < k->slots[t->slots[slot]].answer_count; i++) {
        chosen[t->slots[slot]] = (int)i;
        shown[i] = places_with(k, chosen);
    }
    for (size_t row = 0; row < t->count; row++) {
        const first_places will_be = t->places[t->outcomes[row]];
        const first_places with = shown[t->answers[row * t->slot_count + slot]];
        sum += with != NULL ? agreement(k, with, will_be) - agreement(k, now, will_be) : 0;
    }
    return t->count > 0 ? fmax(0, sum / (double)t->count) : 0;
}

/// What can be seen at once, against what there is to learn: found by trying on the paralegal pack.
static const double weight_of_approach = 3;

const double *gains_find(asking *k, const completion_table *t)
{
    double *out = ARENA_ARRAY(k->arena, t->slot_count, double);
    const first_places now = places_with(k, choices_new(k, NULL));
    for (size_t rank = 0; rank < k->top && t->count > 0; rank++) {
        const place_column here = column_of(k, t, rank);
        for (size_t i = 0; i < t->slot_count; i++)
            out[i] += information(k, t, i, &here) / (double)(rank + 1);
    }
    for (size_t i = 0; i < t->slot_count && now != NULL; i++)
        out[i] += weight_of_approach * approach(k, t, i, now);
    return out;
}
