// Guesses what a text was to be, by the forms that people use. Never part of an evaluation: for messages only.
#include "feel/remedy_temporal.h"

#include "feel/foreign.h"
#include "feel/month.h"
#include "feel/remedy_reading.h"
#include "feel/temporal.h"
#include "feel/written_date.h"

// --- dates ---

slice temporal_no_such_day(arena *a, int64_t year, int64_t month, int64_t day)
{
    if (month < 1 || month > 12)
        return arena_format(a, "there is no month %lld", (long long)month);
    unsigned days = temporal_month_days(year, (unsigned)month);
    if (day < 1)
        return arena_format(a, "there is no day %lld", (long long)day);
    if (day > days)
        return arena_format(a, "%s %lld has %u days", month_name((unsigned)month), (long long)year, days);
    return (slice){NULL, 0};
}

/// One part of a date.
typedef struct date_part {
    int64_t value;
    size_t digits; ///< 0: the name of a month
} date_part;

static bool read_part(reading *r, date_part *part)
{
    if (!reading_is_letter(reading_here(r))) {
        part->digits = reading_number(r, &part->value);
        return part->digits > 0;
    }
    part->digits = 0;
    part->value = month_named(reading_word(r));
    return part->value > 0;
}

static slice date_text(arena *a, int64_t year, int64_t month, int64_t day)
{
    return arena_format(a, "%04lld-%02lld-%02lld", (long long)year, (long long)month, (long long)day);
}

/// A date in the order of its parts; two texts if day and month may be either.
typedef struct date_guess {
    slice text, other;
} date_guess;

static bool settle_date(reading *r, int64_t year, int64_t month, int64_t day, date_guess *out)
{
    r->problem = temporal_no_such_day(r->arena, year, month, day);
    *out =
        (date_guess){.text = r->problem.len == 0 ? date_text(r->arena, year, month, day) : (slice){NULL, 0}};
    return true;
}

static bool order_parts(reading *r, const date_part *p, char separator, date_guess *out)
{
    if (p[0].digits == 4)
        return settle_date(r, p[0].value, p[1].value, p[2].value, out);
    if (p[2].digits != 4 && p[2].digits != 2)
        return false;
    if (p[0].digits == 0)
        return settle_date(r, written_year((unsigned)p[2].value), p[0].value, p[1].value, out);
    if (p[1].digits == 0)
        return settle_date(r, written_year((unsigned)p[2].value), p[1].value, p[0].value, out);
    const unsigned numbers[] = {(unsigned)p[0].value, (unsigned)p[1].value, (unsigned)p[2].value};
    written_day days[2];
    const size_t count = written_days(numbers, separator == '.', days);
    (void)settle_date(r, days[0].year, days[0].month, days[0].day, out);
    if (count > 1)
        out->other = date_text(r->arena, days[1].year, days[1].month, days[1].day);
    return true;
}

/// Three parts with separators, or eight digits. Stands after them.
static bool read_date(reading *r, date_guess *out)
{
    date_part parts[3];
    int64_t whole;
    size_t start = r->at;
    if (reading_number(r, &whole) == 8)
        return settle_date(r, whole / 10000, whole / 100 % 100, whole % 100, out);
    r->at = start;
    char separator = '\0';
    for (size_t i = 0; i < 3; i++) {
        if (i > 0 && (reading_here(r) == '\0' || strchr(".-/ ,", reading_here(r)) == NULL))
            return false;
        separator = i > 0 && (separator == '\0' || separator == ' ') ? reading_here(r) : separator;
        reading_skip(r, ".-/ ,");
        if (!read_part(r, &parts[i]))
            return false;
        if (i < 2 && parts[i].digits > 0 && reading_is_letter(reading_here(r))) { // 3rd of May
            size_t before = r->at;
            slice ending = reading_word(r);
            if (!slice_is(ending, "st") && !slice_is(ending, "nd") && !slice_is(ending, "rd") &&
                !slice_is(ending, "th"))
                r->at = before;
        }
    }
    return order_parts(r, parts, separator, out);
}

// --- times ---

static slice half_of_day(reading *r)
{
    reading_skip(r, " .");
    size_t before = r->at;
    slice word = reading_word(r);
    bool known = foreign_same_name(word, SLICE("am")) || foreign_same_name(word, SLICE("pm")) ||
                 foreign_same_name(word, SLICE("h")) || foreign_same_name(word, SLICE("uhr"));
    if (!known)
        r->at = before;
    return known ? word : (slice){NULL, 0};
}

