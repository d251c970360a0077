// Streams of the C library over functions of our own, which try again.
#include "write/stream.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUFFER = 1 << 16 };

size_t stream_write_all(int fd, const char *bytes, size_t length)
{
    size_t done = 0;
    while (done < length) {
        ssize_t wrote = write(fd, bytes + done, length - done);
        if (wrote > 0)
            done += (size_t)wrote;
        else if (wrote == 0)
            errno = ENOSPC; // a device that takes nothing, and does not say why
        if (wrote == 0 || (wrote < 0 && errno != EINTR))
            break;
    }
    return done;
}

int stream_close(int fd)
{
    return close(fd) == 0 || errno == EINTR ? 0 : -1;
}

typedef struct cookie {
    int fd;
    int failure;
} cookie;

static ssize_t write_to(void *state, const char *bytes, size_t length)
{
    cookie *c = state;
    size_t done = c->failure == 0 ? stream_write_all(c->fd, bytes, length) : 0;
    if (done < length && c->failure == 0)
        c->failure = errno;
    errno = c->failure;
    return (ssize_t)done;
}

static int close_cookie(void *state)
{
    cookie *c = state;
    int result = stream_close(c->fd);
    int why = errno;
    free(c);
    errno = why;
    return result;
}

FILE *stream_to(int fd, const int **failure)
{
    cookie *c = malloc(sizeof *c);
    if (c == NULL)
        return NULL;
    *c = (cookie){.fd = fd};
    *failure = &c->failure;
    FILE *stream = fopencookie(c, "w", (cookie_io_functions_t){.write = write_to, .close = close_cookie});
    if (stream != NULL)
        (void)setvbuf(stream, NULL, _IOFBF, BUFFER);
    else
        free(c);
    return stream;
}
