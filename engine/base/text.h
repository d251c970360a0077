/// A text that grows in an arena.
#ifndef ADVISE_BASE_TEXT_H
#define ADVISE_BASE_TEXT_H

#include "base/arena.h"

/// Start with `(text_builder){.arena = a}`.
typedef struct text_builder {
    arena *arena;
    char *bytes;
    size_t length;
    size_t capacity;
} text_builder;

/// Makes room for so many more bytes, for which there is none.
void text_grow(text_builder *text, size_t more);

/// Makes room for so many more bytes, and for a NUL.
static inline void text_reserve(text_builder *text, size_t more)
{
    if (more >= text->capacity - text->length)
        text_grow(text, more);
}

void text_add(text_builder *text, slice more);
void text_add_byte(text_builder *text, char byte);
void text_add_code_point(text_builder *text, uint32_t code_point);
void text_add_format(text_builder *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/// What was built so far, NUL-terminated beyond the slice. Adding more may move it.
slice text_result(text_builder *text);

/// The text on one line: each run of white space as one space, none at its beginning. Allocated from `a`.
slice text_on_one_line(arena *a, slice text);

#endif
