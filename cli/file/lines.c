// Lines are given from the buffer without being copied. A NUL stands behind each for as long as it is the newest.
#include "file/lines.h"
#include "write/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_CAPACITY = 1 << 16 };

_Static_assert(LONGEST_LINE == 64 << 20, "the message says 64 MiB");

line_reader lines_of(int fd)
{
    return (line_reader){.fd = fd, .is_borrowed = true};
}

line_reader lines_open(const char *path)
{
    if (strcmp(path, "-") == 0)
        return lines_of(STDIN_FILENO);
    line_reader r = {.fd = open(path, O_RDONLY | O_CLOEXEC)};
    if (r.fd < 0 && errno == ENOMEM)
        (void)must_have(NULL);
    if (r.fd < 0)
        r.problem = strerror(errno);
    return r;
}

void lines_close(line_reader *r)
{
    free(r->buffer);
    if (r->fd >= 0 && !r->is_borrowed)
        (void)close(r->fd);
    *r = (line_reader){.fd = -1};
}

/// Reads more behind what is there; at the end of the stream, or if there is a problem, nothing.
static void fill(line_reader *r)
{
    if (r->start > 0) {
        memmove(r->buffer, r->buffer + r->start, r->end - r->start);
        r->end -= r->start;
        r->start = 0;
    }
    if (r->end > LONGEST_LINE) {
        r->number++;
        r->problem = "the line is longer than 64 MiB";
        return;
    }
    if (r->capacity < r->end + FIRST_CAPACITY) {
        r->capacity = r->capacity == 0 ? (size_t)2 * FIRST_CAPACITY : 2 * r->capacity;
        r->buffer = must_have(realloc(r->buffer, r->capacity));
    }
    ssize_t got;
    do
        got = read(r->fd, r->buffer + r->end, r->capacity - r->end - 1); // a NUL fits behind
    while (got < 0 && errno == EINTR);
    r->at_end = got == 0;
    if (got < 0) {
        r->number = 0;
        r->problem = errno == ENOMEM ? must_have(NULL) : strerror(errno);
    } else {
        r->end += (size_t)got;
    }
}

/// The bytes of the next line with its end, 0 if the stream has to be read further.
static size_t whole_line(const line_reader *r, size_t seen)
{
    const char *end =
        r->end > r->start + seen ? memchr(r->buffer + r->start + seen, '\n', r->end - r->start - seen) : NULL;
    size_t rest = r->at_end ? r->end - r->start : 0;
    return end != NULL ? (size_t)(end - (r->buffer + r->start)) + 1 : rest;
}

bool lines_next(line_reader *r)
{
    if (r->length > 0)
        r->line[r->length] = r->held;
    size_t length = whole_line(r, 0);
    while (length == 0 && !r->at_end && r->problem == NULL) {
        size_t seen = r->end - r->start;
        fill(r);
        length = whole_line(r, seen);
    }
    r->length = r->problem == NULL ? length : 0;
    if (r->length == 0)
        return false;
    r->number++;
    r->line = r->buffer + r->start;
    r->start += length;
    r->held = r->line[length];
    r->line[length] = '\0';
    return true;
}
