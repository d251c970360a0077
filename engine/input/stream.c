// Reads a file, through zlib or libzstd if its first bytes ask for it. A file may be several compressed parts, one after the other.
#include "input/stream.h"

#include "base/limits.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { INPUT_WINDOW = 1 << 16, MAGIC = 4 };

typedef enum coding { CODING_UNKNOWN, CODING_NONE, CODING_GZIP, CODING_ZSTD } coding;

struct byte_stream {
    allocator from;
    int fd;
    coding coding;
    bool at_end;    ///< of the file
    bool in_part;   ///< a compressed part has begun and not ended
    bool filled;    ///< the last output took all the room there was: more may be held back
    uint64_t taken; ///< bytes read from the file
    const char *problem;
    char *input; ///< of compressed data: what was read and not used yet lies from `start` to `end`
    size_t start, end;
    z_stream gzip;
    ZSTD_DStream *zstd;
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
    (void)ZSTD_freeDStream(s->zstd);
    allocator from = s->from;
    (void)from.resize(from.state, s->input, 0);
    (void)from.resize(from.state, s, 0);
}

const char *byte_stream_problem(const byte_stream *s)
{
    return s->problem;
}

bool byte_stream_is_compressed(const byte_stream *s)
{
    return s->coding == CODING_GZIP || s->coding == CODING_ZSTD;
}

uint64_t byte_stream_taken(const byte_stream *s)
{
    return s->taken;
}

bool byte_stream_is_ready(const byte_stream *s)
{
    struct pollfd waiting = {.fd = s->fd, .events = POLLIN};
    return s->at_end || s->filled || s->start < s->end || poll(&waiting, 1, 0) != 0;
}

static stream_outcome fail(byte_stream *s, const char *why)
{
    s->problem = why;
    return STREAM_FAILED;
}

/// Reads from the file. STREAM_END at its end.
static stream_outcome take(byte_stream *s, char *to, size_t room, size_t *got)
{
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

static coding coding_of(const char *bytes, size_t count)
{
    if (count >= 2 && memcmp(bytes, "\x1F\x8B", 2) == 0)
        return CODING_GZIP;
    if (count >= 4 && memcmp(bytes, "\x28\xB5\x2F\xFD", 4) == 0)
        return CODING_ZSTD;
    return CODING_NONE;
}

/// Why a file of another kind cannot be read; NULL: it is none of those that people mistake for text.
static const char *problem_of(const char *bytes, size_t count)
{
    static const struct {
        const char *start, *problem;
    } kinds[] = {
        {"SQLite format 3", "this is an SQLite database, which advise batch --query reads"},
        {"PK\x03\x04", "this is a workbook or a ZIP archive: save the sheet as CSV, or unpack the archive"},
        {"\xD0\xCF\x11\xE0", "this is an old workbook: save the sheet as CSV"},
        {"\xFD"
         "7zXZ",
         "this is compressed by xz; gzip and zstd can be read"},
        {"BZh", "this is compressed by bzip2; gzip and zstd can be read"},
        {"\xFF\xFE", "this is UTF-16: save the file as UTF-8"},
        {"\xFE\xFF", "this is UTF-16: save the file as UTF-8"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(kinds[i].start);
        if (count >= length && memcmp(bytes, kinds[i].start, length) == 0)
            return kinds[i].problem;
    }
    return NULL;
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

/// Makes the decompressor, whose first input is what was read to see what it is.
static bool start_decompressing(byte_stream *s, coding found, const char *bytes, size_t count)
{
    s->input = s->from.resize(s->from.state, NULL, INPUT_WINDOW);
    if (s->input == NULL)
        return false;
    memcpy(s->input, bytes, count);
    s->end = count;
    if (found == CODING_ZSTD) {
        s->zstd = ZSTD_createDStream();
        if (s->zstd == NULL)
            return false;
    } else {
        enum { GZIP_ONLY = 16 };
        s->gzip = (z_stream){.zalloc = zlib_allocate, .zfree = zlib_release, .opaque = &s->from};
        if (inflateInit2(&s->gzip, MAX_WBITS + GZIP_ONLY) != Z_OK)
            return false;
    }
    s->coding = found;
    return true;
}

/// The first read: as many bytes as tell what the file is.
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
    } while (outcome == STREAM_BYTES && *got < MAGIC && (to[0] == '\x1F' || to[0] == '\x28'));
    if (outcome == STREAM_FAILED)
        return outcome;
    coding found = coding_of(to, *got);
    if (found == CODING_NONE) {
        const char *problem = problem_of(to, *got);
        if (problem != NULL)
            return fail(s, problem);
        s->coding = CODING_NONE;
        return *got > 0 ? STREAM_BYTES : STREAM_END;
    }
    return start_decompressing(s, found, to, *got) ? STREAM_BYTES : STREAM_NO_MEMORY;
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
        return fail(s, "the gzip data is damaged");
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
    return outcome == Z_OK || outcome == Z_STREAM_END || outcome == Z_BUF_ERROR
               ? STREAM_BYTES
               : fail(s, "the gzip data is damaged");
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
    default: return fail(s, "the zstd data is damaged");
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
            return fail(s,
                        s->coding == CODING_GZIP ? "the gzip data is cut off" : "the zstd data is cut off");
        }
        stream_outcome outcome = s->coding == CODING_GZIP ? gunzip(s, out) : unzstd(s, out);
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
