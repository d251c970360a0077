#include "input/text_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_ROOM = 64 << 10 };

/// What is open. The arena closes it if it gives up in between.
typedef struct open_text {
    int fd; ///< -1: closed
    text_stream *stream;
} open_text;

static void release(void *resource)
{
    open_text *o = resource;
    text_stream_free(o->stream);
    if (o->fd >= 0)
        (void)close(o->fd);
    *o = (open_text){.fd = -1};
}

/// Reads to the end, or until the text is longer than the limit.
static file_problem gather(arena *a, text_stream *s, size_t limit, slice *text)
{
    char *bytes = NULL;
    size_t length = 0;
    size_t capacity = 0;
    stream_outcome outcome = STREAM_BYTES;
    while (outcome == STREAM_BYTES && length <= limit) {
        size_t got = 0;
        if (capacity - length < TEXT_STREAM_LEAST_ROOM) {
            const size_t larger = capacity == 0 ? FIRST_ROOM : 2 * capacity; // below four times the limit
            bytes = arena_grow(a, bytes, capacity, larger);
            capacity = larger;
        }
        outcome = text_stream_read(s, bytes + length, capacity - length, &got);
        length += outcome == STREAM_BYTES ? got : 0;
    }
    if (outcome == STREAM_NO_MEMORY)
        arena_fail(a);
    *text = (slice){bytes, length};
    return length > limit ? FILE_TOO_LARGE : outcome == STREAM_END ? FILE_READ : FILE_FAILED;
}

static file_problem read_open(arena *a, open_text *o, const char *encoding, size_t limit, slice *text,
                              text_problem *why)
{
    const allocator *from = arena_allocator_borrow(a);
    text_survey survey = {0};
    if (text_survey_file(from, o->fd, encoding, &survey) == STREAM_NO_MEMORY)
        arena_fail(a);
    *why = survey.problem;
    if (why->code != NULL)
        return FILE_FAILED;
    o->stream = text_stream_new(from, o->fd, survey.encoding, TEXT_NOT_JUDGED);
    if (o->stream == NULL)
        arena_fail(a);
    const file_problem problem = gather(a, o->stream, limit, text);
    const text_problem *failed = text_stream_problem(o->stream);
    if (failed != NULL)
        *why = *failed;
    return problem;
}

file_problem text_file_read(arena *a, const char *path, const char *encoding, size_t limit, slice *text,
                            text_problem *why)
{
    struct stat about;
    file_identity at_path;
    *why = (text_problem){0};
    file_problem problem = file_identify(path, &at_path);
    if (problem == FILE_READ && at_path.is_folder)
        problem = FILE_FOLDER;
    if (problem != FILE_READ)
        return problem;
    open_text *o = ARENA_NEW(a, open_text);
    o->fd = -1;
    arena_on_release(a, release, o);
    o->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (o->fd < 0 || fstat(o->fd, &about) != 0)
        problem = FILE_FAILED;
    else
        problem = S_ISREG(about.st_mode) ? read_open(a, o, encoding, limit, text, why) : FILE_NOT_REGULAR;
    release(o);
    return problem;
}
