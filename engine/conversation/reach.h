/// Whether a goal can be met whatever is said of what is unknown: a proof from bounds. "No" is sure for all values at once.
#ifndef ADVISE_CONVERSATION_REACH_H
#define ADVISE_CONVERSATION_REACH_H

#include "conversation/goal.h"

/// Why a goal cannot be met.
typedef enum reach_verdict {
    REACH_OPEN,     ///< it may be
    REACH_NOTHING,  ///< nothing can speak for it
    REACH_TOO_WEAK, ///< its certainty cannot exceed the threshold
    REACH_EXCLUDED, ///< what excludes it is given, and ranked above it
    REACH_CROWDED,  ///< so many entries as are asked for are given, and ranked above it
} reach_verdict;

typedef struct reach {
    reach_verdict verdict;
    double highest; ///< of REACH_TOO_WEAK: the highest certainty that it can have
    size_t by;      ///< of REACH_EXCLUDED: the recommendation that excludes it
    slice by_item;  ///< for which item; empty if that is about nothing
    size_t crowd;   ///< of REACH_CROWDED: how many entries stay above it
} reach;

/// Judges by an inference whose bounds were found.
/// @param considered  the recommendations whose bounds are known, by index: all that the goal's recommendation may be excluded by, or if
///                    places are asked for all
/// @param scratch     for the time of the call
reach reach_of(arena *scratch, const inference *of, const goal *g, const bool *considered);

#endif
