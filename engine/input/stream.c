// Reads a file, through zlib, libzstd or liblzma if its first bytes ask for it. A file may be several compressed parts, one after the other.
#include "input/stream.h"

#include "base/limits.h"

#include <errno.h>
#include <lzma.h>
#include <poll.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { INPUT_WINDOW = 1 << 16 };

typedef enum coding { CODING_UNKNOWN, CODING_NONE, CODING_GZIP, CODING_ZSTD, CODING_XZ } coding;

struct byte_stream {
    allocator from;
    int fd;
    coding coding;
    byte_source source;
    char given[STREAM_MOST_GIVEN];
    size_t given_count;
    bool at_end;    ///< of the file
    bool in_part;   ///< a compressed part has begun and not ended
    bool filled;    ///< the last output took all the room there was: more may be held back
    uint64_t taken; ///< bytes read from the file
    const char *problem;
    char *input; ///< of compressed data: what was read and not used yet lies from `start` to `end`
    size_t start, end;
    z_stream gzip;
    ZSTD_DStream *zstd;
    lzma_stream xz;
    lzma_allocator xz_memory; ///< of `xz`
};

byte_stream *byte_stream_new(const allocator *from, int fd)
{
    byte_stream *s = from->resize(from->state, NULL, sizeof *s);
    if (s != NULL)
        *s = (byte_stream){.from = *from, .fd = fd};
    return s;
}

void byte_stream_free(byte_stream *s)
{
    if (s == NULL)
        return;
    if (s->coding == CODING_GZIP)
        (void)inflateEnd(&s->gzip);
    if (s->coding == CODING_XZ)
        lzma_end(&s->xz);
    (void)ZSTD_freeDStream(s->zstd);
    allocator from = s->from;
    (void)from.resize(from.state, s->input, 0);
    (void)from.resize(from.state, s, 0);
}

void byte_stream_take_from(byte_stream *s, const byte_source *source)
{
    s->source = *source;
}

void byte_stream_give(byte_stream *s, slice bytes)
{
    s->given_count = bytes.len < STREAM_MOST_GIVEN ? bytes.len : STREAM_MOST_GIVEN;
    if (s->given_count > 0)
        memcpy(s->given, bytes.ptr, s->given_count);
}

const char *byte_stream_problem(const byte_stream *s)
{
    return s->problem;
}

bool byte_stream_is_compressed(const byte_stream *s)
{
    return s->coding > CODING_NONE || s->source.state != NULL;
}

uint64_t byte_stream_taken(const byte_stream *s)
{
    return s->taken;
}

bool byte_stream_is_ready(const byte_stream *s)
{
    if (s->source.state != NULL || s->given_count > 0)
        return true;
    struct pollfd waiting = {.fd = s->fd, .events = POLLIN};
    return s->at_end || s->filled || s->start < s->end || poll(&waiting, 1, 0) != 0;
}

static stream_outcome fail(byte_stream *s, const char *why)
{
    s->problem = why;
    return STREAM_FAILED;
}

/// Reads from the source. STREAM_END at its end.
static stream_outcome take_from_source(byte_stream *s, char *to, size_t room, size_t *got)
{
    const ptrdiff_t count = s->source.read(s->source.state, to, room);
    *got = count > 0 ? (size_t)count : 0;
    s->at_end = count <= 0;
    if (count >= 0)
        return count > 0 ? STREAM_BYTES : STREAM_END;
    const char *why = s->source.problem(s->source.state);
    return why != NULL ? fail(s, why) : STREAM_NO_MEMORY;
}

/// Reads from the file. STREAM_END at its end.
static stream_outcome take(byte_stream *s, char *to, size_t room, size_t *got)
{
    if (s->source.state != NULL)
        return take_from_source(s, to, room, got);
    if (s->given_count > 0) {
        memcpy(to, s->given, s->given_count);
        *got = s->given_count;
        s->taken += *got;
        s->given_count = 0;
        return STREAM_BYTES;
    }
    ssize_t count;
    do
        count = read(s->fd, to, room);
    while (count < 0 && errno == EINTR);
    *got = count > 0 ? (size_t)count : 0;
    s->taken += *got;
    s->at_end = count <= 0;
    return count > 0 ? STREAM_BYTES : count == 0 ? STREAM_END : fail(s, "the file could not be read");
}

// --- beginning ---

