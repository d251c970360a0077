// To be preloaded: gives as many blocks of memory as SHORT_MEMORY says, and no more.
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static atomic_long left = -1;

static int is_short(void)
{
    if (atomic_load(&left) < 0) {
        const char *asked = getenv("SHORT_MEMORY");
        atomic_store(&left, asked != NULL ? atol(asked) : 1L << 40);
    }
    if (atomic_load(&left) == 0) {
        errno = ENOMEM;
        return 1;
    }
    atomic_fetch_sub(&left, 1);
    return 0;
}

void *malloc(size_t size)
{
    return is_short() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return is_short() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    return is_short() ? NULL : __libc_realloc(block, size);
}
