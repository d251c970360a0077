// One form after the other is tried, the most exact first. What was left out is filled in with the nearest to today.
#include "profile/said_date.h"

#include "feel/month.h"
#include "feel/temporal.h"
#include "profile/said_number.h"
#include "profile/said_words.h"

typedef struct date_text {
    slice plain;
    bool has_today;
    said_day today;
    said_side side;
} date_text;

static const char *const weekday_names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday"};

// --- days ---

int64_t said_day_number(said_day d)
{
    return temporal_days_from_civil(d.year, d.month, d.day);
}

static said_day day_of_number(int64_t number)
{
    said_day d;
    temporal_civil_from_days(number, &d.year, &d.month, &d.day);
    return d;
}

said_day said_day_of(feel_value date)
{
    return (said_day){date.as.temporal->year, date.as.temporal->month, date.as.temporal->day};
}

bool said_day_exists(said_day d)
{
    return d.month >= 1 && d.month <= 12 && d.day >= 1 && d.year > 0 && d.year < 10000 &&
           d.day <= temporal_month_days(d.year, d.month);
}

/// The same day so many months later; the month's last if it has no such day.
static said_day add_months(said_day d, int64_t months)
{
    const int64_t index = d.year * 12 + (int64_t)d.month - 1 + months;
    said_day out = {index / 12, (unsigned)(index % 12) + 1, d.day};
    const unsigned last = temporal_month_days(out.year, out.month);
    out.day = out.day > last ? last : out.day;
    return out;
}

static said_day last_of_month(said_day d)
{
    d.day = temporal_month_days(d.year, d.month);
    return d;
}

int64_t said_months_between(said_day first, said_day last)
{
    return (last.year - first.year) * 12 + (int64_t)last.month - (int64_t)first.month -
           (last.day < first.day);
}

slice said_day_text(arena *a, said_day d, bool with_weekday)
{
    const char *weekday = weekday_names[temporal_weekday(said_day_number(d)) - 1];
    const slice date = arena_format(a, "%u %s %lld", d.day, month_name(d.month), (long long)d.year);
    return with_weekday ? arena_format(a, "%c%s, %.*s", weekday[0] - 'a' + 'A', weekday + 1, SLICE_ARG(date))
                        : date;
}

// --- words ---

/// The month that a word of the text names, from 1; 0 if none does.
static unsigned month_in(slice text)
{
    slice word;
    unsigned month = 0;
    while (month == 0 && said_next_word(&text, &word))
        month = month_named(word);
    return month;
}

static int weekday_named(slice text)
{
    slice word;
    int day = -1;
    while (day < 0 && said_next_word(&text, &word)) {
        if (word.len > 3 && word.ptr[word.len - 1] == 's')
            word.len--; // tues, thurs
        for (int i = 0; i < 7 && day < 0 && word.len >= 3; i++)
            day = slice_starts_with(slice_of(weekday_names[i]), word) ? i : -1;
    }
    return day;
}

/// The numbers in a text, ordinals included; returns how many, at most `most`.
static size_t numbers_in(slice text, unsigned *numbers, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len && count < most; i++) {
        if (!said_is_digit(text.ptr[i]))
            continue;
        unsigned n = 0;
        for (; i < text.len && said_is_digit(text.ptr[i]) && n < 100000; i++)
            n = n * 10 + (unsigned)(text.ptr[i] - '0');
        const bool is_short_year = i >= 3 && text.ptr[i - 3] == '\'';
        numbers[count++] = is_short_year ? (unsigned)written_year(n) : n; // '98
    }
    return count;
}

static bool has_word(slice text, const char *word)
{
    const char *const words[] = {word, NULL};
    return said_has_one_of(text, words);
}

// --- forms ---

static said_date one_day(said_day d)
{
    return (said_date){.count = 1, .readings = {d}};
}

static said_date guessed(said_day d)
{
    return (said_date){.count = 1, .readings = {d}, .is_guess = true};
}

static said_day with_year(unsigned year, unsigned month, unsigned day)
{
    return (said_day){written_year(year), month, day};
}

/// The day of that month and day that is nearest to today on its side.
static said_day nearest(const date_text *t, unsigned month, unsigned day)
{
    const int64_t now = said_day_number(t->today);
    said_day best = {t->today.year, month, day};
    int64_t least = INT64_MAX;
    for (int64_t year = t->today.year - 1; year <= t->today.year + 1; year++) {
        const said_day d = {year, month, day};
        const int64_t ahead = said_day_number(d) - now;
        const int64_t far = ahead < 0 ? -ahead : ahead;
        const bool is_on_side = t->side == SAID_NEAREST || (t->side == SAID_PAST ? ahead <= 0 : ahead >= 0);
        if (is_on_side && far < least) {
            best = d;
            least = far;
        }
    }
    return best;
}

