// Dates, times and durations: calendar, order, arithmetic, properties. Reading and writing are in temporal_text.c.
#include "feel/temporal.h"

#include "base/limits.h"
#include "feel/temporal_zone.h"

enum { DAY_SECONDS = 86400, BILLION = 1000000000 };

/// Seconds between 1970 and the furthest year that a date may have, and some years more.
#define FURTHEST_SECOND ((LIMIT_YEAR + INT64_C(2000)) * 366 * DAY_SECONDS)

// Days and civil dates: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
int64_t temporal_days_from_civil(int64_t year, unsigned month, unsigned day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * ((int64_t)month + (month > 2 ? -3 : 9)) + 2) / 5 + (int64_t)day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void temporal_civil_from_days(int64_t days, int64_t *year, unsigned *month, unsigned *day)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t day_of_era = days - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    *day = (unsigned)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *month = (unsigned)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = year_of_era + era * 400 + (*month <= 2);
}

static int64_t seconds_of_day(const feel_temporal *t)
{
    return t->hour * 3600 + t->minute * 60 + t->second;
}

void temporal_resolve_zone(feel_temporal *t)
{
    if (t->zone != FEEL_ZONE_NAMED)
        return;
    int64_t days = t->month > 0 ? temporal_days_from_civil(t->year, t->month, t->day) : 0;
    int64_t local = days * DAY_SECONDS + seconds_of_day(t);
    if (t->later)
        (void)zone_offset_at_later(t->zone_name, local, &t->offset, &t->later);
    else
        (void)zone_offset_at_local(t->zone_name, local, &t->offset);
}

/// Seconds since 1970 of the instant, or of the local fields if there is no zone. A date is its midnight in UTC.
static int64_t seconds_of(feel_value v)
{
    const feel_temporal *t = v.as.temporal;
    int64_t seconds = v.kind == FEEL_DATE ? 0 : seconds_of_day(t);
    if (v.kind != FEEL_TIME)
        seconds += temporal_days_from_civil(t->year, t->month, t->day) * DAY_SECONDS;
    return t->zone == FEEL_ZONE_NONE || v.kind == FEEL_DATE ? seconds : seconds - t->offset;
}

static bool is_zoned(feel_value v)
{
    return v.kind == FEEL_DATE || v.as.temporal->zone != FEEL_ZONE_NONE;
}

bool temporal_order(feel_value a, feel_value b, int *order)
{
    int64_t left;
    int64_t right;
    int64_t left_rest = 0;
    int64_t right_rest = 0;
    if (a.kind == FEEL_MONTHS_DURATION) {
        left = a.as.integer;
        right = b.as.integer;
    } else if (a.kind == FEEL_DAYS_DURATION) {
        left = a.as.duration->seconds;
        right = b.as.duration->seconds;
        left_rest = a.as.duration->nanoseconds;
        right_rest = b.as.duration->nanoseconds;
    } else {
        if (is_zoned(a) != is_zoned(b))
            return false;
        left = seconds_of(a);
        right = seconds_of(b);
        left_rest = a.as.temporal->nanosecond;
        right_rest = b.as.temporal->nanosecond;
    }
    *order = left != right ? (left > right ? 1 : -1) : (left_rest > right_rest) - (left_rest < right_rest);
    return true;
}

feel_truth temporal_equal(feel_value a, feel_value b)
{
    int order;
    if (!temporal_order(a, b, &order))
        return FEEL_UNKNOWN;
    return order == 0 ? FEEL_TRUE : FEEL_FALSE;
}

bool temporal_identical(feel_value a, feel_value b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == FEEL_MONTHS_DURATION || a.kind == FEEL_DAYS_DURATION)
        return temporal_equal(a, b) == FEEL_TRUE;
    const feel_temporal *x = a.as.temporal;
    const feel_temporal *y = b.as.temporal;
    bool fields = x->year == y->year && x->month == y->month && x->day == y->day && x->hour == y->hour &&
                  x->minute == y->minute && x->second == y->second && x->nanosecond == y->nanosecond;
    return fields && x->zone == y->zone && x->offset == y->offset && slice_equal(x->zone_name, y->zone_name);
}

// --- arithmetic ---

/// A duration of months; null if it is longer than FEEL_LONGEST_DURATION.
static feel_value months_of(int64_t months)
{
    return months >= -FEEL_LONGEST_DURATION && months <= FEEL_LONGEST_DURATION ? feel_months(months)
                                                                               : feel_null();
}

