/// Is there a profile for which formulas have given truths? "No" is sure. "Yes" is tried by evaluation before it is relied on, since an
/// expression that is not understood may have any value.
#ifndef ADVISE_CHECK_SOLVE_H
#define ADVISE_CHECK_SOLVE_H

#include "check/domain.h"
#include "check/truth_set.h"
#include "reason/formula.h"

/// What a formula must be.
typedef struct demand {
    const formula *formula;
    unsigned wanted; ///< a set of truths
} demand;

/// Whether there is such an assignment. The solver gives up after a bounded number of steps.
typedef enum solve_answer { SOLVE_NO, SOLVE_YES, SOLVE_GAVE_UP } solve_answer;

/// What a subject is to be.
typedef struct choice {
    size_t subject;
    cell cell;
} choice;

typedef struct choice_list {
    choice *items;
    size_t count, capacity;
} choice_list;

/// What questions are about, and what answering them took.
typedef struct solver {
    condition_scope in;    ///< its machine's arena holds what a question takes, until the caller resets it
    subject_list subjects; ///< what the numbers of atoms mean
    size_t questions;
    size_t steps;    ///< assignments that were looked at
    size_t too_hard; ///< questions given up on
} solver;

/// Is there an assignment of values to subjects for which every demand is met?
/// @param proper  leave out what only an unknown item of a list could make a subject
/// @param found   receives the assignment if there is one; may be NULL
solve_answer solve(solver *by, const demand *demands, size_t count, bool proper, choice_list *found);

#endif
