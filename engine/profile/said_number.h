/// Numbers as people type them: 52,000 or 2 1/2 or 52k; "forty-five", "a dozen", "a year and a half"; with units, which are converted to
/// that of the fact: "18 months" is 1.5 years.
#ifndef ADVISE_PROFILE_SAID_NUMBER_H
#define ADVISE_PROFILE_SAID_NUMBER_H

#include "pack/pack.h"

typedef enum said_number_kind {
    SAID_NO_NUMBER,
    SAID_NUMBER,
    SAID_SEVERAL_NUMBERS, ///< a range, or a choice: "30-40", "3 or 4"
    SAID_LIMIT,           ///< a number that it is below: "less than 5"
    SAID_OTHER_UNIT,      ///< its unit cannot be converted to the one that is asked for
} said_number_kind;

typedef struct said_number {
    said_number_kind kind;
    double value;         ///< in the fact's unit, as far as units are said; of several, the first
    double other;         ///< of several, the second
    bool is_about;        ///< said as not exact: "about 40", "3+", or rounded
    bool is_converted;    ///< from another unit
    bool has_alternative; ///< "1.500" may be 1500
    double alternative;
} said_number;

/// The number that is said.
/// @param plain  as `said_plainly` gives it
/// @param f      its unit, and whether its values are parts of one: then "30%" is 0.3
said_number said_number_of(slice plain, const fact *f);

/// A stretch of time: "two weeks", "a month".
typedef struct said_stretch {
    double count;
    char unit;           ///< 'd', 'w', 'm' or 'y'
    slice before, after; ///< what is said before and after it
} said_stretch;

/// Finds the first stretch of days, weeks, months or years; false if there is none.
bool said_stretch_of(slice plain, said_stretch *out);

/// 'y', 'm', 'w' or 'd' for "years", "months", "weeks" or "days"; NUL for any other unit.
char said_time_unit(slice unit);

/// The bounds of a fact's values in words: "a number from 0 to 60". Empty if they are not one range.
slice said_bounds_of(arena *a, const fact *f);

#endif
