// A recogniser looks at a value that does not fit and says what to write instead, or leaves it to the next one.
#include "profile/meant.h"

#include "base/limits.h"
#include "base/text.h"
#include "profile/not_known.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct misfit {
    arena *arena;
    const fact *fact;
    const feel_type *type;
    const yaml_node *written;
    slice text; ///< of a scalar, in small letters and without blanks around; else empty
    diag_list *diags;
} misfit;

// --- words ---

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (small(c) >= 'a' && small(c) <= 'z') || (unsigned char)c >= 0x80;
}

static slice in_small_letters(arena *a, slice s)
{
    char *out = ARENA_ARRAY(a, s.len + 1, char);
    for (size_t i = 0; i < s.len; i++)
        out[i] = small(s.ptr[i]);
    return (slice){out, s.len};
}

static bool is_one_of(slice text, const char *const *words)
{
    size_t i = 0;
    while (words[i] != NULL && !slice_is(text, words[i]))
        i++;
    return words[i] != NULL;
}

/// Takes the next word from `*rest`: letters and digits. False if there is none.
static bool next_word(slice *rest, slice *word)
{
    size_t from = 0;
    while (from < rest->len && !is_letter(rest->ptr[from]) && !is_digit(rest->ptr[from]))
        from++;
    size_t to = from;
    while (to < rest->len && (is_letter(rest->ptr[to]) || is_digit(rest->ptr[to])))
        to++;
    *word = slice_part(*rest, from, to - from);
    *rest = slice_part(*rest, to, rest->len);
    return word->len > 0;
}

/// Takes the next of several values from `*rest`: they are separated by commas, semicolons, slashes, "or" or "and".
static bool next_piece(slice *rest, slice *piece)
{
    static const slice marks[] = {SLICE_INIT(","),    SLICE_INIT(";"),     SLICE_INIT("/"),
                                  SLICE_INIT(" or "), SLICE_INIT(" and "), SLICE_INIT(" & ")};
    if (rest->len == 0)
        return false;
    size_t end = rest->len;
    size_t skip = 0;
    for (size_t at = 0; at < rest->len && skip == 0; at++) {
        for (size_t i = 0; i < sizeof marks / sizeof *marks && skip == 0; i++) {
            if (slice_starts_with(slice_part(*rest, at, rest->len), marks[i])) {
                end = at;
                skip = marks[i].len;
            }
        }
    }
    *piece = slice_trim(slice_part(*rest, 0, end));
    *rest = slice_part(*rest, end + skip, rest->len);
    return true;
}

/// A text in double quotes, as YAML, JSON and FEEL write it.
static void add_value(text_builder *out, slice text)
{
    text = diag_quote(text);
    text_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            text_add_byte(out, '\\');
        text_add_byte(out, text.ptr[i]);
    }
    text_add_byte(out, '"');
}

// --- what is not known, and what is nothing ---

static const char *const unknown_words[] = {"n/a",
                                            "na",
                                            "n.a.",
                                            "unknown",
                                            "don't know",
                                            "dont know",
                                            "do not know",
                                            "i don't know",
                                            "idk",
                                            "not known",
                                            "not sure",
                                            "unsure",
                                            "not applicable",
                                            "tbd",
                                            "to be decided",
                                            "undecided",
                                            "?",
                                            "??",
                                            "-",
                                            "--",
                                            ".",
                                            "no idea",
                                            "maybe",
                                            "perhaps",
                                            "depends",
                                            "it depends",
                                            "unclear",
                                            "not given",
                                            "i do not know",
                                            "don\xE2\x80\x99t know",
                                            "nil",
                                            "nan",
                                            "\xE2\x80\x93",
                                            "\xE2\x80\x94",
                                            "#n/a",
                                            "",
                                            NULL};
static const char *const none_words[] = {"none",  "no",   "nothing", "nobody",   "no one",  "zero",    "0",
                                         "false", "null", "n",       "none yet", "not yet", "nowhere", NULL};

static bool says_none(misfit *m)
{
    if (m->type->kind != FEEL_TYPE_LIST || m->written->kind != YAML_SCALAR ||
        !(is_one_of(m->text, none_words) || slice_starts_with(m->text, SLICE("no "))))
        return false;
    diag_hint(m->diags, "none is written []");
    return true;
}

