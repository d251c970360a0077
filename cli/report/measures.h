/// What is said of a recommendation in a few words, beside its title: one wording for all that a person reads.
#ifndef ADVISE_CLI_REPORT_MEASURES_H
#define ADVISE_CLI_REPORT_MEASURES_H

#include "advise.h"

enum { MEASURES_LINE = 200 };

/// The score by which a recommendation stands where it does: that of the best of its entry if it is the head, else its own.
double report_leading_score(const advise_report *r, size_t index);

/// "77", or, of the head of an entry that stands where it does by a part of it, "77 with its parts, 21 alone".
/// @param out   room for MEASURES_LINE bytes
/// @param unit  stands behind the first number: "" or " of 100"
void report_score(char *out, const char *unit, const advise_report *r, size_t index);

/// "77 of 100, this week, low effort", with the score as above.
/// @param out  room for MEASURES_LINE bytes
void report_measures(char *out, const advise_report *r, size_t index);

/// Horizons from the soonest, and behind them that of what declares none.
enum { REPORT_HORIZONS = 6 };
/// The place of a horizon among them.
size_t report_horizon(const char *horizon);

#endif
