/// Paralegals with a career: everything that the pack rules/paralegal asks for, in the way it hangs together in a person's life. Each fact is
/// stated, but what makes no sense for somebody without a job; each item has all its fields. The numbers behind it stand in the source.
#ifndef ADVISE_TESTS_CAREER_H
#define ADVISE_TESTS_CAREER_H

#include "random.h"

#include <stddef.h>

/// Writes a profile as JSON. A text that does not fit ends the program.
/// @return its length
size_t career_write(random_source *random, size_t number, char *out, size_t size);

#endif
