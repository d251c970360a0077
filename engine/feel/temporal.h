/// Dates, times, dates and times, and durations, in the proleptic Gregorian calendar: arithmetic (temporal.c), reading and writing
/// (temporal_text.c).
#ifndef ADVISE_FEEL_TEMPORAL_H
#define ADVISE_FEEL_TEMPORAL_H

#include "feel/value.h"

/// The longest duration, in months or in seconds: half of int64's range, so that the sum of two fits.
#define FEEL_LONGEST_DURATION (INT64_MAX / 2)

// Each reads the whole text in the lexical form of its kind (that of XML Schema, with "@Zone/Name" after times); null if it is another.
feel_value temporal_parse_date(arena *a, slice text);
feel_value temporal_parse_time(arena *a, slice text);
feel_value temporal_parse_date_time(arena *a, slice text);
feel_value temporal_parse_duration(arena *a, slice text); ///< either kind
/// What the literal @"text" denotes: whichever of the four the text is.
feel_value temporal_parse_any(arena *a, slice text);

/// The canonical text of a date, time, date and time or duration.
slice temporal_to_text(arena *a, feel_value v);

/// Equality (`=`) of two values of one temporal kind.
feel_truth temporal_equal(feel_value a, feel_value b);
/// `is(a, b)`: same fields as written, and same zone.
bool temporal_identical(feel_value a, feel_value b);
/// As `feel_order`, for two values of one temporal kind. Durations are ordered; a moment with a zone and one without are not.
bool temporal_order(feel_value a, feel_value b, int *order);

/// `left op right` for op one of + - * / if at least one side is temporal or a duration; null if FEEL does not define it.
feel_value temporal_arithmetic(arena *a, char op, feel_value left, feel_value right);
/// The negative of a duration; null of anything else.
feel_value temporal_negate(arena *a, feel_value v);

/// The property `name` ("year", "time offset", "days", …): true and `*out` if values of this kind have it.
bool temporal_property(arena *a, feel_value v, slice name, feel_value *out);
/// Names of the properties of a kind, NULL-terminated: for the checker and for names with spaces.
const char *const *temporal_property_names(feel_kind kind);

/// What today() and now() answer if the clock is set to "2026-01-31" (midnight UTC) or "2026-01-31T09:30:00Z". False if the text is
/// neither.
bool temporal_clock(arena *a, slice text, feel_clock *out);

/// Sets the offset of a named zone for the local fields; a time without a date takes that of 1970-01-01. If the local time occurs twice,
/// the first time counts, unless `later` is set; else `later` becomes false. Does nothing for other zones.
void temporal_resolve_zone(feel_temporal *t);

/// Whole seconds, and nanoseconds of the same sign; what is finer is dropped. False if they do not fit.
bool temporal_split_seconds(decimal d, int64_t *seconds, int64_t *nanoseconds);

/// How many days the month (1 to 12) of the year has.
unsigned temporal_month_days(int64_t year, unsigned month);

/// The day of the week, from 1 for Monday to 7 for Sunday.
/// @param days  since 1970-01-01
int64_t temporal_weekday(int64_t days);

/// Days since 1970-01-01 of a civil date, and back.
int64_t temporal_days_from_civil(int64_t year, unsigned month, unsigned day);
void temporal_civil_from_days(int64_t days, int64_t *year, unsigned *month, unsigned *day);

#endif
