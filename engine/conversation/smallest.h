/// The smallest set of things that is enough for something: one of them if one is, else a set of which none can be left out.
#ifndef ADVISE_CONVERSATION_SMALLEST_H
#define ADVISE_CONVERSATION_SMALLEST_H

#include "base/arena.h"

typedef struct smallest_search {
    arena *arena; ///< owns the result. Call below `arena_run(arena)`
    bool *chosen; ///< for each thing whether it is tried; all false before and after a search
    size_t trials_left;
    /// True if what is chosen is enough. What is enough need not stay enough with more.
    bool (*is_enough)(void *state);
    void *state;
} smallest_search;

typedef struct smallest_set {
    bool is_found;       ///< false: not even all of the candidates are enough
    bool is_cut;         ///< no trials were left: one of `items` may be needless
    const size_t *items; ///< ascending
    size_t count;
} smallest_set;

/// @param candidates  numbers of things, ascending
smallest_set smallest_find(smallest_search *s, const size_t *candidates, size_t count);

#endif
