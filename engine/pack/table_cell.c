// Reads cells of decision tables as spreadsheet programs, and people who do not know FEEL, write them: turns them into FEEL if the meaning
// is clear, and explains them if it is not.
#include "base/text.h"
#include "pack/table.h"

static size_t part_to_outer(const source_text *inner, size_t offset)
{
    return inner->outer_start + offset;
}

const source_text *table_part(arena *a, const source_text *source, size_t start, size_t length)
{
    source_text *part = ARENA_NEW(a, source_text);
    *part = (source_text){.file = source->file,
                          .text = slice_part(source->text, start, length),
                          .outer = source,
                          .to_outer = part_to_outer,
                          .outer_start = start};
    return part;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static slice trimmed(slice s)
{
    while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
        s.len--;
    while (s.len > 0 && is_blank(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    return s;
}

const source_text *table_trim(arena *a, const source_text *source)
{
    slice text = trimmed(source->text);
    if (text.len == 0)
        return NULL;
    if (text.len == source->text.len)
        return source;
    return table_part(a, source, (size_t)(text.ptr - source->text.ptr), text.len);
}

static size_t start_to_outer(const source_text *inner, size_t offset)
{
    size_t last = inner->outer->text.len > 0 ? inner->outer->text.len - 1 : 0;
    return offset + 1 >= inner->text.len ? last : 0;
}

const source_text *table_rewritten(arena *a, const source_text *cell, slice text)
{
    source_text *other = ARENA_NEW(a, source_text);
    *other = (source_text){.file = cell->file, .text = text, .outer = cell, .to_outer = start_to_outer};
    return other;
}

place table_place(const source_text *cell)
{
    return (place){cell, 0, cell->text.len > 0 ? cell->text.len : 1};
}

static bool is_allowed(const feel_type *type, slice word)
{
    for (size_t i = 0; i < type->allowed_count; i++) {
        if (type->allowed[i].kind == FEEL_STRING && slice_equal(feel_text(type->allowed[i]), word))
            return true;
    }
    return false;
}

static bool is_bare_words(slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
                    c == '-' || c == '_' || c == '&' || (unsigned char)c >= 0x80;
        if (!word)
            return false;
    }
    return text.len > 0;
}

/// Where a place in `"small", "large"` stands in `small, large`: the words have the same order. A word with a
/// comma stands alone.
static size_t word_to_outer(const source_text *inner, size_t offset)
{
    const slice cell = inner->outer->text;
    size_t word = 0; // where it begins in the quoted list, and then in the cell
    size_t before = 0;
    size_t at = 0;
    for (size_t i = 0; i < offset && i < inner->text.len; i++) {
        before += inner->text.ptr[i] == ',';
        word = inner->text.ptr[i] == ',' ? i + 2 : word;
    }
    for (; at < cell.len && before > 0; at++)
        before -= cell.ptr[at] == ',';
    while (at < cell.len && is_blank(cell.ptr[at]))
        at++;
    const char *comma = memchr(cell.ptr + at, ',', cell.len - at);
    const slice text =
        trimmed(slice_part(cell, at, comma != NULL ? (size_t)(comma - cell.ptr) - at : cell.len));
    const size_t within = offset > word ? offset - word - 1 : 0; // without the quote
    const size_t last = text.len > 0 ? text.len - 1 : 0;
    return at + (within < last ? within : last);
}

/// `small, large` as `"small", "large"`: bare words of which at least one is a listed text, so that a misspelt one is reported as such.
/// Empty for all else.
static slice quoted_list(arena *a, slice text, const feel_type *type)
{
    text_builder out = {.arena = a};
    bool listed = false;
    while (true) {
        const char *comma = memchr(text.ptr, ',', text.len);
        slice word = trimmed(slice_part(text, 0, comma != NULL ? (size_t)(comma - text.ptr) : text.len));
        listed = listed || is_allowed(type, word);
        if (!is_allowed(type, word) && !is_bare_words(word))
            return (slice){NULL, 0};
        text_add_format(&out, "%s%.*s", out.length > 0 ? ", " : "",
                        SLICE_ARG(feel_to_literal(a, feel_string(word))));
        if (comma == NULL)
            return listed ? text_result(&out) : (slice){NULL, 0};
        text = slice_part(text, (size_t)(comma - text.ptr) + 1, text.len);
    }
}

const source_text *cell_as_feel(arena *a, const source_text *cell, const feel_type *type, bool tests)
{
    slice text = cell->text;
    if (type != NULL && type->kind == FEEL_TYPE_BOOLEAN &&
        (slice_is(text, "TRUE") || slice_is(text, "FALSE")))
        return table_rewritten(a, cell, slice_is(text, "TRUE") ? SLICE("true") : SLICE("false"));
    if (type == NULL || type->allowed == NULL)
        return cell;
    slice quoted = {NULL, 0};
    if (is_allowed(type, text))
        quoted = feel_to_literal(a, feel_string(text));
    else if (tests)
        quoted = quoted_list(a, text, type);
    if (quoted.len == 0)
        return cell;
    source_text *other = ARENA_NEW(a, source_text);
    *other = *table_rewritten(a, cell, quoted);
    other->to_outer = word_to_outer;
    return other;
}

/// Digits, then a separator out of `separators`, then digits, and so on: at least two groups and nothing else.
static bool is_digit_groups(slice text, const char *separators)
{
    size_t groups = 0;
    bool in_digits = false;
    for (size_t i = 0; i < text.len; i++) {
        bool digit = text.ptr[i] >= '0' && text.ptr[i] <= '9';
        if (digit) {
            groups += !in_digits;
        } else if (!in_digits || strchr(separators, text.ptr[i]) == NULL) {
            return false;
        }
        in_digits = digit;
    }
    return groups > 1 && in_digits;
}

bool cell_is_suspicious(diag_list *diags, const source_text *cell, char delimiter)
{
    if (is_digit_groups(cell->text, "-/")) {
        diag_error(diags, table_place(cell), "ambiguous-cell", "'%.*s' would be computed as a number",
                   SLICE_ARG(slice_part(cell->text, 0, 40)));
        diag_hint(diags, "a range is written [3..4], a date date(\"2026-01-31\"), a part 0.5");
        return true;
    }
    if ((delimiter == ';' || delimiter == '\t') && is_digit_groups(cell->text, ",")) {
        diag_error(diags, table_place(cell), "ambiguous-cell", "'%.*s' would be read as several numbers",
                   SLICE_ARG(slice_part(cell->text, 0, 40)));
        diag_hint(diags, "write 0.8 with a point, or '1, 2' with a space for either of them");
        return true;
    }
    return false;
}

static bool contains_any(slice text, const char *const *needles)
{
    for (; *needles != NULL; needles++) {
        if (memmem(text.ptr, text.len, *needles, strlen(*needles)) != NULL)
            return true;
    }
    return false;
}

/// "3-Apr", "Mar 26", "31.01.2026": what spreadsheet programs make of ranges and fractions.
static bool looks_like_date(slice text)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (is_digit_groups(text, "./-"))
        return true;
    for (size_t i = 0; i < 12; i++) {
        const char *at = memmem(text.ptr, text.len, months[i], 3);
        if (at == NULL)
            continue;
        size_t before = (size_t)(at - text.ptr);
        size_t after = before + 3;
        bool digit_before = before >= 2 && text.ptr[before - 2] >= '0' && text.ptr[before - 2] <= '9';
        bool digit_after = after + 1 < text.len && text.ptr[after + 1] >= '0' && text.ptr[after + 1] <= '9';
        if (digit_before || digit_after)
            return true;
    }
    return false;
}

void cell_hint(diag_list *diags, const source_text *cell, const feel_type *type)
{
    static const char *const curly[] = {"\u201C", "\u201D", "\u201E", "\u2018", "\u2019", NULL};
    static const char *const dashes[] = {"\u2013", "\u2014", "\u2212", NULL};
    slice text = cell->text;
    decimal d;
    if (contains_any(text, curly)) {
        diag_hint(diags, "these are curly quotes: write straight ones, or a listed text without any");
    } else if (contains_any(text, dashes)) {
        diag_hint(diags, "this is a long dash: write '-' as on the keyboard");
    } else if (text.len > 1 && text.ptr[0] == '#') {
        diag_hint(diags, "the spreadsheet program could not compute this: format the column as text");
    } else if (looks_like_date(text) && !(type != NULL && type->whole && decimal_parse(text, &d))) {
        diag_hint(
            diags,
            "a spreadsheet program may have made a date of this: format the column as text, and write a "
            "date as date(\"2026-01-31\")");
    } else if (type != NULL && type->kind == FEEL_TYPE_BOOLEAN && is_bare_words(text)) {
        diag_hint(diags, "write true or false");
    } else if (type != NULL && type->kind == FEEL_TYPE_STRING && is_bare_words(text)) {
        slice *names = ARENA_ARRAY(diags->arena, type->allowed_count, slice);
        for (size_t i = 0; i < type->allowed_count; i++)
            names[i] = type->allowed[i].kind == FEEL_STRING ? feel_text(type->allowed[i]) : (slice){NULL, 0};
        if (nearest_name(diags->arena, text, names, type->allowed_count) >= 0)
            diag_hint_nearest(diags, text, names, type->allowed_count);
        else
            diag_hint(diags, "put a text in quotes: \"%.*s\"", SLICE_ARG(diag_quote(text)));
    }
}
