// A text is taken apart into quantities: numbers in digits or words, each with the unit that follows it. What stands between two quantities
// says whether they are a sum ("2 years and 3 months") or a range. Words that mean nothing here are passed over, since the number is
// repeated back to whoever typed it.
#include "profile/said_number.h"

#include "profile/said_words.h"

#include <math.h>
#include <stdlib.h>

// --- units ---

/// What quantities are converted within.
typedef enum family { FAMILY_NONE, FAMILY_CALENDAR, FAMILY_CLOCK, FAMILY_LENGTH, FAMILY_MONEY } family;

typedef struct unit {
    const char *names[8]; ///< as whole words
    double per;           ///< how many make up one year, hour or mile
    family family;
    char letter; ///< of those that stretches and dates are counted in; else NUL
} unit;

static const unit units[] = {
    {{"year", "years", "yr", "yrs", "y", "yearly", "annually", NULL}, 1, FAMILY_CALENDAR, 'y'},
    {{"month", "months", "mo", "mos", "mth", "m", "monthly", NULL}, 12, FAMILY_CALENDAR, 'm'},
    {{"week", "weeks", "wk", "wks", "w", "weekly", NULL}, 52, FAMILY_CALENDAR, 'w'},
    {{"day", "days", "d", "daily", NULL}, 365, FAMILY_CALENDAR, 'd'},
    {{"decade", "decades", NULL}, 0.1, FAMILY_CALENDAR, '\0'},
    {{"quarter", "quarters", "quarterly", NULL}, 4, FAMILY_CALENDAR, '\0'},
    {{"fortnight", "fortnights", NULL}, 26, FAMILY_CALENDAR, '\0'},
    {{"hour", "hours", "hr", "hrs", "h", "hourly", NULL}, 1, FAMILY_CLOCK, '\0'},
    {{"minute", "minutes", "min", "mins", NULL}, 60, FAMILY_CLOCK, '\0'},
    {{"mile", "miles", "mi", NULL}, 1, FAMILY_LENGTH, '\0'},
    {{"km", "kms", "kilometer", "kilometers", "kilometre", "kilometres", NULL},
     1.609344,
     FAMILY_LENGTH,
     '\0'},
    {{"dollar", "dollars", "usd", "buck", "bucks", NULL}, 1, FAMILY_MONEY, '\0'},
    {{"euro", "euros", "eur", NULL}, 1, FAMILY_MONEY, '\0'},
    {{"pound", "pounds", "gbp", NULL}, 1, FAMILY_MONEY, '\0'},
};

static const unit *unit_named(slice word)
{
    const unit *found = NULL;
    for (size_t i = 0; i < sizeof units / sizeof *units && found == NULL; i++)
        found = said_is_one_of(word, units[i].names) ? &units[i] : NULL;
    return found;
}

/// "a year" and "per year" are what a rate is per; NULL if the text is none of these.
static const unit *rate_of(slice unit_text)
{
    slice word;
    slice rest = unit_text;
    const bool is_rate = said_next_word(&rest, &word) &&
                         (slice_is(word, "a") || slice_is(word, "an") || slice_is(word, "per"));
    return is_rate && said_next_word(&rest, &word) ? unit_named(word) : NULL;
}

// --- numbers in words ---

typedef struct number_word {
    const char *word;
    double value;
} number_word;