/// How a profile says that nobody knows a fact or field.
static void hint_not_known(const fact *f, diag_list *diags)
{
    if (f->required || f->derived)
        diag_hint(diags, "leave it empty, or write null: what is not known never counts as no or as zero");
    else
        diag_hint(diags,
                  "leave it empty, or add " NOT_KNOWN_KEY
                  ": [%.*s], so that nobody asks for it again; it never counts as no or as zero",
                  SLICE_ARG(f->name));
}

static bool says_unknown(misfit *m)
{
    if (m->written->kind != YAML_SCALAR ||
        !(is_one_of(m->text, unknown_words) ||
          (m->type->kind != FEEL_TYPE_BOOLEAN && slice_is(m->text, "none"))))
        return false;
    if (m->type->kind == FEEL_TYPE_NUMBER && slice_is(m->text, "none"))
        diag_hint(m->diags,
                  "write 0, or leave it empty if it is not known: unknown never counts as no or zero");
    else
        hint_not_known(m->fact, m->diags);
    return true;
}

// --- quotation marks of word processors ---

/// U+2018 to U+201F.
static bool is_curly(slice text, size_t at)
{
    return at + 3 <= text.len && memcmp(text.ptr + at, "\xE2\x80", 2) == 0 &&
           (unsigned char)text.ptr[at + 2] >= 0x98 && (unsigned char)text.ptr[at + 2] <= 0x9F;
}

static bool is_in_curly_quotes(slice text)
{
    return text.len >= 6 && is_curly(text, 0) && is_curly(text, text.len - 3);
}

static bool has_curly_quotes(misfit *m)
{
    slice text = slice_trim(m->written->text);
    if (m->written->kind != YAML_SCALAR ||
        !(is_curly(text, 0) || (text.len >= 3 && is_curly(text, text.len - 3))))
        return false;
    slice inner = is_curly(text, 0) ? slice_part(text, 3, text.len) : text;
    inner = inner.len >= 3 && is_curly(inner, inner.len - 3) ? slice_part(inner, 0, inner.len - 3) : inner;
    diag_hint(m->diags, "curly quotes do not quote: write straight ones, or none: %.*s",
              SLICE_ARG(diag_quote(inner)));
    return true;
}

// --- numbers ---

typedef struct number_word {
    const char *word;
    int value;
} number_word;

static const number_word number_words[] = {
    {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
    {"seventy", 70}, {"eighty", 80},  {"ninety", 90},    {"hundred", 100}, {"none", 0},
    {"dozen", 12},   {"once", 1},     {"twice", 2},      {"fourty", 40},   {"ninty", 90}};

/// The number that words say, such as "forty-five"; -1 if they say none.
static int number_of_words(slice text)
{
    int sum = -1;
    slice word;
    while (next_word(&text, &word)) {
        for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++) {
            if (slice_is(word, number_words[i].word))
                sum = (sum < 0 ? 0 : sum) + number_words[i].value;
        }
    }
    return sum;
}

/// Reads the first number in a text, as people write it: 52,000 or 1,5 or 2 1/2 or 52k.
/// @param rest  receives what follows it
/// @return false if there is none
static bool first_number(slice text, double *out, slice *rest)
{
    char digits[40];
    size_t length = 0;
    size_t at = 0;
    while (at < text.len && !is_digit(text.ptr[at]))
        at++;
    if (at == text.len)
        return false;
    if (at > 0 && text.ptr[at - 1] == '-' && at == 1)
        digits[length++] = '-';
    for (; at < text.len && length < sizeof digits - 2; at++) {
        char c = text.ptr[at];
        size_t group = 0;
        while (at + 1 + group < text.len && is_digit(text.ptr[at + 1 + group]))
            group++;
        if (is_digit(c))
            digits[length++] = c;
        else if ((c == ',' || c == '_' || c == '\'' || c == ' ') && group == 3)
            continue;
        else if ((c == '.' || c == ',') && group > 0 && memchr(digits, '.', length) == NULL)
            digits[length++] = '.';
        else
            break;
    }
    digits[length] = '\0';
    *out = strtod(digits, NULL);
    *rest = slice_part(text, at, text.len);
    if (slice_starts_with(*rest, SLICE(" 1/2")) || slice_starts_with(*rest, SLICE("\xC2\xBD")))
        *out += 0.5;
    if (slice_starts_with(*rest, SLICE("k")) && !(rest->len > 1 && is_letter(rest->ptr[1])))
        *out *= 1000;
    return true;
}

static bool has_letters(slice text)
{
    bool found = false;
    for (size_t i = 0; i < text.len && !found; i++)
        found = is_letter(text.ptr[i]);
    return found;
}

