/// The smallest steps of reading JSON, sixteen bytes at a time where the machine can. Private to engine/batch/. The functions
/// know no end: a NUL behind the text stops them all, and behind it there must be room to read (see row_reader.h).
#ifndef ADVISE_BATCH_JSON_SCAN_H
#define ADVISE_BATCH_JSON_SCAN_H

#include "base/slice.h"

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The first byte that is no white space.
static inline const char *scan_space(const char *at)
{
    while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
        at++;
    return at;
}

/// The first quote, backslash or control character.
static inline const char *scan_string(const char *at)
{
#if defined(__SSE2__)
    for (;; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        __m128i escape = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        int found = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quote, escape), control));
        if (found != 0)
            return at + __builtin_ctz((unsigned)found);
    }
#else
    while (*at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
        at++;
    return at;
#endif
}

/// True where the text is ASCII.
static inline bool scan_ascii(slice text)
{
    size_t i = 0;
#if defined(__SSE2__)
    __m128i all = _mm_setzero_si128();
    for (; i + 16 <= text.len; i += 16)
        all = _mm_or_si128(all, _mm_loadu_si128((const __m128i *)(const void *)(text.ptr + i)));
    if (_mm_movemask_epi8(all) != 0)
        return false;
#endif
    unsigned char rest = 0;
    for (; i < text.len; i++)
        rest |= (unsigned char)text.ptr[i];
    return rest < 0x80;
}

/// A short text to compare with: its first bytes and a mask of how many there are.
typedef struct scan_word {
    char head[16];
    uint32_t head_mask; ///< one bit for each byte of the head
    slice text;
} scan_word;

static inline scan_word scan_word_of(slice text)
{
    scan_word out = {.text = text};
    size_t head = text.len < sizeof out.head ? text.len : sizeof out.head;
    if (head > 0)
        memcpy(out.head, text.ptr, head);
    out.head_mask = head == 16 ? 0xFFFF : (1U << head) - 1;
    return out;
}

/// True where the bytes at `at` begin with the word.
static inline bool scan_begins(const char *at, const scan_word *word)
{
#if defined(__SSE2__)
    __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)at),
                                  _mm_loadu_si128((const __m128i *)(const void *)word->head));
    if (((uint32_t)_mm_movemask_epi8(same) & word->head_mask) != word->head_mask)
        return false;
    return word->text.len <= 16 || memcmp(at + 16, word->text.ptr + 16, word->text.len - 16) == 0;
#else
    return memcmp(at, word->text.ptr, word->text.len) == 0;
#endif
}

/// A number as it is written.
typedef struct scan_number {
    int64_t mantissa;  ///< all its digits, with the sign
    unsigned fraction; ///< how many of them stand behind the point
    bool plain;        ///< at most 15 digits and no exponent: else mantissa and fraction mean nothing
    slice text;
} scan_number;

/// Reads a number of JSON's grammar; NULL where there is none, else what follows it.
static inline const char *scan_number_at(const char *at, scan_number *out)
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

#endif
