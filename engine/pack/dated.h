/// What a pack says on a day: constants may have values by date, and rules and rows of tables may be in force from one day until another.
///
/// A loaded pack holds all of it. Whoever applies it to people asks for the pack at a date: a copy that shares everything else, in which each
/// constant has the value of that day and what is not in force cannot fire. So no evaluator needs to know of dates. The loaded pack itself
/// has the newest values, for those who read it without a person.
#ifndef ADVISE_PACK_DATED_H
#define ADVISE_PACK_DATED_H

#include "pack/pack.h"

/// The pack on a day; itself if it says nothing by date. Before the first date of a constant, it is unknown. If the day is null, which nobody
/// knows, so is what depends on it: constants by date are unknown, and rules with dates are undetermined.
/// @param a      owns the copy, which borrows from `p`. Call below `arena_run(a)`
/// @param today  a FEEL_DATE or null
const pack *pack_at(arena *a, const pack *p, feel_value today);

/// Whether a period has begun and not ended on a day; unknown if it has dates and the day is null.
feel_truth pack_in_force(const pack_period *period, feel_value today);

/// True if the first is in force on every day on which the second is.
bool pack_period_covers(const pack_period *a, const pack_period *b);

/// True if there is a day on which both are in force.
bool pack_periods_meet(const pack_period *a, const pack_period *b);

/// The value that counts on a day: the index among the constant's dated values; -1 before the first.
ptrdiff_t pack_dated_index(const pack_constant *c, feel_value today);

#endif