typedef struct conversion {
    const char *said, *wanted; ///< the beginning of a word in the text, and the fact's unit
    double factor;
} conversion;

static const conversion conversions[] = {{"mile", "km", 1.609344},     {"mi", "km", 1.609344},
                                         {"year", "months", 12},       {"yr", "months", 12},
                                         {"month", "years", 1.0 / 12}, {"week", "months", 12 / 52.0},
                                         {"minute", "hours", 1 / 60.0}};

static double converted(double number, slice rest, slice unit, bool *changed)
{
    slice word;
    while (next_word(&rest, &word)) {
        for (size_t i = 0; i < sizeof conversions / sizeof *conversions; i++) {
            if (!*changed && slice_is(unit, conversions[i].wanted) &&
                slice_starts_with(word, slice_of(conversions[i].said))) {
                *changed = true;
                number *= conversions[i].factor;
            }
        }
    }
    return *changed ? (double)(long long)(number * 10 + 0.5) / 10 : number;
}

static bool is_no_number(misfit *m)
{
    decimal d;
    if (m->type->kind != FEEL_TYPE_NUMBER || m->written->kind != YAML_SCALAR || decimal_parse(m->text, &d))
        return false;
    double number;
    slice rest = {0};
    bool in_words = !first_number(m->text, &number, &rest);
    number = in_words ? number_of_words(m->text) : number;
    if (in_words && number < 0) {
        diag_hint(m->diags, "write a number in digits, such as 3, or leave it empty if it is not known");
        return true;
    }
    bool changed = false;
    number = converted(number, in_words ? m->text : rest, m->fact->unit, &changed);
    double other;
    slice unused;
    bool is_range = !changed && !in_words && rest.len > 1 && first_number(rest, &other, &unused) &&
                    !slice_starts_with(rest, SLICE(" 1/2"));
    if (is_range)
        diag_hint(m->diags, "write one number alone, such as %.12g", number);
    else if (changed)
        diag_hint(m->diags, "a number alone, without words, in %.*s: %.12g", SLICE_ARG(m->fact->unit),
                  number);
    else
        diag_hint(m->diags,
                  has_letters(m->text) ? "a number alone, without words: %.12g" : "a number alone: %.12g",
                  number);
    return true;
}

/// A number that was read, but is not allowed.
static bool is_out_of_range(misfit *m)
{
    const fact *f = m->fact;
    if (m->written->kind != YAML_SCALAR || m->type->kind != FEEL_TYPE_NUMBER || f->allowed_count != 1 ||
        !f->allowed_values[0].is_range)
        return false;
    const allowed_value *v = &f->allowed_values[0];
    if (v->low.len > 0 && v->high.len > 0 && v->low_closed && v->high_closed)
        diag_hint(m->diags, "a number from %.*s to %.*s", SLICE_ARG(v->low), SLICE_ARG(v->high));
    else if (v->low.len > 0 && v->high.len > 0)
        diag_hint(m->diags, "a number %s %.*s, %s %.*s", v->low_closed ? "of at least" : "above",
                  SLICE_ARG(v->low), v->high_closed ? "at most" : "below", SLICE_ARG(v->high));
    else if (v->low.len > 0)
        diag_hint(m->diags, v->low_closed ? "a number of at least %.*s" : "a number above %.*s",
                  SLICE_ARG(v->low));
    else
        diag_hint(m->diags, v->high_closed ? "a number of at most %.*s" : "a number below %.*s",
                  SLICE_ARG(v->high));
    return true;
}

// --- true or false ---

static const char *const yes_words[] = {"yes", "y",    "yep",        "yeah",   "on", "1",  "t", "true",
                                        "x",   "sure", "definitely", "always", "ja", "si", NULL};
static const char *const no_words[] = {"no",    "n",     "nope", "off",  "0",       "f",
                                       "false", "never", "none", "nein", "not yet", NULL};

static bool is_no_boolean(misfit *m)
{
    if (m->type->kind != FEEL_TYPE_BOOLEAN || m->written->kind != YAML_SCALAR)
        return false;
    slice rest = m->text;
    slice word = {0};
    (void)next_word(&rest, &word);
    const char *meant = is_one_of(m->text, yes_words) || is_one_of(word, yes_words) ? "true"
                        : is_one_of(m->text, no_words) || is_one_of(word, no_words) ? "false"
                                                                                    : NULL;
    if (meant == NULL)
        diag_hint(m->diags, "write true or false, or leave it empty if it is not known");
    else
        diag_hint(m->diags, "write %s: readers of YAML do not agree on yes and no, on and off", meant);
    return true;
}

