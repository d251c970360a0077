/// The bytes of a file, decompressed: gzip (RFC 1952), Zstandard (RFC 8878) and xz are recognized by their first bytes, all else is passed
/// on as it is. Only a window is held, so that a decompression bomb costs time but no memory.
#ifndef ADVISE_INPUT_STREAM_H
#define ADVISE_INPUT_STREAM_H

#include "base/arena.h"
#include "base/slice.h"

typedef struct byte_stream byte_stream;

typedef enum stream_outcome {
    STREAM_BYTES, ///< at least one byte
    STREAM_END,
    STREAM_FAILED, ///< reading failed, or the compressed data is damaged or cut off: see `byte_stream_problem`
    STREAM_NO_MEMORY,
} stream_outcome;

enum { STREAM_LEAST_ROOM = 4096 };

/// Where bytes come from if not from an open file.
typedef struct byte_source {
    void *state; ///< NULL: there is none
    ptrdiff_t (*read)(void *state, void *to,
                      size_t room);            ///< the bytes that were read, 0 at the end, -1 if that failed
    const char *(*problem)(const void *state); ///< why; NULL: memory ran out
} byte_source;

enum { STREAM_MOST_GIVEN = 4 };

/// A stream over an open file, which stays the caller's to close. NULL if there is no memory.
byte_stream *byte_stream_new(const allocator *from, int fd);

/// Takes the bytes from a source in place of the file. Before the first read.
void byte_stream_take_from(byte_stream *s, const byte_source *source);

/// Bytes that were read from the file already, and come first. Before the first read.
/// @param bytes  at most STREAM_MOST_GIVEN
void byte_stream_give(byte_stream *s, slice bytes);

void byte_stream_free(byte_stream *s); ///< NULL is allowed

/// Reads what there is; waits for at least one byte. What was read before a failure is passed on before the failure.
/// @param room  at least STREAM_LEAST_ROOM
/// @param got   receives how many bytes were written to `to`
stream_outcome byte_stream_read(byte_stream *s, char *to, size_t room, size_t *got);

/// Why reading failed, for a diagnostic.
const char *byte_stream_problem(const byte_stream *s);

/// True once the first read has found compressed data, or if the bytes come from a source.
bool byte_stream_is_compressed(const byte_stream *s);

/// How many bytes were read from the file.
uint64_t byte_stream_taken(const byte_stream *s);

/// False if the next read would have to wait.
bool byte_stream_is_ready(const byte_stream *s);

#endif
