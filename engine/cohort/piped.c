// A workbook is read at any place, which a pipe does not allow: it is held in memory. Other streams give back what was read to see what they
// are.
#include "cohort/cohort_state.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

static const char archive_head[] = "PK\x03\x04";

/// Reads what there is; 0 at the end, or if reading fails: whoever reads on sees that again.
static size_t read_some(int fd, char *to, size_t room)
{
    ssize_t got;
    do
        got = read(fd, to, room);
    while (got < 0 && errno == EINTR);
    return got > 0 ? (size_t)got : 0;
}

static bool write_all(int fd, const char *from, size_t length)
{
    while (length > 0) {
        const ssize_t wrote = write(fd, from, length);
        if (wrote <= 0 && errno != EINTR)
            return false;
        from += wrote > 0 ? wrote : 0;
        length -= wrote > 0 ? (size_t)wrote : 0;
    }
    return true;
}

/// Copies a stream to memory. The bytes, or 0 if that cannot be done.
static uint64_t copy_stream(int from, int to)
{
    char bytes[1 << 14];
    uint64_t total = sizeof archive_head - 1;
    size_t got = 0;
    bool good = write_all(to, archive_head, (size_t)total);
    while (good && (got = read_some(from, bytes, sizeof bytes)) > 0) {
        total += got;
        good = total >> 20 < LIMIT_PIPED_WORKBOOK_MIB && write_all(to, bytes, got);
    }
    return good ? total : 0;
}

cohort_step hold_piped_workbook(cohort *c, uint64_t *size, diag_list *diags)
{
    c->head_length = 0;
    while (c->head_length < sizeof c->head &&
           (c->head_length == 0 || memcmp(c->head, archive_head, c->head_length) == 0)) {
        if (read_some(c->fd, c->head + c->head_length, 1) == 0)
            break;
        c->head_length++;
    }
    if (c->head_length < sizeof c->head || memcmp(c->head, archive_head, sizeof c->head) != 0)
        return COHORT_RECORD;
    const int held = memfd_create("workbook", MFD_CLOEXEC);
    *size = held >= 0 ? copy_stream(c->fd, held) : 0;
    if (c->fd > 0)
        (void)close(c->fd);
    c->fd = held;
    return *size > 0
               ? COHORT_RECORD
               : input_unreadable(
                     c, diags,
                     "a workbook from a pipe is held in memory, and may have 256 MiB: save it as a file");
}