// --- dates ---

static int month_named(slice text)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    slice word;
    int month = 0;
    while (month == 0 && next_word(&text, &word)) {
        for (int i = 0; i < 12 && word.len >= 3; i++) {
            if (memcmp(word.ptr, names + 3 * i, 3) == 0)
                month = i + 1;
        }
    }
    return month;
}

/// The numbers in a text; returns how many, at most `most`.
static size_t numbers_in(slice text, int *numbers, size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len && count < most; i++) {
        if (!is_digit(text.ptr[i]))
            continue;
        int n = 0;
        for (; i < text.len && is_digit(text.ptr[i]) && n < 100000; i++)
            n = n * 10 + (text.ptr[i] - '0');
        numbers[count++] = n;
    }
    return count;
}

/// The year, month and day that a text most likely means; false if it does not say them. `*either` is true if day and month could be
/// the other way around.
static bool date_meant(slice text, int date[3], bool *either)
{
    int n[4];
    size_t count = numbers_in(text, n, 4);
    int month = month_named(text);
    *either = false;
    if (month > 0 && count == 2) {
        bool year_first = n[0] > 31;
        date[0] = n[year_first ? 0 : 1];
        date[1] = month;
        date[2] = n[year_first ? 1 : 0];
    } else if (count == 3 && n[0] > 31) {
        memcpy(date, n, sizeof(int[3]));
    } else if (count == 3) {
        bool day_first = n[0] > 12 || (n[1] <= 12 && memchr(text.ptr, '.', text.len) != NULL);
        *either = n[0] <= 12 && n[1] <= 12 && n[0] != n[1];
        date[0] = n[2] < 100 ? 2000 + n[2] : n[2];
        date[1] = n[day_first ? 1 : 0];
        date[2] = n[day_first ? 0 : 1];
    } else {
        return false;
    }
    return date[1] >= 1 && date[1] <= 12 && date[2] >= 1 && date[2] <= 31;
}

static bool is_no_date(misfit *m)
{
    int d[3];
    bool either;
    if (m->type->kind != FEEL_TYPE_DATE || m->written->kind != YAML_SCALAR)
        return false;
    if (!date_meant(m->text, d, &either)) {
        diag_hint(m->diags, "write year, month and day: 2026-01-31");
        return true;
    }
    slice meant = arena_format(m->arena, "%04d-%02d-%02d", d[0], d[1], d[2]);
    if (slice_equal(meant, m->text))
        diag_hint(m->diags, "the month has no such day: check the date");
    else
        diag_hint(m->diags, "write the year first, then the month, then the day: %.*s%s", SLICE_ARG(meant),
                  either ? ", if you mean that day" : "");
    return true;
}

// --- allowed values ---

/// Words that people use for one another. They only make hints, so that a wide net does no harm.
static const char *const like_words[][8] = {
    {"content", "satisfied", "happy", "pleased", "fine", "good", "ok", NULL},
    {"unhappy", "dissatisfied", "unsatisfied", "miserable", "bad", "frustrated", NULL},
    {"restless", "bored", "impatient", "mixed", "stuck", NULL},
    {"bottom", "junior", "lowest", "low", "new", "last", NULL},
    {"middle", "mid", "medium", "average", "moderate", NULL},
    {"top", "senior", "highest", "high", "first", NULL},
    {"small", "little", "tiny", "boutique", "solo", NULL},
    {"large", "big", "huge", "biglaw", NULL},
    {"company", "corporation", "house", "business", NULL},
    {"government", "public", "court", "state", "county", "agency", NULL},
    {"nonprofit", "charity", "ngo", NULL},
    {"litigation", "trial", "trials", "lawsuits", "litigator", NULL},
    {"intellectual", "patent", "patents", "trademark", "trademarks", "copyright", NULL},
    {"family", "divorce", "custody", NULL},
    {"estates", "probate", "wills", "estate", NULL},
    {"real", "property", "conveyancing", "closings", NULL},
    {"employment", "labor", "labour", NULL},
    {"health", "medical", "hospital", NULL},
    {"criminal", "crime", "defense", NULL},
    {"injury", "accidents", "tort", "torts", NULL},
    {"routine", "easy", "simple", "basic", NULL},
    {"hard", "difficult", "complex", "challenging", NULL},
    {"welcomes", "encouraging", "encourages", "supportive", "positive", "likes", NULL},
    {"discourages", "negative", "dismissive", "hostile", "dislikes", NULL},
    {"neutral", "indifferent", "nothing", NULL},
    {"praised", "liked", "loved", "great", NULL},
    {"returned", "sent", "rejected", "corrected", "redone", NULL},
    {"nobody", "none", "no", "unassigned", NULL},
    {"advance", "promotion", "advancement", "career", NULL},
    {"pay", "salary", "money", "raise", NULL},
    {"balance", "hours", "flexibility", "stress", NULL},
    {"declined", "refused", "rejected", "passed", NULL},
    {"ignored", "nothing", "missed", NULL},
};

