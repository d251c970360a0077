/// Loads compiled packs.
#ifndef ADVISE_COMPILED_READ_H
#define ADVISE_COMPILED_READ_H

#include "pack/pack.h"

/// The name of the file that a pack's folder may hold, compiled from the files beside it.
#define COMPILED_NAME "pack.compiled"

/// How reading a compiled file ended.
typedef enum compiled_outcome {
    COMPILED_READ,
    COMPILED_MISSING,    ///< there is no such file
    COMPILED_UNREADABLE, ///< it could not be read
    COMPILED_NONE,       ///< it is something else
    COMPILED_OTHER,      ///< it was written by another version or build, or for another machine
    COMPILED_DAMAGED,    ///< some of its bytes are not what was written
    COMPILED_STALE,      ///< the files beside it are no longer those that it was compiled from
    COMPILED_UNKNOWN,    ///< the files beside it could not be read
} compiled_outcome;

/// COMPILED_READ if the file at `path` (NUL-terminated) begins as compiled files do; COMPILED_NONE, or why it is not known. Call below
/// `arena_run(a)`.
compiled_outcome compiled_look(arena *a, slice path);

/// Reads the file at `path` into the new pack's arena. Call below `arena_run(a)`.
/// @param a        owns the pack
/// @param path     NUL-terminated. If a pack.yaml lies beside it, the file must have been compiled from what is there
/// @param packs    on which packs that it extends are looked for; NULL: beside it only
/// @param program  its version
/// @param diags    receives what a load of the files warns of
/// @param out      receives the pack, with COMPILED_READ
compiled_outcome compiled_read(arena *a, slice path, const pack_path *packs, slice program, diag_list *diags,
                               pack **out);

#endif
