#include "profile/said_time.h"

#include "profile/said_words.h"

static bool read_two(slice *rest, unsigned *out)
{
    size_t count = 0;
    *out = 0;
    while (count < 2 && count < rest->len && said_is_digit(rest->ptr[count]))
        *out = *out * 10 + (unsigned)(rest->ptr[count++] - '0');
    *rest = slice_part(*rest, count, rest->len);
    return count > 0;
}

static bool pass(slice *rest, const char *text)
{
    const bool is_it = slice_starts_with(*rest, slice_of(text));
    if (is_it)
        *rest = slice_part(*rest, strlen(text), rest->len);
    return is_it;
}

/// "am" or "pm" behind an hour of twelve; true also if neither stands there and the minutes tell that it is a time.
static bool read_half(slice rest, bool has_minutes, said_time *t)
{
    rest = slice_trim(rest);
    const bool is_pm = slice_is(rest, "pm") || slice_is(rest, "p.m");
    const bool is_am = slice_is(rest, "am") || slice_is(rest, "a.m");
    if (!is_am && !is_pm)
        return has_minutes && (rest.len == 0 || slice_is(rest, "h"));
    if (t->hour < 1 || t->hour > 12)
        return false;
    t->hour = t->hour % 12 + (is_pm ? 12 : 0);
    return true;
}

bool said_time_of(slice plain, said_time *out)
{
    said_time t = {0};
    slice rest = plain;
    (void)pass(&rest, "at ");
    if (slice_is(rest, "noon") || slice_is(rest, "midday") || slice_is(rest, "midnight")) {
        *out = (said_time){.hour = slice_is(rest, "midnight") ? 0 : 12};
        return true;
    }
    if (!read_two(&rest, &t.hour))
        return false;
    const bool has_minutes = pass(&rest, ":") && read_two(&rest, &t.minute);
    if (has_minutes && pass(&rest, ":") && !read_two(&rest, &t.second))
        return false;
    const bool good = read_half(rest, has_minutes, &t) && t.hour < 24 && t.minute < 60 && t.second < 60;
    *out = good ? t : *out;
    return good;
}
