#include "respond/memory_file.h"

#include "write/stream.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

bool memory_file_open(memory_file *f, const char *text, size_t length)
{
    f->fd = memfd_create("advise", MFD_CLOEXEC);
    if (f->fd < 0)
        return false;
    (void)snprintf(f->path, sizeof f->path, "/proc/self/fd/%d", f->fd);
    if (stream_write_all(f->fd, text, length) == length)
        return true;
    const int why = errno;
    memory_file_close(f);
    errno = why;
    return false;
}

void memory_file_close(memory_file *f)
{
    (void)close(f->fd);
}
