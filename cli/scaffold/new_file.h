/// Files that are made once and then belong to the user: none is replaced unasked.
#ifndef ADVISE_CLI_SCAFFOLD_NEW_FILE_H
#define ADVISE_CLI_SCAFFOLD_NEW_FILE_H

#include <stdbool.h>
#include <stdio.h>

/// Opens a new file; NULL, with a message on stderr, if there is one already (unless `force`) or it cannot be made.
FILE *new_file_open(const char *path, bool force, unsigned mode);

/// Closes it. False, with a message on stderr, if not all was written.
bool new_file_close(FILE *file, const char *path);

#endif
