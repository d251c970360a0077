// Reading and writing dates, times and durations: the lexical forms of XML Schema.
#include "base/limits.h"
#include "base/text.h"
#include "feel/temporal.h"
#include "feel/temporal_zone.h"

enum { DAY_SECONDS = 86400, BILLION = 1000000000 };

typedef struct reader {
    slice text;
    size_t at;
} reader;

static bool read_char(reader *r, char c)
{
    if (r->at >= r->text.len || r->text.ptr[r->at] != c)
        return false;
    r->at++;
    return true;
}

static bool is_digit(const reader *r, size_t at)
{
    return at < r->text.len && r->text.ptr[at] >= '0' && r->text.ptr[at] <= '9';
}

/// A number of `least` to `most` digits.
static bool read_digits(reader *r, size_t least, size_t most, int64_t *out)
{
    size_t start = r->at;
    *out = 0;
    while (r->at - start < most && is_digit(r, r->at))
        *out = *out * 10 + (r->text.ptr[r->at++] - '0');
    return r->at - start >= least && !is_digit(r, r->at);
}

/// Two digits at most `highest`.
static bool read_pair(reader *r, int64_t highest, uint8_t *out)
{
    int64_t value;
    if (!is_digit(r, r->at) || !is_digit(r, r->at + 1))
        return false;
    value = (r->text.ptr[r->at] - '0') * 10 + (r->text.ptr[r->at + 1] - '0');
    r->at += 2;
    *out = (uint8_t)value;
    return value <= highest;
}

static bool read_date(reader *r, feel_temporal *t)
{
    int64_t year;
    bool negative = read_char(r, '-');
    size_t start = r->at;
    if (!read_digits(r, 4, 9, &year) || (r->at - start > 4 && r->text.ptr[start] == '0'))
        return false;
    t->year = (int32_t)(negative ? -year : year);
    if (!read_char(r, '-') || !read_pair(r, 12, &t->month) || t->month < 1 || !read_char(r, '-') ||
        !read_pair(r, 31, &t->day))
        return false;
    return t->day >= 1 && t->day <= temporal_month_days(t->year, t->month);
}

static bool read_fraction(reader *r, uint32_t *nanoseconds)
{
    if (!read_char(r, '.'))
        return true;
    uint32_t unit = BILLION / 10;
    size_t start = r->at;
    for (; is_digit(r, r->at); r->at++, unit /= 10)
        *nanoseconds += (uint32_t)(r->text.ptr[r->at] - '0') * unit;
    return r->at > start;
}

static bool read_zone(reader *r, feel_temporal *t)
{
    if (r->at == r->text.len)
        return true;
    if (read_char(r, '@')) {
        int32_t offset;
        t->zone = FEEL_ZONE_NAMED;
        t->zone_name = slice_part(r->text, r->at, r->text.len);
        r->at = r->text.len;
        return zone_offset_at_local(t->zone_name, 0, &offset); // only to see whether there is such a zone
    }
    t->zone = FEEL_ZONE_OFFSET;
    if (read_char(r, 'Z') || read_char(r, 'z'))
        return true;
    bool west = r->at < r->text.len && r->text.ptr[r->at] == '-';
    uint8_t hours;
    uint8_t minutes;
    uint8_t seconds = 0;
    if (!read_char(r, west ? '-' : '+') || !read_pair(r, 14, &hours) || !read_char(r, ':') ||
        !read_pair(r, 59, &minutes))
        return false;
    if (read_char(r, ':') && !read_pair(r, 59, &seconds))
        return false;
    int32_t offset = hours * 3600 + minutes * 60 + seconds;
    t->offset = west ? -offset : offset;
    return offset <= LIMIT_ZONE_OFFSET;
}

/// A time of day with fraction and zone, up to the end of the text. Sets `*next_day` if it is 24:00:00.
static bool read_time(reader *r, feel_temporal *t, bool *next_day)
{
    bool fields = read_pair(r, 24, &t->hour) && read_char(r, ':') && read_pair(r, 59, &t->minute) &&
                  read_char(r, ':') && read_pair(r, 59, &t->second) && read_fraction(r, &t->nanosecond) &&
                  read_zone(r, t);
    if (!fields || r->at != r->text.len)
        return false;
    *next_day = t->hour == 24;
    if (*next_day && (t->minute != 0 || t->second != 0 || t->nanosecond != 0))
        return false;
    if (*next_day)
        t->hour = 0;
    return true;
}

