// A file system that cannot do without names gives a file whose name is removed at once.
#include "file/nameless.h"
#include "write/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int nameless_open(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL && errno != ENOENT))
        return fd;
    char *path = must_format("%s/advise-XXXXXX", folder);
    fd = mkostemp(path, O_CLOEXEC);
    const int why = errno;
    if (fd >= 0)
        (void)unlink(path);
    free(path);
    errno = why;
    return fd;
}

const char *nameless_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder != NULL && *folder != '\0' ? folder : "/tmp";
}

bool nameless_write(int fd, const char *bytes, size_t length, uint64_t at)
{
    while (length > 0) {
        const ssize_t wrote = pwrite(fd, bytes, length, (off_t)at);
        if (wrote == 0)
            errno = ENOSPC;
        if (wrote == 0 || (wrote < 0 && errno != EINTR))
            return false;
        const size_t done = wrote > 0 ? (size_t)wrote : 0;
        bytes += done;
        length -= done;
        at += done;
    }
    return true;
}

bool nameless_read(int fd, char *to, size_t length, uint64_t at)
{
    while (length > 0) {
        const ssize_t got = pread(fd, to, length, (off_t)at);
        if (got == 0)
            errno = EIO;
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        const size_t done = got > 0 ? (size_t)got : 0;
        to += done;
        length -= done;
        at += done;
    }
    return true;
}