static const number_word number_words[] = {
    {"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},
    {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},
    {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},
    {"sixty", 60},    {"seventy", 70},  {"eighty", 80},   {"ninety", 90},  {"none", 0},     {"once", 1},
    {"twice", 2},     {"fourty", 40},   {"ninty", 90},    {"half", 0.5},   {"couple", 2},   {"nobody", 0}};

/// Words that multiply what stands before them.
static const number_word scale_words[] = {
    {"hundred", 100}, {"thousand", 1000}, {"dozen", 12}, {"dozens", 12}};

static bool value_of_word(const number_word *words, size_t count, slice word, double *out)
{
    size_t i = 0;
    while (i < count && !slice_is(word, words[i].word))
        i++;
    if (i < count)
        *out = words[i].value;
    return i < count;
}

static bool is_number_word(slice word, double *out)
{
    return value_of_word(number_words, sizeof number_words / sizeof *number_words, word, out);
}

static bool is_scale_word(slice word, double *out)
{
    return value_of_word(scale_words, sizeof scale_words / sizeof *scale_words, word, out);
}

// --- quantities ---

typedef struct quantity {
    double value;
    const unit *unit; ///< NULL: none is said
    const unit *rate; ///< "a week", "per week"; NULL: none
    slice between;    ///< what is said between the one before and this one
    bool is_percent;
    bool has_alternative;
    double alternative;
    size_t begin;
} quantity;

typedef struct scanner {
    slice text;
    size_t at;
} scanner;

static slice rest_of(const scanner *s)
{
    return slice_part(s->text, s->at, s->text.len);
}

/// The word that begins here, a hyphen or blank before it passed; empty if there is none.
static slice word_here(const scanner *s, size_t *end)
{
    size_t from = s->at;
    while (from < s->text.len && (s->text.ptr[from] == ' ' || s->text.ptr[from] == '-'))
        from++;
    size_t to = from;
    while (to < s->text.len && said_is_letter(s->text.ptr[to]))
        to++;
    *end = to;
    return slice_part(s->text, from, to - from);
}

static bool pass_word(scanner *s, const char *word)
{
    size_t end;
    const bool is_it = slice_is(word_here(s, &end), word);
    s->at = is_it ? end : s->at;
    return is_it;
}

static size_t digits_at(slice text, size_t at)
{
    size_t count = 0;
    while (at + count < text.len && said_is_digit(text.ptr[at + count]))
        count++;
    return count;
}

/// "1/2" and the like, which a blank may separate from the whole before it.
static bool read_fraction(scanner *s, double *value)
{
    static const char *const texts[] = {"1/2", "1/4", "3/4", "1/3", "2/3"};
    static const double values[] = {0.5, 0.25, 0.75, 1.0 / 3, 2.0 / 3};
    size_t at = s->at;
    while (at < s->text.len && s->text.ptr[at] == ' ')
        at++;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (!slice_starts_with(slice_part(s->text, at, s->text.len), slice_of(texts[i])) ||
            digits_at(s->text, at + 2) > 1)
            continue;
        *value += values[i];
        s->at = at + 3;
        return true;
    }
    return false;
}

/// Digits with separators: 52,000 or 1,5 or 1 500 or 52'000.
static void read_digits(scanner *s, quantity *q)
{
    enum { MOST = 40 };
    char digits[MOST];
    size_t length = 0;
    size_t groups = 0;
    char separator = 0;
    const size_t lead = digits_at(s->text, s->at);
    for (; s->at < s->text.len && length < MOST - 2; s->at++) {
        const char c = s->text.ptr[s->at];
        const size_t group = digits_at(s->text, s->at + 1);
        if (said_is_digit(c)) {
            digits[length++] = c;
        } else if (group == 3 && memchr(",_' ", c, 4) != NULL && memchr(digits, '.', length) == NULL) {
            separator = c;
            groups++;
        } else if (group > 0 && (c == '.' || c == ',') && memchr(digits, '.', length) == NULL) {
            digits[length++] = '.';
            separator = c;
            groups += group == 3 ? 1 : 2;
        } else {
            break;
        }
    }
    digits[length] = '\0';
    q->value = strtod(digits, NULL);
    q->has_alternative = groups == 1 && lead <= 3 && q->value != 0 && separator == '.';
    q->alternative = q->value * 1000;
}

/// "3rd" is no number of things.
static bool is_ordinal(slice word)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", NULL};
    return said_is_one_of(word, endings);
}

static bool read_figure(scanner *s, quantity *q)
{
    if (read_fraction(s, &q->value))
        return true;
    const size_t at = s->at;
    const bool has_point =
        at + 1 < s->text.len && s->text.ptr[at] == '.' && said_is_digit(s->text.ptr[at + 1]);
    if (at >= s->text.len || (!said_is_digit(s->text.ptr[at]) && !has_point))
        return false;
    read_digits(s, q);
    const bool is_negative = at > 0 && s->text.ptr[at - 1] == '-' && (at == 1 || s->text.ptr[at - 2] == ' ');
    if (!has_point && read_fraction(s, &q->value))
        q->has_alternative = false;
    const slice rest = rest_of(s);
    if (slice_starts_with(rest, SLICE("k")) && !(rest.len > 1 && said_is_letter(rest.ptr[1]))) {
        q->value *= 1000;
        s->at++;
    }
    double scale;
    size_t end;
    if (is_ordinal(word_here(s, &end)) && end == s->at + 2)
        return false;
    while (is_scale_word(word_here(s, &end), &scale)) {
        q->value *= scale;
        s->at = end;
    }
    q->value = is_negative ? -q->value : q->value;
    return true;
}

