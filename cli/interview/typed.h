/// Where the answers of an interview come from, line by line: somebody at a terminal, a pipe, or a file.
#ifndef ADVISE_CLI_INTERVIEW_TYPED_H
#define ADVISE_CLI_INTERVIEW_TYPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct typed_source typed_source;

/// What came of asking for a line.
typedef enum typed_outcome {
    TYPED_LINE,
    TYPED_DISCARDED, ///< Ctrl-C, while something stood on the line
    TYPED_END,       ///< the input has ended, Ctrl-D, or Ctrl-C on an empty line
} typed_outcome;

/// Opens the source. Lines of a terminal are edited; all others are written to `out` as they are read, so that what is printed reads like
/// the conversation that it was.
/// @param path  a file with one answer a line; NULL: standard input
/// @return      NULL, with a message, if the file cannot be opened. Close with `typed_close`
typed_source *typed_open(const char *path, FILE *out);
void typed_close(typed_source *lines);

/// The next line without its end. It lives until the next call, and has a NUL after its `length` bytes.
/// @param prompt  borrowed until the next call
typed_outcome typed_next(typed_source *lines, char *prompt, const char **line, size_t *length);

/// Whether reading ended because of an error, of which there was a message.
bool typed_failed(const typed_source *lines);

#endif
