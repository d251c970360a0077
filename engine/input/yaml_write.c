// Whatever could be read in another way by some reader of YAML is put in quotes: words for yes and no, what looks like a number or a date,
// and every sign that means something at some place.
#include "input/yaml_write.h"

#include "base/limits.h"
#include "base/utf8.h"

enum {
    LONGEST_LINE = 100, ///< of a list of plain values in brackets; a longer one has a line for each item
};

// --- texts on one line ---

/// What stands for itself in a double-quoted text: JSON's rule, and of what YAML takes for a line end or does not print, none.
static bool stands_for_itself(uint32_t c)
{
    return c >= 0x20 && c != '"' && c != '\\' && !(c >= 0x7F && c <= 0x9F) && c != 0x2028 && c != 0x2029 &&
           c != 0xFEFF && c < 0xFFFE;
}

static void write_quoted(text_builder *out, slice text)
{
    static const char letters[] = "\"\\nrt";
    static const char meant[] = "\"\\\n\r\t";
    text_add_byte(out, '"');
    for (size_t at = 0; at < text.len;) {
        const size_t from = at;
        const uint32_t c = utf8_next(text, &at);
        const char *letter = c != 0 && c < 0x80 ? strchr(meant, (int)c) : NULL;
        if (stands_for_itself(c) || c > 0xFFFF)
            text_add(out, slice_part(text, from, at - from));
        else if (letter != NULL)
            text_add_format(out, "\\%c", letters[letter - meant]);
        else
            text_add_format(out, "\\u%04x", (unsigned)c);
    }
    text_add_byte(out, '"');
}

