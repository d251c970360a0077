/// Results written to a file that the user names. It gets its name only when it is complete, and only its owner can read it.
#ifndef ADVISE_CLI_FILE_OUTPUT_H
#define ADVISE_CLI_FILE_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

typedef struct output_file {
    FILE *stream;
    const char *path; ///< NULL: standard output
    char *real;       ///< the same with links followed; NULL if it is written to directly
    char *temporary;  ///< written beside `real`; likewise
} output_file;

/// Opens the output for `path` (borrowed; NULL or "-": standard output). A file is written beside its name with mode 0600, and by one run
/// at a time; a device or a pipe is written to directly. Signals that end the program remove a file that is not complete. False, with a
/// message on stderr, if it cannot be opened.
bool output_open(output_file *o, const char *path);

/// Closes it. If it is `complete` the file gets its name, else it is removed. False, with a message, if not all arrived. Standard output stays
/// open; main.c checks it at the end.
bool output_close(output_file *o, bool complete);

/// Flushes the folder of the file to the disk, so that the file keeps its name after a power cut. False, with errno set, if that fails.
bool output_sync_folder(const char *path);

/// Says on stderr that the file could not be written, with the reason in errno. Returns false.
bool output_complain(const char *path);

/// Replaces a regular file completely or not at all, by one with the same permissions. False, with a message, if that failed.
bool output_replace(const char *path, const char *text, size_t length);

#endif
