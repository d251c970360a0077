#include "import/file_date.h"

#include "feel/temporal.h"
#include "profile/said_date.h"
#include "profile/said_words.h"

/// Without a time of day: "2021-03-05t12:00:00z", "8/31/23, 9:15 am".
static slice without_time(slice plain)
{
    enum { ISO_DAY = 10 };
    const char *colon = plain.len > 0 ? memchr(plain.ptr, ':', plain.len) : NULL;
    const char *comma = plain.len > 0 ? memchr(plain.ptr, ',', plain.len) : NULL;
    if (plain.len > ISO_DAY && plain.ptr[4] == '-' && plain.ptr[7] == '-' &&
        memchr("t ", plain.ptr[ISO_DAY], 2) != NULL)
        return slice_part(plain, 0, ISO_DAY);
    return colon != NULL && comma != NULL && comma < colon ? slice_part(plain, 0, (size_t)(comma - plain.ptr))
                                                           : plain;
}

file_date file_date_of(arena *a, slice text, bool month_first)
{
    enum { LONGEST = 64 };
    file_date out = {0};
    if (text.len == 0 || text.len > LONGEST)
        return out;
    const slice plain = without_time(said_plainly(a, text));
    const said_date said = said_date_of(plain, feel_null(), SAID_PAST);
    const bool has_slash = plain.len > 0 && memchr(plain.ptr, '/', plain.len) != NULL;
    if (said.count == 0 || (said.count > 1 && !(month_first && has_slash)) ||
        !said_day_exists(said.readings[0]))
        return out;
    out = (file_date){said.readings[0].year, said.readings[0].month, said.readings[0].day};
    if (said.is_guess)
        out.day = 0;
    if (said.is_year_only)
        out.month = 0;
    return out;
}

feel_value file_date_first_day(arena *a, file_date d)
{
    if (d.year < 1 || d.year > 9999)
        return feel_null();
    return temporal_parse_date(
        a, arena_format(a, "%04d-%02u-%02u", (int)d.year, d.month > 0 ? d.month : 1, d.day > 0 ? d.day : 1));
}
