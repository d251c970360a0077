/// Reading a text that somebody wrote for a date, time or duration. Private to remedy_temporal.c and remedy_duration.c.
#ifndef ADVISE_FEEL_REMEDY_READING_H
#define ADVISE_FEEL_REMEDY_READING_H

#include "base/arena.h"
#include "base/slice.h"

enum { READING_DIGITS = 9 };

/// A text that is read from left to right.
typedef struct reading {
    arena *arena;
    slice text;
    size_t at;
    const char *mark;
    slice problem; ///< what is wrong beyond the form; empty: nothing
} reading;

static inline char reading_here(const reading *r)
{
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static inline bool reading_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool reading_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline void reading_skip(reading *r, const char *characters)
{
    while (reading_here(r) != '\0' && strchr(characters, reading_here(r)) != NULL)
        r->at++;
}

/// A number of at most READING_DIGITS digits; 0 digits if there is none.
static inline size_t reading_number(reading *r, int64_t *out)
{
    size_t start = r->at;
    *out = 0;
    while (reading_is_digit(reading_here(r)) && r->at - start < READING_DIGITS)
        *out = *out * 10 + (r->text.ptr[r->at++] - '0');
    return reading_is_digit(reading_here(r)) ? 0 : r->at - start;
}

static inline slice reading_word(reading *r)
{
    size_t start = r->at;
    while (reading_is_letter(reading_here(r)))
        r->at++;
    return slice_part(r->text, start, r->at - start);
}

/// The text in quotes, after the mark that literals have.
static inline slice reading_quoted(const reading *r, slice text)
{
    return arena_format(r->arena, "%s\"%.*s\"", r->mark, SLICE_ARG(text));
}

/// Reads a duration to the end of the text. True, with one or two texts in quotes or a problem, if it is one in some form.
bool reading_duration(reading *r, slice *out);

#endif