static bool are_alike(slice a, slice b)
{
    bool alike = slice_equal(a, b);
    size_t shared = 0;
    while (shared < a.len && shared < b.len && a.ptr[shared] == b.ptr[shared])
        shared++;
    alike = alike || (shared >= 5 && shared + 3 >= a.len && shared + 3 >= b.len);
    for (size_t i = 0; i < sizeof like_words / sizeof *like_words && !alike; i++)
        alike = is_one_of(a, like_words[i]) && is_one_of(b, like_words[i]);
    return alike;
}

/// Equal but for capitals, and for what separates words.
static bool are_same_words(slice a, slice b)
{
    slice x = {0};
    slice y = {0};
    bool same = true;
    bool more = true;
    while (same && more) {
        bool left = next_word(&a, &x);
        bool right = next_word(&b, &y);
        same = left == right && slice_equal(x, y);
        more = left && right;
    }
    return same;
}

/// "ip" for "intellectual property".
static bool is_acronym(slice text, slice value)
{
    size_t letters = 0;
    bool fits = text.len >= 2;
    slice word;
    while (fits && next_word(&value, &word)) {
        fits = letters < text.len && text.ptr[letters] == word.ptr[0];
        letters++;
    }
    return fits && letters == text.len;
}

/// How well the text fits a value: 100 for the same words, else how many of its words the value has; 0: not at all.
static int likeness(slice text, slice value)
{
    static const char *const fillers[] = {"law", "the", "a",    "an",  "of",   "in",       "very",    "and",
                                          "i",   "m",   "is",   "she", "he",   "am",       "work",    "to",
                                          "it",  "my",  "firm", "or",  "area", "practice", "general", NULL};
    if (are_same_words(text, value) || is_acronym(text, value))
        return 100;
    int shared = 0;
    slice word;
    while (next_word(&text, &word)) {
        slice rest = value;
        slice other;
        int weight = 0;
        while (next_word(&rest, &other)) {
            int one = are_alike(word, other) ? 2 : 0;
            one = one > 0 && is_one_of(word, fillers) ? 1 : one;
            weight = one > weight ? one : weight;
        }
        shared += weight;
    }
    return shared;
}

/// Adds the values that the text is most like, at most three, to `found`; returns how many.
static size_t values_like(misfit *m, slice text, slice found[3])
{
    int best = 1;
    size_t count = 0;
    for (size_t i = 0; i < m->type->allowed_count; i++) {
        slice value = feel_text(m->type->allowed[i]);
        int like = likeness(text, in_small_letters(m->arena, value));
        if (like > best || (like == best && count == 0)) {
            best = like;
            count = 0;
        }
        if (like == best && count < 3)
            found[count++] = value;
        else if (like == best)
            count = 4;
    }
    if (best >= 100 || (count > 0 && count <= 3))
        return count > 3 ? 0 : count;
    slice *names = ARENA_ARRAY(m->arena, m->type->allowed_count, slice);
    for (size_t i = 0; i < m->type->allowed_count; i++)
        names[i] = feel_text(m->type->allowed[i]);
    ptrdiff_t nearest = nearest_name(m->arena, text, names, m->type->allowed_count);
    if (nearest >= 0)
        found[0] = names[nearest];
    return nearest >= 0;
}

/// "'a', 'b' or 'c'".
static slice list_of(arena *a, const slice *values, size_t count)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, "%s'%.*s'", i == 0 ? "" : i + 1 == count ? " or " : ", ", SLICE_ARG(values[i]));
    return text_result(&out);
}

