/// What the files of the search for changes share. Private to engine/conversation/change*.c.
#ifndef ADVISE_CONVERSATION_CHANGE_SEARCH_H
#define ADVISE_CONVERSATION_CHANGE_SEARCH_H

#include "conversation/change.h"
#include "conversation/change_slots.h"
#include "conversation/prospect.h"

typedef struct change_searcher {
    run *run;
    const inference *of;
    const goal *goal;
    const change_limit *limit;
    prospect_scope scope;
    change_slots slots;
    supposer *supposer;
    arena *scratch; ///< of one evaluation
    size_t tried;
    bool stopped;
} change_searcher;

/// Values of the slots of a set: for each slot an index of its cells, or CHANGE_ANY.
#define CHANGE_ANY ((size_t)-1)

/// Counts an evaluation; false if the search is to end.
bool change_may_try(change_searcher *s);

/// Whether the goal may be met if some slots have the cells that are given, others any value, and all else stays.
/// @param members  indexes of the searched slots, ascending
/// @param cells    one for each
reach change_reach(change_searcher *s, const size_t *members, const size_t *cells, size_t count);

/// Combinations of cells that meet the goal: `count` cells for each, one after the other.
typedef struct change_combinations {
    size_t *items;
    size_t count, capacity;
} change_combinations;

/// Who watches as values are tried.
typedef struct change_watcher {
    /// True if the combination is known not to meet the goal, and tells nothing new.
    bool (*knows)(void *state, const size_t *cells);
    /// The combination does not meet the goal; with CHANGE_ANY: none that begins so does.
    void (*refused)(void *state, const size_t *cells);
    void *state;
} change_watcher;

/// Tries all values of a set of slots, each other than the present one.
change_combinations change_try_values(change_searcher *s, const size_t *members, size_t count,
                                      const change_watcher *watcher);

/// The fewest boxes that a greedy joining makes of combinations, each box as one set.
void change_join(change_searcher *s, const size_t *members, size_t count, const change_combinations *from,
                 const change_set **sets, size_t *set_count);

#endif