/// "a" and "an" are a number before a unit or a scale.
static bool is_article_for_number(const scanner *s, slice word, size_t end)
{
    double unused;
    const scanner behind = {s->text, end};
    const slice next = word_here(&behind, &end);
    return (slice_is(word, "a") || slice_is(word, "an")) &&
           (unit_named(next) != NULL || is_scale_word(next, &unused));
}

/// True if a word goes on with the number so far: "forty five", "hundred and six", but not "three four".
static bool goes_on(double so_far, bool is_behind_scale, double value)
{
    return so_far == 0 || is_behind_scale ||
           (so_far >= 20 && fmod(so_far, 10) == 0 && value < 10 && value >= 1);
}

static bool pass_one_of(scanner *s, const char *const *words)
{
    size_t end;
    const bool is_it = said_is_one_of(word_here(s, &end), words);
    s->at = is_it ? end : s->at;
    return is_it;
}

/// Adds the words that make one number: "two hundred and six", "half a dozen". False if there are none.
static bool add_number_words(scanner *s, double *group)
{
    static const char *const articles[] = {"a", "an", NULL};
    double value = 0;
    double scale = 0;
    bool is_behind_scale = false;
    const size_t from = s->at;
    for (;;) {
        size_t end;
        const slice word = word_here(s, &end);
        if (is_scale_word(word, &scale)) {
            *group = (*group == 0 ? 1 : *group) * scale;
            is_behind_scale = true;
        } else if (is_number_word(word, &value) && goes_on(*group, is_behind_scale, value)) {
            *group += value;
            is_behind_scale = false;
        } else {
            return s->at > from;
        }
        s->at = end;
        if (*group == 0.5)
            (void)pass_one_of(s, articles);
        else if (is_behind_scale)
            (void)pass_word(s, "and");
    }
}

static bool read_number_words(scanner *s, quantity *q)
{
    size_t end;
    const slice word = word_here(s, &end);
    const bool has_article = is_article_for_number(s, word, end);
    if (has_article) {
        s->at = end;
        q->value = 1;
    }
    return add_number_words(s, &q->value) || has_article;
}

/// "monthly".
static bool is_adverb(slice word)
{
    return slice_ends_with(word, SLICE("ly"));
}

static void read_unit(scanner *s, quantity *q)
{
    size_t end;
    scanner ahead = *s;
    (void)pass_word(&ahead, "of"); // "a couple of weeks"
    const slice word = word_here(&ahead, &end);
    if (is_adverb(word) || unit_named(word) == NULL)
        return;
    q->unit = unit_named(word);
    s->at = end;
}

/// "and a half", before the unit or behind it.
static void read_half(scanner *s, quantity *q)
{
    scanner ahead = *s;
    if (!pass_word(&ahead, "and") || !pass_word(&ahead, "a") || !pass_word(&ahead, "half"))
        return;
    q->value += 0.5;
    *s = ahead;
    if (q->unit == NULL)
        read_unit(s, q);
}

/// What it is a rate of: "a week", "per week", "/week", "weekly".
static void read_rate(scanner *s, quantity *q)
{
    static const char *const words[] = {"a", "an", "per", "each", "every", NULL};
    size_t end;
    scanner ahead = *s;
    const bool has_slash = slice_starts_with(rest_of(&ahead), SLICE("/"));
    ahead.at += has_slash;
    const bool is_rate = has_slash || pass_one_of(&ahead, words);
    const slice word = word_here(&ahead, &end);
    q->rate = is_rate || is_adverb(word) ? unit_named(word) : NULL;
    s->at = q->rate != NULL ? end : s->at;
}

/// What follows a number.
static void read_what_follows(scanner *s, quantity *q)
{
    size_t end;
    read_unit(s, q);
    read_half(s, q);
    q->is_percent =
        slice_starts_with(slice_trim(rest_of(s)), SLICE("%")) || slice_is(word_here(s, &end), "percent");
    read_rate(s, q);
}