/// Several values in one text, each of which is allowed.
static bool is_several_values(misfit *m)
{
    slice values[4];
    size_t count = 0;
    slice rest = m->text;
    slice piece;
    bool all = true;
    while (all && next_piece(&rest, &piece)) {
        slice found[3];
        all = count < 4 && values_like(m, piece, found) == 1;
        if (all)
            values[count++] = found[0];
    }
    bool different = count == 2 ? !slice_equal(values[0], values[1]) : count > 2;
    if (!all || !different)
        return false;
    diag_hint(m->diags, "write one value only: %.*s", SLICE_ARG(list_of(m->arena, values, count)));
    return true;
}

static bool is_no_allowed_value(misfit *m)
{
    if (m->type->kind != FEEL_TYPE_STRING || m->type->allowed_count == 0 || m->written->kind != YAML_SCALAR)
        return false;
    slice found[3];
    size_t count = values_like(m, m->text, found);
    if (count == 1 && likeness(m->text, in_small_letters(m->arena, found[0])) >= 100) {
        diag_hint(m->diags, "did you mean '%.*s'?", SLICE_ARG(found[0]));
        return true;
    }
    if (is_several_values(m))
        return true;
    if (count > 0) {
        diag_hint(m->diags, "did you mean %.*s?", SLICE_ARG(list_of(m->arena, found, count)));
        return true;
    }
    text_builder out = {.arena = m->arena};
    for (size_t i = 0; i < m->type->allowed_count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(feel_text(m->type->allowed[i])));
    diag_hint(m->diags, "write one of: %.*s", SLICE_ARG(text_result(&out)));
    return true;
}

// --- lists and records ---

/// A record that has `name` in the field that names it, and whatever else it must have; a number is taken from `amount`.
static void add_record(text_builder *out, const record_type *type, slice name, slice amount)
{
    size_t count = 0;
    double number = 1;
    slice rest = name;
    bool has_number = first_number(amount, &number, &rest);
    text_add(out, SLICE("{"));
    for (size_t i = 0; i < type->field_count; i++) {
        const fact *f = &type->fields[i];
        bool names_it = type->key >= 0 ? (size_t)type->key == i : i == 0;
        if (!f->required && !names_it)
            continue;
        text_add_format(out, "%s%.*s: ", count++ > 0 ? ", " : "", SLICE_ARG(f->name));
        if (names_it)
            add_value(out, name);
        else if (f->type->kind == FEEL_TYPE_NUMBER)
            text_add_format(out, "%.12g", has_number ? number : 1);
        else
            text_add(out, f->type->kind == FEEL_TYPE_BOOLEAN ? SLICE("true") : SLICE("\"\xE2\x80\xA6\""));
    }
    text_add(out, SLICE("}"));
}

static slice keys_of(arena *a, const fact *facts, size_t count)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? ", " : "", SLICE_ARG(facts[i].name));
    return text_result(&out);
}

/// The value that was meant by an item of a list of plain values.
static slice item_meant(misfit *m, slice piece)
{
    const feel_type *element = m->type->element;
    slice found[3];
    misfit item = *m;
    if (element == NULL || element->allowed_count == 0)
        return piece;
    item.type = element;
    return values_like(&item, in_small_letters(m->arena, piece), found) == 1 ? found[0] : piece;
}

static bool is_text_for_list(misfit *m)
{
    if (m->type->kind != FEEL_TYPE_LIST || m->written->kind != YAML_SCALAR)
        return false;
    const record_type *record = m->fact->record;
    text_builder out = {.arena = m->arena};
    slice rest = slice_trim(m->written->text);
    slice piece;
    size_t count = 0;
    text_add(&out, SLICE("["));
    while (next_piece(&rest, &piece) && count < 8) {
        if (piece.len == 0)
            continue;
        text_add(&out, count++ > 0 ? SLICE(", ") : SLICE(""));
        if (record != NULL)
            add_record(&out, record, piece, piece);
        else
            add_value(&out, item_meant(m, piece));
    }
    text_add(&out, SLICE("]"));
    slice list = text_result(&out);
    if (record != NULL)
        diag_hint(m->diags, "write a list of records: %.*s; the keys of each: %.*s", SLICE_ARG(list),
                  SLICE_ARG(keys_of(m->arena, record->fields, record->field_count)));
    else
        diag_hint(m->diags, "write it in brackets: %.*s", SLICE_ARG(list));
    return true;
}

static bool is_field(const record_type *type, slice name)
{
    bool found = false;
    for (size_t i = 0; type != NULL && i < type->field_count && !found; i++)
        found = slice_equal(type->fields[i].name, name);
    return found;
}

