/// Dates and times as spreadsheets keep them: a number of days, which only its format tells from any other number.
#ifndef ADVISE_WORKBOOK_SERIAL_H
#define ADVISE_WORKBOOK_SERIAL_H

#include "base/slice.h"

/// What a format shows a number as.
typedef enum number_kind {
    NUMBER_PLAIN,
    NUMBER_DATE,     ///< with or without a time of day
    NUMBER_TIME,     ///< a time of day alone
    NUMBER_DURATION, ///< hours that are not cut at 24: [h]:mm
} number_kind;

/// What a format's code shows: its first section decides ("d.m.yyyy;@").
number_kind number_kind_of_code(slice code);

/// What a format without a code shows, from its number (ECMA-376, 18.8.30).
number_kind number_kind_of_id(unsigned long id);

enum { SERIAL_TEXT_SIZE = 64 };

/// Writes a number of days as FEEL has it: "2025-06-30", "2025-06-30T08:30:00", "08:30:00" or "PT26H30M", to the millisecond. A date
/// without a time of day is a date, whatever the format; a time of day after day 0 is a date and time, for that is what it holds.
/// @param from_1904  day 0 is 1904-01-01; else it is 1899-12-31, and the 29th of February 1900 is counted as in Excel
/// @return false if there is no such date: it is negative, after the year 9999, or the day that never was
bool serial_text(double days, number_kind kind, bool from_1904, char out[SERIAL_TEXT_SIZE]);

/// The same for a date as ISO 8601 has it, which strict workbooks hold: without its midnight, and without "Z".
bool serial_iso_text(slice iso, char out[SERIAL_TEXT_SIZE]);

#endif
