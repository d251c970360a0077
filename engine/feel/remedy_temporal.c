// Guesses what a text was to be, by the forms that people use. Never part of an evaluation: for messages only.
#include "feel/remedy_temporal.h"

#include "base/text.h"
#include "feel/foreign.h"
#include "feel/temporal.h"

enum { DAY_SECONDS = 86400, MOST_DIGITS = 9 };

typedef struct reading {
    arena *arena;
    slice text;
    size_t at;
    const char *mark;
    slice problem;
} reading;

static char here(const reading *r)
{
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void skip(reading *r, const char *characters)
{
    while (here(r) != '\0' && strchr(characters, here(r)) != NULL)
        r->at++;
}

/// A number of at most MOST_DIGITS digits; 0 digits if there is none.
static size_t read_number(reading *r, int64_t *out)
{
    size_t start = r->at;
    *out = 0;
    while (is_digit(here(r)) && r->at - start < MOST_DIGITS)
        *out = *out * 10 + (r->text.ptr[r->at++] - '0');
    return is_digit(here(r)) ? 0 : r->at - start;
}

static slice read_word(reading *r)
{
    size_t start = r->at;
    while (is_letter(here(r)))
        r->at++;
    return slice_part(r->text, start, r->at - start);
}

// --- dates ---

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

slice temporal_no_such_day(arena *a, int64_t year, int64_t month, int64_t day)
{
    if (month < 1 || month > 12)
        return arena_format(a, "there is no month %lld", (long long)month);
    unsigned days = temporal_month_days(year, (unsigned)month);
    if (day < 1)
        return arena_format(a, "there is no day %lld", (long long)day);
    if (day > days)
        return arena_format(a, "%s %lld has %u days", months[month - 1], (long long)year, days);
    return (slice){NULL, 0};
}

/// One part of a date.
typedef struct date_part {
    int64_t value;
    size_t digits; ///< 0: the name of a month
} date_part;

/// 1 to 12 for the name of a month or its first three letters; else 0.
static int64_t month_named(slice word)
{
    for (int64_t i = 0; i < 12; i++) {
        slice name = slice_of(months[i]);
        if (word.len >= 3 && word.len <= name.len && foreign_same_name(word, slice_part(name, 0, word.len)))
            return i + 1;
    }
    return 0;
}

static bool read_part(reading *r, date_part *part)
{
    if (!is_letter(here(r))) {
        part->digits = read_number(r, &part->value);
        return part->digits > 0;
    }
    part->digits = 0;
    part->value = month_named(read_word(r));
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
    int64_t year = p[2].digits == 2 ? 2000 + p[2].value : p[2].value;
    if (p[0].digits == 0)
        return settle_date(r, year, p[0].value, p[1].value, out);
    if (separator == '/' && p[1].value > 12 && p[0].value <= 12) // 12/31/2024
        return settle_date(r, year, p[0].value, p[1].value, out);
    bool ambiguous = separator != '.' && p[1].digits > 0 && p[0].value <= 12 && p[1].value <= 12 &&
                     p[0].value >= 1 && p[1].value >= 1 && p[0].value != p[1].value;
    (void)settle_date(r, year, p[1].value, p[0].value, out);
    if (ambiguous)
        out->other = date_text(r->arena, year, p[0].value, p[1].value);
    return true;
}

/// Three parts with separators, or eight digits. Stands after them.
static bool read_date(reading *r, date_guess *out)
{
    date_part parts[3];
    int64_t whole;
    size_t start = r->at;
    if (read_number(r, &whole) == 8)
        return settle_date(r, whole / 10000, whole / 100 % 100, whole % 100, out);
    r->at = start;
    char separator = '\0';
    for (size_t i = 0; i < 3; i++) {
        if (i > 0 && (here(r) == '\0' || strchr(".-/ ,", here(r)) == NULL))
            return false;
        separator = i > 0 && (separator == '\0' || separator == ' ') ? here(r) : separator;
        skip(r, ".-/ ,");
        if (!read_part(r, &parts[i]))
            return false;
        if (i < 2 && parts[i].digits > 0 && is_letter(here(r))) { // 3rd of May
            size_t before = r->at;
            slice ending = read_word(r);
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
    skip(r, " .");
    size_t before = r->at;
    slice word = read_word(r);
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
    if (read_number(r, &parts[count++]) == 0)
        return false;
    while (count < 3 && (here(r) == ':' || here(r) == '.') &&
           is_digit(r->at + 1 < r->text.len ? r->text.ptr[r->at + 1] : '\0')) {
        r->at++;
        if (read_number(r, &parts[count++]) == 0)
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

// --- durations ---

typedef struct unit {
    const char *names[6];
    int64_t months, seconds;
} unit;

static const unit units[] = {
    {{"years", "year", "yrs", "yr", "y"}, 12, 0},
    {{"quarters", "quarter"}, 3, 0},
    {{"months", "month", "mos", "mo", "mths"}, 1, 0},
    {{"fortnights", "fortnight"}, 0, INT64_C(14) * DAY_SECONDS},
    {{"weeks", "week", "wks", "wk", "w"}, 0, INT64_C(7) * DAY_SECONDS},
    {{"days", "day", "d"}, 0, DAY_SECONDS},
    {{"hours", "hour", "hrs", "hr", "h"}, 0, 3600},
    {{"minutes", "minute", "mins", "min"}, 0, 60},
    {{"seconds", "second", "secs", "sec", "s"}, 0, 1},
};

static const unit *unit_named(slice word)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        for (size_t j = 0; j < 6 && units[i].names[j] != NULL; j++) {
            if (foreign_same_name(slice_of(units[i].names[j]), word))
                return &units[i];
        }
    }
    return NULL;
}

static slice months_text(arena *a, int64_t amount)
{
    return temporal_to_text(a, feel_months(amount));
}

static slice seconds_text(arena *a, int64_t amount)
{
    feel_duration *d = ARENA_NEW(a, feel_duration);
    *d = (feel_duration){amount, 0};
    return temporal_to_text(a, (feel_value){.kind = FEEL_DAYS_DURATION, .as.duration = d});
}

slice temporal_unit_text(arena *a, int64_t amount, slice word)
{
    const unit *u = unit_named(word);
    if (u == NULL || amount < 0 || amount > INT32_MAX)
        return (slice){NULL, 0};
    return u->months > 0 ? months_text(a, amount * u->months) : seconds_text(a, amount * u->seconds);
}

/// The unit of a letter in "P1Y6M2DT3H": M is months before the T and minutes after it.
static const unit *letter_unit(char c, bool after_t)
{
    if (c == 'm' || c == 'M')
        return unit_named(after_t ? SLICE("min") : SLICE("mo"));
    return unit_named((slice){&c, 1});
}

/// What the parts of a duration come to.
typedef struct amounts {
    int64_t months, seconds;
    bool any;
} amounts;

static void add_amount(amounts *to, int64_t amount, const unit *u)
{
    to->months += amount * u->months;
    to->seconds += amount * u->seconds;
    to->any = true;
}

/// "P1Y6M2D", "p3w", "3W", "PT": letters without blanks, perhaps without the P.
static bool read_letters(reading *r, amounts *out)
{
    bool after_t = false;
    bool marked = here(r) == 'P' || here(r) == 'p';
    r->at += marked;
    while (r->at < r->text.len) {
        if (here(r) == 'T' || here(r) == 't') {
            after_t = true;
            r->at++;
            continue;
        }
        int64_t amount;
        if (read_number(r, &amount) == 0)
            return false;
        const unit *u = letter_unit(here(r), after_t);
        r->at++;
        if (u == NULL || (is_letter(here(r)) && here(r) != 'T' && here(r) != 't'))
            return false;
        add_amount(out, amount, u);
    }
    return marked || out->any;
}

/// "3 weeks", "1 year and 6 months", "90 min".
static bool read_words(reading *r, amounts *out)
{
    static const char *const small[] = {"a",   "an",    "one",   "two",  "three", "four",   "five",
                                        "six", "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    while (r->at < r->text.len) {
        int64_t amount = -1;
        if (is_digit(here(r))) {
            if (read_number(r, &amount) == 0)
                return false;
        } else {
            slice word = read_word(r);
            for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
                if (foreign_same_name(word, slice_of(small[i])))
                    amount = i < 3 ? 1 : (int64_t)i - 1;
            }
            if (amount < 0)
                return false;
        }
        skip(r, " ");
        const unit *u = unit_named(read_word(r));
        if (u == NULL)
            return false;
        add_amount(out, amount, u);
        skip(r, " ,");
        size_t before = r->at;
        if (!slice_is(read_word(r), "and"))
            r->at = before;
        skip(r, " ");
    }
    return out->any;
}

static slice quoted(const reading *r, slice text)
{
    return arena_format(r->arena, "%s\"%.*s\"", r->mark, SLICE_ARG(text));
}

static bool read_duration(reading *r, slice *out)
{
    amounts sum = {0};
    if (!read_letters(r, &sum)) {
        sum = (amounts){0};
        r->at = 0;
        if (!read_words(r, &sum))
            return false;
    }
    if (!sum.any) {
        r->problem = SLICE("nothing follows its letters");
        *out = (slice){NULL, 0};
    } else if (sum.months > 0 && sum.seconds > 0) {
        r->problem = SLICE("a duration has either years and months or days and time, not both");
        *out = arena_format(r->arena, "%.*s or %.*s", SLICE_ARG(quoted(r, months_text(r->arena, sum.months))),
                            SLICE_ARG(quoted(r, seconds_text(r->arena, sum.seconds))));
    } else {
        *out = quoted(r, sum.months > 0 ? months_text(r->arena, sum.months)
                                        : seconds_text(r->arena, sum.seconds));
    }
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
    skip(r, " Tt,");
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
    *out = quoted(r, arena_format(r->arena, "%.*s%s%.*s", SLICE_ARG(date.text), joint, SLICE_ARG(time)));
    if (date.other.len > 0)
        *out = arena_format(r->arena, "%.*s or %.*s", SLICE_ARG(*out),
                            SLICE_ARG(quoted(r, arena_format(r->arena, "%.*s%s%.*s", SLICE_ARG(date.other),
                                                             joint, SLICE_ARG(time)))));
    return true;
}

static bool read_clock(reading *r, slice *out)
{
    slice time;
    if (!read_time(r, &time) || r->at < r->text.len)
        return false;
    *out = time.len > 0 ? quoted(r, time) : time;
    return true;
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
            found = read_moment(&r, wish, &out->instead);
        else if (kind == 1 && (wish == WISH_TIME || wish == WISH_ANY))
            found = read_clock(&r, &out->instead);
        else if (kind == 2 && (wish == WISH_DURATION || wish == WISH_ANY))
            found = read_duration(&r, &out->instead);
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
