/// The smallest steps of reading JSON, sixteen bytes at a time if the machine can. Private to engine/rows/. The functions
/// do not check for the end: a NUL after the text stops them all, and after it there must be room to read (see row_reader.h).
#ifndef ADVISE_ROWS_JSON_SCAN_H
#define ADVISE_ROWS_JSON_SCAN_H

#include "base/slice.h"

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The first byte that is no white space, from a byte that may be some.
const char *scan_past_space(const char *at);

/// The first byte that is no white space.
static inline const char *scan_space(const char *at)
{
    return (unsigned char)*at > ' ' ? at : scan_past_space(at);
}

/// What follows the mark at `at` (a comma or a colon) and the white space around it; NULL if there is none.
static inline const char *scan_past(char mark, const char *at)
{
    const char usual[2] = {mark, ' '}; // what most programs write
    if (memcmp(at, usual, sizeof usual) == 0) {
        at += 2;
    } else {
        at = *at == mark ? at : scan_space(at);
        if (*at++ != mark)
            return NULL;
    }
    return scan_space(at);
}

static inline const char *scan_past_colon(const char *at)
{
    return scan_past(':', at);
}

static inline const char *scan_past_comma(const char *at)
{
    return scan_past(',', at);
}

/// How members are written: as most programs do, with a space after commas and colons or without one. Others are read too, more slowly.
typedef enum scan_style { SCAN_CLOSE, SCAN_SPACED } scan_style;

/// What follows the comma at `at` and the white space around it; NULL if there is none. Soonest if a member follows in that style.
static inline const char *scan_next_member(const char *at, scan_style style)
{
    static const char usual[][2] = {{',', '"'}, {',', ' '}};
    return memcmp(at, usual[style], sizeof *usual) == 0 ? at + 1 + style : scan_past_comma(at);
}

static inline bool scan_is_null(const char *at)
{
    return memcmp(at, "null", 4) == 0;
}

/// Four characters as they lie in memory.
static inline uint32_t scan_four(const char *text)
{
    uint32_t out;
    memcpy(&out, text, sizeof out);
    return out;
}

/// The first quote, backslash or control character.
/// @param others  receives something other than 0 if there are bytes before it, or soon after it, that are not ASCII
static inline const char *scan_string_of(const char *at, uint32_t *others)
{
    *others = 0;
#if defined(__SSE2__)
    for (;; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        *others |= (uint32_t)_mm_movemask_epi8(bytes);
        __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        __m128i escape = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        int found = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, escape), control));
        if (found != 0)
            return at + __builtin_ctz((unsigned)found);
    }
#else
    for (; *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20; at++)
        *others |= (unsigned char)*at & 0x80;
    return at;
#endif
}

static inline const char *scan_string(const char *at)
{
    uint32_t others;
    return scan_string_of(at, &others);
}

/// How many of the next 16 bytes stand for themselves in a string of plain ASCII.
static inline size_t scan_plain(const char *at)
{
#if defined(__SSE2__)
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i escape = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    // As signed numbers the bytes that are not ASCII are below zero, and so are then the control characters.
    const __m128i low = _mm_subs_epi8(bytes, _mm_set1_epi8(0x20));
    const uint32_t ends = (uint32_t)_mm_movemask_epi8(_mm_or_si128(quote, _mm_or_si128(escape, low)));
    return (size_t)__builtin_ctz(ends | 1u << 16);
#else
    size_t i = 0;
    while (i < 16 && (unsigned char)at[i] >= 0x20 && (unsigned char)at[i] < 0x80 && at[i] != '"' &&
           at[i] != '\\')
        i++;
    return i;
#endif
}

/// True, with its length, if a string after its opening quote has at most 32 bytes and is plain ASCII.
static inline bool scan_short_string(const char *at, size_t *length)
{
    *length = scan_plain(at);
    if (*length == 16)
        *length += scan_plain(at + 16);
    return at[*length] == '"';
}

/// How many bytes come before the first quote; 16: it is none of the first 16.
static inline size_t scan_near_quote(const char *at)
{
#if defined(__SSE2__)
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    const uint32_t found = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    return (size_t)__builtin_ctz(found | 1u << 16);
#else
    size_t i = 0;
    while (i < 16 && at[i] != '"' && at[i] != '\0') // after a NUL there need not be 16 bytes
        i++;
    return at[i] == '"' ? i : 16;
#endif
}

