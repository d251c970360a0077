/// All codes that checking a pack can report: how serious each is, what it means, and an example. `advise check --explain` and the
/// documentation are made from this table.
#ifndef ADVISE_PACK_CODES_H
#define ADVISE_PACK_CODES_H

#include "base/diag.h"

typedef struct check_code {
    const char *code;
    severity level;
    const char *meaning;     ///< one line
    const char *explanation; ///< sentences; NULL if the meaning says it all
    const char *example;     ///< lines of YAML or FEEL that have it; NULL if there is none
} check_code;

/// In the order of documentation: errors, then what may be allowed.
extern const check_code check_codes[];
extern const size_t check_code_count;

/// The row of a code; NULL if there is none.
const check_code *check_code_find(slice code);

#endif
