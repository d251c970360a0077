/// Results written to a file that the user names: under its name only when complete, and readable by its owner only.
#ifndef ADVISE_CLI_OUTPUT_FILE_H
#define ADVISE_CLI_OUTPUT_FILE_H

#include <stdbool.h>
#include <stdio.h>

typedef struct output_file {
    FILE *stream;
    const char *path; ///< NULL: standard output
    char *temporary;  ///< written beside `path`; NULL where it is written to directly
} output_file;

/// Opens the output for `path` (borrowed; NULL or "-": standard output). A file is written beside its name with mode 0600; a device, a
/// pipe or a link is written to directly. False, with a message on stderr, where it cannot be.
bool output_open(output_file *o, const char *path);

/// Ends it: with `complete` the file gets its name, else what was written is removed. False, with a message, where not all arrived.
/// Standard output stays open; main.c looks at it.
bool output_close(output_file *o, bool complete);

#endif
