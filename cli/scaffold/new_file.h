/// Files that are made once and then belong to the user: none is replaced unasked, and none is left half written.
#ifndef ADVISE_CLI_SCAFFOLD_NEW_FILE_H
#define ADVISE_CLI_SCAFFOLD_NEW_FILE_H

#include "file/output.h"

/// Opens a new file, which gets its name when it is closed. False, with a message on stderr, if there is one already (unless `force`) or it
/// cannot be made.
/// @param mode  its permissions, as far as the umask allows them
bool new_file_open(output_file *file, const char *path, bool force, mode_t mode);

/// Gives the file at `path` a second name, if there is one with something in it: PATH.old, or PATH.old2 and so on if there is one already.
/// What replaces it then leaves it there.
/// @param kept  receives the second name, to be freed, or NULL if there is none
/// @return false, with a message on stderr, if that failed
bool new_file_keep(const char *path, char **kept);

/// Closes it. False, with a message on stderr, if not all was written; then there is no file, or still the old one.
bool new_file_close(output_file *file);

#endif
