// The window on an open input: bytes are read as they are needed, and kept until they are passed on.
#include "cohort/cohort_state.h"

#include "base/byte_scan.h"

#include <unistd.h>

/// True if more was read than a record can have that is worth waiting for.
static bool is_endless(const cohort *c)
{
    const uint64_t waited = c->position + (c->end - c->start) - c->looked_from;
    return waited > c->max_record && waited - c->max_record > LIMIT_ENDLESS_RECORD;
}

_Static_assert(LIMIT_ENDLESS_RECORD == 1 << 30, "the message says 1 GiB");

/// Ends the file; what was read of it and not passed on is no record.
static void give_up(cohort *c)
{
    static const text_problem endless = {
        .code = "file-unreadable", .message = "no profile ends within 1 GiB: this is not a file of profiles"};
    c->start = c->end = 0;
    c->at_end = true;
    c->problem = &endless;
}

bool window_fill(cohort *c)
{
    enum { AT_ONCE = 1 << 16 };
    if (is_endless(c)) {
        give_up(c);
        return true;
    }
    if (c->start > 0 && c->start == c->end)
        c->start = c->end = 0;
    if (c->capacity - c->end < AT_ONCE / 2 && c->start > 0) {
        memmove(c->buffer, c->buffer + c->start, c->end - c->start);
        c->end -= c->start;
        c->start = 0;
    }
    if (c->capacity - c->end < AT_ONCE / 2) {
        size_t wanted = c->capacity > 0 ? 2 * c->capacity : AT_ONCE;
        char *larger = c->from.resize(c->from.state, c->buffer, wanted);
        if (larger == NULL)
            return false;
        c->buffer = larger;
        c->capacity = wanted;
    }
    uint64_t before = text_stream_taken(c->stream);
    size_t got = 0;
    stream_outcome outcome = text_stream_read(c->stream, c->buffer + c->end, c->capacity - c->end, &got);
    c->at_end = outcome == STREAM_END || outcome == STREAM_FAILED;
    c->problem = outcome == STREAM_FAILED ? text_stream_problem(c->stream) : NULL;
    c->end += got;
    c->done += text_stream_taken(c->stream) - before;
    return outcome != STREAM_NO_MEMORY;
}

slice window_text(const cohort *c)
{
    return c->end > c->start ? (slice){c->buffer + c->start, c->end - c->start} : (slice){NULL, 0};
}

bool window_seek(cohort *c, uint64_t position)
{
    c->start = c->end = 0;
    c->position = position;
    c->line_end = 0;
    c->at_end = false;
    text_stream_moved(c->stream);
    return lseek(c->fd, (off_t)position, SEEK_SET) >= 0;
}

void window_consume(cohort *c, size_t length)
{
    c->lines += byte_scan_lines(slice_part(window_text(c), 0, length));
    c->start += length;
    c->position += length;
}

void window_consume_line(cohort *c, size_t length)
{
    c->lines += length > 0 && c->buffer[c->start + length - 1] == '\n';
    c->start += length;
    c->position += length;
}

bool window_skip_line(cohort *c)
{
    for (;;) {
        slice text = window_text(c);
        const char *newline = text.len > 0 ? memchr(text.ptr, '\n', text.len) : NULL;
        window_consume(c, newline != NULL ? (size_t)(newline - text.ptr) + 1 : text.len);
        if (newline != NULL || c->at_end)
            return true;
        if (!window_fill(c))
            return false;
    }
}

bool window_has_line(cohort *c)
{
    slice text = window_text(c);
    const char *newline = text.len > 0 ? memchr(text.ptr, '\n', text.len) : NULL;
    if (newline != NULL)
        c->line_end = c->position + (uint64_t)(newline - text.ptr) + 1;
    return newline != NULL;
}

line_search window_find_line(cohort *c, size_t offset, size_t *length)
{
    size_t scanned = offset;
    if (offset == 0 && c->line_end > c->position)
        scanned = (size_t)(c->line_end - c->position) - 1;
    for (;;) {
        slice text = window_text(c);
        const char *newline =
            text.len > scanned ? memchr(text.ptr + scanned, '\n', text.len - scanned) : NULL;
        size_t until = newline != NULL ? (size_t)(newline - text.ptr) : text.len;
        if (until > offset && until > c->max_record)
            return LINE_TOO_LONG;
        if (newline != NULL || c->at_end) {
            *length = until - offset + (newline != NULL);
            return *length > 0 ? LINE_FOUND : LINE_END;
        }
        scanned = text.len;
        if (!window_fill(c))
            return LINE_NO_MEMORY;
    }
}
