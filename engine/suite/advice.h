/// The checks of a test that are about recommendations.
#ifndef ADVISE_SUITE_ADVICE_H
#define ADVISE_SUITE_ADVICE_H

#include "suite/trial_state.h"

/// Checks a recommendation that is to be given. If it may be about any of several items, one that meets all is enough; failures are those
/// of the first that is given.
void advice_check_given(trial *r, const suite_expectation *e);

/// Checks a recommendation that is not to be given. Of several items, the one that is given is reported, else the first.
void advice_check_absent(trial *r, const suite_absence *x);

#endif
