// Durations as people write them: "3 weeks", "1 year and 6 months", "P1Y6M2D", "3W".
#include "feel/foreign.h"
#include "feel/remedy_reading.h"
#include "feel/remedy_temporal.h"
#include "feel/temporal.h"

enum { DAY_SECONDS = 86400 };

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
    bool is_negative;
} amounts;

/// False if it is more than a message should name.
static bool add_amount(amounts *to, int64_t amount, const unit *u)
{
    to->months += amount * u->months;
    to->seconds += amount * u->seconds;
    to->any = true;
    return to->months <= FEEL_LONGEST_DURATION / 2 && to->seconds <= FEEL_LONGEST_DURATION / 2;
}

static bool read_minus(reading *r)
{
    const bool is_there = reading_here(r) == '-';
    r->at += is_there;
    return is_there;
}

/// "P1Y6M2D", "p3w", "3W", "PT", "P-1D": letters without blanks, perhaps without the P.
static bool read_letters(reading *r, amounts *out)
{
    bool after_t = false;
    out->is_negative = read_minus(r);
    bool marked = reading_here(r) == 'P' || reading_here(r) == 'p';
    r->at += marked;
    out->is_negative = read_minus(r) || out->is_negative;
    while (r->at < r->text.len) {
        if (reading_here(r) == 'T' || reading_here(r) == 't') {
            after_t = true;
            r->at++;
            out->is_negative = read_minus(r) || out->is_negative;
            continue;
        }
        int64_t amount;
        if (reading_number(r, &amount) == 0)
            return false;
        const unit *u = letter_unit(reading_here(r), after_t);
        r->at++;
        if (u == NULL ||
            (reading_is_letter(reading_here(r)) && reading_here(r) != 'T' && reading_here(r) != 't'))
            return false;
        if (!add_amount(out, amount, u))
            return false;
    }
    return marked || out->any;
}

/// "3 weeks", "1 year and 6 months", "90 min".
static bool read_words(reading *r, amounts *out)
{
    static const char *const small[] = {"a",   "an",    "one",   "two",  "three", "four",   "five",
                                        "six", "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    out->is_negative = read_minus(r);
    while (r->at < r->text.len) {
        int64_t amount = -1;
        if (reading_is_digit(reading_here(r))) {
            if (reading_number(r, &amount) == 0)
                return false;
        } else {
            slice word = reading_word(r);
            for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
                if (foreign_same_name(word, slice_of(small[i])))
                    amount = i < 3 ? 1 : (int64_t)i - 1;
            }
            if (amount < 0)
                return false;
        }
        reading_skip(r, " ");
        const unit *u = unit_named(reading_word(r));
        if (u == NULL || !add_amount(out, amount, u))
            return false;
        reading_skip(r, " ,");
        size_t before = r->at;
        if (!slice_is(reading_word(r), "and"))
            r->at = before;
        reading_skip(r, " ");
    }
    return out->any;
}

/// The months, or else the seconds, in quotes.
static slice quoted_sum(reading *r, const amounts *sum, bool in_months)
{
    const int64_t sign = sum->is_negative ? -1 : 1;
    return reading_quoted(r, in_months ? months_text(r->arena, sign * sum->months)
                                       : seconds_text(r->arena, sign * sum->seconds));
}

bool reading_duration(reading *r, slice *out)
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
        *out = arena_format(r->arena, "%.*s or %.*s", SLICE_ARG(quoted_sum(r, &sum, true)),
                            SLICE_ARG(quoted_sum(r, &sum, false)));
    } else {
        *out = quoted_sum(r, &sum, sum.months > 0);
    }
    return true;
}