static bool is_record_for_list(misfit *m)
{
    const yaml_node *n = m->written;
    if (m->type->kind != FEEL_TYPE_LIST || n->kind != YAML_MAPPING)
        return false;
    slice first = n->count > 0 ? n->items[0]->text : (slice){0};
    if (slice_starts_with(first, SLICE("-")))
        diag_hint(m->diags, "put a blank after the '-': - %.*s: \xE2\x80\xA6",
                  SLICE_ARG(diag_quote(slice_part(first, 1, first.len))));
    else if (is_field(m->fact->record, first) && n->where.source->text.ptr[n->where.offset] == '{')
        diag_hint(m->diags, "put the record in brackets: [{%.*s: \xE2\x80\xA6}]",
                  SLICE_ARG(diag_quote(first)));
    else if (is_field(m->fact->record, first))
        diag_hint(m->diags,
                  "put '- ' before the first key of each entry, and two blanks before its other keys: - "
                  "%.*s: \xE2\x80\xA6",
                  SLICE_ARG(diag_quote(first)));
    else if (m->fact->record != NULL && first.len > 0) {
        text_builder out = {.arena = m->arena};
        add_record(&out, m->fact->record, first, n->items[1]->text);
        diag_hint(m->diags, "write a list of records: [%.*s]; the keys of each: %.*s",
                  SLICE_ARG(text_result(&out)),
                  SLICE_ARG(keys_of(m->arena, m->fact->record->fields, m->fact->record->field_count)));
    } else
        diag_hint(m->diags, "write a list: begin each entry with '- ', on a line of its own");
    return true;
}

static bool is_no_record(misfit *m)
{
    const record_type *record = m->fact->record;
    if (m->type->kind != FEEL_TYPE_CONTEXT || record == NULL)
        return false;
    bool is_item = m->written->kind == YAML_SEQUENCE && m->written->count > 0 &&
                   m->written->items[0]->kind == YAML_SCALAR;
    slice text = slice_trim(is_item ? m->written->items[0]->text : m->written->text);
    text_builder out = {.arena = m->arena};
    add_record(&out, record, text.len > 0 ? text : SLICE("\xE2\x80\xA6"), text);
    diag_hint(m->diags, "write a record: %.*s; its keys: %.*s", SLICE_ARG(text_result(&out)),
              SLICE_ARG(keys_of(m->arena, record->fields, record->field_count)));
    return true;
}

/// "the NAME", which forms gave as an example.
static bool is_example(const fact *f, slice text)
{
    return slice_starts_with(text, SLICE("the ")) && slice_equal(slice_part(text, 4, text.len), f->name);
}

/// "[the NAME]", which a form has where a record must be given a value.
static bool is_stand_in(misfit *m)
{
    const yaml_node *n = m->written;
    if (n->kind != YAML_SEQUENCE || n->count != 1 || n->items[0]->kind != YAML_SCALAR ||
        !is_example(m->fact, n->items[0]->text))
        return false;
    diag_hint(m->diags,
              "this is the form as it was: write your own, without the brackets, or put the '#' back");
    return true;
}

/// A list, or keys and values, if one plain value was expected.
static bool is_no_single_value(misfit *m)
{
    const yaml_node *n = m->written;
    if (n->kind == YAML_SCALAR)
        return false;
    if (n->kind == YAML_MAPPING)
        diag_hint(m->diags,
                  "write the value alone, without keys; a text that holds ': ' needs double quotes");
    else if (n->count == 1 && n->items[0]->kind == YAML_SCALAR)
        diag_hint(m->diags, "write the value without brackets: %.*s",
                  SLICE_ARG(diag_quote(n->items[0]->text)));
    else if (n->count > 1 && n->items[0]->kind == YAML_SCALAR)
        diag_hint(m->diags, "only one value fits: write the most important, such as %.*s",
                  SLICE_ARG(diag_quote(n->items[0]->text)));
    else
        diag_hint(m->diags, "write one value, or leave it empty if it is not known");
    return true;
}

// --- the table ---

static bool (*const recognisers[])(misfit *m) = {
    is_stand_in,        says_none,           says_unknown,       has_curly_quotes, is_no_boolean,
    is_no_date,         is_no_number,        is_out_of_range,    is_text_for_list, is_no_record,
    is_record_for_list, is_no_allowed_value, is_no_single_value,
};

