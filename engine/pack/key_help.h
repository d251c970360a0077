/// What each key of a pack's files means, in words. Schemas show it in editors, and the guide prints it.
#ifndef ADVISE_PACK_KEY_HELP_H
#define ADVISE_PACK_KEY_HELP_H

#include "pack/schema.h"

/// What a key's text names.
typedef enum key_reference {
    KEY_NAMES_NOTHING,
    KEY_NAMES_RECOMMENDATION,
    KEY_NAMES_SOURCE,
    KEY_NAMES_FACT,
    KEY_NAMES_DERIVED_FACT,
    KEY_NAMES_TYPE, ///< a simple type, or a record type of the pack
    KEY_NAMES_RULE,
} key_reference;

typedef struct key_help {
    const char *list; ///< the list whose records have the key; "" if the file itself has it
    const char *name;
    const char *help;  ///< whole sentences
    const char *words; ///< the only values, which '|' separates; NULL: any
    key_reference names;
} key_help;

/// The row of a key, or NULL if there is none. A test checks that no key is missing.
const key_help *key_help_of(const char *list, const char *name);

#endif
