/// A trial of one test: the pack is applied to its profile, and the advice compared with what the test expects.
#ifndef ADVISE_SUITE_TRIAL_H
#define ADVISE_SUITE_TRIAL_H

#include "infer/infer.h"
#include "suite/suite.h"

/// Something that a test expected and did not get.
typedef struct suite_failure {
    place where;
    slice expected, got;
    const slice *why; ///< lines that say why it was not given
    size_t why_count;
    place written;     ///< what to replace so that the test holds; without a source if nothing can be
    slice replacement; ///< YAML
} suite_failure;

/// What came of one test: it passes if there are no failures.
typedef struct suite_result {
    const inference *inference; ///< NULL if the profile was refused, or took too many steps
    const suite_failure *failures;
    size_t failure_count;
} suite_result;

/// Runs one test against the pack `p`, which may be a changed copy of the suite's. Lives in `a`. Call below `arena_run(a)`.
suite_result trial_run(arena *a, const pack *p, const suite_test *t);

/// True if the test fails with the pack. Faster than `trial_run`: it stops at the first failure.
bool trial_notices(arena *a, const pack *p, const suite_test *t);

/// A machine with the test's clock.
feel_machine *trial_machine(arena *a, const suite_test *t);

#endif
