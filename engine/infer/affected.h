/// Which rules do something else if a profile says something else, and which derived facts are then others: as far as what rules read tells,
/// what inference left open, and why rules do not fire.
#ifndef ADVISE_INFER_AFFECTED_H
#define ADVISE_INFER_AFFECTED_H

#include "infer/blocking.h"
#include "infer/readers.h"
#include "profile/variant.h"

typedef struct affected affected;

/// Things that change, and what reads them. Sets, as in base/bit_set.h.
typedef struct touch {
    uint64_t *facts; ///< that change, or have a record in which something does
    uint64_t *rules; ///< that read what changes, and may do something else then
    uint64_t *stale; ///< the facts that these conclude
} touch;

/// Lives in the run's arena, as all that follows.
/// @param r  the run that the inference came from
affected *affected_new(run *r, const inference *of, const readers *by, conjunctions *parts);

/// What the changes may touch at the utmost: each derived fact is another if a rule that concludes it may be. Of the recommending rules only
/// those are in it whose evidence may be another.
/// @param scratch  for evaluation
/// @return  lives until the next call
const touch *affected_by(affected *x, arena *scratch, const profile_change *changes, size_t count);

/// What the changes surely touch, to which `affected_add` adds. They are those that `affected_by` was given last.
touch *affected_begin(affected *x, const profile_change *changes, size_t count);

/// Adds that a derived fact is another.
void affected_add(affected *x, touch *to, size_t fact_index);

/// Finds the derived facts that some of the rules need, of those that `affected_by` found last.
/// @param rules   a set
/// @param needed  receives the set
void affected_needs(affected *x, const uint64_t *rules, uint64_t *needed);

/// False if a recommending rule neither gives evidence nor would, with what really changes.
bool affected_lets_fire(affected *x, arena *scratch, size_t rule_index, const touch *by);

#endif