static bool read_time(reading *r, slice *out)
{
    int64_t parts[3] = {0};
    size_t count = 0;
    if (reading_number(r, &parts[count++]) == 0)
        return false;
    while (count < 3 &&
           (reading_here(r) == ':' || reading_here(r) == 'h' ||
            (reading_here(r) == '.' && r->mark[0] == '\0')) &&
           reading_is_digit(r->at + 1 < r->text.len ? r->text.ptr[r->at + 1] : '\0')) {
        r->at++;
        if (reading_number(r, &parts[count++]) == 0)
            return false;
    }
    slice half = half_of_day(r);
    if (count == 1 && half.len == 0)
        return false;
    if (foreign_same_name(half, SLICE("pm")) && parts[0] < 12)
        parts[0] += 12;
    if (foreign_same_name(half, SLICE("am")) && parts[0] == 12)
        parts[0] = 0;
    static const char *const names[] = {"hour", "minute", "second"};
    static const int64_t most[] = {23, 59, 59};
    for (size_t i = 0; i < 3; i++) {
        if (parts[i] > most[i]) {
            r->problem = arena_format(r->arena, "there is no %s %lld", names[i], (long long)parts[i]);
            *out = (slice){NULL, 0};
            return true;
        }
    }
    *out = arena_format(r->arena, "%02lld:%02lld:%02lld", (long long)parts[0], (long long)parts[1],
                        (long long)parts[2]);
    return true;
}

// --- all together ---

/// A date, and a time after it if there is one.
static bool read_moment(reading *r, temporal_wish wish, slice *out)
{
    date_guess date = {0};
    slice time = {NULL, 0};
    if (!read_date(r, &date))
        return false;
    *out = (slice){NULL, 0};
    if (r->problem.len > 0)
        return true;
    reading_skip(r, " Tt,");
    if (r->at < r->text.len && (!read_time(r, &time) || r->at < r->text.len))
        return false;
    if (r->problem.len > 0)
        return true;
    const char *joint = "";
    if (wish == WISH_DATE)
        time = (slice){NULL, 0};
    else if (time.len > 0)
        joint = "T";
    else if (wish == WISH_DATE_TIME)
        joint = "T00:00:00";
    *out =
        reading_quoted(r, arena_format(r->arena, "%.*s%s%.*s", SLICE_ARG(date.text), joint, SLICE_ARG(time)));
    if (date.other.len > 0)
        *out = arena_format(
            r->arena, "%.*s or %.*s", SLICE_ARG(*out),
            SLICE_ARG(reading_quoted(
                r, arena_format(r->arena, "%.*s%s%.*s", SLICE_ARG(date.other), joint, SLICE_ARG(time)))));
    return true;
}

static bool read_clock(reading *r, slice *out)
{
    slice time;
    if (!read_time(r, &time) || r->at < r->text.len)
        return false;
    *out = time.len > 0 ? reading_quoted(r, time) : time;
    return true;
}

/// "yesterday".
static bool read_day_word(reading *r, slice *out)
{
    static const foreign_row days[] = {
        {"today", "today()"}, {"yesterday", "today() - @\"P1D\""}, {"tomorrow", "today() + @\"P1D\""}};
    const foreign_row *found = foreign_find(days, sizeof days / sizeof *days, r->text);
    *out = found != NULL ? slice_of(found->remedy) : (slice){NULL, 0};
    return found != NULL;
}

bool temporal_remedy_of(arena *a, slice text, temporal_wish wish, const char *mark, temporal_remedy *out)
{
    text = slice_trim(text);
    *out = (temporal_remedy){{NULL, 0}, {NULL, 0}};
    bool found = false;
    reading r = {0};
    for (int kind = 0; kind < 3 && !found; kind++) {
        r = (reading){.arena = a, .text = text, .mark = mark};
        if (kind == 0 && wish != WISH_TIME && wish != WISH_DURATION)
            found = read_day_word(&r, &out->instead) || read_moment(&r, wish, &out->instead);
        else if (kind == 1 && (wish == WISH_TIME || wish == WISH_ANY))
            found = read_clock(&r, &out->instead);
        else if (kind == 2 && (wish == WISH_DURATION || wish == WISH_ANY))
            found = reading_duration(&r, &out->instead);
    }
    out->problem = found ? r.problem : (slice){NULL, 0};
    return found;
}

feel_value temporal_remedy_value(arena *a, slice text, temporal_wish wish)
{
    switch (wish) {
    case WISH_DATE: return temporal_parse_date(a, text);
    case WISH_TIME: return temporal_parse_time(a, text);
    case WISH_DATE_TIME: {
        feel_value v = temporal_parse_date_time(a, text);
        return feel_is_null(v) ? temporal_parse_date(a, text) : v;
    }
    case WISH_DURATION: return temporal_parse_duration(a, text);
    case WISH_ANY: break;
    }
    return temporal_parse_any(a, text);
}

const char *temporal_form(temporal_wish wish)
{
    switch (wish) {
    case WISH_DATE: return "a date is written year-month-day: \"2026-01-31\"";
    case WISH_TIME: return "a time is written with hours, minutes and seconds: \"09:30:00\"";
    case WISH_DATE_TIME: return "a date and time is written \"2026-01-31T09:30:00\"";
    case WISH_DURATION: return "a duration is written \"P1Y6M\", \"P3D\" or \"PT2H\"";
    case WISH_ANY: break;
    }
    return "write @\"2026-01-31\", @\"09:30:00\", @\"2026-01-31T09:30:00\", @\"P1Y6M\" or @\"P3DT2H\"";
}
