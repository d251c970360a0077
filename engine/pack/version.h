/// Versions of packs, and conditions on them.
#ifndef ADVISE_PACK_VERSION_H
#define ADVISE_PACK_VERSION_H

#include "base/slice.h"

/// True for numbers joined by '.', at most nine digits each, with an optional '-' and letters, digits, '-' and '.' after it.
bool version_is_sound(slice text);

/// Orders two sound versions by their numbers; a missing number counts as 0, and 1.0-beta comes before 1.0.
int version_compare(slice a, slice b);

/// One condition: a relation (">=", "<=", ">", "<", "=") and a version.
typedef struct version_condition {
    slice relation, version;
    size_t offset; ///< of the relation in the text that it was read from
    size_t length; ///< up to the version's end
} version_condition;

/// Reads one condition of `text` from `*at` on, and a comma after it. False if there is none there, or none that is
/// sound: `out->offset` and `out->length` then say what it is about.
bool version_read_condition(slice text, size_t *at, version_condition *out);

bool version_meets(slice version, const version_condition *condition);

#endif
