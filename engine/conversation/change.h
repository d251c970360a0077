/// The cheapest changes of a profile that meet a goal.
///
/// A change gives a slot, that is a fact or a field of an item, another value, or states it if it is not stated; what is stated is never
/// taken back. Its cost is the `change.cost` of the vocabulary, for stating as for changing: either way the person has to see to it. What is
/// `fixed` is not changed once it is stated, and the key of an item never is. The items of a list of records are not taken away; one more
/// may be added, made up so that a rule fits it.
///
/// How it searches: sets of slots, the cheapest first. Bounds prove of a set that no values of it suffice; what such a set can be extended
/// by without that changing is left out with it. What remains is a *core*: at least one of its slots must change. So the search follows cores
/// (as implicit hitting sets do) instead of trying all sets. The values of a set that may suffice are tried cell by cell, by supposing them,
/// and what is found is verified by whole inferences.
#ifndef ADVISE_CONVERSATION_CHANGE_H
#define ADVISE_CONVERSATION_CHANGE_H

#include "conversation/goal.h"
#include "conversation/reach.h"
#include "conversation/value_cell.h"

/// Costs are whole numbers of thousandths, so that sums are exact.
enum { CHANGE_COST_UNIT = 1000 };

/// A slot that may be changed, and that bears on the goal.
typedef struct change_slot {
    profile_slot at;
    const fact *declared;
    feel_value now; ///< null: it is not stated
    value_cells cells;
    uint64_t cost;
} change_slot;

/// What one slot of a set is to be: any of these cells.
typedef struct change_part {
    size_t slot;       ///< index in `change_result.slots`
    const bool *cells; ///< by cell
} change_part;

/// Changes that meet the goal together, whichever of its cells each slot is given.
typedef struct change_set {
    const change_part *parts; ///< by slot, ascending
    size_t count;
} change_set;

typedef enum change_outcome {
    CHANGE_NEEDLESS,   ///< the goal is met as it is
    CHANGE_FOUND,      ///< there are sets
    CHANGE_IMPOSSIBLE, ///< proved: whatever is changed, it is not met
    CHANGE_NOT_FOUND,  ///< none of the values that were searched meets it
    CHANGE_CUT_OFF,    ///< the search was ended before it found any
} change_outcome;

typedef struct change_result {
    change_outcome outcome;
    const change_slot *slots; ///< those searched
    size_t slot_count;
    const change_slot *unsearched; ///< those that bear on the goal and whose values have no cells: free texts
    size_t unsearched_count;
    const change_set *sets; ///< all of the least cost; if the search was cut off, perhaps not all
    size_t set_count;
    uint64_t cost; ///< of each set
    bool is_cut_off;
    reach why;    ///< of CHANGE_IMPOSSIBLE
    size_t tried; ///< evaluations that the search took
} change_result;

/// When a search ends before it is done. Zeros: never.
typedef struct change_limit {
    size_t tries; ///< evaluations; 0: any number
    bool (*should_stop)(void *state);
    void *state;
} change_limit;

/// Searches. Call below `arena_run(r->arena)`, which owns the result.
/// @param r   the run that the inference came from, or one made like it
/// @param of  an inference of the profile as it is, with everything recorded
change_result change_search(run *r, const inference *of, const goal *g, const change_limit *limit);

#endif
