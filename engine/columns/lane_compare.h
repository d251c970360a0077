/// Numbers and texts of many lanes compared, a word of 64 at once. What is read reaches up to the next multiple of 16 lanes.
#ifndef ADVISE_COLUMNS_LANE_COMPARE_H
#define ADVISE_COLUMNS_LANE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Lanes in which the first number is less. Bits behind the last lane are not defined.
/// @param count  of lanes, at most 64
uint64_t lanes_less(const double *x, const double *y, size_t count);

/// Lanes in which both are the same, likewise.
uint64_t lanes_same(const uint32_t *x, const uint32_t *y, size_t count);

#endif
