/// Dates as résumés and exports have them: 2021, 2021-03, 2021-03-05T12:00:00Z, "Mar 2021", "5 March 2021", 8/31/23.
#ifndef ADVISE_IMPORT_FILE_DATE_H
#define ADVISE_IMPORT_FILE_DATE_H

#include "feel/value.h"

/// A date as far as the text says it.
typedef struct file_date {
    int64_t year;        ///< 0: the text is no date, or could be several
    unsigned month, day; ///< 0: not said
} file_date;

/// @param month_first  whether 3/5/21 is the fifth of March; else such a date could be several
file_date file_date_of(arena *a, slice text, bool month_first);

/// The first day that it may be, as a FEEL_DATE; null if it is no date.
feel_value file_date_first_day(arena *a, file_date d);

#endif
