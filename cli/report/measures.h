/// What is said of a recommendation in a few words, beside its title: one wording for all that a person reads.
#ifndef ADVISE_CLI_REPORT_MEASURES_H
#define ADVISE_CLI_REPORT_MEASURES_H

#include "advise.h"

enum { MEASURES_LINE = 200 };

/// "77 of 100, this week, low effort". Room for MEASURES_LINE bytes.
void report_measures(char *out, const advise_advice *a);

/// Horizons from the soonest, and behind them that of what declares none.
enum { REPORT_HORIZONS = 6 };
/// The place of a horizon among them.
size_t report_horizon(const char *horizon);

#endif
