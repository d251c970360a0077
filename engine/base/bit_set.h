/// Sets of small numbers: bit i % 64 of word i / 64 says whether i is in it.
#ifndef ADVISE_BASE_BIT_SET_H
#define ADVISE_BASE_BIT_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The words of a set of numbers below `count`; one at least.
static inline size_t bit_set_words(size_t count)
{
    return count / 64 + 1;
}

static inline bool bit_set_has(const uint64_t *set, size_t i)
{
    return (set[i / 64] >> i % 64 & 1) != 0;
}

static inline void bit_set_add(uint64_t *set, size_t i)
{
    set[i / 64] |= (uint64_t)1 << i % 64;
}

static inline void bit_set_remove(uint64_t *set, size_t i)
{
    set[i / 64] &= ~((uint64_t)1 << i % 64);
}

/// The first number from `from` on that is in the set; `count` if there is none.
/// @param count  all numbers of the set are below
static inline size_t bit_set_next(const uint64_t *set, size_t from, size_t count)
{
    if (from >= count)
        return count;
    size_t word = from / 64;
    uint64_t left = set[word] >> from % 64 << from % 64;
    while (left == 0 && ++word < bit_set_words(count))
        left = set[word];
    return left != 0 ? word * 64 + (size_t)__builtin_ctzll(left) : count;
}

/// True if two sets have a number in common.
static inline bool bit_sets_meet(const uint64_t *a, const uint64_t *b, size_t words)
{
    uint64_t both = 0;
    for (size_t i = 0; i < words; i++)
        both |= a[i] & b[i];
    return both != 0;
}

#endif
