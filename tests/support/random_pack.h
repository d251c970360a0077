/// Packs and profiles made at random, for tests that hold two ways of evaluating against each other: unknowns, numbers that no double
/// holds, loops, regular expressions, every hit policy, decision tables, parts and alternatives, checks of profiles.
#ifndef ADVISE_TESTS_RANDOM_PACK_H
#define ADVISE_TESTS_RANDOM_PACK_H

#include "buffer.h"
#include "random.h"

/// A pack in a new folder, whose path is to be freed with `folder_remove`.
char *random_pack(random_source *r);

/// The same of many rules, of which many fire at once, and whose recommendations often have equal scores.
char *random_wide_pack(random_source *r);

/// A profile for such packs, as JSON on one line, which is YAML too. `faults`: one in so many is wrong in some way; 0: none.
void random_profile(buffer *b, random_source *r, unsigned faults);

#endif
