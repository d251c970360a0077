/// Paralegals that nobody knows: profiles for the pack rules/paralegal, made up from a seed, about 1 KB each. Every fact that a profile
/// may state is stated by some; each of them leaves much unknown.
#ifndef ADVISE_TESTS_GENERATE_H
#define ADVISE_TESTS_GENERATE_H

#include "random.h"

#include <stdio.h>

/// Writes one profile as a line of NDJSON.
/// @param number  stands in the name: "Paralegal 17"
void generate_profile(random_source *random, size_t number, FILE *out);

/// Writes a file of `count` profiles, made from `seed`. A failure ends the program with a message.
void generate_cohort(const char *path, size_t count, uint64_t seed);

#endif
