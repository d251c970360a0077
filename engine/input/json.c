// A recursive descent over JSON's grammar. A syntax error ends the reading; what is well-formed but not allowed is reported, and reading
// continues. Recursion is bounded by LIMIT_NESTING.
#include "input/json.h"

#include "base/limits.h"
#include "base/text.h"
#include "base/utf8.h"
#include "input/sound.h"

typedef struct reader {
    arena *arena;
    const source_text *source;
    diag_list *diags;
    slice text;
    size_t at;
} reader;

/// The byte looked at; NUL at the end, since the text itself holds none.
static char look(const reader *r)
{
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static void skip_space(reader *r)
{
    while (look(r) == ' ' || look(r) == '\t' || look(r) == '\n' || look(r) == '\r')
        r->at++;
}

static void complain(reader *r, size_t from, size_t length, const char *message)
{
    diag_error(r->diags, (place){r->source, from, length}, "json-syntax", "%s", message);
}

/// Reports that something else was expected at the byte looked at, with a hint at what is often written instead.
static void complain_expected(reader *r, const char *expected)
{
    if (r->at >= r->text.len) {
        size_t end = r->text.len; // of what is written: not the line after it
        while (end > 0 && memchr(" \t\r\n", r->text.ptr[end - 1], 4) != NULL)
            end--;
        diag_error(r->diags, (place){r->source, end, 1}, "json-syntax", "expected %s, but the text ends here",
                   expected);
        return;
    }
    diag_error(r->diags, (place){r->source, r->at, 1}, "json-syntax", "expected %s", expected);
    slice rest = slice_part(r->text, r->at, r->text.len);
    if (rest.ptr[0] == '\'')
        diag_hint(r->diags, "put text in double quotes");
    else if (rest.ptr[0] == '/' || rest.ptr[0] == '#')
        diag_hint(r->diags, "JSON has no comments");
    else if (rest.ptr[0] == '_' ||
             ((rest.ptr[0] | 0x20) >= 'a' && (rest.ptr[0] | 0x20) <= 'z' && expected[2] == 'k'))
        diag_hint(r->diags, "put the key in double quotes, or let the file's name end in .yaml");
    else if (slice_starts_with(rest, SLICE("NaN")) || slice_starts_with(rest, SLICE("Infinity")) ||
             slice_starts_with(rest, SLICE("-Infinity")))
        diag_hint(r->diags, "JSON has no such number; leave out what is not known");
    else if (slice_starts_with(rest, SLICE("None")) || slice_starts_with(rest, SLICE("undefined")))
        diag_hint(r->diags, "write null, or leave it out");
    else if (slice_starts_with(rest, SLICE("True")) || slice_starts_with(rest, SLICE("False")))
        diag_hint(r->diags, "write true or false in small letters");
    else if (r->at == 0)
        diag_hint(r->diags, "JSON begins with {; if this is YAML, let the file's name end in .yaml");
    else
        diag_hint(
            r->diags,
            "JSON is {\"key\": \"value\", \"number\": 3}: commas between the keys, text in double quotes");
}

static yaml_node *new_node(reader *r, yaml_kind kind, size_t from)
{
    yaml_node *n = ARENA_NEW(r->arena, yaml_node);
    n->kind = kind;
    n->is_flow = true;
    n->where = (place){r->source, from, r->at > from ? r->at - from : 1};
    n->end = r->at;
    return n;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The four digits after `\u`; -1 if they are none. `at` is the byte after the u.
static int32_t read_hex(const reader *r, size_t at)
{
    int32_t unit = 0;
    for (size_t i = 0; i < 4; i++) {
        int digit = at + i < r->text.len ? hex_value(r->text.ptr[at + i]) : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/// `\uXXXX`, or two of them that are a surrogate pair; the backslash is looked at.
static bool read_unicode_escape(reader *r, text_builder *out)
{
    size_t from = r->at;
    int32_t unit = read_hex(r, from + 2);
    if (unit < 0) {
        complain(r, from, 2, "\\u wants four hexadecimal digits");
        return false;
    }
    r->at += 6;
    uint32_t code_point = (uint32_t)unit;
    if (unit >= 0xD800 && unit <= 0xDBFF && look(r) == '\\' && r->at + 1 < r->text.len &&
        r->text.ptr[r->at + 1] == 'u') {
        int32_t low = read_hex(r, r->at + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            r->at += 6;
            code_point = 0x10000 + (((uint32_t)unit - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
        }
    }
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
        complain(r, from, 6, "half of a surrogate pair is no character");
        return false;
    }
    if (code_point == 0) {
        diag_error(r->diags, (place){r->source, from, 6}, "nul", "a NUL character may not stand in text");
        return true;
    }
    text_add_code_point(out, code_point);
    return true;
}

static bool read_escape(reader *r, text_builder *out)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    char c = r->at + 1 < r->text.len ? r->text.ptr[r->at + 1] : '\0';
    if (c == 'u')
        return read_unicode_escape(r, out);
    const char *found = c != '\0' ? strchr(letters, c) : NULL;
    if (found == NULL) {
        complain(r, r->at, 2, "there is no such escape");
        diag_hint(r->diags, "a backslash itself is written \\\\");
        return false;
    }
    text_add_byte(out, meant[found - letters]);
    r->at += 2;
    return true;
}

/// A string; the quote is looked at.
static const yaml_node *read_string(reader *r)
{
    size_t from = r->at++;
    text_builder out = {.arena = r->arena};
    for (;;) {
        size_t start = r->at;
        while (r->at < r->text.len && r->text.ptr[r->at] != '"' && r->text.ptr[r->at] != '\\' &&
               (unsigned char)r->text.ptr[r->at] >= 0x20)
            r->at++;
        text_add(&out, slice_part(r->text, start, r->at - start));
        if (r->at >= r->text.len) {
            complain(r, from, 1, "the string that begins here has no end");
            return NULL;
        }
        if (look(r) == '"')
            break;
        if (look(r) != '\\') {
            complain(r, r->at, 1, "a control character within a string must be escaped");
            diag_hint(r->diags, "a line end is written \\n, a tab \\t");
            return NULL;
        }
        if (!read_escape(r, &out))
            return NULL;
    }
    r->at++;
    yaml_node *n = new_node(r, YAML_SCALAR, from);
    n->style = YAML_DOUBLE_QUOTED;
    n->text = text_result(&out);
    if (n->text.len > LIMIT_STRING) {
        diag_error(r->diags, (place){r->source, from, 1}, "too-long", "a string is longer than %d bytes",
                   LIMIT_STRING);
        n->text.len = 0;
    }
    return n;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool read_digits(reader *r, const char *expected)
{
    if (!is_digit(look(r))) {
        complain_expected(r, expected);
        return false;
    }
    while (is_digit(look(r)))
        r->at++;
    return true;
}

/// A number; a minus or a digit is looked at.
static const yaml_node *read_number(reader *r)
{
    size_t from = r->at;
    if (look(r) == '-')
        r->at++;
    size_t whole = r->at;
    if (!read_digits(r, "a digit"))
        return NULL;
    if (r->text.ptr[whole] == '0' && r->at - whole > 1) {
        complain(r, from, r->at - from, "a number may not begin with a superfluous 0");
        return NULL;
    }
    if (look(r) == '.') {
        r->at++;
        if (!read_digits(r, "a digit after the point"))
            return NULL;
    }
    if (look(r) == 'e' || look(r) == 'E') {
        r->at++;
        if (look(r) == '+' || look(r) == '-')
            r->at++;
        if (!read_digits(r, "a digit of the exponent"))
            return NULL;
    }
    yaml_node *n = new_node(r, YAML_SCALAR, from);
    n->text = arena_copy(r->arena, slice_part(r->text, from, r->at - from));
    if (n->text.len > LIMIT_NUMBER_TEXT) {
        diag_error(r->diags, n->where, "too-long", "a number is longer than %d characters",
                   LIMIT_NUMBER_TEXT);
        n->text = SLICE("0");
    }
    return n;
}

static const yaml_node *read_word(reader *r)
{
    static const slice words[] = {SLICE_INIT("true"), SLICE_INIT("false"), SLICE_INIT("null")};
    slice rest = slice_part(r->text, r->at, r->text.len);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!slice_starts_with(rest, words[i]))
            continue;
        size_t from = r->at;
        r->at += words[i].len;
        yaml_node *n = new_node(r, YAML_SCALAR, from);
        n->text = words[i];
        return n;
    }
    complain_expected(r, "a value");
    return NULL;
}

static const yaml_node *read_value(reader *r, unsigned depth);

typedef struct node_list {
    const yaml_node **items;
    size_t count, capacity;
} node_list;

/// Adds a key and its colon; false if there is none.
static bool read_key(reader *r, node_list *items)
{
    if (look(r) != '"') {
        complain_expected(r, "a key in double quotes");
        return false;
    }
    const yaml_node *key = read_string(r);
    if (key == NULL)
        return false;
    ARENA_PUSH(r->arena, items, items, count, capacity, key);
    skip_space(r);
    if (look(r) != ':') {
        complain_expected(r, "':' and a value");
        return false;
    }
    r->at++;
    return true;
}

/// What follows an item: true if another one does. False at the end, with `*good` false if neither follows.
static bool another_follows(reader *r, char end, bool *good)
{
    skip_space(r);
    if (look(r) == end)
        return false;
    if (look(r) != ',') {
        complain_expected(r, end == '}' ? "',' or '}'" : "',' or ']'");
        *good = false;
        return false;
    }
    size_t comma = r->at++;
    skip_space(r);
    if (look(r) == end) {
        complain(r, comma, 1, "nothing follows this comma");
        diag_hint(r->diags, "take it out");
        *good = false;
    }
    return *good;
}

/// An object or an array; its bracket is looked at.
static const yaml_node *read_collection(reader *r, unsigned depth)
{
    size_t from = r->at;
    bool is_object = look(r) == '{';
    char end = is_object ? '}' : ']';
    node_list items = {0};
    if (depth >= LIMIT_NESTING) {
        diag_error(r->diags, (place){r->source, from, 1}, "too-deep", "nested more than %d deep",
                   LIMIT_NESTING);
        return NULL;
    }
    r->at++;
    skip_space(r);
    bool good = true;
    for (bool more = look(r) != end; more; more = another_follows(r, end, &good)) {
        if (is_object && !read_key(r, &items))
            return NULL;
        const yaml_node *item = read_value(r, depth + 1);
        if (item == NULL)
            return NULL;
        ARENA_PUSH(r->arena, &items, items, count, capacity, item);
    }
    if (!good)
        return NULL;
    r->at++;
    yaml_node *n = new_node(r, is_object ? YAML_MAPPING : YAML_SEQUENCE, from);
    n->items = items.items;
    n->count = is_object ? items.count / 2 : items.count;
    if (is_object)
        sound_keys(r->arena, n->items, n->count, r->diags);
    return n;
}

static const yaml_node *read_value(reader *r, unsigned depth)
{
    skip_space(r);
    char c = look(r);
    if (c == '{' || c == '[')
        return read_collection(r, depth);
    if (c == '"')
        return read_string(r);
    bool infinity = slice_starts_with(slice_part(r->text, r->at, r->text.len), SLICE("-I"));
    if (is_digit(c) || (c == '-' && !infinity))
        return read_number(r);
    return read_word(r);
}

const yaml_node *json_read(arena *a, const source_text *source, diag_list *diags)
{
    size_t errors = diags->errors;
    if (!sound_text(source, diags))
        return NULL;
    reader r = {.arena = a, .source = source, .diags = diags, .text = source->text};
    if (slice_starts_with(source->text, SLICE("\xEF\xBB\xBF")))
        r.at = 3;
    skip_space(&r);
    if (r.at >= r.text.len) {
        diag_error(diags, (place){source, 0, 1}, "empty-file", "the file is empty");
        diag_hint(diags, "write keys and values into it, such as {\"name\": \"Jo\"}");
        return NULL;
    }
    const yaml_node *root = read_value(&r, 0);
    skip_space(&r);
    if (root != NULL && r.at < r.text.len) {
        complain(&r, r.at, 1, "something stands after the end of the JSON text");
        if (look(&r) == '{')
            diag_hint(diags, "a file with one profile a line is NDJSON: let its name end in .ndjson");
    }
    return diags->errors == errors ? root : NULL;
}
