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

/// The key of a word's first KEY_BYTES.
static inline word_key key_of(slice word)
{
    word_key key = {0, 0};
    size_t i = 0;
    for (; i < word.len && i < sizeof key.high; i++)
        key.high |= (uint64_t)(unsigned char)word.ptr[i] << (56 - 8 * i);
    for (; i < word.len && i < KEY_BYTES; i++)
        key.low |= (uint64_t)(unsigned char)word.ptr[i] << (120 - 8 * i);
    return key;
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
    size_t high = count;
    while (low < high) { // by the first half of the words, which tells nearly all of them apart
        const size_t middle = (low + high) / 2;
        if (key_half(words + middle * size) < key.high)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < count && key_half(words + low * size) == key.high &&
           key_half(words + low * size + sizeof key.high) < key.low)
        low++;
    return low;
}

#endif
