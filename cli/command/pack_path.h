/// The search path: where packs are looked for by name.
#ifndef ADVISE_CLI_COMMAND_PACK_PATH_H
#define ADVISE_CLI_COMMAND_PACK_PATH_H

#include <stdbool.h>
#include <stddef.h>

/// A list of folders in the order in which they are searched.
typedef struct folder_list {
    char **items;
    size_t count;
} folder_list;

/// The folders before and after the one beside the pack that extends another.
typedef struct pack_paths {
    /// `given` (folders joined by ':', or NULL), then $ADVISE_PACK_PATH.
    folder_list first;
    /// In this order: the user's data folder, the program's own folder, the system's data folders, the place of installation.
    folder_list last;
} pack_paths;

/// Finds the folders. End with `pack_paths_free`.
void pack_paths_find(pack_paths *out, const char *given);
void pack_paths_free(pack_paths *paths);

/// Where the packs lie, seen from the folder of a program: of one that was built, of an installed one, and of the local page's. Ends in NULL.
extern const char *const packs_beside_program[];

/// The folder of the running program, without a '/' at its end; false if it is not known.
bool program_folder(char *out, size_t size);

#endif