static const struct {
    slice head;
    coding coding;
    const char *damaged, *cut_off;
} codings[] = {
    {SLICE_INIT("\x1F\x8B"), CODING_GZIP, "the gzip data is damaged", "the gzip data is cut off"},
    {SLICE_INIT("\x28\xB5\x2F\xFD"), CODING_ZSTD, "the zstd data is damaged", "the zstd data is cut off"},
    {SLICE_INIT("\xFD"
                "7zXZ\0"),
     CODING_XZ, "the xz data is damaged", "the xz data is cut off"},
};

static coding coding_of(slice bytes)
{
    for (size_t i = 0; i < sizeof codings / sizeof *codings; i++) {
        if (slice_starts_with(bytes, codings[i].head))
            return codings[i].coding;
    }
    return CODING_NONE;
}

/// True if more bytes may show that the data is compressed.
static bool may_be_coded(slice bytes)
{
    bool may = false;
    for (size_t i = 0; i < sizeof codings / sizeof *codings; i++)
        may = may || (bytes.len < codings[i].head.len && slice_starts_with(codings[i].head, bytes));
    return may;
}

static stream_outcome fail_as_damaged(byte_stream *s)
{
    return fail(s, codings[s->coding - CODING_GZIP].damaged);
}

static void *zlib_allocate(void *state, unsigned count, unsigned size)
{
    const allocator *from = state;
    return from->resize(from->state, NULL, (size_t)count * size);
}

static void zlib_release(void *state, void *block)
{
    const allocator *from = state;
    (void)from->resize(from->state, block, 0);
}

static void *lzma_allocate(void *state, size_t count, size_t size)
{
    const allocator *from = state;
    return from->resize(from->state, NULL, count * size);
}

static void lzma_release(void *state, void *block)
{
    const allocator *from = state;
    (void)from->resize(from->state, block, 0);
}

/// Begins a part.
static bool begin_xz(byte_stream *s)
{
    enum { MOST_MEMORY = 128 << 20 };
    return lzma_stream_decoder(&s->xz, MOST_MEMORY, 0) == LZMA_OK;
}

static bool start_xz(byte_stream *s)
{
    s->xz = (lzma_stream)LZMA_STREAM_INIT;
    s->xz_memory = (lzma_allocator){lzma_allocate, lzma_release, &s->from};
    s->xz.allocator = &s->xz_memory;
    return begin_xz(s);
}

static bool start_gzip(byte_stream *s)
{
    enum { GZIP_ONLY = 16 };
    s->gzip = (z_stream){.zalloc = zlib_allocate, .zfree = zlib_release, .opaque = &s->from};
    return inflateInit2(&s->gzip, MAX_WBITS + GZIP_ONLY) == Z_OK;
}

static bool start_zstd(byte_stream *s)
{
    s->zstd = ZSTD_createDStream();
    return s->zstd != NULL;
}

/// Makes the decompressor, whose first input is what was read to see what it is.
static bool start_decompressing(byte_stream *s, coding found, const char *bytes, size_t count)
{
    s->input = s->from.resize(s->from.state, NULL, INPUT_WINDOW);
    if (s->input == NULL)
        return false;
    memcpy(s->input, bytes, count);
    s->end = count;
    bool started = found == CODING_GZIP ? start_gzip(s) : found == CODING_ZSTD ? start_zstd(s) : start_xz(s);
    if (!started)
        return false;
    s->coding = found;
    return true;
}

/// The first read: as many bytes as tell whether the data is compressed.
static stream_outcome begin(byte_stream *s, char *to, size_t room, size_t *got)
{
    stream_outcome outcome = STREAM_BYTES;
    size_t count = 0;
    *got = 0;
    if (room > INPUT_WINDOW)
        room = INPUT_WINDOW;
    do {
        outcome = take(s, to + *got, room - *got, &count);
        *got += count;
    } while (outcome == STREAM_BYTES && may_be_coded((slice){to, *got}));
    if (outcome == STREAM_FAILED)
        return outcome;
    coding found = coding_of((slice){to, *got});
    if (found != CODING_NONE)
        return start_decompressing(s, found, to, *got) ? STREAM_BYTES : STREAM_NO_MEMORY;
    s->coding = CODING_NONE;
    return *got > 0 ? STREAM_BYTES : STREAM_END;
}

// --- decompressing ---

/// Where decompressed bytes go.
typedef struct output {
    char *to;
    size_t room, got;
} output;

