// SplitMix64 (Steele, Lea, Flood, 2014): small, and good enough to pick test data.
#include "random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

random_source random_new(void)
{
    const char *given = getenv("TEST_SEED");
    struct timespec now = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t seed = given != NULL ? strtoull(given, NULL, 10)
                                  : (uint64_t)now.tv_sec * 1000000007U ^ (uint64_t)now.tv_nsec;
    printf("# TEST_SEED=%" PRIu64 "\n", seed);
    return (random_source){seed};
}

uint64_t random_next(random_source *source)
{
    uint64_t mixed = source->state += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

uint64_t random_below(random_source *source, uint64_t bound)
{
    return random_next(source) % bound;
}

const char *random_one_of(random_source *source, const char *const *texts, size_t count)
{
    return texts[random_below(source, count)];
}
