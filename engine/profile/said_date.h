/// Dates as people type them: 31.1.2026, "May 5th", "end of March", "next Friday", "in two weeks", "since 2019".
#ifndef ADVISE_PROFILE_SAID_DATE_H
#define ADVISE_PROFILE_SAID_DATE_H

#include "feel/value.h"
#include "feel/written_date.h"

/// A day as it was said; it need not exist.
typedef written_day said_day;

typedef struct said_date {
    size_t count; ///< readings: 0, none; 2, day and month may be the other way around
    said_day readings[2];
    bool is_guess;     ///< the year, or the day, was not said
    bool is_year_only; ///< "2019": its first day
    bool has_weekday;  ///< it was said by its weekday
} said_date;

/// On which side of today a day without a year is looked for, unless "last" or "next" says it.
typedef enum said_side { SAID_PAST, SAID_NEAREST, SAID_FUTURE } said_side;

/// The date that is said.
/// @param plain  as `said_plainly` gives it
/// @param today  a FEEL_DATE; null: only dates with a year are read
said_date said_date_of(slice plain, feel_value today, said_side side);

/// True if there is such a day.
bool said_day_exists(said_day d);

/// "1 May 2023".
slice said_day_text(arena *a, said_day d, bool with_weekday);

/// Whole months from `first` to `last`; negative if that is before it.
int64_t said_months_between(said_day first, said_day last);

/// The day as a number, as temporal_days_from_civil counts.
int64_t said_day_number(said_day d);

/// A FEEL_DATE as a day.
said_day said_day_of(feel_value date);

#endif
