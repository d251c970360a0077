/// Outcomes as they are compared with earlier results: for this program only.
#ifndef ADVISE_CLI_OUTCOME_PRESENT_H
#define ADVISE_CLI_OUTCOME_PRESENT_H

#include "outcome/format.h"

extern const outcome_format outcomes_as_present;

#endif