/// The same for 32 bytes.
static inline size_t scan_quote(const char *at)
{
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    uint64_t found = 0;
    for (int i = 0; i < 2; i++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i));
        found |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, quote)) << 16 * i;
    }
    return (size_t)__builtin_ctzll(found | (uint64_t)1 << 32);
#else
    size_t i = 0;
    while (i < 32 && at[i] != '"' && at[i] != '\0') // after a NUL there need not be 32 bytes
        i++;
    return at[i] == '"' ? i : 32;
#endif
}

/// A short text to compare with: its first bytes and a mask of how many there are.
typedef struct scan_word {
    char head[32];
    uint32_t head_mask; ///< one bit for each byte of the head
    uint16_t near_mask; ///< the same for its first 16 bytes
    slice text;
} scan_word;

static inline scan_word scan_word_of(slice text)
{
    scan_word out = {.text = text};
    size_t head = text.len < sizeof out.head ? text.len : sizeof out.head;
    if (head > 0)
        memcpy(out.head, text.ptr, head);
    out.head_mask = head == 32 ? UINT32_MAX : (UINT32_C(1) << head) - 1;
    out.near_mask = (uint16_t)out.head_mask;
    return out;
}

#if defined(__SSE2__)
/// One bit for each of 16 bytes that are the same.
static inline uint32_t scan_same(const char *a, const char *b)
{
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)a),
                                                      _mm_loadu_si128((const __m128i *)(const void *)b)));
}
#endif

/// True if the bytes at `at` begin with the word.
static inline bool scan_begins(const char *at, const scan_word *word)
{
#if defined(__SSE2__)
    if ((~scan_same(at, word->head) & word->near_mask) != 0)
        return false;
    if (word->text.len <= 16)
        return true;
    return (~(scan_same(at + 16, word->head + 16) << 16) & word->head_mask & 0xFFFF0000) == 0 &&
           (word->text.len <= 32 || memcmp(at + 32, word->text.ptr + 32, word->text.len - 32) == 0);
#else
    return memcmp(at, word->text.ptr, word->text.len) == 0;
#endif
}

/// True if the bytes at `at` begin with the word, which has 32 at most. Takes as long whether they do or not.
static inline bool scan_begins_short(const char *at, const scan_word *word)
{
#if defined(__SSE2__)
    const uint32_t same = scan_same(at, word->head) | scan_same(at + 16, word->head + 16) << 16;
    return (~same & word->head_mask) == 0;
#else
    return memcmp(at, word->text.ptr, word->text.len) == 0;
#endif
}

/// The same for a word of at most 16 bytes.
static inline bool scan_begins_shortest(const char *at, const scan_word *word)
{
#if defined(__SSE2__)
    return (~scan_same(at, word->head) & word->head_mask) == 0;
#else
    return memcmp(at, word->text.ptr, word->text.len) == 0;
#endif
}

/// Tells some words apart by their lengths and first bytes: a hash that gives each another slot.
typedef struct scan_index {
    const uint16_t *slots; ///< of each: the word's number; 0: none. NULL: no such hash was found
    uint64_t multiplier;
    unsigned shift;
} scan_index;

/// The slot of the word of `length` bytes, 32 at most, at `at`, if 16 bytes can be read.
static inline size_t scan_slot(const scan_index *index, const char *at, size_t length)
{
    uint64_t head[2] = {0, 0};
#if defined(__SSE2__)
    static const uint8_t kept[48] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
                                     255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
                                     255, 255, 255, 255, 255, 255, 255, 255, 255, 255}; // and 16 zeros
    const void *mask = kept + 32 - length;
    const __m128i bytes =
        _mm_and_si128(_mm_loadu_si128((const __m128i *)(const void *)at), _mm_loadu_si128(mask));
    head[0] = (uint64_t)_mm_cvtsi128_si64(bytes);
    head[1] = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(bytes, bytes));
#else
    memcpy(head, at, length < sizeof head ? length : sizeof head);
#endif
    return (size_t)((head[0] ^ head[1] * 0xC2B2AE3D27D4EB4Fu ^ length) * index->multiplier >> index->shift);
}

/// A number as it is written.
typedef struct scan_number {
    int64_t mantissa;  ///< all its digits, with the sign
    unsigned fraction; ///< how many of them are after the point
    bool plain;        ///< at most 15 digits and no exponent: else mantissa and fraction mean nothing
    slice text;
} scan_number;