static feel_value duration_of(arena *a, int64_t seconds, int64_t nanoseconds)
{
    if (seconds < -FEEL_LONGEST_DURATION || seconds > FEEL_LONGEST_DURATION)
        return feel_null();
    seconds += nanoseconds / BILLION;
    nanoseconds %= BILLION;
    if (seconds > 0 && nanoseconds < 0) {
        seconds--;
        nanoseconds += BILLION;
    } else if (seconds < 0 && nanoseconds > 0) {
        seconds++;
        nanoseconds -= BILLION;
    }
    feel_duration *d = ARENA_NEW(a, feel_duration);
    *d = (feel_duration){seconds, (int32_t)nanoseconds};
    return (feel_value){.kind = FEEL_DAYS_DURATION, .as.duration = d};
}

/// A value of the kind whose local fields are `seconds` after 1970-01-01, with the zone and offset of `like`.
static feel_value moment_of(arena *a, feel_kind kind, const feel_temporal *like, int64_t seconds,
                            int64_t nanoseconds)
{
    seconds += nanoseconds / BILLION;
    nanoseconds %= BILLION;
    if (nanoseconds < 0) {
        nanoseconds += BILLION;
        seconds--;
    }
    int64_t days = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0);
    int64_t rest = seconds - days * DAY_SECONDS;
    int64_t year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (kind != FEEL_TIME)
        temporal_civil_from_days(days, &year, &month, &day);
    if (year > LIMIT_YEAR || year < -LIMIT_YEAR)
        return feel_null();
    feel_temporal *t = ARENA_NEW(a, feel_temporal);
    *t = *like;
    t->year = (int32_t)year;
    t->month = (uint8_t)month;
    t->day = (uint8_t)day;
    if (kind != FEEL_DATE) {
        t->hour = (uint8_t)(rest / 3600);
        t->minute = (uint8_t)(rest / 60 % 60);
        t->second = (uint8_t)(rest % 60);
        t->nanosecond = (uint32_t)nanoseconds;
    }
    return (feel_value){.kind = (uint8_t)kind, .as.temporal = t};
}

int64_t temporal_weekday(int64_t days)
{
    return ((days + 3) % 7 + 7) % 7 + 1; // 1970-01-01 was a Thursday
}