/// "today", "tomorrow", "the day after tomorrow".
static said_date by_word(const date_text *t)
{
    static const struct {
        const char *word;
        int days;
    } words[] = {{"day after tomorrow", 2},
                 {"day before yesterday", -2},
                 {"tomorrow", 1},
                 {"yesterday", -1},
                 {"today", 0},
                 {"tonight", 0},
                 {"now", 0},
                 {"just now", 0}};
    slice text = t->plain;
    if (slice_starts_with(text, SLICE("the ")))
        text = slice_part(text, 4, text.len);
    for (size_t i = 0; t->has_today && i < sizeof words / sizeof *words; i++) {
        if (slice_is(text, words[i].word))
            return one_day(day_of_number(said_day_number(t->today) + words[i].days));
    }
    return (said_date){0};
}

typedef enum part { PART_NONE, PART_BEGIN, PART_MIDDLE, PART_END } part;

static part part_named(slice text)
{
    static const char *const ends[] = {"end", "late", NULL};
    static const char *const middles[] = {"mid", "middle", NULL};
    static const char *const begins[] = {"beginning", "start", "early", NULL};
    return said_has_one_of(text, ends)      ? PART_END
           : said_has_one_of(text, middles) ? PART_MIDDLE
           : said_has_one_of(text, begins)  ? PART_BEGIN
                                            : PART_NONE;
}

/// The month of which a part is said, by its first day; day 0 if none is.
/// @param year  that is said; 0: none
static said_day month_of_part(const date_text *t, part which, unsigned year)
{
    const unsigned month = month_in(t->plain);
    const int64_t shift = has_word(t->plain, "next") ? 1 : has_word(t->plain, "last") ? -1 : 0;
    const said_day now = {t->today.year, t->today.month, 1};
    if (month > 0)
        return year > 0 ? (said_day){year, month, 1}
                        : nearest(t, month,
                                  which == PART_END      ? 28
                                  : which == PART_MIDDLE ? 15
                                                         : 1);
    if (has_word(t->plain, "month")) // of today, whatever year is said too
        return t->has_today ? add_months(now, shift) : (said_day){0};
    if (year > 0 || has_word(t->plain, "year"))
        return (said_day){year > 0 ? (int64_t)year : now.year + shift,
                          which == PART_END      ? 12
                          : which == PART_MIDDLE ? 7
                                                 : 1,
                          1};
    return (said_day){0};
}

/// A month of a year, or a year, of which a part is said: "end of March", "early 2025", "the beginning of next month".
static said_date by_part(const date_text *t)
{
    unsigned n[2];
    const size_t count = numbers_in(t->plain, n, 2);
    const part which = part_named(t->plain);
    const unsigned year = count == 1 && n[0] > 999 ? n[0] : 0;
    if (which == PART_NONE || count > 1 || (count == 1 && year == 0) || (!t->has_today && year == 0))
        return (said_date){0};
    said_day d = month_of_part(t, which, year);
    if (d.day == 0)
        return (said_date){0};
    const bool is_of_month = month_in(t->plain) > 0 || has_word(t->plain, "month");
    d.day = which == PART_MIDDLE && is_of_month ? 15 : 1;
    return guessed(which == PART_END ? last_of_month(d) : d);
}

/// With the name of a month: "May 5, 2023", "5th of May", "May 2023", "May".
static said_date by_month(const date_text *t)
{
    unsigned n[4];
    const size_t count = numbers_in(t->plain, n, 4);
    const unsigned month = month_in(t->plain);
    if (month == 0 || count > 2)
        return (said_date){0};
    if (count == 2)
        return one_day(n[0] > 31 ? with_year(n[0], month, n[1]) : with_year(n[1], month, n[0]));
    if (count == 1 && n[0] > 999)
        return guessed(with_year(n[0], month, 1));
    if (!t->has_today)
        return (said_date){0};
    const unsigned day = count == 1 ? n[0] : 1;
    return day <= temporal_month_days(2024, month) && day > 0 ? guessed(nearest(t, month, day))
                                                              : (said_date){0};
}

/// A month and a year in numbers: 03/2020, 2020-03.
static said_date by_month_number(const date_text *t)
{
    unsigned n[3];
    const bool is_plain = t->plain.len <= 7 && (memchr(t->plain.ptr, '/', t->plain.len) != NULL ||
                                                memchr(t->plain.ptr, '-', t->plain.len) != NULL);
    if (!is_plain || numbers_in(t->plain, n, 3) != 2)
        return (said_date){0};
    const unsigned year = n[0] > 999 ? n[0] : n[1];
    const unsigned month = n[0] > 999 ? n[1] : n[0];
    return year > 1900 && year < 2200 && month >= 1 && month <= 12 ? guessed(with_year(year, month, 1))
                                                                   : (said_date){0};
}

