/// Static checks of a loaded pack: what is no error, but most likely not what the author meant.
#ifndef ADVISE_CHECK_CHECK_H
#define ADVISE_CHECK_CHECK_H

#include "pack/pack.h"

/// How much work the checks took, and what they left undone. All counts grow at most linearly with the rules of a pack.
typedef struct check_work {
    size_t questions;    ///< asked of the solver
    size_t steps;        ///< assignments that it looked at
    size_t comparisons;  ///< of one rule with another
    size_t too_hard;     ///< questions given up on
    size_t not_compared; ///< rules whose candidates were too many to be compared with all
} check_work;

/// Adds the findings to `diags`, and marks those, and warnings that stand there already, that the pack allows.
/// @param work  may be NULL
/// Call below `arena_run(diags->arena)`. False if memory ran out.
bool check_pack(const allocator *from, const pack *p, diag_list *diags, check_work *work);

#endif
