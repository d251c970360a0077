// Writes JSON piece by piece to a stream or a text.
#include "json_writer.h"

#include <math.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

json_writer json_begin(FILE *out)
{
    return (json_writer){.out = out};
}

json_writer json_begin_text(advise_text *text)
{
    return (json_writer){.text = text};
}

json_writer json_begin_pretty(FILE *out)
{
    return (json_writer){.out = out, .pretty = true};
}

void json_flush(json_writer *w)
{
    if (w->pending_length > 0)
        advise_text_add(w->text, w->pending, w->pending_length);
    w->pending_length = 0;
}

/// Room for some bytes in what is pending, which then counts them; NULL where they are too many or go elsewhere.
static inline char *reserve(json_writer *w, size_t length)
{
    if (w->out != NULL || length > JSON_PENDING)
        return NULL;
    if (length > JSON_PENDING - w->pending_length)
        json_flush(w);
    char *room = w->pending + w->pending_length;
    w->pending_length += length;
    return room;
}

static inline void put(json_writer *w, const char *bytes, size_t length)
{
    char *room = reserve(w, length);
    if (room != NULL) {
        memcpy(room, bytes, length);
    } else if (w->out != NULL) {
        (void)fwrite(bytes, 1, length, w->out);
    } else {
        json_flush(w);
        advise_text_add(w->text, bytes, length);
    }
}

static void begin_value(json_writer *w)
{
    if (w->after_value)
        put(w, ", ", w->pretty ? 2 : 1);
    w->after_value = true;
}

/// Begins a line of a pretty object, after a comma where something stands before it.
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

/// Not 0 where one of eight bytes does not stand for itself.
static inline uint64_t special_among(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t quotes = bytes ^ ones * '"';
    const uint64_t escapes = bytes ^ ones * '\\';
    const uint64_t deletes = bytes ^ ones * 0x7F;
    // In each term a byte gets its highest bit where it is below what is taken away, if it had none before.
    const uint64_t found =
        (bytes - ones * 0x20) | (quotes - ones) | (escapes - ones) | (deletes - ones) | bytes;
    return found & (ones * 0x80);
}

static inline bool is_plain_byte(char c)
{
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7F && c != '"' && c != '\\';
}

/// How many bytes at the beginning stand for themselves.
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

/// Writes the character at `text`, which does not stand for itself; returns its bytes.
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
    } else if (c < 0x20 || c == 0x7F || c == 0x2028 || c == 0x2029) {
        (void)snprintf(escape, sizeof escape, "\\u%04x", (unsigned)c);
        put(w, escape, 6);
    } else {
        put(w, text, (size_t)bytes);
    }
    return (size_t)bytes;
}

void json_string(json_writer *w, const char *text)
{
    json_bytes(w, text, strlen(text));
}

/// Writes a text that stands for itself, with what belongs around it, in one piece: most texts are so. False where it is not.
static bool put_plain(json_writer *w, const char *text, size_t length, bool is_key)
{
    if (w->pretty || length > JSON_PENDING / 2 || plain_length(text, length) < length)
        return false;
    char *at = reserve(w, w->after_value + length + 2 + is_key);
    if (at == NULL)
        return false;
    if (w->after_value)
        *at++ = ',';
    *at++ = '"';
    memcpy(at, text, length);
    at += length;
    *at++ = '"';
    if (is_key)
        *at = ':';
    w->after_value = !is_key;
    return true;
}

void json_bytes(json_writer *w, const char *text, size_t length)
{
    size_t left = length;
    if (put_plain(w, text, length, false))
        return;
    begin_value(w);
    put(w, "\"", 1);
    while (left > 0) {
        size_t plain = plain_length(text, left);
        put(w, text, plain);
        text += plain;
        left -= plain;
        size_t special = left > 0 ? put_character(w, text, left) : 0;
        text += special;
        left -= special;
    }
    put(w, "\"", 1);
}

void json_ready_key(json_writer *w, const char *key, size_t length)
{
    if (w->after_value)
        put(w, ",", 1);
    put(w, key, length);
    w->after_value = false;
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

/// Writes the digits of a number so that they end before `end`; returns where they begin.
static inline char *digits_before(char *end, unsigned long long number)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
        "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
        "8081828384858687888990919293949596979899";
    for (; number >= 100; number /= 100) {
        end -= 2;
        memcpy(end, pairs + 2 * (number % 100), 2);
    }
    if (number >= 10) {
        end -= 2;
        memcpy(end, pairs + 2 * number, 2);
    } else {
        *--end = (char)('0' + number);
    }
    return end;
}

/// Writes what stands between `start` and `end`, which has room for a comma and a space in front.
static void put_digits(json_writer *w, char *start, const char *end)
{
    if (w->after_value && w->pretty)
        *--start = ' ';
    if (w->after_value)
        *--start = ',';
    put(w, start, (size_t)(end - start));
    w->after_value = true;
}

/// How many ten thousandths are written for a number, without its sign.
static unsigned long long ten_thousandths(double value)
{
    return (unsigned long long)llround(fabs(value) * 10000);
}

double json_rounded(double value)
{
    double rounded = (double)ten_thousandths(value) / 10000;
    return value < 0 && rounded > 0 ? -rounded : rounded;
}

void json_number(json_writer *w, double value)
{
    char buffer[40];
    char *end = buffer + sizeof buffer;
    unsigned long long scaled = ten_thousandths(value);
    unsigned fraction = (unsigned)(scaled % 10000);
    char *start = end;
    if (fraction > 0) {
        const char digits[] = {(char)('0' + fraction / 1000), (char)('0' + fraction / 100 % 10),
                               (char)('0' + fraction / 10 % 10), (char)('0' + fraction % 10)};
        size_t count = sizeof digits;
        while (digits[count - 1] == '0')
            count--;
        start = end - count - 1;
        *start = '.';
        memcpy(start + 1, digits, count);
    }
    start = digits_before(start, scaled / 10000);
    if (value < 0 && scaled > 0)
        *--start = '-';
    put_digits(w, start, end);
}

void json_digits(json_writer *w, const char *digits)
{
    begin_value(w);
    put(w, digits, strlen(digits));
}

void json_count(json_writer *w, size_t count)
{
    char buffer[32];
    char *end = buffer + sizeof buffer;
    put_digits(w, digits_before(end, count), end);
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

void json_string_entry(json_writer *w, const char *key, const char *text)
{
    json_key(w, key);
    json_string(w, text);
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
