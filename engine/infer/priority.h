/// How much a recommendation matters: a number of the pack, or what an expression makes of the profile.
///
/// An expression gives an amount of anything, and the recommendation's `priority_range` says which amounts count like the priorities 1 and 100.
/// In between, the priority grows evenly. An amount outside counts like the nearer end, with a warning. While the amount is unknown, the
/// priority counts as 1, the least, and the bounds of the recommendation leave open what it will be.
#ifndef ADVISE_INFER_PRIORITY_H
#define ADVISE_INFER_PRIORITY_H

#include "infer/run.h"

/// The priority of one recommendation, for one item of it.
typedef struct priority_bounds {
    double value;           ///< 1 to 100
    bool is_open;           ///< what it is computed from is unknown, or may change
    bool is_outside;        ///< the amount lies outside the range
    double lowest, highest; ///< between which it stays, whatever becomes known
} priority_bounds;

/// The priority of what a rule recommends. If it is computed, the values of the rule's variables are in place.
priority_bounds priority_of(run *r, size_t rule_index);

/// A priority that is not computed.
static inline priority_bounds priority_fixed(const recommendation *r)
{
    return (priority_bounds){.value = r->priority, .lowest = r->priority, .highest = r->priority};
}

#endif
