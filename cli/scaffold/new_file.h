/// Files that are made once and then belong to the user: none is replaced unasked.
#ifndef ADVISE_CLI_SCAFFOLD_NEW_FILE_H
#define ADVISE_CLI_SCAFFOLD_NEW_FILE_H

#include <stdbool.h>
#include <stdio.h>

/// Opens a new file; NULL, with a message on stderr, if there is one already (unless `force`) or it cannot be made.
FILE *new_file_open(const char *path, bool force, unsigned mode);

/// Moves the file at `path` aside, if there is one with something in it: to PATH.old, or PATH.old2 and so on if there is one already.
/// @param kept  receives the new name, to be freed, or NULL if nothing was moved
/// @return false, with a message on stderr, if it could not be moved
bool new_file_keep(const char *path, char **kept);

/// Closes it. False, with a message on stderr, if not all was written.
bool new_file_close(FILE *file, const char *path);

#endif
