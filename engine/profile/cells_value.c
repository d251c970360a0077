// A plain value in a cell: what it means, if a spreadsheet, a database or a form wrote it in its own way.
#include "profile/cells_state.h"

#include "base/text.h"
#include "feel/temporal.h"
#include "profile/said_choice.h"
#include "profile/said_nothing.h"
#include "profile/said_words.h"

// --- blanks ---

/// True for a sign of ASCII that is no blank.
static bool is_printed(char c)
{
    return c > ' ' && c <= '~';
}

/// The bytes of the blank at the beginning of a text, or of the one at its end; 0 if there is none.
static size_t blank_at(slice s, bool at_end)
{
    static const slice blanks[] = {SLICE_INIT(" "),           SLICE_INIT("\t"),
                                   SLICE_INIT("\r"),          SLICE_INIT("\n"),
                                   SLICE_INIT("\xC2\xA0"),    SLICE_INIT("\xE2\x80\xAF"),
                                   SLICE_INIT("\xE2\x80\x89")}; // no-break, narrow no-break, thin
    if (s.len == 0 || is_printed(s.ptr[at_end ? s.len - 1 : 0]))
        return 0; // nearly always
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        if (at_end ? slice_ends_with(s, blanks[i]) : slice_starts_with(s, blanks[i]))
            return blanks[i].len;
    }
    return 0;
}

slice cells_trim(slice text)
{
    size_t blank;
    while ((blank = blank_at(text, false)) > 0)
        text = slice_part(text, blank, text.len);
    while ((blank = blank_at(text, true)) > 0)
        text.len -= blank;
    return text;
}

cells_separators cells_separators_of(const cells_style *style, const feel_type *element)
{
    const bool is_closed = element != NULL && element->allowed_count > 0;
    return (cells_separators){{style->list_separator, is_closed ? '\n' : '\0', '\0'}};
}

bool cells_next_item(slice *rest, const char *separators, slice *item)
{
    while (rest->len > 0) {
        size_t length = 0;
        while (length < rest->len &&
               (rest->ptr[length] == '\0' || strchr(separators, rest->ptr[length]) == NULL))
            length++;
        *item = cells_trim(slice_part(*rest, 0, length));
        *rest = slice_part(*rest, length + 1, rest->len);
        if (item->len > 0)
            return true;
    }
    return false;
}

// --- words for "not known" ---

bool cells_is_unknown(const cells_style *style, slice text)
{
    bool found = false;
    for (size_t i = 0; i < style->unknown_count && !found; i++)
        found = said_is_same_but_for_case(text, style->unknown[i]);
    return found;
}

// --- true and false ---

static cells_reading read_boolean(const cells_style *style, const cells_column *column, slice *text)
{
    if (slice_is(*text, "true") || slice_is(*text, "false"))
        return CELL_AS_WRITTEN;
    const said_pair pair = said_pair_of(*text);
    const bool read = pair.kind == SAID_TRUE_OR_FALSE
                          ? column->has_words || slice_is(*text, "TRUE") || slice_is(*text, "FALSE")
                      : pair.kind == SAID_ONE_OR_ZERO ? column->has_numbers || style->numbers_are_booleans
                                                      : pair.kind != SAID_NO_PAIR && column->has_words;
    if (read)
        *text = pair.is_yes ? SLICE("true") : SLICE("false");
    return read ? CELL_YES_OR_NO : CELL_AS_WRITTEN;
}

// --- numbers ---

/// The bytes of the sign between groups at the beginning of a text; 0 if there is none.
static size_t group_at(const cells_style *style, slice text)
{
    return text.len == 0 || style->group == '\0' ? 0
           : style->group == ' '                 ? blank_at(text, false)
                                                 : (size_t)(text.ptr[0] == style->group);
}

static size_t digits_at(slice text)
{
    size_t n = 0;
    while (n < text.len && said_is_digit(text.ptr[n]))
        n++;
    return n;
}

/// The bytes of a sign that stands within numbers somewhere, before a fraction or between thousands; 0 if there is none.
static size_t inner_sign_at(slice text)
{
    return text.len == 0 ? 0 : memchr(",.'", text.ptr[0], 3) != NULL ? 1 : blank_at(text, false);
}

static slice without_sign(slice text)
{
    const bool is_before = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
    const bool is_behind = text.len > 0 && text.ptr[text.len - 1] == '-';
    return is_before ? slice_part(text, 1, text.len) : is_behind ? slice_part(text, 0, text.len - 1) : text;
}

/// True if the text is a number in the signs of some style: digits in groups of three with one sign, and a fraction behind another sign or
/// none. A range, a date and a number of a version are none in any, and neither are digits with no sign between them, such as 10+: no
/// style makes them a number.
static bool is_number_somewhere(slice text)
{
    text = without_sign(text);
    size_t n = digits_at(text);
    slice group = {NULL, 0}; // the sign between the groups
    bool good = n > 0 && n < text.len;
    bool is_end = false;
    text = slice_part(text, n, text.len);
    while (good && text.len > 0) {
        const slice sign = slice_part(text, 0, inner_sign_at(text));
        text = slice_part(text, sign.len, text.len);
        n = digits_at(text);
        const bool is_group = n == 3 && (group.len == 0 || slice_equal(sign, group));
        good = sign.len > 0 && n > 0 && !is_end;
        is_end = !is_group;
        if (group.len == 0)
            group = sign;
        else if (is_end && slice_equal(sign, group))
            good = false; // 1.234.5
        text = slice_part(text, n, text.len);
    }
    return good;
}

