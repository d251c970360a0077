/// Counts and finds bytes of a text, sixteen at a time if the machine can, and more if that is worth asking the processor (byte_scan.c).
#ifndef ADVISE_BASE_BYTE_SCAN_H
#define ADVISE_BASE_BYTE_SCAN_H

#include "base/slice.h"

#if defined(__SSE2__)
#include <emmintrin.h>

static inline __m128i byte_scan_load(const char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

/// The bytes of four loads, or-ed.
static inline __m128i byte_scan_load_four(const char *at)
{
    return _mm_or_si128(_mm_or_si128(byte_scan_load(at), byte_scan_load(at + 16)),
                        _mm_or_si128(byte_scan_load(at + 32), byte_scan_load(at + 48)));
}

/// Adds to each half of `sum` how many of its eight bytes are all ones.
static inline __m128i byte_scan_add(__m128i sum, __m128i found)
{
    return _mm_add_epi64(sum, _mm_sad_epu8(_mm_and_si128(found, _mm_set1_epi8(1)), _mm_setzero_si128()));
}

static inline size_t byte_scan_sum(__m128i sum)
{
    return (size_t)_mm_cvtsi128_si64(_mm_add_epi64(sum, _mm_unpackhi_epi64(sum, sum)));
}
#endif

/// How many lines end in the text.
static inline size_t byte_scan_lines(slice text)
{
    size_t count = 0;
    size_t i = 0;
#if defined(__SSE2__)
    __m128i sum = _mm_setzero_si128();
    for (; i + 16 <= text.len; i += 16)
        sum = byte_scan_add(sum, _mm_cmpeq_epi8(byte_scan_load(text.ptr + i), _mm_set1_epi8('\n')));
    count = byte_scan_sum(sum);
#endif
    for (; i < text.len; i++)
        count += text.ptr[i] == '\n';
    return count;
}

/// How many characters valid UTF-8 has: the bytes that do not continue one.
static inline size_t byte_scan_characters(slice text)
{
    size_t count = 0;
    size_t i = 0;
#if defined(__SSE2__)
    __m128i sum = _mm_setzero_si128();
    for (; i + 16 <= text.len; i += 16)
        sum = byte_scan_add(sum, _mm_cmpgt_epi8(byte_scan_load(text.ptr + i), _mm_set1_epi8((char)0xBF)));
    count = byte_scan_sum(sum);
#endif
    for (; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return count;
}

/// From an offset on, passes bytes that are ASCII, many at once if the processor can: where to look on.
size_t byte_scan_pass_ascii(slice text, size_t from);

/// From an offset on, finds the first byte that is not ASCII; if there is none, the end.
static inline size_t byte_scan_ascii(slice text, size_t from)
{
    enum { LONG = 1024 };
    size_t i = text.len - from < LONG ? from : byte_scan_pass_ascii(text, from);
#if defined(__SSE2__)
    while (i + 64 <= text.len && _mm_movemask_epi8(byte_scan_load_four(text.ptr + i)) == 0)
        i += 64;
    for (; i + 16 <= text.len; i += 16) {
        const unsigned high = (unsigned)_mm_movemask_epi8(byte_scan_load(text.ptr + i));
        if (high != 0)
            return i + (size_t)__builtin_ctz(high);
    }
#endif
    while (i < text.len && (unsigned char)text.ptr[i] < 0x80)
        i++;
    return i;
}

/// From the beginning of a line, finds the beginning of the first line that begins with one of two bytes; if there is none, that of the
/// last line, which may be empty.
static inline size_t byte_scan_line_with(slice text, size_t line, char one, char other)
{
    size_t i = line;
    if (line < text.len && (text.ptr[line] == one || text.ptr[line] == other))
        return line;
#if defined(__SSE2__)
    for (; i + 17 <= text.len; i += 16) {
        const __m128i ends = _mm_cmpeq_epi8(byte_scan_load(text.ptr + i), _mm_set1_epi8('\n'));
        const __m128i next = byte_scan_load(text.ptr + i + 1);
        const __m128i found = _mm_or_si128(_mm_cmpeq_epi8(next, _mm_set1_epi8(one)),
                                           _mm_cmpeq_epi8(next, _mm_set1_epi8(other)));
        const unsigned all = (unsigned)_mm_movemask_epi8(ends);
        const unsigned wanted = (unsigned)_mm_movemask_epi8(_mm_and_si128(ends, found));
        if (wanted != 0)
            return i + (size_t)__builtin_ctz(wanted) + 1;
        if (all != 0)
            line = i + (size_t)(32 - __builtin_clz(all));
    }
#endif
    for (; i < text.len; i++) {
        if (text.ptr[i] != '\n')
            continue;
        line = i + 1;
        if (line < text.len && (text.ptr[line] == one || text.ptr[line] == other))
            return line;
    }
    return line;
}

#endif
