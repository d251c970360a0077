// A cell as the rule of its column says: values that are translated, words for true and false, dates in digits.
#include "profile/cells_state.h"

#include "base/text.h"
#include "profile/said_date.h"
#include "profile/said_words.h"

// --- values ---

static const cells_translation *find_value(const cells_rule *by, slice text)
{
    const cells_translation *found = NULL;
    for (size_t i = 0; i < by->value_count && found == NULL; i++) {
        if (said_is_same_but_for_case(by->values[i].written, text))
            found = &by->values[i];
    }
    return found;
}

static bool is_among(slice text, const slice *words, size_t count)
{
    bool found = false;
    for (size_t i = 0; i < count && !found; i++)
        found = said_is_same_but_for_case(words[i], text);
    return found;
}

// --- dates ---

/// Takes a number from `*rest`; the number of its digits.
static size_t take_number(slice *rest, unsigned *out)
{
    size_t n = 0;
    *out = 0;
    while (n < rest->len && n < 4 && said_is_digit(rest->ptr[n]))
        *out = 10 * *out + (unsigned)(rest->ptr[n++] - '0');
    *rest = slice_part(*rest, n, rest->len);
    return n;
}

/// Takes the sign between two numbers of a date, and a blank behind it.
static bool take_sign(slice *rest)
{
    const bool is_sign = rest->len > 0 && memchr("./- ", rest->ptr[0], 4) != NULL;
    *rest = slice_part(*rest, is_sign, rest->len);
    if (is_sign && rest->len > 0 && rest->ptr[0] == ' ')
        *rest = slice_part(*rest, 1, rest->len);
    return is_sign;
}

/// Reads a date in digits, with a year of four. What stands behind it is left in `*rest`.
static bool read_digits(cells_order order, slice *rest, said_day *day)
{
    static const unsigned char at[][3] = {// of year, month and day
                                          [CELLS_DAY_FIRST] = {2, 1, 0},
                                          [CELLS_MONTH_FIRST] = {2, 0, 1},
                                          [CELLS_YEAR_FIRST] = {0, 1, 2}};
    unsigned numbers[3];
    size_t digits[3];
    for (size_t i = 0; i < 3; i++) {
        if (i > 0 && !take_sign(rest))
            return false;
        digits[i] = take_number(rest, &numbers[i]);
        if (digits[i] == 0)
            return false;
    }
    *day = (said_day){numbers[at[order][0]], numbers[at[order][1]], numbers[at[order][2]]};
    return digits[at[order][0]] == 4 && digits[at[order][1]] <= 2 && digits[at[order][2]] <= 2;
}

/// Reads a date with the name of its month.
static bool read_named(arena *a, slice text, said_day *day)
{
    const said_date said = said_has_letters(text)
                               ? said_date_of(said_plainly(a, text), feel_null(), SAID_NEAREST)
                               : (said_date){0};
    *day = said.readings[0];
    return said.count == 1 && !said.is_guess && !said.is_year_only;
}

static bool read_date(arena *a, cells_order order, const feel_type *type, slice *text)
{
    const bool with_time = type->kind == FEEL_TYPE_DATE_TIME;
    slice rest = *text;
    said_day day;
    if (read_digits(order, &rest, &day)) {
        const bool has_time = rest.len > 1 && (rest.ptr[0] == ' ' || rest.ptr[0] == 'T');
        if (rest.len > 0 && !has_time)
            return false;
        rest = has_time ? cells_trim(slice_part(rest, 1, rest.len)) : rest;
    } else if (!with_time && read_named(a, *text, &day)) {
        rest = (slice){"", 0};
    } else {
        return false;
    }
    *text = arena_format(a, rest.len > 0 ? "%04d-%02u-%02uT%.*s" : "%04d-%02u-%02u", (int)day.year, day.month,
                         day.day, SLICE_ARG(rest));
    return true;
}

// --- the whole ---

cells_reading cells_apply_rule(arena *a, const cells_rule *by, const feel_type *type, slice *text)
{
    const slice bare = cells_trim(*text);
    const cells_translation *value = find_value(by, bare);
    if (value != NULL) {
        *text = value->meant;
        return value->is_unknown ? CELL_UNKNOWN : CELL_BY_RULE;
    }
    if (is_among(bare, by->yes, by->yes_count) || is_among(bare, by->no, by->no_count)) {
        *text = is_among(bare, by->yes, by->yes_count) ? SLICE("true") : SLICE("false");
        return CELL_BY_RULE;
    }
    if (by->order != CELLS_ISO && type != NULL)
        (void)read_date(a, by->order, type, text); // what else is no date in digits is read as it is
    return CELL_AS_WRITTEN;
}

/// A quotient without an end is no more exact than what was divided, and nobody wants to read all of it: it keeps two digits behind the
/// point, or four digits if it is below 1.
static bool shorten(decimal d, decimal *out)
{
    enum { ENDLESS = 30, USUAL = 2, DIGITS = 4 }; // a decimal has 34 digits
    char digits[DECIMAL_PLAIN_TEXT_SIZE];
    const slice text = {digits, decimal_to_text(d, digits)};
    const char *point = memchr(text.ptr, '.', text.len);
    const size_t behind = point != NULL ? (size_t)(text.ptr + text.len - point) - 1 : 0;
    size_t zeros = 0;
    *out = d;
    if (behind == 0 || text.len < ENDLESS)
        return true;
    while (zeros < behind && point[1 + zeros] == '0')
        zeros++;
    const bool is_small = point == text.ptr + 1 + (text.ptr[0] == '-') && point[-1] == '0';
    return decimal_round(d, is_small ? (int64_t)(zeros + DIGITS) : USUAL, DECIMAL_HALF_EVEN, out);
}

bool cells_convert(arena *a, const cells_rule *by, slice *text)
{
    char digits[DECIMAL_PLAIN_TEXT_SIZE];
    decimal d;
    if (!decimal_parse(*text, &d) || !decimal_multiply(d, by->factor, &d) ||
        !decimal_divide(d, by->divisor, &d) || !shorten(d, &d) || !decimal_add(d, by->offset, &d))
        return false;
    *text = arena_copy(a, (slice){digits, decimal_to_text(d, digits)});
    return true;
}
