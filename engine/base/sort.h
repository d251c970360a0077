/// The one stable sort. Unlike the C library's qsort, it keeps equal items in their order, its comparison has a context, and it takes memory
/// from an arena alone.
#ifndef ADVISE_BASE_SORT_H
#define ADVISE_BASE_SORT_H

#include "base/arena.h"

/// Negative if `a` comes before `b`, 0 if their order does not matter, else positive.
typedef int sort_order(const void *a, const void *b, void *context);

/// Sorts in place, with n log n comparisons for n items. It ends whatever `order` answers.
/// @param scratch  room for a copy of the items is allocated from it. Call below `arena_run(scratch)`.
/// @param items    may be NULL if `count` is 0
/// @param size     bytes of an item
/// @param context  passed to `order`
void sort_stable(arena *scratch, void *items, size_t count, size_t size, sort_order *order, void *context);

/// Sorts texts by their bytes.
void sort_slices(arena *scratch, slice *items, size_t count);

#endif