/// Words that some reader takes for a truth or for null.
static bool is_word_of_yaml(slice text)
{
    static const char *const words[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
    char small[8];
    bool found = false;
    for (size_t i = 0; i < text.len && text.len < sizeof small; i++)
        small[i] = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? (char)(text.ptr[i] + 32) : text.ptr[i];
    for (size_t i = 0; i < sizeof words / sizeof *words && text.len < sizeof small && !found; i++)
        found = slice_equal((slice){small, text.len}, slice_of(words[i]));
    return found;
}

/// True if the text, without quotes, is read as itself.
static bool is_plain(slice text, yaml_setting setting)
{
    static const char signs[] = "-?:,[]{}#&*!|>'\"%@`~=<+.0123456789 ";
    bool good = text.len > 0 && memchr(signs, text.ptr[0], sizeof signs - 1) == NULL &&
                text.ptr[text.len - 1] != ' ' && text.ptr[text.len - 1] != ':' && !is_word_of_yaml(text);
    for (size_t at = 0; at < text.len && good;) {
        const char before = at > 0 ? text.ptr[at - 1] : ' ';
        const char sign = text.ptr[at];
        const uint32_t c = utf8_next(text, &at);
        const char next = at < text.len ? text.ptr[at] : ' ';
        good = (stands_for_itself(c) || c == '"' || c == '\\') &&
               !(setting == YAML_IN_BRACKETS && memchr(",[]{}", sign, 5) != NULL) &&
               !(sign == ':' && next == ' ') && !(sign == '#' && before == ' ');
    }
    return good;
}

/// True if single quotes do: they have no escapes.
static bool fits_single_quotes(slice text)
{
    bool good = text.len > 0 && memchr(text.ptr, '"', text.len) != NULL;
    for (size_t at = 0; at < text.len && good;) {
        const uint32_t c = utf8_next(text, &at);
        good = stands_for_itself(c) || c == '"' || c == '\\';
    }
    return good;
}

void yaml_write_text(text_builder *out, slice text, yaml_setting setting)
{
    if (setting != YAML_IN_JSON && is_plain(text, setting)) {
        text_add(out, text);
    } else if (setting != YAML_IN_JSON && fits_single_quotes(text)) {
        text_add_byte(out, '\'');
        for (size_t i = 0; i < text.len; i++)
            text_add(out, text.ptr[i] == '\'' ? SLICE("''") : slice_part(text, i, 1));
        text_add_byte(out, '\'');
    } else {
        write_quoted(out, text);
    }
}

/// True if JSON has the plain scalar as it is: a number as it writes them, or one of three words.
static bool is_plain_in_json(slice text)
{
    if (slice_is(text, "true") || slice_is(text, "false") || slice_is(text, "null"))
        return true;
    const size_t first = text.len > 0 && text.ptr[0] == '-' ? 1 : 0;
    bool good = first < text.len && text.ptr[first] != '.' &&
                !(text.ptr[first] == '0' && first + 1 < text.len && text.ptr[first + 1] != '.');
    size_t points = 0;
    for (size_t i = first; i < text.len && good; i++) {
        points += text.ptr[i] == '.';
        good = points < 2 &&
               ((text.ptr[i] >= '0' && text.ptr[i] <= '9') || (text.ptr[i] == '.' && i + 1 < text.len));
    }
    return good;
}

void yaml_write_inline(text_builder *out, const yaml_node *n, yaml_setting setting)
{
    if (n->kind == YAML_SCALAR && n->style == YAML_PLAIN) {
        if (setting == YAML_IN_JSON && !is_plain_in_json(n->text))
            write_quoted(out, n->text);
        else
            text_add(out, n->text.len > 0 ? n->text : SLICE("null"));
        return;
    }
    if (n->kind == YAML_SCALAR) {
        yaml_write_text(out, n->text, setting);
        return;
    }
    const yaml_setting inside = setting == YAML_IN_JSON ? YAML_IN_JSON : YAML_IN_BRACKETS;
    const bool is_mapping = n->kind == YAML_MAPPING;
    text_add_byte(out, is_mapping ? '{' : '[');
    for (size_t i = 0; i < n->count; i++) {
        text_add(out, i > 0 ? SLICE(", ") : SLICE(""));
        if (is_mapping) {
            yaml_write_text(out, n->items[2 * i]->text, inside);
            text_add(out, SLICE(": "));
        }
        yaml_write_inline(out, n->items[is_mapping ? 2 * i + 1 : i], inside);
    }
    text_add_byte(out, is_mapping ? '}' : ']');
}

// --- texts in lines ---

/// True if the text has several lines, and nothing that a block would lose.
static bool fits_lines(slice text)
{
    bool good = text.len > 0 && memchr(text.ptr, '\n', text.len) != NULL && slice_trim(text).len > 0;
    for (size_t at = 0; at < text.len && good;) {
        const uint32_t c = utf8_next(text, &at);
        good = stands_for_itself(c) || c == '"' || c == '\\' || c == '\n' || c == '\t';
    }
    return good;
}

/// "|", with how far it is indented if its own first line does not tell, and what its last line ends with.
static slice header_of(arena *a, slice text)
{
    const bool is_clear = text.ptr[0] != ' ' && text.ptr[0] != '\n' && text.ptr[0] != '\t';
    const bool ends = text.ptr[text.len - 1] == '\n';
    const bool ends_twice = ends && text.len > 1 && text.ptr[text.len - 2] == '\n';
    return arena_format(a, "|%s%s", is_clear ? "" : "2", ends_twice ? "+" : ends ? "" : "-");
}

static void add_blanks(text_builder *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_add_byte(out, ' ');
}

static yaml_written write_lines(arena *a, slice text, size_t column, slice line_end)
{
    const slice header = header_of(a, text);
    text_builder out = {.arena = a};
    while (text.len > 0) {
        const char *end = memchr(text.ptr, '\n', text.len);
        const slice line = end != NULL ? slice_part(text, 0, (size_t)(end - text.ptr)) : text;
        add_blanks(&out, line.len > 0 ? column : 0);
        text_add(&out, line);
        text_add(&out, line_end);
        text = slice_part(text, line.len + 1, text.len);
    }
    return (yaml_written){header, text_result(&out)};
}

// --- lists and records in lines ---

static bool has_collections(const yaml_node *n)
{
    bool found = false;
    for (size_t i = 0; i < n->count && !found; i++)
        found = n->items[i]->kind != YAML_SCALAR;
    return found;
}

/// A record's keys, each on a line; the first one stands where `out` ends.
static void write_keys(text_builder *out, const yaml_node *n, size_t column, yaml_layout layout)
{
    for (size_t i = 0; i < n->count; i++) {
        add_blanks(out, i > 0 ? column : 0);
        yaml_write_text(out, n->items[2 * i]->text, YAML_IN_LINES);
        const yaml_written value = yaml_write_value(out->arena, n->items[2 * i + 1], column, layout);
        text_add(out, value.first.len > 0 ? SLICE(": ") : SLICE(":"));
        text_add(out, value.first);
        text_add(out, layout.line_end);
        text_add(out, value.lines);
    }
}

slice yaml_write_item(arena *a, const yaml_node *n, size_t column, bool in_brackets, yaml_layout layout)
{
    text_builder out = {.arena = a};
    add_blanks(&out, column);
    text_add(&out, SLICE("- "));
    if (n->kind == YAML_MAPPING && n->count > 0 && !in_brackets) {
        write_keys(&out, n, column + 2, layout);
    } else if (n->kind == YAML_SCALAR && n->style != YAML_PLAIN && layout.in_lines && fits_lines(n->text)) {
        const yaml_written text = write_lines(a, n->text, column + 2, layout.line_end);
        text_add(&out, text.first);
        text_add(&out, layout.line_end);
        text_add(&out, text.lines);
    } else {
        yaml_write_inline(&out, n, YAML_IN_LINES);
        text_add(&out, layout.line_end);
    }
    return text_result(&out);
}

/// True if the value has lines below its key.
static bool goes_in_lines(const yaml_node *n, yaml_layout layout, slice in_one_line)
{
    if (!layout.in_lines || n->count == 0)
        return false;
    if (n->kind == YAML_SEQUENCE && layout.list_in_lines)
        return true;
    return n->kind == YAML_MAPPING || has_collections(n) || in_one_line.len > LONGEST_LINE;
}

yaml_written yaml_write_value(arena *a, const yaml_node *n, size_t column, yaml_layout layout)
{
    if (n->kind == YAML_SCALAR && n->style == YAML_PLAIN && n->text.len == 0 && !layout.is_json)
        return (yaml_written){{0}, {0}};
    if (n->kind == YAML_SCALAR && n->style != YAML_PLAIN && layout.in_lines && fits_lines(n->text))
        return write_lines(a, n->text, column + 2, layout.line_end);
    text_builder line = {.arena = a};
    yaml_write_inline(&line, n, layout.is_json ? YAML_IN_JSON : YAML_IN_LINES);
    if (!goes_in_lines(n, layout, text_result(&line)))
        return (yaml_written){.first = text_result(&line)};
    text_builder lines = {.arena = a};
    if (n->kind == YAML_MAPPING) {
        add_blanks(&lines, column + 2);
        write_keys(&lines, n, column + 2, layout);
    }
    for (size_t i = 0; n->kind == YAML_SEQUENCE && i < n->count; i++)
        text_add(&lines, yaml_write_item(a, n->items[i], column + 2, false, layout));
    return (yaml_written){.lines = text_result(&lines)};
}