/// Passes the rest of a word, with the digits and points in it: a number within a word is none.
static void pass_word_rest(scanner *s)
{
    while (s->at < s->text.len && (said_is_letter(s->text.ptr[s->at]) || said_is_digit(s->text.ptr[s->at]) ||
                                   memchr(".,'", s->text.ptr[s->at], 3) != NULL))
        s->at++;
}

/// Finds the next quantity; false if there is none.
static bool next_quantity(scanner *s, quantity *q)
{
    const size_t from = s->at;
    while (s->at < s->text.len) {
        const size_t begin = s->at;
        *q = (quantity){.begin = begin, .between = slice_part(s->text, from, begin - from)};
        if (s->text.ptr[begin] != ' ' && s->text.ptr[begin] != '-' &&
            (read_figure(s, q) || read_number_words(s, q))) {
            read_what_follows(s, q);
            return true;
        }
        s->at = s->at > begin ? s->at : begin + 1;
        if (said_is_letter(s->text.ptr[begin]) || said_is_digit(s->text.ptr[begin]))
            pass_word_rest(s);
    }
    return false;
}

// --- what they come to ---

/// The quantity in the unit that is wanted; false if it cannot be converted.
static bool convert(const quantity *q, const unit *wanted, double *out, bool *changed)
{
    *out = q->value;
    if (q->unit == NULL || q->unit == wanted || q->unit->family == FAMILY_MONEY)
        return true;
    if (wanted == NULL || wanted->family != q->unit->family)
        return false;
    *out = q->value * wanted->per / q->unit->per;
    *changed = true;
    return true;
}

/// Rounds what was computed; true if that changes more than the last digits of a double.
static bool round_to_hundredths(double *value)
{
    const double rounded = floor(*value * 100 + 0.5) / 100;
    const bool changed = fabs(rounded - *value) > 1e-9;
    *value = rounded;
    return changed;
}

/// True if a rate ("40 hours a week") is the one that the question is about: its name or its words have it.
static bool is_asked_rate(const fact *f, const unit *rate)
{
    return said_has_one_of(f->name, rate->names) || said_has_one_of(f->ask, rate->names);
}

/// True if all values of the fact lie within [0, 1].
static bool is_share(const fact *f)
{
    return f->allowed_count == 1 && f->allowed_values != NULL && f->allowed_values[0].is_range &&
           slice_is(f->allowed_values[0].high, "1");
}

static bool is_percentage(slice unit_text)
{
    static const char *const words[] = {"percent", "percentage", NULL};
    return said_has_one_of(unit_text, words) || memchr(unit_text.ptr, '%', unit_text.len) != NULL;
}

/// One quantity, or the sum of several, in the unit of the fact.
static said_number number_from(const quantity *all, size_t count, const fact *f)
{
    said_number out = {.kind = SAID_NUMBER};
    const unit *rate = rate_of(f->unit);
    const unit *wanted = rate == NULL ? unit_named(f->unit) : NULL;
    for (size_t i = 0; i < count; i++) {
        const quantity *q = &all[i];
        double value = q->value;
        if (!convert(q, wanted, &value, &out.is_converted) && f->unit.len > 0)
            out.kind = SAID_OTHER_UNIT;
        if (q->is_percent && !is_share(f) && f->unit.len > 0 && !is_percentage(f->unit))
            out.kind = SAID_OTHER_UNIT;
        if (q->rate != NULL && rate != NULL && rate->family == q->rate->family) {
            value = value * q->rate->per / rate->per;
            out.is_converted = out.is_converted || rate != q->rate;
        } else if (q->rate != NULL && !is_asked_rate(f, q->rate)) {
            out.kind = SAID_OTHER_UNIT;
        }
        out.value += q->is_percent && is_share(f) ? value / 100 : value;
    }
    out.has_alternative = count == 1 && all[0].has_alternative && !out.is_converted;
    out.alternative = all[0].alternative;
    if (out.is_converted)
        out.is_about = round_to_hundredths(&out.value);
    return out;
}

/// True if the quantities are parts of one: "2 years and 3 months".
static bool is_sum(const quantity *all, size_t count)
{
    bool good = count > 1;
    for (size_t i = 1; i < count && good; i++) {
        const slice between = slice_trim(all[i].between);
        good = all[i].unit != NULL && all[i - 1].unit != NULL &&
               all[i].unit->family == all[i - 1].unit->family && all[i].unit->per > all[i - 1].unit->per &&
               (between.len == 0 || slice_is(between, "and") || slice_is(between, ",") ||
                slice_is(between, ", and"));
    }
    return good;
}