void meant_hint(arena *a, const fact *f, const feel_type *type, const yaml_node *written, diag_list *diags)
{
    if (diags->unread || diags->dropped > 0 || type == NULL)
        return;
    misfit m = {a, f, type, written, {0}, diags};
    if (written->kind == YAML_SCALAR)
        m.text = in_small_letters(a, slice_trim(slice_part(written->text, 0, LIMIT_GUESSED_NAME)));
    bool done = false;
    for (size_t i = 0; i < sizeof recognisers / sizeof *recognisers && !done; i++)
        done = recognisers[i](&m);
    if (!done && f->allowed_text.len > 0)
        diag_hint(diags, "allowed: %.*s", SLICE_ARG(f->allowed_text));
}

bool meant_nothing_hint(arena *a, const fact *f, const yaml_node *written, diag_list *diags)
{
    misfit m = {a, f, f->type, written, in_small_letters(a, slice_trim(written->text)), diags};
    return says_none(&m) || says_unknown(&m);
}

// --- keys ---

static bool has_hard_space(slice text)
{
    bool found = false;
    for (size_t i = 0; i + 1 < text.len && !found; i++)
        found = memcmp(text.ptr + i, "\xC2\xA0", 2) == 0;
    return found;
}

void meant_key_hint(arena *a, const fact *facts, size_t count, slice key, bool is_profile, diag_list *diags)
{
    if (diags->unread || diags->dropped > 0)
        return;
    text_builder words = {.arena = a};
    slice rest = in_small_letters(a, key);
    slice word;
    while (next_word(&rest, &word))
        text_add_format(&words, "%s%.*s", words.length > 0 ? "_" : "", SLICE_ARG(word));
    slice plain = text_result(&words);
    ptrdiff_t same = -1;
    for (size_t i = 0; i < count && same < 0; i++)
        same = slice_equal(facts[i].name, plain) ? (ptrdiff_t)i : -1;
    slice nothing = diags->items[diags->count - 1].hint;
    if (slice_starts_with(key, SLICE("-")))
        diag_hint(diags, "put a blank after the '-' that begins an entry of a list");
    else if (has_hard_space(key))
        diag_hint(diags, "there is a non-breaking space here: write plain spaces");
    else if (same >= 0)
        diag_hint(diags, "did you mean '%.*s'?", SLICE_ARG(facts[same].name));
    else
        pack_hint_fact(facts, count, key, diags);
    if (diags->items[diags->count - 1].hint.len > nothing.len)
        return;
    if (is_profile)
        diag_hint(diags, "no rule asks for this: write remarks of your own under 'notes', and see 'advise "
                         "init' for all keys");
    else
        diag_hint(diags, "the keys that can stand here: %.*s", SLICE_ARG(keys_of(a, facts, count)));
}

// --- free texts ---

/// The place of the `#` that ends a plain text, and of what follows it on the line; its source is NULL if there is none.
static place comment_behind(const yaml_node *n)
{
    slice text = n->where.source->text;
    size_t at = n->where.offset + n->where.length;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    size_t end = at;
    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    bool is_comment = n->style == YAML_PLAIN && at < text.len && text.ptr[at] == '#' &&
                      at > n->where.offset + n->where.length;
    return is_comment ? (place){n->where.source, at, end - at} : (place){0};
}

void meant_warn_of_text(const fact *f, const yaml_node *written, diag_list *diags)
{
    if (diags->unread || written->where.source == NULL)
        return;
    slice text = written->text;
    place comment = comment_behind(written);
    if (is_in_curly_quotes(text)) {
        diag_warning(diags, written->where, "curly-quotes",
                     "the curly quotes are taken as a part of the text");
        diag_hint(diags, "write straight quotes, or none: %.*s",
                  SLICE_ARG(diag_quote(slice_part(text, 3, text.len - 6))));
    } else if (is_example(f, text)) {
        diag_warning(diags, written->where, "example-left",
                     "'%.*s' is the example of a form, and is taken as it stands", SLICE_ARG(text));
        diag_hint(diags, "write your own, or remove these lines");
    } else if (text.len <= 20 && text.len > 1 &&
               is_one_of(in_small_letters(diags->arena, slice_trim(text)), unknown_words)) {
        diag_warning(diags, written->where, "unknown-word", "'%.*s' is taken as the text of '%.*s'",
                     SLICE_ARG(text), SLICE_ARG(f->name));
        hint_not_known(f, diags);
    }
    if (comment.source != NULL) {
        diag_warning(diags, comment, "comment",
                     "what follows ' #' is taken for a comment, not for a part of the text");
        diag_hint(diags, "put the whole text in double quotes if it belongs to it");
    }
}
