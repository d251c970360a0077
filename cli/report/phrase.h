/// A text for a person that is put together from parts in a buffer of fixed size. What does not fit is left out.
#ifndef ADVISE_CLI_REPORT_PHRASE_H
#define ADVISE_CLI_REPORT_PHRASE_H

#include <stddef.h>

typedef struct phrase {
    char *text;          ///< ends with a NUL
    size_t size, length; ///< of the buffer; of the text
} phrase;

/// An empty phrase with room for some lines of a screen. Its buffer lives as long as the block in which this stands.
#define PHRASE_EMPTY ((phrase){.text = (char[2048]){""}, .size = 2048})

/// Adds text in the way of printf.
void phrase_add(phrase *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

/// Adds at most so many characters of a text, with "…" if there are more.
void phrase_add_cut(phrase *w, const char *text, size_t most);

#endif
