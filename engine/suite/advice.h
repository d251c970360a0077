/// What a test expects of recommendations, compared with the advice.
#ifndef ADVISE_SUITE_ADVICE_H
#define ADVISE_SUITE_ADVICE_H

#include "suite/trial_state.h"

/// Compares a recommendation that must be given. If it may be about any of several items, one that meets all is enough; failures are those
/// of the first that is given.
void advice_compare_given(trial *r, const suite_expectation *e);

/// Compares a recommendation that must not be given. Of several items, the one that is given is reported, else the first.
void advice_compare_absent(trial *r, const suite_absence *x);

#endif
