// Text to tokens, by DMN 1.5, 10.3.1.2 (grammar rules 22 to 30 and 60 to 66). Tokens are values, and nothing is reported here: a bad
// token says what is wrong with it, and the parser reports that with its place.
#include "feel/lex.h"

#include "base/text.h"
#include "base/utf8.h"

typedef struct code_range {
    uint32_t first, last;
} code_range;

static bool in_ranges(uint32_t c, const code_range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    }
    return false;
}

static bool starts_name(uint32_t c)
{
    static const code_range ranges[] = {
        {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
        {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
        {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
    };
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?';
    return c != 0x1680 && c != 0x180E && c != 0xFEFF && in_ranges(c, ranges, sizeof ranges / sizeof *ranges);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool continues_name(uint32_t c)
{
    return starts_name(c) || is_digit(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) ||
           (c >= 0x203F && c <= 0x2040);
}

static bool is_space(uint32_t c)
{
    static const code_range ranges[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},
                                        {0xA0, 0xA0},     {0x1680, 0x1680}, {0x180E, 0x180E},
                                        {0x2000, 0x200B}, {0x2028, 0x2029}, {0x202F, 0x202F},
                                        {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    if (c < 0x80)
        return c == ' ' || (c >= 0x09 && c <= 0x0D);
    return in_ranges(c, ranges, sizeof ranges / sizeof *ranges);
}

static uint32_t peek(slice text, size_t offset)
{
    return offset < text.len ? utf8_next(text, &offset) : 0;
}

static char byte_at(slice text, size_t offset)
{
    return offset < text.len ? text.ptr[offset] : '\0';
}

/// The end of the run of characters from `offset` on that belong to it.
static size_t run_end(slice text, size_t offset, bool (*belongs)(uint32_t c))
{
    while (offset < text.len) {
        size_t next = offset;
        if (!belongs(utf8_next(text, &next)))
            break;
        offset = next;
    }
    return offset;
}

size_t lex_skip_space(slice text, size_t offset)
{
    for (;;) {
        offset = run_end(text, offset, is_space);
        if (byte_at(text, offset) != '/')
            return offset;
        if (byte_at(text, offset + 1) == '/') {
            while (offset < text.len && text.ptr[offset] != '\n' && text.ptr[offset] != '\r')
                offset++;
        } else if (byte_at(text, offset + 1) == '*') {
            size_t end = offset + 2;
            while (end + 1 < text.len && !(text.ptr[end] == '*' && text.ptr[end + 1] == '/'))
                end++;
            if (end + 1 >= text.len)
                return offset; // unfinished: the lexer reports it
            offset = end + 2;
        } else {
            return offset;
        }
    }
}

static size_t number_end(slice text, size_t offset)
{
    size_t end = run_end(text, offset, is_digit);
    if (byte_at(text, end) == '.' && is_digit((unsigned char)byte_at(text, end + 1)))
        end = run_end(text, end + 1, is_digit);
    if (byte_at(text, end) == 'e' || byte_at(text, end) == 'E') {
        size_t exponent = end + 1;
        if (byte_at(text, exponent) == '+' || byte_at(text, exponent) == '-')
            exponent++;
        if (is_digit((unsigned char)byte_at(text, exponent)))
            end = run_end(text, exponent, is_digit);
    }
    return end;
}

static token string_token(slice text, size_t start, size_t quote, token_kind kind)
{
    for (size_t i = quote + 1; i < text.len; i++) {
        if (text.ptr[i] == '"')
            return (token){.kind = kind, .offset = start, .length = i + 1 - start};
        if (text.ptr[i] == '\\')
            i++;
    }
    return (token){.kind = TOKEN_BAD,
                   .offset = start,
                   .length = text.len - start,
                   .problem = "the string has no closing quote"};
}

static token symbol_token(slice text, size_t start)
{
    static const struct {
        char text[3];
        int symbol;
    } doubles[] = {{"**", SYMBOL_POWER},    {"!=", SYMBOL_NOT_EQUAL}, {"<=", SYMBOL_AT_MOST},
                   {">=", SYMBOL_AT_LEAST}, {"..", SYMBOL_DOTS},      {"->", SYMBOL_ARROW}};
    for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++) {
        if (text.len - start >= 2 && memcmp(text.ptr + start, doubles[i].text, 2) == 0)
            return (token){.kind = TOKEN_SYMBOL, .symbol = doubles[i].symbol, .offset = start, .length = 2};
    }
    char c = text.ptr[start];
    if (c != '\0' && strchr("+-*/()[]{},:.=<>", c) != NULL)
        return (token){.kind = TOKEN_SYMBOL, .symbol = c, .offset = start, .length = 1};
    size_t end = start;
    (void)utf8_next(text, &end);
    return (token){
        .kind = TOKEN_BAD, .offset = start, .length = end - start, .problem = "unexpected character"};
}

token lex_next(lexer *l)
{
    size_t start = lex_skip_space(l->text, l->offset);
    token t = {.kind = TOKEN_END, .offset = start};
    if (start >= l->text.len) {
        l->offset = l->text.len;
        return t;
    }
    char c = l->text.ptr[start];
    if (is_digit((unsigned char)c) || (c == '.' && is_digit((unsigned char)byte_at(l->text, start + 1)))) {
        t = (token){.kind = TOKEN_NUMBER, .offset = start, .length = number_end(l->text, start) - start};
    } else if (c == '"') {
        t = string_token(l->text, start, start, TOKEN_STRING);
    } else if (c == '@' && byte_at(l->text, start + 1) == '"') {
        t = string_token(l->text, start, start + 1, TOKEN_AT_STRING);
    } else if (starts_name(peek(l->text, start))) {
        t = (token){
            .kind = TOKEN_WORD, .offset = start, .length = run_end(l->text, start, continues_name) - start};
    } else if (c == '/' && byte_at(l->text, start + 1) == '*') {
        t = (token){.kind = TOKEN_BAD, .offset = start, .length = 2, .problem = "the comment is not closed"};
    } else {
        t = symbol_token(l->text, start);
    }
    l->offset = t.offset + t.length;
    return t;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Reads `count` hexadecimal digits at `offset`; false if there are fewer.
static bool hex_value(slice text, size_t offset, size_t count, uint32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < count; i++) {
        int digit = hex_digit(byte_at(text, offset + i));
        if (digit < 0)
            return false;
        *value = *value * 16 + (uint32_t)digit;
    }
    return true;
}

static bool is_high_surrogate(uint32_t c)
{
    return c >= 0xD800 && c <= 0xDBFF;
}

static bool is_low_surrogate(uint32_t c)
{
    return c >= 0xDC00 && c <= 0xDFFF;
}

/// Adds the character of a `\u` or `\U` escape at `offset` (of its backslash) and returns the escape's length; 0 if it is not one.
static size_t add_code_escape(text_builder *out, slice body, size_t offset)
{
    uint32_t c;
    uint32_t low;
    if (byte_at(body, offset + 1) == 'U' && hex_value(body, offset + 2, 6, &c) && c <= 0x10FFFF &&
        !is_high_surrogate(c) && !is_low_surrogate(c)) {
        text_add_code_point(out, c);
        return 8;
    }
    if (byte_at(body, offset + 1) != 'u' || !hex_value(body, offset + 2, 4, &c))
        return 0;
    if (is_high_surrogate(c) && byte_at(body, offset + 6) == '\\' && byte_at(body, offset + 7) == 'u' &&
        hex_value(body, offset + 8, 4, &low) && is_low_surrogate(low)) {
        text_add_code_point(out, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
        return 12;
    }
    text_add_code_point(out, is_high_surrogate(c) || is_low_surrogate(c) ? 0xFFFD : c);
    return 6;
}

slice lex_string_value(arena *a, slice quoted)
{
    slice body = slice_part(quoted, 1, quoted.len - 2);
    if (body.len == 0 || memchr(body.ptr, '\\', body.len) == NULL)
        return body;
    static const char escapes[] = "\"\"\\\\''n\nr\rt\t";
    text_builder out = {.arena = a};
    for (size_t i = 0; i < body.len;) {
        char c = body.ptr[i];
        if (c != '\\' || i + 1 >= body.len) {
            text_add_byte(&out, c);
            i++;
            continue;
        }
        size_t code = add_code_escape(&out, body, i);
        if (code > 0) {
            i += code;
            continue;
        }
        const char *pair = escapes;
        while (*pair != '\0' && *pair != body.ptr[i + 1])
            pair += 2;
        if (*pair == '\0')
            text_add_byte(&out, '\\'); // an unknown escape stays as it is, for regular expressions
        text_add_byte(&out, *pair != '\0' ? pair[1] : body.ptr[i + 1]);
        i += 2;
    }
    return text_result(&out);
}

static bool is_name_symbol(char c)
{
    return c != '\0' && strchr("+-*/'.", c) != NULL;
}

size_t lex_match_name(slice text, size_t offset, slice name)
{
    size_t at = offset;
    for (size_t i = 0; i < name.len;) {
        char c = name.ptr[i];
        size_t blank = run_end(name, i, is_space); // a key in quotes may have several blanks
        if (blank > i || is_name_symbol(c) || (i > 0 && is_name_symbol(name.ptr[i - 1]))) {
            size_t after = run_end(text, at, is_space);
            if (blank > i) {
                bool between_words = i > 0 && blank < name.len && !is_name_symbol(name.ptr[blank]) &&
                                     !is_name_symbol(name.ptr[i - 1]);
                if (between_words && after == at)
                    return 0;
                at = after;
                i = blank;
                continue;
            }
            at = after;
        }
        if (byte_at(text, at) != c || at >= text.len)
            return 0;
        at++;
        i++;
    }
    bool ends_in_word = name.len > 0 && !is_name_symbol(name.ptr[name.len - 1]);
    return ends_in_word && at < text.len && continues_name(peek(text, at)) ? 0 : at;
}

/// Whether the name symbol here begins something else: "..", "//" or "/*".
static bool begins_other(slice text, size_t offset)
{
    char next = byte_at(text, offset + 1);
    if (text.ptr[offset] == '.')
        return next == '.';
    return text.ptr[offset] == '/' && (next == '/' || next == '*');
}

slice lex_declared_name(arena *a, slice text, size_t *offset, slice stop)
{
    text_builder name = {.arena = a};
    size_t at = lex_skip_space(text, *offset);
    if (at >= text.len || !starts_name(peek(text, at)))
        return (slice){NULL, 0};
    while (at < text.len) {
        size_t start = lex_skip_space(text, at);
        size_t end = start;
        if (start < text.len && continues_name(peek(text, start)))
            end = run_end(text, start, continues_name);
        else if (is_name_symbol(byte_at(text, start)) && !begins_other(text, start))
            end = start + 1;
        slice part = slice_part(text, start, end - start);
        if (end == start || (stop.len > 0 && slice_equal(part, stop)))
            break;
        if (start > at && name.length > 0)
            text_add_byte(&name, ' ');
        text_add(&name, part);
        at = end;
    }
    *offset = at;
    return text_result(&name);
}

bool lex_is_single_word(slice name)
{
    return name.len > 0 && starts_name(peek(name, 0)) && run_end(name, 0, continues_name) == name.len;
}