unsigned temporal_month_days(int64_t year, unsigned month)
{
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

static feel_value add_months(arena *a, feel_value v, int64_t months)
{
    const feel_temporal *t = v.as.temporal;
    int64_t total;
    if (v.kind == FEEL_TIME || __builtin_add_overflow(t->year * (int64_t)12 + t->month - 1, months, &total))
        return feel_null();
    int64_t year = total / 12 - (total % 12 < 0);
    unsigned month = (unsigned)(total - year * 12) + 1;
    if (year > LIMIT_YEAR || year < -LIMIT_YEAR)
        return feel_null();
    feel_temporal *moved = ARENA_NEW(a, feel_temporal);
    *moved = *t;
    moved->year = (int32_t)year;
    moved->month = (uint8_t)month;
    if (moved->day > temporal_month_days(year, month))
        moved->day = (uint8_t)temporal_month_days(year, month);
    temporal_resolve_zone(moved);
    v.as.temporal = moved;
    return v;
}

static feel_value add_duration(arena *a, feel_value v, feel_value duration, int sign)
{
    if (duration.kind == FEEL_MONTHS_DURATION)
        return add_months(a, v, sign * duration.as.integer);
    const feel_temporal *t = v.as.temporal;
    int64_t local = v.kind == FEEL_DATE ? 0 : seconds_of_day(t);
    if (v.kind != FEEL_TIME)
        local += temporal_days_from_civil(t->year, t->month, t->day) * DAY_SECONDS;
    int64_t sum;
    if (__builtin_add_overflow(local, sign * duration.as.duration->seconds, &sum))
        return feel_null();
    int64_t nanoseconds = (int64_t)t->nanosecond + sign * (int64_t)duration.as.duration->nanoseconds;
    if (v.kind != FEEL_DATE_TIME || t->zone != FEEL_ZONE_NAMED)
        return moment_of(a, v.kind, t, sum, nanoseconds);
    feel_temporal moved = *t; // the instant moves, and the zone says what its local time is then
    int64_t utc;
    if (__builtin_sub_overflow(sum, t->offset, &utc) || utc < -FURTHEST_SECOND || utc > FURTHEST_SECOND ||
        !zone_offset_at_instant(t->zone_name, utc - (nanoseconds < 0) + (nanoseconds >= BILLION),
                                &moved.offset, &moved.later))
        return feel_null();
    return moment_of(a, v.kind, &moved, utc + moved.offset, nanoseconds);
}

static feel_value difference(arena *a, feel_value left, feel_value right)
{
    if ((left.kind == FEEL_TIME) != (right.kind == FEEL_TIME) || is_zoned(left) != is_zoned(right))
        return feel_null();
    return duration_of(a, seconds_of(left) - seconds_of(right),
                       (int64_t)left.as.temporal->nanosecond - (int64_t)right.as.temporal->nanosecond);
}

/// A duration as a decimal: months, or seconds.
static decimal duration_decimal(feel_value v)
{
    if (v.kind == FEEL_MONTHS_DURATION)
        return decimal_from_int64(v.as.integer);
    decimal d = decimal_from_int64(v.as.duration->seconds);
    decimal fraction = decimal_from_int64(v.as.duration->nanoseconds);
    (void)(decimal_divide(fraction, decimal_from_int64(BILLION), &fraction) && decimal_add(d, fraction, &d));
    return d;
}

bool temporal_split_seconds(decimal d, int64_t *seconds, int64_t *nanoseconds)
{
    decimal whole;
    decimal rest;
    return decimal_round(d, 0, DECIMAL_DOWN, &whole) && decimal_to_int64(whole, seconds) &&
           decimal_subtract(d, whole, &rest) && decimal_multiply(rest, decimal_from_int64(BILLION), &rest) &&
           decimal_round(rest, 0, DECIMAL_DOWN, &rest) && decimal_to_int64(rest, nanoseconds);
}

static feel_value duration_from_decimal(arena *a, feel_kind kind, decimal d)
{
    int64_t units;
    int64_t nanoseconds;
    decimal whole;
    if (kind == FEEL_MONTHS_DURATION)
        return decimal_round(d, 0, DECIMAL_DOWN, &whole) && decimal_to_int64(whole, &units) ? months_of(units)
                                                                                            : feel_null();
    return temporal_split_seconds(d, &units, &nanoseconds) ? duration_of(a, units, nanoseconds) : feel_null();
}

static bool is_duration(feel_value v)
{
    return v.kind == FEEL_DAYS_DURATION || v.kind == FEEL_MONTHS_DURATION;
}

static bool is_moment(feel_value v)
{
    return v.kind == FEEL_DATE || v.kind == FEEL_TIME || v.kind == FEEL_DATE_TIME;
}

static feel_value scale(arena *a, char op, feel_value left, feel_value right)
{
    decimal d;
    if (op == '/' && is_duration(left) && left.kind == right.kind)
        return decimal_divide(duration_decimal(left), duration_decimal(right), &d) ? feel_number(a, d)
                                                                                   : feel_null();
    if (op == '*' && left.kind == FEEL_NUMBER)
        return scale(a, op, right, left);
    if (!is_duration(left) || right.kind != FEEL_NUMBER)
        return feel_null();
    bool done = op == '*' ? decimal_multiply(duration_decimal(left), feel_decimal(right), &d)
                          : decimal_divide(duration_decimal(left), feel_decimal(right), &d);
    return done ? duration_from_decimal(a, left.kind, d) : feel_null();
}

feel_value temporal_arithmetic(arena *a, char op, feel_value left, feel_value right)
{
    if (op == '*' || op == '/')
        return (is_duration(left) || is_duration(right)) ? scale(a, op, left, right) : feel_null();
    int sign = op == '+' ? 1 : -1;
    if (is_moment(left) && is_duration(right))
        return add_duration(a, left, right, sign);
    if (op == '+' && is_duration(left) && is_moment(right))
        return add_duration(a, right, left, 1);
    if (op == '-' && is_moment(left) && is_moment(right))
        return difference(a, left, right);
    int64_t sum;
    if (left.kind != right.kind || !is_duration(left))
        return feel_null();
    if (left.kind == FEEL_MONTHS_DURATION)
        return __builtin_add_overflow(left.as.integer, sign * right.as.integer, &sum) ? feel_null()
                                                                                      : months_of(sum);
    if (__builtin_add_overflow(left.as.duration->seconds, sign * right.as.duration->seconds, &sum))
        return feel_null();
    return duration_of(
        a, sum, (int64_t)left.as.duration->nanoseconds + sign * (int64_t)right.as.duration->nanoseconds);
}

feel_value temporal_negate(arena *a, feel_value v)
{
    if (v.kind == FEEL_MONTHS_DURATION)
        return feel_months(-v.as.integer);
    if (v.kind == FEEL_DAYS_DURATION)
        return duration_of(a, -v.as.duration->seconds, -(int64_t)v.as.duration->nanoseconds);
    return feel_null();
}

// --- properties ---

const char *const *temporal_property_names(feel_kind kind)
{
    static const char *const none[] = {NULL};
    static const char *const date[] = {"year", "month", "day", "weekday", NULL};
    static const char *const time[] = {"hour", "minute", "second", "time offset", "timezone", NULL};
    static const char *const both[] = {"year",   "month",  "day",         "weekday",  "hour",
                                       "minute", "second", "time offset", "timezone", NULL};
    static const char *const days[] = {"days", "hours", "minutes", "seconds", NULL};
    static const char *const months[] = {"years", "months", NULL};
    switch (kind) {
    case FEEL_DATE: return date;
    case FEEL_TIME: return time;
    case FEEL_DATE_TIME: return both;
    case FEEL_DAYS_DURATION: return days;
    case FEEL_MONTHS_DURATION: return months;
    default: return none;
    }
}

static feel_value moment_property(arena *a, feel_value v, slice name)
{
    const feel_temporal *t = v.as.temporal;
    if (slice_is(name, "year"))
        return feel_integer(t->year);
    if (slice_is(name, "month"))
        return feel_integer(t->month);
    if (slice_is(name, "day"))
        return feel_integer(t->day);
    if (slice_is(name, "weekday"))
        return feel_integer(temporal_weekday(temporal_days_from_civil(t->year, t->month, t->day)));
    if (slice_is(name, "hour"))
        return feel_integer(t->hour);
    if (slice_is(name, "minute"))
        return feel_integer(t->minute);
    if (slice_is(name, "second"))
        return feel_integer(t->second);
    if (slice_is(name, "time offset"))
        return t->zone == FEEL_ZONE_NONE ? feel_null() : duration_of(a, t->offset, 0);
    return t->zone == FEEL_ZONE_NAMED ? feel_string(t->zone_name) : feel_null();
}

bool temporal_property(arena *a, feel_value v, slice name, feel_value *out)
{
    const char *const *names = temporal_property_names((feel_kind)v.kind);
    while (*names != NULL && !slice_is(name, *names))
        names++;
    if (*names == NULL)
        return false;
    if (v.kind == FEEL_MONTHS_DURATION) {
        *out = feel_integer(slice_is(name, "years") ? v.as.integer / 12 : v.as.integer % 12);
    } else if (v.kind == FEEL_DAYS_DURATION) {
        int64_t seconds = v.as.duration->seconds;
        int64_t parts[] = {seconds / DAY_SECONDS, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60};
        static const char *const words[] = {"days", "hours", "minutes", "seconds"};
        for (size_t i = 0; i < 4; i++) {
            if (slice_is(name, words[i]))
                *out = feel_integer(parts[i]);
        }
    } else {
        *out = moment_property(a, v, name);
    }
    return true;
}

bool temporal_clock(arena *a, slice text, feel_clock *out)
{
    feel_value v = temporal_parse_date(a, text);
    if (feel_is_null(v))
        v = temporal_parse_date_time(a, text);
    if (feel_is_null(v))
        return false;
    feel_temporal *day = ARENA_NEW(a, feel_temporal);
    *day = (feel_temporal){
        .year = v.as.temporal->year, .month = v.as.temporal->month, .day = v.as.temporal->day};
    feel_temporal *moment = ARENA_NEW(a, feel_temporal);
    *moment = *v.as.temporal;
    if (v.kind == FEEL_DATE)
        moment->zone = FEEL_ZONE_OFFSET;
    out->today = (feel_value){.kind = FEEL_DATE, .as.temporal = day};
    out->now = (feel_value){.kind = FEEL_DATE_TIME, .as.temporal = moment};
    return true;
}