/// Reads whole digits, in groups of three or without; false if they are neither.
static bool read_whole(const cells_style *style, slice *rest, text_builder *out)
{
    size_t n = digits_at(*rest);
    const bool may_be_grouped = n >= 1 && n <= 3;
    size_t sign;
    text_add(out, slice_part(*rest, 0, n));
    *rest = slice_part(*rest, n, rest->len);
    while ((sign = group_at(style, *rest)) > 0) {
        const slice behind = slice_part(*rest, sign, rest->len);
        if (!may_be_grouped || digits_at(behind) != 3)
            return false;
        text_add(out, slice_part(behind, 0, 3));
        *rest = slice_part(behind, 3, behind.len);
    }
    return true;
}

/// A number that is not written as everywhere: with groups, or another sign before its fraction.
static bool read_signs(arena *a, const cells_style *style, slice text, slice *number)
{
    const char point = style->decimal != '\0' ? style->decimal : '.';
    text_builder out = {.arena = a};
    if (text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+')) {
        if (text.ptr[0] == '-')
            text_add_byte(&out, '-');
        text = slice_part(text, 1, text.len);
    }
    if (digits_at(text) == 0 || !read_whole(style, &text, &out))
        return false;
    if (text.len > 0 && text.ptr[0] == point) {
        const size_t n = digits_at(slice_part(text, 1, text.len));
        text_add_byte(&out, '.');
        text_add(&out, slice_part(text, 1, n));
        text = n > 0 ? slice_part(text, n + 1, text.len) : text;
    }
    *number = text_result(&out);
    return text.len == 0;
}

cells_style cells_style_of_number(const cells_style *style)
{
    cells_style out = *style;
    out.decimal = out.group = '\0';
    return out;
}

static cells_reading read_number(arena *a, const cells_style *style, slice *text)
{
    const bool is_usual = (style->decimal == '\0' || style->decimal == '.') && style->group == '\0';
    slice number;
    decimal d;
    if (is_usual && decimal_parse(*text, &d))
        return CELL_AS_WRITTEN;
    if (read_signs(a, style, *text, &number)) {
        *text = number;
        return CELL_NUMBER_SIGNS;
    }
    return is_number_somewhere(*text) ? CELL_OTHER_SIGNS : CELL_AS_WRITTEN;
}

// --- dates ---

/// Cuts a date and time with a blank or a T between; false if it is something else.
static bool cut_time(slice text, slice *day, slice *time)
{
    enum { DAY = 10 };
    *day = slice_part(text, 0, DAY);
    *time = cells_trim(slice_part(text, DAY + 1, text.len));
    return text.len > DAY && (text.ptr[DAY] == ' ' || text.ptr[DAY] == 'T') && time->len > 0;
}

/// The day of a date and time, unless a zone makes it another day elsewhere.
static cells_reading read_date(arena *a, slice *text)
{
    slice day;
    slice time;
    bool has_zone = false;
    if (!cut_time(*text, &day, &time))
        return CELL_AS_WRITTEN;
    for (size_t i = 0; i < time.len; i++)
        has_zone = has_zone || (!said_is_digit(time.ptr[i]) && time.ptr[i] != ':' && time.ptr[i] != '.');
    if (has_zone || feel_is_null(temporal_parse_date(a, day)) || feel_is_null(temporal_parse_time(a, time)))
        return CELL_AS_WRITTEN;
    *text = day;
    return CELL_DAY_OF_TIME;
}

static cells_reading read_date_time(arena *a, slice *text)
{
    slice day;
    slice time;
    if (!cut_time(*text, &day, &time) || text->ptr[day.len] == 'T')
        return CELL_AS_WRITTEN;
    *text = arena_format(a, "%.*sT%.*s", SLICE_ARG(day), SLICE_ARG(time));
    return CELL_BLANK_FOR_T;
}

// --- texts ---

static cells_reading read_choice(const feel_type *type, slice *text)
{
    const slice bare = cells_trim(*text);
    ptrdiff_t at = said_choice_same(type, bare);
    if (at < 0)
        return CELL_AS_WRITTEN;
    const slice value = feel_text(type->allowed[at]);
    const bool same = slice_equal(value, *text);
    *text = value;
    return same ? CELL_AS_WRITTEN : CELL_OTHER_CASE;
}

static cells_reading read_by_type(arena *a, const cells_style *style, const cells_column *column,
                                  const feel_type *type, slice *text)
{
    switch (type != NULL ? type->kind : FEEL_TYPE_ANY) {
    case FEEL_TYPE_BOOLEAN: return read_boolean(style, column, text);
    case FEEL_TYPE_NUMBER: return read_number(a, style, text);
    case FEEL_TYPE_DATE: return read_date(a, text);
    case FEEL_TYPE_DATE_TIME: return read_date_time(a, text);
    case FEEL_TYPE_STRING: return type->allowed_count > 0 ? read_choice(type, text) : CELL_AS_WRITTEN;
    default: return CELL_AS_WRITTEN;
    }
}

cells_reading cells_read_plain(arena *a, const cells_style *style, const cells_column *column,
                               const feel_type *type, slice *text)
{
    const cells_rule *by = column->rule;
    cells_reading reading = by != NULL ? cells_apply_rule(a, by, type, text) : CELL_AS_WRITTEN;
    if (reading == CELL_AS_WRITTEN && style->unknown_count > 0 && cells_is_unknown(style, cells_trim(*text)))
        reading = CELL_UNKNOWN;
    if (reading == CELL_AS_WRITTEN)
        reading = read_by_type(a, style, column, type, text);
    if (by != NULL && by->converts && (reading == CELL_AS_WRITTEN || reading == CELL_NUMBER_SIGNS))
        (void)cells_convert(a, by, text); // what is no number is refused as it is
    if (reading == CELL_UNKNOWN)
        *text = (slice){"", 0};
    return reading;
}
