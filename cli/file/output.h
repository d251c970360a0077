/// Results written to a file that the user names: under its name only when complete, and readable by its owner only.
#ifndef ADVISE_CLI_FILE_OUTPUT_H
#define ADVISE_CLI_FILE_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

typedef struct output_file {
    FILE *stream;
    const char *path; ///< NULL: standard output
    char *real;       ///< the same with links followed; NULL where it is written to directly
    char *temporary;  ///< written beside `real`; likewise
} output_file;

/// Opens the output for `path` (borrowed; NULL or "-": standard output). A file is written beside its name with mode 0600, and by one run
/// at a time; a device or a pipe is written to directly. Signals that end the program remove what is not complete; what one that was
/// killed left behind is used again. False, with a message on stderr, where it cannot be opened.
bool output_open(output_file *o, const char *path);

/// Ends it: with `complete` the file gets its name, else what was written is removed. False, with a message, where not all arrived.
/// Standard output stays open; main.c looks at it.
bool output_close(output_file *o, bool complete);

/// Flushes the folder of the file to the disk, so that the file has its name after a power cut too. False, with errno set, where that fails.
bool output_sync_folder(const char *path);

/// Says on stderr that the file could not be written, with errno's reason; false.
bool output_complain(const char *path);

/// Replaces a file as a whole or not at all, by one with the same rights. What is no regular file is refused. False, with a message.
bool output_replace(const char *path, const char *text, size_t length);

#endif
