/// What a text that is no date, time or duration was most likely to be: "31.12.2024", "9:30", "3 weeks". Private to engine/feel/.
#ifndef ADVISE_FEEL_REMEDY_TEMPORAL_H
#define ADVISE_FEEL_REMEDY_TEMPORAL_H

#include "feel/value.h"

typedef enum temporal_wish { WISH_DATE, WISH_TIME, WISH_DATE_TIME, WISH_DURATION, WISH_ANY } temporal_wish;

typedef struct temporal_remedy {
    slice problem; ///< "there is no month 13"; empty if only the form is wrong
    slice instead; ///< one or two texts in quotes: "\"2024-12-31\""; empty if it cannot be guessed
} temporal_remedy;

/// @param text  what was written, without quotes; no text of the wished kind
/// @param wish  what it was to be
/// @param mark  what stands before each quoted text: "@" for literals, "" for arguments
/// @return      false if nothing is known of the text
bool temporal_remedy_of(arena *a, slice text, temporal_wish wish, const char *mark, temporal_remedy *out);

/// The value that the text is in the lexical form of the kind; null if it is in none.
feel_value temporal_remedy_value(arena *a, slice text, temporal_wish wish);

/// "there is no month 13", "February 2023 has 28 days"; empty if there is such a day.
slice temporal_no_such_day(arena *a, int64_t year, int64_t month, int64_t day);

/// How a kind is written: "a date is written \"2026-01-31\"".
const char *temporal_form(temporal_wish wish);

/// The text of a duration of so many of the unit, as "P21D" for 3 and "weeks"; empty if the word is no unit.
slice temporal_unit_text(arena *a, int64_t amount, slice word);

#endif
