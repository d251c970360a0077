/// A pack to begin with, on top of another.
#ifndef ADVISE_CLI_SCAFFOLD_PACK_H
#define ADVISE_CLI_SCAFFOLD_PACK_H

#include "advise.h"

/// A pack to be made. The name is letters, digits, '_' and '-'.
typedef struct new_pack {
    const char *name;
    const char *folder;      ///< where its files go
    const char *extends;     ///< the pack that it extends, as pack.yaml is to say it
    const advise_pack *base; ///< the same, loaded
    bool force;              ///< replace files that are there
} new_pack;

/// Writes the files of a pack that extends another: sound, with a rule and tests of its own.
/// @return an exit status; if it is not EXIT_DONE, what could not be written was said on stderr
int scaffold_pack(const new_pack *p);

#endif
