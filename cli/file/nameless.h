/// Temporary files without a name: nothing is left of them however the program ends. Only their owner can read them.
#ifndef ADVISE_CLI_FILE_NAMELESS_H
#define ADVISE_CLI_FILE_NAMELESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Opens an empty file for reading and writing in a folder. -1, with errno set, if there can be none.
int nameless_open(const char *folder);

/// The folder for temporary files: $TMPDIR, else /tmp.
const char *nameless_folder(void);

/// Writes or reads all the bytes at a place. False, with errno set, if that fails.
bool nameless_write(int fd, const char *bytes, size_t length, uint64_t at);
bool nameless_read(int fd, char *to, size_t length, uint64_t at);

#endif