/// True if the same sign separates all numbers: "2 1/2" is no date.
static bool has_one_separator(slice text)
{
    static const char signs[] = "/-. ";
    size_t counts[sizeof signs - 1] = {0};
    for (size_t i = 0; i < text.len; i++) {
        const char *sign = memchr(signs, text.ptr[i], sizeof signs - 1);
        if (sign != NULL)
            counts[sign - signs]++;
    }
    return counts[0] > 1 || counts[1] > 1 || counts[2] > 1 || counts[3] > 1;
}

/// Three numbers.
static said_date by_numbers(const date_text *t)
{
    unsigned n[4];
    said_date out = {0};
    if (numbers_in(t->plain, n, 4) != 3 || t->plain.len > 16 || !has_one_separator(t->plain))
        return out;
    out.count = written_days(n, memchr(t->plain.ptr, '.', t->plain.len) != NULL, out.readings);
    return out;
}

/// True if all words but the day's own are such as stand before a weekday.
static bool has_weekday_words_only(slice text)
{
    static const char *const words[] = {"on",  "next", "this",  "last",  "coming", "past",
                                        "the", "by",   "since", "until", "till",   NULL};
    bool good = true;
    slice word;
    while (good && said_next_word(&text, &word))
        good = said_is_one_of(word, words) || weekday_named(word) >= 0;
    return good;
}

/// "Friday", "next Friday": the first one after today; "last Friday".
static said_date by_weekday(const date_text *t)
{
    const int wanted = weekday_named(t->plain);
    if (wanted < 0 || !t->has_today || !has_weekday_words_only(t->plain))
        return (said_date){0};
    const int64_t now = said_day_number(t->today);
    const bool is_past = t->side == SAID_PAST || has_word(t->plain, "past") || has_word(t->plain, "ago");
    const int64_t ahead = (wanted + 1 - temporal_weekday(now) + 7) % 7;
    const int64_t days = is_past ? ahead - 7 : ahead == 0 ? 7 : ahead;
    return (said_date){.count = 1, .readings = {day_of_number(now + days)}, .has_weekday = true};
}

/// "in two weeks", "3 days ago", "next month".
static said_date by_distance(const date_text *t)
{
    said_stretch s;
    static const char *const units[] = {"day", "week", "month", "year", NULL};
    slice rest = t->plain;
    slice first = {0};
    slice second = {0};
    (void)(said_next_word(&rest, &first) && said_next_word(&rest, &second));
    const bool is_step = (slice_is(first, "next") || slice_is(first, "last")) &&
                         said_is_one_of(second, units) && slice_trim(rest).len == 0;
    if (is_step)
        s = (said_stretch){.count = 1,
                           .unit = second.ptr[0],
                           .after = slice_is(first, "last") ? SLICE("ago") : SLICE("later")};
    if (!t->has_today || (!is_step && !said_stretch_of(t->plain, &s)))
        return (said_date){0};
    const bool is_past =
        slice_starts_with(s.after, SLICE("ago")) || slice_starts_with(s.after, SLICE("back"));
    const bool is_future = slice_starts_with(s.after, SLICE("from now")) ||
                           slice_starts_with(s.after, SLICE("later")) || slice_is(s.before, "in") ||
                           slice_starts_with(s.before, SLICE("in "));
    if (is_past == is_future || s.count != (double)(int64_t)s.count || s.count > 5000)
        return (said_date){0};
    const int64_t count = is_past ? -(int64_t)s.count : (int64_t)s.count;
    const said_date out = s.unit == 'd'   ? one_day(day_of_number(said_day_number(t->today) + count))
                          : s.unit == 'w' ? one_day(day_of_number(said_day_number(t->today) + 7 * count))
                          : s.unit == 'm' ? one_day(add_months(t->today, count))
                                          : one_day(add_months(t->today, 12 * count));
    return is_step ? guessed(out.readings[0]) : out;
}

/// "2019".
static said_date by_year(const date_text *t)
{
    unsigned n[2];
    const size_t count = numbers_in(t->plain, n, 2);
    said_date out = {0};
    if (count == 1 && n[0] >= 1900 && n[0] < 2200) {
        out = guessed((said_day){n[0], 1, 1});
        out.is_year_only = true;
    }
    return out;
}

said_date said_date_of(slice plain, feel_value today, said_side side)
{
    static said_date (*const forms[])(const date_text *) = {
        by_word, by_part, by_month, by_month_number, by_numbers, by_weekday, by_distance, by_year};
    date_text t = {.plain = plain, .has_today = today.kind == FEEL_DATE, .side = side};
    t.side = has_word(plain, "last") ? SAID_PAST : has_word(plain, "next") ? SAID_FUTURE : side;
    if (t.has_today)
        t.today = said_day_of(today);
    said_date out = {0};
    for (size_t i = 0; i < sizeof forms / sizeof *forms && out.count == 0; i++)
        out = forms[i](&t);
    return out;
}
