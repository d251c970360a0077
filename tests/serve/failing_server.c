// To be preloaded into the local page's server: makes one call of the C library fail, or all from there on, while the server runs, and counts
// calls and blocks of memory. Whoever started the server says which in a file that both map: SERVE_TORTURE names it.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void __libc_free(void *block);

enum { MEMORY, RECEIVE, SEND, ACCEPT, WAIT, GROUPS };

/// As serve.py packs it.
typedef struct control {
    _Atomic int64_t group, at, from_there_on, error; ///< at: the call that fails, from 1; 0: none
    _Atomic int64_t live;                            ///< blocks that are not freed
    _Atomic int64_t calls[GROUPS];
} control;

static control own;
static control *shared = &own;

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("SERVE_TORTURE");
    const int fd = path != NULL ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *mapped =
        fd >= 0 ? mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : MAP_FAILED;
    if (mapped != MAP_FAILED)
        shared = mapped;
    if (fd >= 0)
        (void)close(fd);
}

static int fails(int group)
{
    const int64_t call = atomic_fetch_add(&shared->calls[group], 1) + 1;
    const int64_t at = atomic_load(&shared->at);
    if (at == 0 || atomic_load(&shared->group) != group ||
        (atomic_load(&shared->from_there_on) ? call < at : call != at))
        return 0;
    errno = group == MEMORY ? ENOMEM : (int)atomic_load(&shared->error);
    return 1;
}

static void *counted(void *block)
{
    atomic_fetch_add(&shared->live, block != NULL);
    return block;
}

void *malloc(size_t size)
{
    return fails(MEMORY) ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return fails(MEMORY) ? NULL : counted(__libc_calloc(count, size));
}

void *realloc(void *block, size_t size)
{
    if (fails(MEMORY))
        return NULL;
    return block == NULL ? counted(__libc_realloc(NULL, size)) : __libc_realloc(block, size);
}

void free(void *block)
{
    atomic_fetch_sub(&shared->live, block != NULL);
    __libc_free(block);
}

/// The function of that name behind this one.
#define NEXT(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

ssize_t recv(int fd, void *to, size_t size, int flags)
{
    return fails(RECEIVE) ? -1 : NEXT(recv)(fd, to, size, flags);
}

ssize_t send(int fd, const void *from, size_t size, int flags)
{
    return fails(SEND) ? -1 : NEXT(send)(fd, from, size, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    return fails(SEND) ? -1 : NEXT(sendmsg)(fd, message, flags);
}

int accept4(int fd, struct sockaddr *restrict address, socklen_t *restrict length, int flags)
{
    return fails(ACCEPT) ? -1 : NEXT(accept4)(fd, address, length, flags);
}

int epoll_wait(int fd, struct epoll_event *events, int most, int milliseconds)
{
    return fails(WAIT) ? -1 : NEXT(epoll_wait)(fd, events, most, milliseconds);
}

int poll(struct pollfd *wait, nfds_t count, int milliseconds)
{
    return fails(WAIT) ? -1 : NEXT(poll)(wait, count, milliseconds);
}
