// Counts what is in use as malloc_usable_size tells it: blocks need no head of their own.
#include "respond/bounded.h"
#include "write/memory.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>

struct bounded_memory {
    atomic_size_t used;
    size_t most;
};

static void *resize(void *state, void *block, size_t size)
{
    bounded_memory *b = state;
    const size_t before = block != NULL ? malloc_usable_size(block) : 0;
    if (size == 0) {
        free(block);
        (void)atomic_fetch_sub(&b->used, before);
        return NULL;
    }
    if (size > b->most || atomic_load(&b->used) - before > b->most - size)
        return NULL;
    void *after = realloc(block, size);
    if (after != NULL)
        (void)atomic_fetch_add(&b->used, malloc_usable_size(after) - before);
    return after;
}

bounded_memory *bounded_new(size_t most, advise_allocator *from)
{
    bounded_memory *b = must_have(malloc(sizeof *b));
    atomic_init(&b->used, 0);
    b->most = most;
    *from = (advise_allocator){resize, b};
    return b;
}

void bounded_free(bounded_memory *b)
{
    free(b);
}
