/// What a pack was read from, for those who keep something made of it: are its folders still found, and are they the same?
#ifndef ADVISE_PACK_INPUTS_H
#define ADVISE_PACK_INPUTS_H

#include "input/folder.h"
#include "pack/pack.h"

/// The folder that is given, or that of a pack of this name on the path, NUL-terminated; empty if there is none.
slice inputs_find_pack(arena *a, slice given, const pack_path *path);

/// How looking for the inputs again ended.
typedef enum inputs_state {
    INPUTS_FOUND,
    INPUTS_CHANGED, ///< one is not there, or a name now leads to another folder than another name for the same level
    INPUTS_UNREADABLE ///< a folder or a file could not be looked at
} inputs_state;

/// Finds the folders of a pack's levels again, as a load of `folder` would find them now. Call below `arena_run(a)`.
/// @param levels   what each extends; the pack itself last
/// @param folders  receives one for each, NUL-terminated
inputs_state inputs_find_folders(arena *a, slice folder, const pack_path *path, const pack_level *levels,
                                 size_t count, slice *folders);

/// The names of the files that a load reads of a folder, whatever stands in them: INPUTS_FOUND, or INPUTS_UNREADABLE.
inputs_state inputs_list(arena *a, slice folder, folder_names *names);

#endif
