// Dates, times and durations made of their parts or of a text, and the clock (DMN 1.5, 10.3.4.1 and 10.3.4.8).
#include "feel/builtin.h"
#include "feel/temporal.h"

#include <stdio.h>

static feel_value call_date_of_text(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    return temporal_parse_date(m->arena, feel_text(arguments[0]));
}

static feel_value call_date_of(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    feel_temporal *t = ARENA_NEW(m->arena, feel_temporal);
    const feel_temporal *from = arguments[0].as.temporal;
    *t = (feel_temporal){.year = from->year, .month = from->month, .day = from->day};
    return (feel_value){.kind = FEEL_DATE, .as.temporal = t};
}

static feel_value call_date_of_parts(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    int64_t year;
    int64_t month;
    int64_t day;
    if (!feel_to_int64(arguments[0], &year) || !feel_to_int64(arguments[1], &month) ||
        !feel_to_int64(arguments[2], &day) || year < -999999999 || year > 999999999 || month < 1 ||
        month > 12 || day < 1 || day > 31)
        return feel_null();
    return temporal_parse_date(m->arena, arena_format(m->arena, "%s%04lld-%02lld-%02lld", year < 0 ? "-" : "",
                                                      (long long)(year < 0 ? -year : year), (long long)month,
                                                      (long long)day));
}

/// A named zone costs steps, since its file is read.
static bool spend_zone(feel_machine *m, slice text)
{
    return text.len == 0 || memchr(text.ptr, '@', text.len) == NULL || feel_spend(m, 100);
}

static feel_value call_date_time_of_text(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    slice text = feel_text(arguments[0]);
    if (!spend_zone(m, text))
        return feel_null();
    feel_value v = temporal_parse_date_time(m->arena, text);
    if (!feel_is_null(v) || feel_is_null(v = temporal_parse_date(m->arena, text)))
        return v;
    return (feel_value){.kind = FEEL_DATE_TIME,
                        .as.temporal = v.as.temporal}; // a date alone stands for its midnight
}

static feel_value call_date_time_of_parts(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    feel_temporal *t = ARENA_NEW(m->arena, feel_temporal);
    *t = *arguments[1].as.temporal;
    t->year = arguments[0].as.temporal->year;
    t->month = arguments[0].as.temporal->month;
    t->day = arguments[0].as.temporal->day;
    temporal_resolve_zone(t);
    return (feel_value){.kind = FEEL_DATE_TIME, .as.temporal = t};
}

static feel_value call_time_of_text(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    slice text = feel_text(arguments[0]);
    return spend_zone(m, text) ? temporal_parse_time(m->arena, text) : feel_null();
}

static feel_value call_time_of(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    feel_temporal *t = ARENA_NEW(m->arena, feel_temporal);
    *t = *arguments[0].as.temporal;
    t->year = t->month = t->day = 0;
    if (arguments[0].kind == FEEL_DATE)
        t->zone = FEEL_ZONE_OFFSET;
    return (feel_value){.kind = FEEL_TIME, .as.temporal = t};
}

/// time(hour, minute, second, offset?): seconds may have a fraction.
static feel_value call_time_of_parts(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    int64_t hour;
    int64_t minute;
    int64_t second;
    int64_t nanosecond;
    if (!feel_to_int64(arguments[0], &hour) || !feel_to_int64(arguments[1], &minute) || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59)
        return feel_null();
    if (!temporal_split_seconds(feel_decimal(arguments[2]), &second, &nanosecond) || second < 0 ||
        second > 59 || nanosecond < 0)
        return feel_null();
    feel_temporal *t = ARENA_NEW(m->arena, feel_temporal);
    *t = (feel_temporal){.hour = (uint8_t)hour,
                         .minute = (uint8_t)minute,
                         .second = (uint8_t)second,
                         .nanosecond = (uint32_t)nanosecond};
    if (arguments[3].kind == FEEL_DAYS_DURATION) {
        int64_t offset = arguments[3].as.duration->seconds;
        if (offset < -14 * 3600 || offset > 14 * 3600)
            return feel_null();
        t->zone = FEEL_ZONE_OFFSET;
        t->offset = (int32_t)offset;
    }
    return (feel_value){.kind = FEEL_TIME, .as.temporal = t};
}

static int64_t days_of(const feel_temporal *t)
{
    return temporal_days_from_civil(t->year, t->month, t->day);
}

static feel_value call_day_of_year(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    const feel_temporal *t = arguments[0].as.temporal;
    return feel_integer(days_of(t) - temporal_days_from_civil(t->year, 1, 1) + 1);
}

static feel_value call_day_of_week(feel_machine *m, const feel_value *arguments, size_t count)
{
    static const slice names[] = {SLICE_INIT("Monday"),   SLICE_INIT("Tuesday"), SLICE_INIT("Wednesday"),
                                  SLICE_INIT("Thursday"), SLICE_INIT("Friday"),  SLICE_INIT("Saturday"),
                                  SLICE_INIT("Sunday")};
    (void)m;
    (void)count;
    return feel_string(names[temporal_weekday(days_of(arguments[0].as.temporal)) - 1]);
}

