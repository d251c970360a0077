/// Words as numbers, to find one in a sorted table by a few comparisons. Private to engine/ending/.
#ifndef ADVISE_ENDING_KEY_H
#define ADVISE_ENDING_KEY_H

#include "base/slice.h"

#include <endian.h>
#include <stdint.h>

enum { KEY_BYTES = 16 }; ///< of the longest word in a table; shorter ones end in NULs

/// The bytes of a word, the first one the greatest: keys have the order of their words.
typedef struct word_key {
    uint64_t high, low;
} word_key;

static inline uint64_t key_half(const char *bytes)
{
    uint64_t half;
    memcpy(&half, bytes, sizeof half);
    return be64toh(half);
}

static inline word_key key_of_bytes(const char bytes[KEY_BYTES])
{
    return (word_key){key_half(bytes), key_half(bytes + KEY_BYTES / 2)};
}

/// The same of the first bytes of a shorter text, from two loads that overlap.
static inline uint64_t key_short_half(const char *bytes, size_t count)
{
    uint32_t first;
    uint32_t last;
    if (count < sizeof first) {
        uint64_t half = 0;
        for (size_t i = 0; i < count; i++)
            half |= (uint64_t)(unsigned char)bytes[i] << (56 - 8 * i);
        return half;
    }
    memcpy(&first, bytes, sizeof first);
    memcpy(&last, bytes + count - sizeof last, sizeof last);
    return (uint64_t)be32toh(first) << 32 | (uint64_t)be32toh(last) << (64 - 8 * count);
}

enum { HALF_BYTES = KEY_BYTES / 2 };

#define KEY_OF_ALL(byte) (UINT64_C(0x0101010101010101) * (byte))

/// The highest bit of each byte that is a letter of ASCII. No byte carries into the next.
static inline uint64_t key_letters(uint64_t bytes)
{
    const uint64_t small = (bytes | KEY_OF_ALL(0x20)) & KEY_OF_ALL(0x7F);
    const uint64_t from_a = small + KEY_OF_ALL(0x80 - 'a');
    const uint64_t beyond_z = small + KEY_OF_ALL(0x7F - 'z');
    return from_a & ~beyond_z & ~bytes & KEY_OF_ALL(0x80);
}

/// The same bytes with all of these letters small.
static inline uint64_t key_small(uint64_t bytes, uint64_t letters)
{
    return bytes | letters >> 2;
}

/// How many letters come before the first byte that is none.
static inline size_t key_leading(uint64_t letters)
{
    const uint64_t others = ~letters & KEY_OF_ALL(0x80);
    return others != 0 ? (size_t)__builtin_clzll(others) / 8 : HALF_BYTES;
}

/// Writes the bytes in their order.
static inline void key_store(char *to, uint64_t bytes)
{
    const uint64_t half = htobe64(bytes);
    memcpy(to, &half, sizeof half);
}

/// The key of a word's first KEY_BYTES.
static inline word_key key_of(slice word)
{
    if (word.len < HALF_BYTES)
        return (word_key){key_short_half(word.ptr, word.len), 0};
    const char *rest = word.ptr + HALF_BYTES;
    return (word_key){key_half(word.ptr),
                      word.len < KEY_BYTES ? key_short_half(rest, word.len - HALF_BYTES) : key_half(rest)};
}

static inline bool key_equal(word_key a, word_key b)
{
    return a.high == b.high && a.low == b.low;
}

/// The first of `count` rows whose word is not less than the key; `count` if there is none.
/// @param rows  in the order of their words; each begins with a word of KEY_BYTES
/// @param size  of a row
static inline size_t key_find(const void *rows, size_t size, size_t count, word_key key)
{
    const char *words = rows;
    size_t low = 0;
    // Branch-free, by the first half of the words, which tells nearly all of them apart.
    for (size_t left = count; left > 0;) {
        const size_t half = (left + 1) / 2;
        low += key_half(words + (low + half - 1) * size) < key.high ? half : 0;
        left -= half;
    }
    while (low < count && key_half(words + low * size) == key.high &&
           key_half(words + low * size + sizeof key.high) < key.low)
        low++;
    return low;
}

#endif
