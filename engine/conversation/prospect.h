/// What can become of recommendations if some slots of a profile get other values, whatever these are, and all else stays as it is: bounds
/// that hold for all values at once. What is unknown and no such slot stays unknown.
#ifndef ADVISE_CONVERSATION_PROSPECT_H
#define ADVISE_CONVERSATION_PROSPECT_H

#include "infer/run.h"
#include "profile/variant.h"

/// What is looked at: rules of some recommendations, and the derived facts that they need.
typedef struct prospect_scope {
    const pack *pack;
    const bool *recommendations; ///< by index
    const bool *variables;       ///< by position in the scope: what the rules read, directly or not
    feel_clock clock;
} prospect_scope;

/// The bounds of the recommendations looked at. What else the result holds is not told for others.
/// @param a        owns the result. Call below `arena_run(a)`
/// @param person   the profile as it is
/// @param changes  null for a slot that may have any value; else the value that it has
/// @return         NULL if it takes too many steps: nothing is known
const inference *prospect_find(arena *a, const prospect_scope *scope, const profile *person,
                               const profile_change *changes, size_t count);

#endif
