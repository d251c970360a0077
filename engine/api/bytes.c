// The bytes of files, through the public API.
#include "api/internal.h"

#include "input/file.h"
#include "input/stream.h"

int advise_file_open(const char *path)
{
    return file_open(path);
}

struct advise_bytes {
    allocator from;
    byte_stream *stream;
};

advise_bytes *advise_bytes_new(int file, const advise_allocator *from)
{
    const allocator source = allocator_of(from);
    advise_bytes *b = source.resize(source.state, NULL, sizeof *b);
    if (b == NULL)
        return NULL;
    *b = (advise_bytes){source, byte_stream_new(&source, file)};
    if (b->stream != NULL)
        return b;
    (void)source.resize(source.state, b, 0);
    return NULL;
}

void advise_bytes_free(advise_bytes *b)
{
    if (b == NULL)
        return;
    const allocator from = b->from;
    byte_stream_free(b->stream);
    (void)from.resize(from.state, b, 0);
}

advise_status advise_bytes_read(advise_bytes *b, char *to, size_t room, size_t *got)
{
    if (b == NULL || to == NULL || got == NULL || room < STREAM_LEAST_ROOM)
        return ADVISE_BAD_USE;
    switch (byte_stream_read(b->stream, to, room, got)) {
    case STREAM_BYTES:
    case STREAM_END: return ADVISE_OK;
    case STREAM_FAILED: return ADVISE_IO_FAILED;
    case STREAM_NO_MEMORY: break;
    }
    return ADVISE_NO_MEMORY;
}

const char *advise_bytes_problem(const advise_bytes *b)
{
    return byte_stream_problem(b->stream);
}
