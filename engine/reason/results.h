/// What an expression can give, as far as it is written out: itself, or the branches of its `if`s.
#ifndef ADVISE_REASON_RESULTS_H
#define ADVISE_REASON_RESULTS_H

#include "reason/condition.h"

/// A constant that an expression may give.
typedef struct expression_result {
    feel_value value;
    place where;
} expression_result;

/// The constants that the expression may give, in the order of writing; constants of the scope are folded.
/// @param complete  receives false if it may give something else as well, which has to be computed
/// Call below `arena_run(in->machine->arena)`, which the results are allocated from.
const expression_result *results_of(const condition_scope *in, const feel_expression *x, size_t *count,
                                    bool *complete);

#endif