/// Reads any number of JSON's grammar; NULL if there is none, else what follows it.
static inline const char *scan_any_number(const char *at, scan_number *out)
{
    const char *start = at;
    bool negative = *at == '-';
    uint64_t mantissa = 0;
    unsigned digits = 0;
    unsigned fraction = 0;
    bool plain = true;
    at += negative;
    if ((unsigned char)(*at - '0') > 9 || (*at == '0' && (unsigned char)(at[1] - '0') <= 9))
        return NULL;
    for (; (unsigned char)(*at - '0') <= 9; at++, digits++)
        mantissa = mantissa * 10 + (unsigned char)(*at - '0');
    if (*at == '.') {
        at++;
        if ((unsigned char)(*at - '0') > 9)
            return NULL;
        for (; (unsigned char)(*at - '0') <= 9; at++, digits++, fraction++)
            mantissa = mantissa * 10 + (unsigned char)(*at - '0');
    }
    if (*at == 'e' || *at == 'E') {
        plain = false;
        at++;
        at += *at == '+' || *at == '-';
        if ((unsigned char)(*at - '0') > 9)
            return NULL;
        while ((unsigned char)(*at - '0') <= 9)
            at++;
    }
    plain = plain && digits <= 15;
    *out = (scan_number){.mantissa = plain ? (negative ? -(int64_t)mantissa : (int64_t)mantissa) : 0,
                         .fraction = fraction,
                         .plain = plain,
                         .text = {start, (size_t)(at - start)}};
    return at;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/// How many of the next eight bytes are digits, and what they say; 8: perhaps more follow.
static inline unsigned scan_digits(const char *at, uint64_t *value)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    bytes ^= 0x3030303030303030u;
    const uint64_t others = ((bytes + 0x7676767676767676u) | bytes) & 0x8080808080808080u;
    const unsigned count = others == 0 ? 8 : (unsigned)__builtin_ctzll(others) / 8;
    // Zeros are put before them, then digits are joined by twos, fours and eights.
    bytes = count == 0 ? 0 : bytes << (64 - 8 * count);
    bytes = bytes * 10 + (bytes >> 8);
    *value = ((bytes & 0x000000FF000000FFu) * 0x000F424000000064u +
              (bytes >> 16 & 0x000000FF000000FFu) * 0x0000271000000001u) >>
             32;
    return count;
}

/// Reads a short whole number that is written without sign, point and exponent; NULL if it is none, which says nothing.
static inline const char *scan_short_whole(const char *at, int64_t *out)
{
    uint64_t digits;
    const unsigned count = scan_digits(at, &digits);
    const char *end = at + count;
    if (count == 0 || count == 8 || (*at == '0' && count > 1) ||
        (*end != ',' && (*end == '.' || *end == 'e' || *end == 'E')))
        return NULL;
    *out = (int64_t)digits;
    return end;
}

/// Reads a short number without exponent; NULL if it is none, which says nothing.
static inline const char *scan_short_number(const char *at, scan_number *out)
{
    static const uint32_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
    const char *start = at;
    const bool negative = *at == '-';
    uint64_t mantissa;
    uint64_t behind;
    at += negative;
    const unsigned before = scan_digits(at, &mantissa);
    unsigned fraction = 0;
    if (before == 0 || before == 8 || (*at == '0' && before > 1))
        return NULL;
    at += before;
    if (*at == '.') {
        fraction = scan_digits(at + 1, &behind);
        if (fraction == 0 || fraction == 8)
            return NULL;
        mantissa = mantissa * powers[fraction] + behind;
        at += 1 + fraction;
    }
    if (*at == 'e' || *at == 'E')
        return NULL;
    *out = (scan_number){.mantissa = negative ? -(int64_t)mantissa : (int64_t)mantissa,
                         .fraction = fraction,
                         .plain = true,
                         .text = {start, (size_t)(at - start)}};
    return at;
}
#else
static inline const char *scan_short_whole(const char *at, int64_t *out)
{
    (void)at;
    (void)out;
    return NULL;
}

static inline const char *scan_short_number(const char *at, scan_number *out)
{
    (void)at;
    (void)out;
    return NULL;
}
#endif

/// Reads a number of JSON's grammar; NULL if there is none, else what follows it.
static inline const char *scan_number_at(const char *at, scan_number *out)
{
    const char *end = scan_short_number(at, out);
    return end != NULL ? end : scan_any_number(at, out);
}

#endif
