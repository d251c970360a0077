// A file is looked at in parts, each by a thread. A part looks beyond its end as far as a character that is cut there can reach, and the next
// one passes over the rest of such a character at its beginning.
#include "input/utf8_file.h"

#include "input/encoding.h"

#include <pthread.h>
#include <unistd.h>

enum { MOST_CONTINUED = 3 }; ///< bytes of a character after its first

/// @param census  receives what was found; what its end says is left to the caller
/// @return false if something is not valid, or could not be read
static bool read_part(int fd, uint64_t start, uint64_t end, utf8_census *census)
{
    enum { ROOM = 1 << 14 };
    char text[ROOM];
    uint64_t at = start;
    bool read = true;
    while (read && at < end && census->bad_lines == 0) {
        ssize_t got = pread(fd, text, end - at < ROOM ? (size_t)(end - at) : ROOM, (off_t)at);
        read = got > 0;
        slice chunk = {text, read ? (size_t)got : 0};
        while (at < start + MOST_CONTINUED && start > 0 && chunk.len > 0 &&
               ((unsigned char)chunk.ptr[0] & 0xC0) == 0x80) {
            chunk = slice_part(chunk, 1, chunk.len);
            at++;
        }
        (void)utf8_census_read(census, chunk, false);
        at += chunk.len;
    }
    return read && census->bad_lines == 0;
}

bool utf8_part_is_valid(int fd, uint64_t start, uint64_t end)
{
    utf8_census census = {0};
    return read_part(fd, start, end, &census);
}

/// A part of a file that a thread looks at.
typedef struct file_part {
    uint64_t start, end, size;
    int fd;
    bool is_valid;
} file_part;

static void *look_at_part(void *argument)
{
    file_part *part = argument;
    const uint64_t beyond = part->size - part->end < MOST_CONTINUED ? part->size : part->end + MOST_CONTINUED;
    utf8_census census = {0};
    part->is_valid = read_part(part->fd, part->start, beyond, &census);
    if (beyond == part->size)
        utf8_census_end(&census); // the last character must be whole
    part->is_valid = part->is_valid && census.bad_lines == 0;
    return NULL;
}

static bool shows_encoding(int fd, uint64_t start)
{
    char head[ENCODING_HEAD];
    const ssize_t got = pread(fd, head, sizeof head, (off_t)start);
    return got < 0 || encoding_of((slice){head, (size_t)got}) != NULL;
}

bool utf8_file_is_valid(int fd, uint64_t size, size_t threads)
{
    enum {
        MOST_THREADS = 16,
        LEAST_PART = 1 << 21
    }; // starting a thread takes as long as looking at some of it
    file_part parts[MOST_THREADS];
    pthread_t others[MOST_THREADS];
    const off_t stands = lseek(fd, 0, SEEK_CUR);
    if (stands < 0 || (uint64_t)stands > size || shows_encoding(fd, (uint64_t)stands))
        return false;
    const uint64_t start = (uint64_t)stands;
    const uint64_t most = (size - start) / LEAST_PART + 1;
    size_t count = threads < MOST_THREADS ? threads : MOST_THREADS;
    count = count > most ? (size_t)most : count > 0 ? count : 1;
    const uint64_t share = (size - start) / count;
    for (size_t i = 0; i < count; i++) {
        const uint64_t end = i + 1 < count ? start + share * (i + 1) : size;
        parts[i] = (file_part){.fd = fd, .start = start + share * i, .end = end, .size = size};
    }
    size_t started =
        1; // the first part is for this thread, and so are those for which no thread can be started
    while (started < count && pthread_create(&others[started], NULL, look_at_part, &parts[started]) == 0)
        started++;
    (void)look_at_part(&parts[0]);
    for (size_t i = started; i < count; i++)
        (void)look_at_part(&parts[i]);
    bool is_valid = parts[0].is_valid;
    for (size_t i = 1; i < count; i++) {
        if (i < started)
            (void)pthread_join(others[i], NULL);
        is_valid = is_valid && parts[i].is_valid;
    }
    return is_valid;
}
