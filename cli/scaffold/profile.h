/// A profile to fill in.
#ifndef ADVISE_CLI_SCAFFOLD_PROFILE_H
#define ADVISE_CLI_SCAFFOLD_PROFILE_H

#include "advise.h"

#include <stdio.h>

/// Writes a profile in which nothing is said yet: every fact with its question, ready to be filled in. It is a sound profile as it is.
/// @param schema  the path of the schema for editors, or NULL
void scaffold_profile(FILE *out, const advise_pack *pack, const char *schema);

/// Writes one value that the fact may have, as YAML in one line.
void scaffold_example(FILE *out, const advise_pack *pack, size_t type, size_t index);

#endif
