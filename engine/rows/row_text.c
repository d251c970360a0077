// Strings of JSON, with their escapes, and which of a vocabulary's words they are.
#include "base/limits.h"
#include "base/utf8.h"
#include "rows/row_vocabulary.h"

static bool hex_digits(const char *at, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16)
            return false;
        *out = *out * 16 + digit;
    }
    return true;
}

/// Writes the character of an escape at `at`, after the backslash, in no more bytes than the escape has; NULL if it is none, or NUL, or half
/// a pair.
static const char *read_escape(const char *at, char **out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char characters[] = "\"\\/\b\f\n\r\t";
    const char *name = *at != '\0' ? strchr(names, *at) : NULL;
    uint32_t code;
    uint32_t low;
    if (name != NULL) {
        *(*out)++ = characters[name - names];
        return at + 1;
    }
    if (*at != 'u' || !hex_digits(at + 1, &code) || code == 0 || (code >= 0xDC00 && code <= 0xDFFF))
        return NULL;
    at += 5;
    if (code >= 0xD800 && code <= 0xDBFF) {
        if (at[0] != '\\' || at[1] != 'u' || !hex_digits(at + 2, &low) || low < 0xDC00 || low > 0xDFFF)
            return NULL;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
    }
    *out += utf8_encode(code, *out);
    return at;
}

/// @param others  0: all bytes of it are ASCII
static bool is_text(slice text, uint32_t others)
{
    return text.len <= LIMIT_STRING && (others == 0 || utf8_valid(text, NULL));
}

/// The quote that ends a string in which an escape is at `at`; NULL if there is none.
static const char *end_of_escaped(const char *at, uint32_t *others)
{
    uint32_t more = 0;
    while (*at == '\\' && at[1] != '\0') {
        at = scan_string_of(at + 2, &more);
        *others |= more;
    }
    return *at == '"' ? at : NULL;
}

/// Reads a string from `at` whose first escape is at `escape`.
static const char *read_escaped(row_reader *r, const char *at, const char *escape, uint32_t others,
                                slice *out)
{
    const char *end = end_of_escaped(escape, &others);
    if (end == NULL)
        return NULL;
    char *text = arena_uncleared(r->arena, (size_t)(end - at));
    char *to = text;
    for (; escape < end; escape = scan_string(at)) {
        memcpy(to, at, (size_t)(escape - at));
        to += escape - at;
        at = read_escape(escape + 1, &to);
        if (at == NULL)
            return NULL;
    }
    memcpy(to, at, (size_t)(end - at));
    *out = (slice){text, (size_t)(to - text) + (size_t)(end - at)};
    return is_text(*out, others) ? end + 1 : NULL;
}

const char *row_read_any_text(row_reader *r, const char *at, slice *out)
{
    uint32_t others;
    const char *end = scan_string_of(at, &others);
    *out = (slice){at, (size_t)(end - at)};
    if (*end == '\\')
        return read_escaped(r, at, end, others, out);
    return *end == '"' && is_text(*out, others) ? end + 1 : NULL;
}

/// The word that a text is; if it is none, the first.
static const allowed_word *searched_word(const reader_fact *f, slice text)
{
    for (size_t i = 1; i <= f->word_count; i++) {
        const slice quoted = f->words[i].quoted.text;
        if (slice_equal(text, slice_part(quoted, 0, quoted.len - 1)))
            return &f->words[i];
    }
    return f->words;
}

const char *row_read_text(row_reader *r, const reader_fact *f, const char *at, slice *text,
                          const allowed_word **word)
{
    size_t length;
    const char *end;
    if (f->index.slots != NULL && scan_short_string(at, &length)) {
        *word = word_at(f, at, length);
        *text = (slice){at, length};
        end = at + length + 1;
    } else {
        end = row_read_any_text(r, at, text);
        *word = end != NULL ? searched_word(f, *text) : f->words;
    }
    return *word != f->words || !f->words_are_all ? end : NULL;
}
