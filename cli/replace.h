/// Files that are replaced as a whole or not at all.
#ifndef ADVISE_CLI_REPLACE_H
#define ADVISE_CLI_REPLACE_H

#include <stdbool.h>
#include <stddef.h>

/// Writes beside the file and puts the new one in its place, with the rights that the old one has. A link is followed; what is no
/// regular file is refused. False, with errno set, where it failed: the old one is there then.
bool replace_file(const char *path, const char *text, size_t length);

#endif
