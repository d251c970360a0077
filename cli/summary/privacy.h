/// What of a summary may be shown, so that nobody in it can be told from it.
///
/// A number of people is shown as a multiple of the smallest group, rounded down, and not at all below it. A number that is nearly the
/// whole is cut as well, so that "all of them" cannot be told from "nearly all". So each number stands for as many or more possible
/// ones as the smallest group has people, and what is left of a difference of two of them says no more than that. Fewer groups than
/// there are may be shown: see `summary_groups`, and `summary_hide_rows`.
#ifndef ADVISE_CLI_SUMMARY_PRIVACY_H
#define ADVISE_CLI_SUMMARY_PRIVACY_H

#include "summary/summary.h"

/// A number of people as it is shown.
/// @param of     the number of all people that it is a part of
/// @param least  the smallest group; 1 or less: all is shown as it is
/// @return       0 if it is withheld (or there is none)
size_t summary_shown(size_t count, size_t of, size_t least);

/// Whether numbers of parts of so many people can be shown at all.
bool summary_shows_parts(size_t of, size_t least);

/// The same for a number of people that is a part of nothing.
size_t summary_shown_size(size_t count, size_t least);

/// Whether the scores by tens of a row may be shown, each as `summary_shown_size` gives it.
bool summary_shows_tenths(const summary_row *row, size_t least);

/// Takes recommendations out of the groups that are shown, in which a number that is withheld could be told from the sum: it must be at
/// least so large, since all others cannot be larger than they are shown to be. Returns how many.
/// @param groups  those that are shown
size_t summary_hide_rows(summary *s, const summary_group *const *groups, size_t count, size_t least);

#endif
