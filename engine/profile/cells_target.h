/// What a column's dotted name is in a pack: a fact, or a field of one.
#ifndef ADVISE_PROFILE_CELLS_TARGET_H
#define ADVISE_PROFILE_CELLS_TARGET_H

#include "pack/pack.h"

typedef struct cells_target {
    const fact *fact; ///< NULL: nothing
    bool is_file;     ///< the name ends in _file: the cell is the path of the fact's text
    slice
        no_record; ///< with no fact: a fact whose fields are named, and that has none; empty if that is not it
    const fact *facts; ///< with no fact: those among which `missing`, a part of the name, is not
    size_t count;
    slice missing;
} cells_target;

/// @param name  such as "employer.size"
cells_target cells_target_of(const pack *p, slice name);

#endif
