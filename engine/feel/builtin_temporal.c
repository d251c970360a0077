// Making dates, times and durations, and the clock (DMN 1.5, 10.3.4.1 and 10.3.4.8).
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

static feel_value call_date_time_of_text(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    slice text = feel_text(arguments[0]);
    feel_value v = temporal_parse_date_time(m->arena, text);
    if (!feel_is_null(v) || feel_is_null(v = temporal_parse_date(m->arena, text)))
        return v;
    return (feel_value){.kind = FEEL_DATE_TIME, .as.temporal = v.as.temporal}; // a date alone: its midnight
}

static feel_value call_date_time_of_parts(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    feel_temporal *t = ARENA_NEW(m->arena, feel_temporal);
    *t = *arguments[1].as.temporal;
    t->year = arguments[0].as.temporal->year;
    t->month = arguments[0].as.temporal->month;
    t->day = arguments[0].as.temporal->day;
    return (feel_value){.kind = FEEL_DATE_TIME, .as.temporal = t};
}

static feel_value call_time_of_text(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    return temporal_parse_time(m->arena, feel_text(arguments[0]));
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
    return m->now;
}

static feel_value call_today(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)arguments;
    (void)count;
    return m->today;
}

#define FROM(kinds)                                                                                          \
    {                                                                                                        \
        SLICE_INIT("from"), kinds                                                                            \
    }
#define MOMENT (ACCEPT_DATE | ACCEPT_DATE_TIME)

static const builtin rows[] = {
    {SLICE_INIT("date"),
     call_date_of_text,
     RESULT_DATE,
     1,
     {FROM(ACCEPT_STRING)},
     SLICE_INIT("the date that a text writes")},
    {SLICE_INIT("date"),
     call_date_of,
     RESULT_DATE,
     1,
     {FROM(MOMENT)},
     SLICE_INIT("the date of a date and time")},
    {SLICE_INIT("date"),
     call_date_of_parts,
     RESULT_DATE,
     3,
     {{SLICE_INIT("year"), ACCEPT_NUMBER},
      {SLICE_INIT("month"), ACCEPT_NUMBER},
      {SLICE_INIT("day"), ACCEPT_NUMBER}},
     SLICE_INIT("the date of a year, month and day")},
    {SLICE_INIT("date and time"),
     call_date_time_of_text,
     RESULT_DATE_TIME,
     1,
     {FROM(ACCEPT_STRING)},
     SLICE_INIT("the date and time that a text writes")},
    {SLICE_INIT("date and time"),
     call_date_time_of_parts,
     RESULT_DATE_TIME,
     2,
     {{SLICE_INIT("date"), MOMENT}, {SLICE_INIT("time"), ACCEPT_TIME}},
     SLICE_INIT("a date and a time of day as one")},
    {SLICE_INIT("time"),
     call_time_of_text,
     RESULT_TIME,
     1,
     {FROM(ACCEPT_STRING)},
     SLICE_INIT("the time of day that a text writes")},
    {SLICE_INIT("time"),
     call_time_of,
     RESULT_TIME,
     1,
     {FROM(MOMENT | ACCEPT_TIME)},
     SLICE_INIT("the time of day of a date and time")},
    {SLICE_INIT("duration"),
     call_duration,
     RESULT_ANY,
     1,
     {FROM(ACCEPT_STRING)},
     SLICE_INIT("the duration that a text writes")},
    {SLICE_INIT("years and months duration"),
     call_months_between,
     RESULT_MONTHS,
     2,
     {FROM(MOMENT), {SLICE_INIT("to"), MOMENT}},
     SLICE_INIT("the whole months from one date to another")},
    {SLICE_INIT("now"),
     call_now,
     RESULT_DATE_TIME,
     0,
     {{{NULL, 0}, 0}},
     SLICE_INIT("the date and time of the run")},
    {SLICE_INIT("today"), call_today, RESULT_DATE, 0, {{{NULL, 0}, 0}}, SLICE_INIT("the date of the run")},
};

const builtin_table builtins_temporal = {rows, sizeof rows / sizeof *rows};
