/// Random numbers for tests of properties. The same seed gives the same numbers everywhere.
#ifndef ADVISE_TESTS_RANDOM_H
#define ADVISE_TESTS_RANDOM_H

#include <stddef.h>
#include <stdint.h>

typedef struct random_source {
    uint64_t state;
} random_source;

/// Starts from TEST_SEED where that is set, else from the clock, and prints the seed: it is shown where the test fails.
random_source random_new(void);

uint64_t random_next(random_source *source);

/// From 0 to `bound` - 1; `bound` at least 1.
uint64_t random_below(random_source *source, uint64_t bound);

/// One of `count` texts; ONE_OF takes the texts themselves.
const char *random_one_of(random_source *source, const char *const *texts, size_t count);
#define ONE_OF(source, ...)                                                                                  \
    random_one_of((source), (const char *const[]){__VA_ARGS__},                                              \
                  sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

#endif
