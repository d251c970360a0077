/// A file without a name, in memory: for what the library reads from files. Nothing of it reaches a disk but what the system itself swaps out.
#ifndef ADVISE_CLI_RESPOND_MEMORY_FILE_H
#define ADVISE_CLI_RESPOND_MEMORY_FILE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct memory_file {
    int fd;
    char path[32]; ///< by which this program opens it
} memory_file;

/// Makes a file of a text. False, with errno set, if that failed. End with `memory_file_close`.
bool memory_file_open(memory_file *f, const char *text, size_t length);
void memory_file_close(memory_file *f);

#endif
