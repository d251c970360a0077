/// Memory for the small things that a command needs on its way. Without a few bytes for them it cannot go on, so these functions return
/// only if there is memory; else they end the program with EXIT_NO_MEMORY. The temporary file of an output is removed at the end.
#ifndef ADVISE_CLI_WRITE_MEMORY_H
#define ADVISE_CLI_WRITE_MEMORY_H

#include <stdbool.h>
#include <stdio.h>

/// Runs `body(argument)`. If memory ends in it, this returns false instead of ending the program: for a program that goes on without what
/// the body was to do. What the body held is for the caller to free. Of one thread; calls do not nest.
bool memory_try(void (*body)(void *argument), void *argument);

/// Runs `body(argument)` in such a body so that lack of memory ends the program: what is under way in it cannot be abandoned.
void memory_must(void (*body)(void *argument), void *argument);

/// The block itself, which an allocation just gave.
void *must_have(void *block);

/// A text in the way of printf. Free with free.
char *must_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/// A stream into a text that grows, as `text_stream` gives it; the text is whole, and to be freed, after `must_close_text`.
FILE *must_open_text(char **text, size_t *length);
void must_close_text(FILE *stream, char *const *text);

#endif
