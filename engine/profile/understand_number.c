// Numbers, also as the time since a day.
#include "profile/said_number.h"
#include "profile/said_time.h"
#include "profile/said_words.h"
#include "profile/understood.h"

#include <math.h>

static feel_value number_value(arena *a, double value)
{
    decimal d;
    return decimal_from_double(value, &d) ? feel_number(a, d) : feel_null();
}

/// "3 years", "1 year", "52000 a year".
static slice number_said(const question *q, feel_value v)
{
    const slice unit = q->fact->unit;
    const slice number = feel_to_string(q->arena, v);
    int64_t whole;
    const bool is_one = feel_to_int64(v, &whole) && whole == 1;
    if (unit.len == 0)
        return number;
    if (is_one && slice_is(unit, "people"))
        return SLICE("1 person");
    if (is_one && slice_ends_with(unit, SLICE("s")) && memchr(unit.ptr, ' ', unit.len) == NULL)
        return arena_format(q->arena, "1 %.*s", SLICE_ARG(slice_part(unit, 0, unit.len - 1)));
    return arena_format(q->arena, "%.*s %.*s", SLICE_ARG(number), SLICE_ARG(unit));
}

static answer number_answer(const question *q, double value, bool is_guess)
{
    const feel_value v = number_value(q->arena, value);
    return feel_is_null(v) ? understood_not(q) : understood_value(q, v, number_said(q, v), is_guess);
}

static slice number_text(const question *q, double value)
{
    return feel_to_string(q->arena, number_value(q->arena, value));
}

static answer which_number(const question *q, double one, double other)
{
    const answer first = number_answer(q, one, false);
    if (first.kind != ANSWER_VALUE && number_answer(q, other, false).kind != ANSWER_VALUE)
        return first;
    const slice texts[] = {number_text(q, one), number_text(q, other)};
    return understood_several(
        q, texts, 2,
        arena_format(q->arena, "one number, such as %.*s or %.*s", SLICE_ARG(texts[0]), SLICE_ARG(texts[1])));
}

/// To a tenth, or of what is counted in whole numbers to the last that is full.
static double rounded(const question *q, double value)
{
    return q->type->whole ? floor(value) : floor(value * 10 + 0.5) / 10;
}

/// So many of the fact's unit of time, from one day to another.
static answer count_from(const question *q, const said_date *date)
{
    const said_day now = said_day_of(q->today);
    const said_day then = date->readings[0];
    const int64_t days = said_day_number(now) - said_day_number(then);
    const bool is_past = days >= 0;
    const int64_t months = is_past ? said_months_between(then, now) : said_months_between(now, then);
    const double all_days = (double)(is_past ? days : -days);
    switch (said_time_unit(q->fact->unit)) {
    case 'y': return number_answer(q, rounded(q, (double)months / 12), date->is_guess || months % 12 != 0);
    case 'm': return number_answer(q, (double)months, date->is_guess);
    case 'w': return number_answer(q, rounded(q, all_days / 7), date->is_guess);
    default: return number_answer(q, all_days, date->is_guess);
    }
}

/// "since May 2023", "until next May", "last year" for a number of years, months, weeks or days.
static bool read_count_from(const question *q, answer *out)
{
    said_stretch unused;
    if (said_time_unit(q->fact->unit) == '\0' || q->today.kind != FEEL_DATE ||
        said_stretch_of(q->plain, &unused))
        return false;
    static const char *const since_words[] = {"since", "from", "until", "till", "in", NULL};
    slice rest = q->plain;
    slice word;
    const bool is_since = said_next_word(&rest, &word) && said_is_one_of(word, since_words);
    const said_side side = slice_is(word, "since") || slice_is(word, "from")   ? SAID_PAST
                           : slice_is(word, "until") || slice_is(word, "till") ? SAID_FUTURE
                                                                               : SAID_NEAREST;
    const said_date date = said_date_of(is_since ? slice_trim(rest) : q->plain, q->today, side);
    const bool is_date =
        date.count > 0 && (is_since || !date.is_year_only) && said_day_exists(date.readings[0]);
    if (is_date && date.count > 1)
        *out = understand_which_day(q, &date, "since ");
    else if (is_date && (side != SAID_PAST ||
                         said_day_number(date.readings[0]) <= said_day_number(said_day_of(q->today))))
        *out = count_from(q, &date);
    else if (slice_is(word, "since"))
        *out = understood_not(q); // "since I was 22"
    else
        return false;
    return true;
}

/// "1.500": what it may be as well counts if it is allowed too.
static answer read_either_number(const question *q, const said_number *said)
{
    const answer one = number_answer(q, said->value, said->is_about);
    const answer other = number_answer(q, said->alternative, said->is_about);
    if (one.kind == ANSWER_VALUE && other.kind == ANSWER_VALUE)
        return which_number(q, said->value, said->alternative);
    return one.kind == ANSWER_VALUE ? one : other;
}

answer understand_number(const question *q)
{
    decimal d;
    answer counted;
    const said_number said = said_number_of(q->plain, q->fact);
    if (decimal_parse(q->plain, &d) && !said.has_alternative) {
        const feel_value v = feel_number(q->arena, d);
        return understood_value(q, v, number_said(q, v), false);
    }
    if (read_count_from(q, &counted))
        return counted;
    switch (said.kind) {
    case SAID_NUMBER:
        return said.has_alternative ? read_either_number(q, &said)
                                    : number_answer(q, said.value, said.is_about);
    case SAID_SEVERAL_NUMBERS: return which_number(q, said.value, said.other);
    case SAID_LIMIT: {
        const slice text = number_text(q, said.value);
        return understood_several(q, &text, 1,
                                  arena_format(q->arena, "one number, such as %.*s", SLICE_ARG(text)));
    }
    case SAID_NO_NUMBER:
    case SAID_OTHER_UNIT: break;
    }
    return understood_not(q);
}
