/// Files to begin with: an empty profile for a pack.
#ifndef ADVISE_CLI_TEMPLATE_H
#define ADVISE_CLI_TEMPLATE_H

#include "advise.h"

#include <stdio.h>

/// Writes a profile in which nothing is said yet: every fact with its question, ready to be filled in. It is a sound profile as it stands.
/// @param schema  the path of the schema for editors, or NULL
void template_profile(FILE *out, const advise_pack *pack, const char *schema);

/// Writes one value that the fact may have, as YAML in one line.
void template_example(FILE *out, const advise_pack *pack, size_t type, size_t index);

/// Opens a new file; NULL, with a message on stderr, where there is one already (unless `force`) or it cannot be made.
FILE *template_open(const char *path, bool force, unsigned mode);

#endif
