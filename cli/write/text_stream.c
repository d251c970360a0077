#include "write/text_stream.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 512 };

typedef struct growing {
    char **text;
    size_t *length;
    size_t capacity;
} growing;

/// Writes all or nothing: less than all makes the stream fail.
static ssize_t add(void *state, const char *bytes, size_t length)
{
    growing *g = state;
    const size_t before = *g->length;
    if (length >= SIZE_MAX / 4 - before)
        return 0;
    if (before + length + 1 > g->capacity) {
        const size_t larger = 2 * g->capacity > before + length + 1 ? 2 * g->capacity : before + length + 1;
        char *text = realloc(*g->text, larger);
        if (text == NULL)
            return 0;
        *g->text = text;
        g->capacity = larger;
    }
    memcpy(*g->text + before, bytes, length);
    *g->length = before + length;
    (*g->text)[*g->length] = '\0';
    return (ssize_t)length;
}

/// Only tells where it is: what was written stays.
static int tell(void *state, off64_t *offset, int from)
{
    const growing *g = state;
    const off64_t end = (off64_t)*g->length;
    const bool stays = (from != SEEK_SET && *offset == 0) || (from == SEEK_SET && *offset == end);
    *offset = end;
    errno = stays ? errno : EINVAL;
    return stays ? 0 : -1;
}

static int end(void *state)
{
    free(state);
    return 0;
}

FILE *text_stream(char **text, size_t *length)
{
    growing *g = malloc(sizeof *g);
    FILE *stream = NULL;
    *text = calloc(1, FIRST);
    *length = 0;
    if (g != NULL && *text != NULL) {
        *g = (growing){text, length, FIRST};
        stream = fopencookie(g, "w", (cookie_io_functions_t){.write = add, .seek = tell, .close = end});
    }
    if (stream != NULL)
        return stream;
    free(*text);
    free(g);
    *text = NULL;
    return NULL;
}