static const char *const about_words[] = {
    "about",   "around",   "approximately", "roughly", "circa", "ca",    "nearly", "almost", "some",
    "maybe",   "probably", "perhaps",       "over",    "above", "plus",  "couple", "so",     "approx",
    "minimum", "least",    "more",          "say",     "guess", "think", NULL};
static const char *const limit_words[] = {"less",    "under", "below", "fewer", "most",
                                          "maximum", "max",   "until", NULL};
static const char *const no_words[] = {"not", "no", "don", "isn", "never", "without", "except", NULL};

/// "40ish", "40+", "~40", ">40".
static bool has_about_sign(slice plain)
{
    bool found = false;
    for (size_t i = 0; i < plain.len && !found; i++)
        found = memchr("+~>", plain.ptr[i], 3) != NULL ||
                (i > 0 && (said_is_digit(plain.ptr[i - 1]) || plain.ptr[i - 1] == '-') &&
                 slice_starts_with(slice_part(plain, i, plain.len), SLICE("ish")));
    return found;
}

said_number said_number_of(slice plain, const fact *f)
{
    enum { MOST = 4 };
    quantity all[MOST];
    size_t count = 0;
    scanner s = {.text = plain};
    while (count < MOST && next_quantity(&s, &all[count]))
        count++;
    if (slice_is(plain, "no one") || (count == 0 && slice_starts_with(plain, SLICE("no "))))
        return (said_number){.kind = SAID_NUMBER}; // "no references"
    const bool is_no_more = slice_starts_with(plain, SLICE("no more than "));
    if (count == 0 || (said_has_one_of(plain, no_words) && !is_no_more))
        return (said_number){.kind = SAID_NO_NUMBER};
    if (count > 1 && !is_sum(all, count)) {
        quantity first = all[0];
        if (first.unit == NULL) // "3 or 4 months"
            first.unit = all[1].unit;
        const said_number low = number_from(&first, 1, f);
        const said_number high = number_from(&all[1], 1, f);
        return (said_number){.kind = SAID_SEVERAL_NUMBERS,
                             .value = low.value,
                             .other = high.value,
                             .is_converted = low.is_converted};
    }
    said_number out = number_from(all, count, f);
    out.is_about = out.is_about || has_about_sign(plain) || said_has_one_of(plain, about_words);
    if (out.kind == SAID_NUMBER &&
        (is_no_more || said_has_one_of(plain, limit_words) || memchr(plain.ptr, '<', plain.len) != NULL ||
         slice_starts_with(plain, SLICE("up to "))))
        out.kind = SAID_LIMIT;
    return out;
}

bool said_stretch_of(slice plain, said_stretch *out)
{
    scanner s = {.text = plain};
    quantity q;
    bool found = false;
    while (!found && next_quantity(&s, &q))
        found = q.unit != NULL && q.unit->letter != '\0';
    if (found)
        *out = (said_stretch){q.value, q.unit->letter, slice_trim(slice_part(plain, 0, q.begin)),
                              slice_trim(rest_of(&s))};
    return found;
}

char said_time_unit(slice unit_text)
{
    const unit *u = unit_named(unit_text);
    return u != NULL ? u->letter : '\0';
}

slice said_bounds_of(arena *a, const fact *f)
{
    const allowed_value *v = f->allowed_count == 1 ? &f->allowed_values[0] : NULL;
    const char *number = fact_is_whole(f) ? "a whole number" : "a number";
    if (v == NULL || !v->is_range)
        return (slice){0};
    if (v->low.len > 0 && v->high.len > 0 && v->low_closed && v->high_closed)
        return arena_format(a, "%s from %.*s to %.*s", number, SLICE_ARG(v->low), SLICE_ARG(v->high));
    if (v->low.len > 0 && v->high.len > 0)
        return arena_format(a, "%s %s %.*s, %s %.*s", number, v->low_closed ? "of at least" : "above",
                            SLICE_ARG(v->low), v->high_closed ? "at most" : "below", SLICE_ARG(v->high));
    if (v->low.len > 0)
        return arena_format(a, v->low_closed ? "%s of at least %.*s" : "%s above %.*s", number,
                            SLICE_ARG(v->low));
    return arena_format(a, v->high_closed ? "%s of at most %.*s" : "%s below %.*s", number,
                        SLICE_ARG(v->high));
}
