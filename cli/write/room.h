/// Where writers put their bytes: a stream, or straight into the memory of a text, so that nothing is copied twice.
#ifndef ADVISE_CLI_WRITE_ROOM_H
#define ADVISE_CLI_WRITE_ROOM_H

#include "advise.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/// Begins with one of the first two members, and zeros. Until `room_keep` nothing else may be added to the text.
typedef struct text_room {
    FILE *stream; ///< NULL: all goes to `text`
    advise_text *text;
    char *at;  ///< behind what was written and is not yet a part of the text
    char *end; ///< of the room; both are NULL for a stream
    char *begin;
} text_room;

/// Room in a text: all that it has.
static inline text_room room_of(advise_text *text)
{
    size_t length;
    char *at = advise_text_room(text, 1, &length);
    return (text_room){.text = text, .at = at, .end = at + length, .begin = at};
}

/// Makes what was written a part of the text.
void room_keep(text_room *r);
/// Makes room for `least` bytes at `at`.
void room_grow(text_room *r, size_t least);

/// Room for `length` bytes, for a writer that then moves `at` behind what it wrote there. Not of a stream.
static inline char *room_take(text_room *r, size_t length)
{
    if (length > (size_t)(r->end - r->at))
        room_grow(r, length);
    return r->at;
}

static inline void room_put(text_room *r, const char *bytes, size_t length)
{
    if (r->stream != NULL) {
        (void)fwrite(bytes, 1, length, r->stream);
    } else if (length > 0) {
        memcpy(room_take(r, length), bytes, length);
        r->at += length;
    }
}

#endif