static feel_value moment(arena *a, feel_kind kind, const feel_temporal *t)
{
    feel_temporal *kept = ARENA_NEW(a, feel_temporal);
    *kept = *t;
    kept->zone_name = t->zone == FEEL_ZONE_NAMED ? arena_copy(a, t->zone_name) : (slice){NULL, 0};
    temporal_resolve_zone(kept);
    return (feel_value){.kind = (uint8_t)kind, .as.temporal = kept};
}

feel_value temporal_parse_date(arena *a, slice text)
{
    reader r = {text, 0};
    feel_temporal t = {0};
    return read_date(&r, &t) && r.at == text.len ? moment(a, FEEL_DATE, &t) : feel_null();
}

feel_value temporal_parse_time(arena *a, slice text)
{
    reader r = {text, 0};
    feel_temporal t = {0};
    bool next_day;
    return read_time(&r, &t, &next_day) ? moment(a, FEEL_TIME, &t) : feel_null();
}

feel_value temporal_parse_date_time(arena *a, slice text)
{
    reader r = {text, 0};
    feel_temporal t = {0};
    bool next_day;
    if (!read_date(&r, &t) || !read_char(&r, 'T') || !read_time(&r, &t, &next_day))
        return feel_null();
    if (next_day) {
        int64_t year;
        unsigned month;
        unsigned day;
        temporal_civil_from_days(temporal_days_from_civil(t.year, t.month, t.day) + 1, &year, &month, &day);
        if (year > LIMIT_YEAR)
            return feel_null();
        t.year = (int32_t)year;
        t.month = (uint8_t)month;
        t.day = (uint8_t)day;
    }
    return moment(a, FEEL_DATE_TIME, &t);
}

/// `digits unit`: the unit is one of `units` from `*next` on.
static bool read_part(reader *r, const char *units, size_t *next, int64_t *amounts, uint32_t *nanoseconds)
{
    int64_t amount;
    if (!read_digits(r, 1, 18, &amount))
        return false;
    bool fraction = r->at < r->text.len && r->text.ptr[r->at] == '.';
    if (fraction && !read_fraction(r, nanoseconds))
        return false;
    while (units[*next] != '\0' && r->at < r->text.len && units[*next] != r->text.ptr[r->at])
        (*next)++;
    if (r->at >= r->text.len || units[*next] == '\0' || (fraction && units[*next] != 'S'))
        return false;
    amounts[*next] = amount;
    r->at++;
    (*next)++;
    return true;
}

feel_value temporal_parse_duration(arena *a, slice text)
{
    reader r = {text, 0};
    bool negative = read_char(&r, '-');
    int64_t dates[3] = {0};
    int64_t times[3] = {0};
    uint32_t nanoseconds = 0;
    uint32_t none = 0;
    size_t next = 0;
    if (!read_char(&r, 'P') || r.at == text.len)
        return feel_null();
    while (r.at < text.len && text.ptr[r.at] != 'T') {
        if (!read_part(&r, "YMD", &next, dates, &none))
            return feel_null();
    }
    bool has_months =
        memchr(text.ptr, 'Y', text.len) != NULL || dates[1] != 0 || (next == 2 && dates[2] == 0);
    bool has_time = read_char(&r, 'T');
    size_t time_start = r.at;
    next = 0;
    while (has_time && r.at < text.len) {
        if (!read_part(&r, "HMS", &next, times, &nanoseconds))
            return feel_null();
    }
    if (has_time && r.at == time_start)
        return feel_null();
    if (has_months) {
        int64_t months;
        if (has_time || dates[2] != 0 || memchr(text.ptr, 'D', text.len) != NULL ||
            __builtin_mul_overflow(dates[0], 12, &months) ||
            __builtin_add_overflow(months, dates[1], &months) || months > FEEL_LONGEST_DURATION)
            return feel_null();
        return feel_months(negative ? -months : months);
    }
    int64_t seconds;
    int64_t part;
    if (__builtin_mul_overflow(dates[2], DAY_SECONDS, &seconds) ||
        __builtin_mul_overflow(times[0], 3600, &part) || __builtin_add_overflow(seconds, part, &seconds) ||
        __builtin_mul_overflow(times[1], 60, &part) || __builtin_add_overflow(seconds, part, &seconds) ||
        __builtin_add_overflow(seconds, times[2], &seconds) || seconds > FEEL_LONGEST_DURATION)
        return feel_null();
    feel_duration *d = ARENA_NEW(a, feel_duration);
    *d = (feel_duration){negative ? -seconds : seconds,
                         (int32_t)(negative ? -(int64_t)nanoseconds : (int64_t)nanoseconds)};
    return (feel_value){.kind = FEEL_DAYS_DURATION, .as.duration = d};
}

