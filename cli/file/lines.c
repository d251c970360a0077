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
    const bool is_input = strcmp(path, "-") == 0;
    line_reader r = is_input ? lines_of(STDIN_FILENO) : (line_reader){.fd = advise_file_open(path)};
    if (r.fd < 0 && errno == ENOMEM)
        (void)must_have(NULL);
    if (r.fd < 0)
        r.problem = errno == EPIPE ? "this is a pipe that nobody writes to" : strerror(errno);
    if (r.fd >= 0)
        r.bytes = must_have(advise_bytes_new(r.fd, NULL));
    return r;
}

void lines_close(line_reader *r)
{
    advise_bytes_free(r->bytes);
    free(r->buffer);
    if (r->fd >= 0 && !r->is_borrowed)
        (void)close(r->fd);
    *r = (line_reader){.fd = -1};
}

/// Reads bytes behind what is there. NULL, or why that failed, here and below.
static const char *take(const line_reader *r, size_t room, size_t *got)
{
    ssize_t count;
    do
        count = read(r->fd, r->buffer + r->end, room);
    while (count < 0 && errno == EINTR);
    *got = count > 0 ? (size_t)count : 0;
    if (count >= 0)
        return NULL;
    return errno == ENOMEM ? must_have(NULL) : strerror(errno);
}

static const char *decompress(const line_reader *r, size_t room, size_t *got)
{
    errno = 0;
    const advise_status read = advise_bytes_read(r->bytes, r->buffer + r->end, room, got);
    if (read == ADVISE_OK)
        return NULL;
    if (read == ADVISE_NO_MEMORY || errno == ENOMEM)
        (void)must_have(NULL);
    return errno != 0 ? strerror(errno)
                      : advise_bytes_problem(r->bytes); // the system knows why, or the data is damaged
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
    size_t got = 0;
    const size_t room = r->capacity - r->end - 1; // a NUL fits behind
    const char *problem = r->bytes != NULL ? decompress(r, room, &got) : take(r, room, &got);
    r->at_end = problem == NULL && got == 0;
    r->end += got;
    if (problem != NULL) {
        r->number = 0;
        r->problem = problem;
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
