/// Files to begin with: an empty profile for a pack, and a new pack on top of another.
#ifndef ADVISE_CLI_SCAFFOLD_TEMPLATE_H
#define ADVISE_CLI_SCAFFOLD_TEMPLATE_H

#include "advise.h"

#include <stdio.h>

/// Writes a profile in which nothing is said yet: every fact with its question, ready to be filled in. It is a sound profile as it stands.
/// @param schema  the path of the schema for editors, or NULL
void template_profile(FILE *out, const advise_pack *pack, const char *schema);

/// Writes one value that the fact may have, as YAML in one line.
void template_example(FILE *out, const advise_pack *pack, size_t type, size_t index);

/// A pack to be made. The name is letters, digits, '_' and '-'.
typedef struct new_pack {
    const char *name;
    const char *folder;      ///< where its files go
    const char *extends;     ///< the pack that it stands on, as pack.yaml is to say it
    const advise_pack *base; ///< the same, loaded
    bool force;              ///< replace files that are there
} new_pack;

/// Writes the files of a pack that extends another: sound, with a rule and tests of its own. Says on stderr what could not be written.
/// @return an exit state
int template_pack(const new_pack *p);

/// Opens a new file; NULL, with a message on stderr, where there is one already (unless `force`) or it cannot be made.
FILE *template_open(const char *path, bool force, unsigned mode);

#endif
