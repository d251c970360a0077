// Writes JSON piece by piece to a stream or a text.
#include "write/json.h"
#include "write/acting.h"

#include <math.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

json_writer json_begin(FILE *out)
{
    return (json_writer){.out = out};
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

static inline void put(json_writer *w, const char *bytes, size_t length)
{
    char *room = length <= JSON_PENDING ? json_room(w, length) : NULL;
    if (room != NULL) {
        memcpy(room, bytes, length);
        json_wrote(w, room + length);
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

void json_pretty_object_end(json_writer *w)
{
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

typedef signed char sixteen_bytes __attribute__((vector_size(16)));

/// The same as special_among for each of sixteen bytes: all bits of it are set, or none.
static inline sixteen_bytes specials(sixteen_bytes bytes)
{
    return (bytes < 0x20) | (bytes == '"') | (bytes == '\\') | (bytes == 0x7F);
}

/// Copies a text of at least sixteen bytes, sixteen at a time; the last of them overlap. False as copy_plain.
static inline bool copy_long_plain(char *to, const char *text, size_t length)
{
    sixteen_bytes bytes;
    const size_t last = length - sizeof bytes;
    memcpy(&bytes, text + last, sizeof bytes);
    memcpy(to + last, &bytes, sizeof bytes);
    sixteen_bytes found = specials(bytes);
    for (size_t i = 0; i < last; i += sizeof bytes) {
        memcpy(&bytes, text + i, sizeof bytes);
        memcpy(to + i, &bytes, sizeof bytes);
        found |= specials(bytes);
    }
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    return (halves[0] | halves[1]) == 0;
}

/// Copies a text. False if a byte of it has to be escaped, or is not ASCII.
static inline bool copy_plain(char *to, const char *text, size_t length)
{
    uint64_t first;
    uint64_t last;
    if (length >= sizeof(sixteen_bytes))
        return copy_long_plain(to, text, length);
    if (length < sizeof first) {
        for (size_t i = 0; i < length; i++)
            to[i] = text[i];
        return plain_length(text, length) == length;
    }
    memcpy(&first, text, sizeof first);
    memcpy(&last, text + length - sizeof last, sizeof last);
    memcpy(to, &first, sizeof first);
    memcpy(to + length - sizeof last, &last, sizeof last);
    return (special_among(first) | special_among(last)) == 0;
}

/// The fast path, on which most texts go: writes one that needs no escapes, with its comma and quotes, in one piece. False if it needs some.
static inline bool put_plain(json_writer *w, const char *text, size_t length, bool is_key)
{
    if (w->pretty || length > JSON_PENDING / 2)
        return false;
    char *at = json_room(w, length + 4);
    if (at == NULL)
        return false;
    at = json_after_comma(w, at);
    *at++ = '"';
    if (!copy_plain(at, text, length))
        return false;
    at += length;
    *at++ = '"';
    *at = ':';
    json_wrote(w, at + is_key);
    w->after_value = !is_key;
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

/// Four digits of a number below 10,000, as bytes from 0 to 9: the first is the lowest.
static inline uint32_t four_digits(unsigned number)
{
    const uint32_t pairs = number / 100 | number % 100 << 16;
    const uint32_t tens = (pairs * 103 >> 10) & 0x000F000Fu; // below 100, n * 103 / 1024 is n / 10
    return tens | (pairs - tens * 10) << 8;
}

static inline void store_digits(char *to, uint32_t digits)
{
    digits |= UINT32_C(0x01010101) * '0';
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    digits = __builtin_bswap32(digits);
#endif
    memcpy(to, &digits, sizeof digits);
}

/// Writes a number below 10,000, branch-free, as the number of digits cannot be predicted. Returns its end.
static inline char *put_short(char *to, unsigned number)
{
    const uint32_t digits = four_digits(number);
    const unsigned zeros =
        (unsigned)__builtin_ctz(digits | 1u << 24) / 8; // leading zeros; the last digit stays
    store_digits(to, digits >> 8 * zeros);
    return to + 4 - zeros;
}

static char *put_long(char *to, uint64_t number)
{
    uint64_t unit = 1;
    while (number / unit >= 10000)
        unit *= 10000;
    to = put_short(to, (unsigned)(number / unit));
    for (unit /= 10000; unit > 0; unit /= 10000) {
        store_digits(to, four_digits((unsigned)(number / unit % 10000)));
        to += 4;
    }
    return to;
}

/// Writes a number; returns its end. Most have one digit or two.
static inline char *put_whole(char *to, uint64_t number)
{
    if (number >= 100)
        return number < 10000 ? put_short(to, (unsigned)number) : put_long(to, number);
    const unsigned tens = (unsigned)number * 103 >> 10;
    *to = (char)('0' + tens);
    to += tens > 0;
    *to = (char)('0' + (unsigned)number - tens * 10);
    return to + 1;
}

/// Writes ten-thousandths after a decimal point, without trailing zeros; nothing if there are none.
static inline char *put_fraction(char *to, unsigned number)
{
    const uint32_t digits = four_digits(number);
    const unsigned zeros = (unsigned)__builtin_clzll((uint64_t)digits << 32 | 1u << 31) / 8;
    *to = '.';
    store_digits(to + 1, digits);
    return to + (number > 0 ? 5 - zeros : 0);
}

/// A number in ten-thousandths, rounded, without its sign.
static inline uint64_t ten_thousandths(double value)
{
    const double scaled = fabs(value) * 10000;
    const int64_t below = (int64_t)scaled;
    return (uint64_t)below + (scaled - (double)below >= 0.5);
}

double json_rounded(double value)
{
    double rounded = (double)ten_thousandths(value) / 10000;
    return value < 0 && rounded > 0 ? -rounded : rounded;
}

/// Where a number is written: into what is pending. Of a stream nothing is ever pending, so that there is room.
static inline char *begin_number(json_writer *w)
{
    if (JSON_MOST_DIGITS > JSON_PENDING - w->pending_length)
        json_flush(w);
    char *room = json_after_comma(w, w->pending + w->pending_length);
    *room = ' ';
    return room + (w->after_value && w->pretty);
}

static inline void end_number(json_writer *w, const char *end)
{
    if (w->out != NULL)
        (void)fwrite(w->pending, 1, (size_t)(end - w->pending), w->out);
    else
        json_wrote(w, end);
    w->after_value = true;
}

char *json_put_number(char *at, double value)
{
    const uint64_t scaled = ten_thousandths(value);
    *at = '-';
    at += (unsigned)(value < 0) & (unsigned)(scaled > 0);
    at = put_whole(at, scaled / 10000);
    return put_fraction(at, (unsigned)(scaled % 10000));
}

void json_number(json_writer *w, double value)
{
    end_number(w, json_put_number(begin_number(w), value));
}

void json_digits(json_writer *w, const char *digits)
{
    begin_value(w);
    put(w, digits, strlen(digits));
}

char *json_put_count(char *at, size_t count)
{
    return put_whole(at, count);
}

void json_count(json_writer *w, size_t count)
{
    end_number(w, put_whole(begin_number(w), count));
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