feel_value temporal_parse_any(arena *a, slice text)
{
    feel_value (*const readers[])(arena *, slice) = {temporal_parse_date, temporal_parse_time,
                                                     temporal_parse_date_time, temporal_parse_duration};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        feel_value v = readers[i](a, text);
        if (!feel_is_null(v))
            return v;
    }
    return feel_null();
}

// --- writing ---

static void add_fraction(text_builder *out, uint32_t nanoseconds)
{
    if (nanoseconds == 0)
        return;
    uint32_t digits = 9;
    for (; nanoseconds % 10 == 0; nanoseconds /= 10)
        digits--;
    text_add_format(out, ".%0*u", (int)digits, nanoseconds);
}

static void add_zone(text_builder *out, const feel_temporal *t)
{
    if (t->zone == FEEL_ZONE_NAMED) {
        text_add_format(out, "@%.*s", SLICE_ARG(t->zone_name));
    } else if (t->zone == FEEL_ZONE_OFFSET && t->offset == 0) {
        text_add_byte(out, 'Z');
    } else if (t->zone == FEEL_ZONE_OFFSET) {
        int32_t offset = t->offset < 0 ? -t->offset : t->offset;
        text_add_format(out, "%c%02d:%02d", t->offset < 0 ? '-' : '+', offset / 3600, offset / 60 % 60);
        if (offset % 60 != 0)
            text_add_format(out, ":%02d", offset % 60);
    }
}

static void add_duration(text_builder *out, const feel_duration *d)
{
    bool negative = d->seconds < 0 || d->nanoseconds < 0;
    uint64_t seconds = negative ? (uint64_t)0 - (uint64_t)d->seconds : (uint64_t)d->seconds;
    uint32_t nanoseconds = (uint32_t)(d->nanoseconds < 0 ? -d->nanoseconds : d->nanoseconds);
    if (seconds == 0 && nanoseconds == 0) {
        text_add(out, SLICE("PT0S"));
        return;
    }
    text_add(out, negative ? SLICE("-P") : SLICE("P"));
    if (seconds >= DAY_SECONDS)
        text_add_format(out, "%lluD", (unsigned long long)(seconds / DAY_SECONDS));
    seconds %= DAY_SECONDS;
    if (seconds == 0 && nanoseconds == 0)
        return;
    text_add_byte(out, 'T');
    if (seconds >= 3600)
        text_add_format(out, "%lluH", (unsigned long long)(seconds / 3600));
    if (seconds / 60 % 60 > 0)
        text_add_format(out, "%lluM", (unsigned long long)(seconds / 60 % 60));
    if (seconds % 60 > 0 || nanoseconds > 0) {
        text_add_format(out, "%llu", (unsigned long long)(seconds % 60));
        add_fraction(out, nanoseconds);
        text_add_byte(out, 'S');
    }
}

slice temporal_to_text(arena *a, feel_value v)
{
    text_builder out = {.arena = a};
    if (v.kind == FEEL_MONTHS_DURATION) {
        int64_t months = v.as.integer < 0 ? -v.as.integer : v.as.integer;
        text_add(&out, v.as.integer < 0 ? SLICE("-P") : SLICE("P"));
        if (months >= 12)
            text_add_format(&out, "%lldY", (long long)(months / 12));
        if (months % 12 > 0 || months == 0)
            text_add_format(&out, "%lldM", (long long)(months % 12));
    } else if (v.kind == FEEL_DAYS_DURATION) {
        add_duration(&out, v.as.duration);
    } else {
        const feel_temporal *t = v.as.temporal;
        if (v.kind != FEEL_TIME)
            text_add_format(&out, "%s%04d-%02d-%02d", t->year < 0 ? "-" : "",
                            t->year < 0 ? -t->year : t->year, t->month, t->day);
        if (v.kind == FEEL_DATE_TIME)
            text_add_byte(&out, 'T');
        if (v.kind != FEEL_DATE) {
            text_add_format(&out, "%02d:%02d:%02d", t->hour, t->minute, t->second);
            add_fraction(&out, t->nanosecond);
            add_zone(&out, t);
        }
    }
    return text_result(&out);
}
