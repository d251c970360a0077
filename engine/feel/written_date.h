/// Which day three numbers mean, as people write dates: for hints, and for answers that are read back before they count.
#ifndef ADVISE_FEEL_WRITTEN_DATE_H
#define ADVISE_FEEL_WRITTEN_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A day as it was written; it need not exist.
typedef struct written_day {
    int64_t year;
    unsigned month, day;
} written_day;

/// A year of two digits is one from 1950 to 2049.
int64_t written_year(unsigned number);

/// The days that three numbers may mean. The year stands in front if the first number is no day, else at the end. Then the day stands before
/// the month if points separate them (31.12.2024), and behind it otherwise (12/31/2024), unless only the other order has such a month.
/// @param out  the likelier one first
/// @return     1; 2 if day and month may be the other way around
size_t written_days(const unsigned numbers[3], bool has_points, written_day out[2]);

#endif
