/// Text for a person: made safe for terminals, measured, wrapped.
#ifndef ADVISE_CLI_WRITE_SCREEN_H
#define ADVISE_CLI_WRITE_SCREEN_H

#include <stdbool.h>
#include <stdio.h>

/// Where and how reports are written.
typedef struct screen {
    FILE *out;
    size_t width; ///< columns, at least 20
    bool colour;
} screen;

typedef enum ink { INK_PLAIN, INK_BOLD, INK_DIM, INK_RED, INK_GREEN, INK_YELLOW, INK_CYAN } ink;

/// The width to write for: `asked` (0: not asked) else the terminal's, else 80; at least 20, at most 1000.
size_t screen_width(FILE *out, size_t asked);
/// Whether to use colours: on a terminal that has them, unless NO_COLOR is set or they are `refused`.
bool screen_colour(FILE *out, bool refused);

/// Whether a person reads along, not a file or a program.
bool screen_on_terminal(const screen *s);

void ink_begin(const screen *s, ink i);
void ink_end(const screen *s, ink i);

/// Writes text with all that a terminal would act on (controls, bidirectional overrides, invalid bytes) shown as \u{…}.
void screen_safe(FILE *out, const char *text);
/// The same for the characters that begin in the first `bytes` bytes.
void screen_safe_part(FILE *out, const char *text, size_t bytes);

/// Writes the text as `screen_safe` does on one line: runs of white space become a space, and what is wider than `room` columns is
/// cut and ends in "…". Returns the columns written.
size_t screen_cut(FILE *out, const char *text, size_t room);

/// Writes "FILE:LINE:COLUMN: ", without a line or a column that is 0.
void screen_place(FILE *out, const char *file, size_t line, size_t column);

/// Says on stderr what is wrong with a file, at a line if that is not 0.
void screen_complain(const char *file, size_t line, const char *why);

/// The bytes of the first `most` characters of a text. A byte that is no part of a character counts as one.
size_t screen_bytes(const char *text, size_t most);

/// How many columns the text takes when written by `screen_safe`.
size_t screen_columns(const char *text);
/// The same for the characters that begin in the first `bytes` bytes.
size_t screen_columns_of(const char *text, size_t bytes);

/// Writes `text` wrapped to the screen: `first` before the first line, `rest` spaces before each further one. Ends the line.
void screen_wrap(const screen *s, const char *first, ink first_ink, size_t rest, const char *text,
                 ink text_ink);

#endif
