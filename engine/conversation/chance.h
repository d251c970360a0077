/// Random choices from a fixed seed: the same in every run.
#ifndef ADVISE_CONVERSATION_CHANCE_H
#define ADVISE_CONVERSATION_CHANCE_H

#include <stddef.h>
#include <stdint.h>

typedef struct chance {
    uint64_t state;
} chance;

static inline chance chance_begin(void)
{
    return (chance){.state = 1};
}

/// From 0 to `bound` - 1; `bound` at least 1.
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014 (SplitMix64).
static inline size_t chance_below(chance *c, size_t bound)
{
    uint64_t z = c->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (size_t)((z ^ z >> 31) % bound);
}

#endif
