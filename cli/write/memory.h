/// Memory for the small things that a command needs on its way. Without a few bytes for them it cannot go on, so these functions return
/// only if there is memory; else they end the program with EXIT_NO_MEMORY. The temporary file of an output is removed at the end.
#ifndef ADVISE_CLI_WRITE_MEMORY_H
#define ADVISE_CLI_WRITE_MEMORY_H

#include <stdio.h>

/// The block itself, which an allocation just gave.
void *must_have(void *block);

/// A text in the way of printf. Free with free.
char *must_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/// A stream into a text that grows, as `open_memstream` gives it; the text is whole, and to be freed, after `must_close_text`.
FILE *must_open_text(char **text, size_t *length);
void must_close_text(FILE *stream, char *const *text);

#endif
