/// A set of things that is enough for something, and of which none can be left out.
#ifndef ADVISE_CONVERSATION_SMALLEST_H
#define ADVISE_CONVERSATION_SMALLEST_H

#include "base/arena.h"

typedef struct smallest_search {
    bool *chosen; ///< for each thing whether it is tried; all false before and after a search
    /// True if what is chosen is enough. What is enough need not stay enough with more.
    bool (*is_enough)(void *state);
    /// False: the search is to end.
    bool (*has_time)(void *state);
    void *state;
} smallest_search;

/// Leaves out of `things`, which are enough together, what can be left out: by halves, then by quarters, down to one at a time. If the
/// search ends early, what is left is enough too.
/// @param things  numbers, ascending; those that stay come first, in order
/// @return        how many stay
size_t smallest_narrow(const smallest_search *s, size_t *things, size_t count);

#endif
