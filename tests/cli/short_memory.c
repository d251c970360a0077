// To be preloaded: gives as many blocks of memory as SHORT_MEMORY says, and no more; with SHORT_MEMORY_ONCE, more after the next one was
// refused. Writes to the file SHORT_MEMORY_REPORT how many were asked for.
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static const long many = 1L << 40;
static atomic_long left = -1;

static int is_short(void)
{
    if (atomic_load(&left) < 0) {
        const char *asked = getenv("SHORT_MEMORY");
        atomic_store(&left, asked != NULL ? atol(asked) : many);
    }
    if (atomic_load(&left) == 0) {
        if (getenv("SHORT_MEMORY_ONCE") != NULL)
            atomic_store(&left, many);
        errno = ENOMEM;
        return 1;
    }
    atomic_fetch_sub(&left, 1);
    return 0;
}

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("SHORT_MEMORY_REPORT");
    const long asked = many - atomic_load(&left);
    FILE *out = path != NULL ? fopen(path, "we") : NULL;
    if (out == NULL)
        return;
    (void)fprintf(out, "%ld\n", asked);
    (void)fclose(out);
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
