/// Sets of small numbers: bit i % 64 of word i / 64 says whether i is in it.
#ifndef ADVISE_BASE_BIT_SET_H
#define ADVISE_BASE_BIT_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline bool bit_set_has(const uint64_t *set, size_t i)
{
    return (set[i / 64] >> i % 64 & 1) != 0;
}

static inline void bit_set_add(uint64_t *set, size_t i)
{
    set[i / 64] |= (uint64_t)1 << i % 64;
}

#endif