static stream_outcome gunzip(byte_stream *s, output *out)
{
    if (!s->in_part && s->start < s->end && inflateReset(&s->gzip) != Z_OK)
        return fail_as_damaged(s);
    z_stream *z = &s->gzip;
    z->next_in = (unsigned char *)s->input + s->start;
    z->avail_in = (unsigned)(s->end - s->start);
    z->next_out = (unsigned char *)out->to;
    z->avail_out = (unsigned)out->room;
    int outcome = inflate(z, Z_NO_FLUSH);
    s->start = s->end - z->avail_in;
    out->got = out->room - z->avail_out;
    s->in_part = outcome != Z_STREAM_END;
    if (outcome == Z_MEM_ERROR)
        return STREAM_NO_MEMORY;
    return outcome == Z_OK || outcome == Z_STREAM_END || outcome == Z_BUF_ERROR ? STREAM_BYTES
                                                                                : fail_as_damaged(s);
}

static stream_outcome unzstd(byte_stream *s, output *out)
{
    ZSTD_inBuffer in = {s->input, s->end, s->start};
    ZSTD_outBuffer to = {out->to, out->room, 0};
    size_t outcome = ZSTD_decompressStream(s->zstd, &to, &in);
    s->start = in.pos;
    out->got = to.pos;
    s->in_part = outcome != 0;
    if (!ZSTD_isError(outcome))
        return STREAM_BYTES;
    switch (ZSTD_getErrorCode(outcome)) {
    case ZSTD_error_memory_allocation: return STREAM_NO_MEMORY;
    case ZSTD_error_frameParameter_windowTooLarge:
        return fail(s, "the zstd data needs a window of more than 128 MiB");
    default: return fail_as_damaged(s);
    }
}

static stream_outcome unxz(byte_stream *s, output *out)
{
    if (!s->in_part && s->start < s->end && !begin_xz(s))
        return STREAM_NO_MEMORY;
    lzma_stream *x = &s->xz;
    x->next_in = (const uint8_t *)s->input + s->start;
    x->avail_in = s->end - s->start;
    x->next_out = (uint8_t *)out->to;
    x->avail_out = out->room;
    lzma_ret outcome = lzma_code(x, LZMA_RUN);
    s->start = s->end - x->avail_in;
    out->got = out->room - x->avail_out;
    s->in_part = outcome != LZMA_STREAM_END;
    switch (outcome) {
    case LZMA_OK:
    case LZMA_BUF_ERROR: // the data is cut off, or more of it is needed
    case LZMA_STREAM_END: return STREAM_BYTES;
    case LZMA_MEM_ERROR: return STREAM_NO_MEMORY;
    case LZMA_MEMLIMIT_ERROR: return fail(s, "the xz data needs more than 128 MiB of memory");
    default: return fail_as_damaged(s);
    }
}

static stream_outcome decompress(byte_stream *s, output *out)
{
    enum { LARGEST_ROOM = 1 << 30 };
    const uint64_t before = s->taken;
    if (out->room > LARGEST_ROOM)
        out->room = LARGEST_ROOM;
    for (;;) {
        if (s->problem != NULL)
            return STREAM_FAILED;
        if (s->start == s->end && !s->filled && !s->at_end) {
            s->start = 0;
            if (s->taken - before > LIMIT_ENDLESS_RECORD)
                return fail(s, "1 GiB of compressed data holds no text");
            stream_outcome taken = take(s, s->input, INPUT_WINDOW, &s->end);
            if (taken == STREAM_FAILED)
                return taken;
        }
        if (s->start == s->end && !s->filled) {
            if (!s->in_part)
                return STREAM_END;
            return fail(s, codings[s->coding - CODING_GZIP].cut_off);
        }
        stream_outcome outcome = s->coding == CODING_GZIP   ? gunzip(s, out)
                                 : s->coding == CODING_ZSTD ? unzstd(s, out)
                                                            : unxz(s, out);
        s->filled = out->got == out->room && s->in_part;
        if (out->got > 0 && outcome == STREAM_FAILED)
            return STREAM_BYTES; // the next call returns the problem
        if (out->got > 0 || outcome != STREAM_BYTES)
            return outcome;
    }
}

stream_outcome byte_stream_read(byte_stream *s, char *to, size_t room, size_t *got)
{
    *got = 0;
    if (s->coding == CODING_UNKNOWN) {
        stream_outcome outcome = begin(s, to, room, got);
        if (outcome == STREAM_BYTES && s->coding == CODING_NONE)
            return outcome;
        *got = 0;
        if (outcome != STREAM_BYTES)
            return outcome;
    }
    if (s->coding == CODING_NONE)
        return take(s, to, room, got);
    output out = {to, room, 0};
    stream_outcome outcome = decompress(s, &out);
    *got = out.got;
    return outcome;
}