static feel_value call_month_of_year(feel_machine *m, const feel_value *arguments, size_t count)
{
    static const slice names[] = {SLICE_INIT("January"), SLICE_INIT("February"), SLICE_INIT("March"),
                                  SLICE_INIT("April"),   SLICE_INIT("May"),      SLICE_INIT("June"),
                                  SLICE_INIT("July"),    SLICE_INIT("August"),   SLICE_INIT("September"),
                                  SLICE_INIT("October"), SLICE_INIT("November"), SLICE_INIT("December")};
    (void)m;
    (void)count;
    return feel_string(names[arguments[0].as.temporal->month - 1]);
}

/// ISO 8601: week 1 is the week of the year's first Thursday.
static feel_value call_week_of_year(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    int64_t days = days_of(arguments[0].as.temporal);
    int64_t thursday = days + 4 - temporal_weekday(days);
    int64_t year;
    unsigned month;
    unsigned day;
    temporal_civil_from_days(thursday, &year, &month, &day);
    return feel_integer((thursday - temporal_days_from_civil(year, 1, 1)) / 7 + 1);
}

static feel_value call_duration(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    return temporal_parse_duration(m->arena, feel_text(arguments[0]));
}

static feel_value call_months_between(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    const feel_temporal *from = arguments[0].as.temporal;
    const feel_temporal *to = arguments[1].as.temporal;
    int64_t months = ((int64_t)to->year - from->year) * 12 + to->month - from->month;
    if (months > 0 && to->day < from->day)
        months--;
    else if (months < 0 && to->day > from->day)
        months++;
    return feel_months(months);
}

static feel_value call_now(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)arguments;
    (void)count;
    return m->clock.now;
}

static feel_value call_today(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)arguments;
    (void)count;
    return m->clock.today;
}

#define FROM(kinds)                                                                                          \
    {                                                                                                        \
        SLICE_INIT("from"), kinds                                                                            \
    }
#define MOMENT (ACCEPT_DATE | ACCEPT_DATE_TIME)

static const builtin rows[] = {
    BUILTIN("date", call_date_of_text, RESULT_DATE, "the date written in a text", FROM(ACCEPT_STRING)),
    BUILTIN("date", call_date_of, RESULT_DATE, "the date of a date and time", FROM(MOMENT)),
    BUILTIN("date", call_date_of_parts, RESULT_DATE, "the date of a year, month and day",
            PARAMETER("year", ACCEPT_NUMBER), PARAMETER("month", ACCEPT_NUMBER),
            PARAMETER("day", ACCEPT_NUMBER)),
    BUILTIN("date and time", call_date_time_of_text, RESULT_DATE_TIME, "the date and time written in a text",
            FROM(ACCEPT_STRING)),
    BUILTIN("date and time", call_date_time_of_parts, RESULT_DATE_TIME, "a date and a time of day as one",
            PARAMETER("date", MOMENT), PARAMETER("time", ACCEPT_TIME)),
    BUILTIN("time", call_time_of_text, RESULT_TIME, "the time of day written in a text", FROM(ACCEPT_STRING)),
    BUILTIN("time", call_time_of, RESULT_TIME, "the time of day of a date and time",
            FROM(MOMENT | ACCEPT_TIME)),
    BUILTIN("time", call_time_of_parts, RESULT_TIME, "the time of day of its parts",
            PARAMETER("hour", ACCEPT_NUMBER), PARAMETER("minute", ACCEPT_NUMBER),
            PARAMETER("second", ACCEPT_NUMBER),
            PARAMETER("offset", ACCEPT_DAYS | ACCEPT_NULL | PARAMETER_OPTIONAL)),
    BUILTIN("day of year", call_day_of_year, RESULT_NUMBER, "the number of the day in its year",
            PARAMETER("date", MOMENT)),
    BUILTIN("day of week", call_day_of_week, RESULT_STRING, "the English name of the weekday",
            PARAMETER("date", MOMENT)),
    BUILTIN("month of year", call_month_of_year, RESULT_STRING, "the English name of the month",
            PARAMETER("date", MOMENT)),
    BUILTIN("week of year", call_week_of_year, RESULT_NUMBER, "the number of the ISO week",
            PARAMETER("date", MOMENT)),
    BUILTIN("duration", call_duration, RESULT_ANY, "the duration written in a text", FROM(ACCEPT_STRING)),
    BUILTIN("years and months duration", call_months_between, RESULT_MONTHS,
            "the whole months from one date to another", FROM(MOMENT), PARAMETER("to", MOMENT)),
    {SLICE_INIT("now"),
     call_now,
     RESULT_DATE_TIME,
     0,
     {{{NULL, 0}, 0}},
     SLICE_INIT("the date and time of the run")},
    {SLICE_INIT("today"), call_today, RESULT_DATE, 0, {{{NULL, 0}, 0}}, SLICE_INIT("the date of the run")},
};

const builtin_topic builtins_temporal = {rows, sizeof rows / sizeof *rows};
