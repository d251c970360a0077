// Writes JSON piece by piece to a stream or a text.
#include "write/json.h"
#include "write/acting.h"
#include "write/digits.h"
#include "write/plain.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>

json_writer json_begin(FILE *out)
{
    return (json_writer){.to = {.stream = out}};
}

json_writer json_begin_pretty(FILE *out)
{
    return (json_writer){.to = {.stream = out}, .pretty = true};
}

void json_flush(json_writer *w)
{
    room_keep(&w->to);
}

static inline void put(json_writer *w, const char *bytes, size_t length)
{
    room_put(&w->to, bytes, length);
}

static void begin_value(json_writer *w)
{
    if (w->after_value)
        put(w, ", ", w->pretty ? 2 : 1);
    w->after_value = true;
}

/// Begins a line of a pretty object, after a comma unless it is the first.
static void begin_line(json_writer *w)
{
    if (w->after_value)
        put(w, ",", 1);
    put(w, "\n", 1);
    for (unsigned i = 0; i < w->depth; i++)
        put(w, "  ", 2);
    w->after_value = false;
}

static void open(json_writer *w, const char *bracket)
{
    begin_value(w);
    put(w, bracket, 1);
    w->after_value = false;
}

static void close(json_writer *w, const char *bracket)
{
    put(w, bracket, 1);
    w->after_value = true;
}

void json_object_begin(json_writer *w)
{
    open(w, "{");
    w->depth++;
}

void json_object_end(json_writer *w)
{
    w->depth--;
    if (w->pretty && w->after_value) {
        w->after_value = false;
        begin_line(w);
    }
    close(w, "}");
}

void json_array_begin(json_writer *w)
{
    open(w, "[");
}

void json_array_end(json_writer *w)
{
    close(w, "]");
}

/// Not 0 if one of eight bytes has to be escaped, or is not ASCII.
static inline uint64_t special_among(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t quotes = bytes ^ ones * '"';
    const uint64_t escapes = bytes ^ ones * '\\';
    // Subtraction sets the highest bit of a byte that is smaller than what is subtracted, and adding 1 that of 0x7F.
    const uint64_t found =
        (bytes - ones * 0x20) | (quotes - ones) | (escapes - ones) | (bytes + ones) | bytes;
    return found & (ones * 0x80);
}

static inline bool is_plain_byte(char c)
{
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7F && c != '"' && c != '\\';
}

/// How many bytes at the beginning can be copied as they are.
static inline size_t plain_length(const char *text, size_t most)
{
    size_t length = 0;
    for (; length + 8 <= most; length += 8) {
        uint64_t bytes;
        memcpy(&bytes, text + length, sizeof bytes);
        if (special_among(bytes) != 0)
            break;
    }
    while (length < most && is_plain_byte(text[length]))
        length++;
    return length;
}

/// What a terminal acts on, what turns the direction of text, and what ends a line in JavaScript. All are below U+10000.
static bool is_unsafe(ucs4_t c)
{
    return is_control(c) || turns_direction(c) || c == 0x2028 || c == 0x2029;
}

/// Writes the character at `text`, which cannot be copied blindly. Returns its bytes.
static size_t put_character(json_writer *w, const char *text, size_t left)
{
    ucs4_t c;
    char escape[8];
    int bytes = u8_mbtoucr(&c, (const uint8_t *)text, left);
    if (bytes <= 0) {
        put(w, "\\ufffd", 6);
        return 1;
    }
    if (c == '"' || c == '\\') {
        (void)snprintf(escape, sizeof escape, "\\%c", (char)c);
        put(w, escape, 2);
    } else if (is_unsafe(c)) {
        (void)snprintf(escape, sizeof escape, "\\u%04x", (unsigned)c);
        put(w, escape, 6);
    } else {
        put(w, text, (size_t)bytes);
    }
    return (size_t)bytes;
}

/// The same as special_among for each of sixteen bytes: all bits of it are set, or none.
static inline sixteen_bytes specials(sixteen_bytes bytes)
{
    return (bytes < 0x20) | (bytes == '"') | (bytes == '\\') | (bytes == 0x7F);
}

/// The fast path, on which most texts go: writes one that needs no escapes, with its comma and quotes, in one piece. False if it needs some.
static inline bool put_plain(json_writer *w, const char *text, size_t length, bool is_key)
{
    if (w->to.stream != NULL)
        return false;
    char *at = json_take(w, length + 3);
    *at++ = '"';
    if (!plain_copy(at, text, length, specials))
        return false;
    at += length;
    *at++ = '"';
    *at = ':';
    json_took(w, at + is_key, !is_key);
    return true;
}

static void put_escaped(json_writer *w, const char *text, size_t length)
{
    begin_value(w);
    put(w, "\"", 1);
    while (length > 0) {
        const size_t plain = plain_length(text, length);
        put(w, text, plain);
        text += plain;
        length -= plain;
        const size_t special = length > 0 ? put_character(w, text, length) : 0;
        text += special;
        length -= special;
    }
    put(w, "\"", 1);
}

void json_bytes(json_writer *w, const char *text, size_t length)
{
    if (!put_plain(w, text, length, false))
        put_escaped(w, text, length);
}

void json_string(json_writer *w, const char *text)
{
    json_bytes(w, text, strlen(text));
}

void json_key(json_writer *w, const char *key)
{
    if (put_plain(w, key, strlen(key), true))
        return;
    if (w->pretty)
        begin_line(w);
    json_string(w, key);
    put(w, ": ", w->pretty ? 2 : 1);
    w->after_value = false;
}

void json_number(json_writer *w, double value)
{
    char digits[DIGITS_MOST];
    begin_value(w);
    put(w, digits, (size_t)(digits_put_number(digits, value) - digits));
}

void json_digits(json_writer *w, const char *digits)
{
    begin_value(w);
    put(w, digits, strlen(digits));
}

void json_count(json_writer *w, size_t count)
{
    char digits[DIGITS_MOST];
    begin_value(w);
    put(w, digits, (size_t)(digits_put_count(digits, count) - digits));
}

void json_boolean(json_writer *w, bool value)
{
    begin_value(w);
    put(w, value ? "true" : "false", value ? 4 : 5);
}

void json_null(json_writer *w)
{
    begin_value(w);
    put(w, "null", 4);
}

void json_line_end(json_writer *w)
{
    put(w, "\n", 1);
    w->after_value = false;
    json_flush(w);
}

void json_object_entry(json_writer *w, const char *key)
{
    json_key(w, key);
    json_object_begin(w);
}

void json_array_entry(json_writer *w, const char *key)
{
    json_key(w, key);
    json_array_begin(w);
}

void json_optional_entry(json_writer *w, const char *key, const char *text)
{
    json_key(w, key);
    if (text != NULL)
        json_string(w, text);
    else
        json_null(w);
}

void json_string_entry(json_writer *w, const char *key, const char *text)
{
    json_key(w, key);
    json_string(w, text);
}

void json_entry_if_any(json_writer *w, const char *key, const char *text)
{
    if (text[0] != '\0')
        json_string_entry(w, key, text);
}

void json_number_entry(json_writer *w, const char *key, double value)
{
    json_key(w, key);
    json_number(w, value);
}

void json_count_entry(json_writer *w, const char *key, size_t count)
{
    json_key(w, key);
    json_count(w, count);
}

void json_boolean_entry(json_writer *w, const char *key, bool value)
{
    json_key(w, key);
    json_boolean(w, value);
}
