/// What a condition can become if some of what is unknown becomes known, and the rest stays unknown.
#ifndef ADVISE_REASON_POSSIBLE_H
#define ADVISE_REASON_POSSIBLE_H

#include "feel/feel.h"

/// What it can become, its present value included. Neither is sound advice that it will: each part is looked at for itself.
typedef struct possible_truth {
    bool may_be_true, may_be_false;
} possible_truth;

/// Tells what may become known.
typedef struct unknown_filter {
    bool (*is_open)(void *state, const feel_unknown *unknown);
    void *state;
} unknown_filter;

/// Takes `and`, `or` and `not` apart. "No" is sure: no values of what is open make it so. Call below `arena_run(m->arena)`.
/// @param values  as for `feel_evaluate`
possible_truth possible_of_condition(feel_machine *m, const feel_expression *x, const feel_value *values,
                                     size_t count, const unknown_filter *open);

/// True if what is open may change the value of an expression.
bool possible_change(feel_machine *m, const feel_expression *x, const feel_value *values, size_t count,
                     const unknown_filter *open);

#endif
