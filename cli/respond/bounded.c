// Counts what is in use as malloc_usable_size tells it. All blocks are in a list, so that those of a request that is given up can be freed.
#include "respond/bounded.h"
#include "write/memory.h"

#include <malloc.h>
#include <pthread.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>

/// Before the bytes of a block. The list goes around, through the head of `bounded_memory`.
typedef struct link {
    alignas(max_align_t) struct link *before;
    struct link *after;
} link;

struct bounded_memory {
    pthread_mutex_t lock; ///< of all that follows: threads of a batch share it
    link blocks;
    size_t used, most;
};

static void take_out(link *at)
{
    at->before->after = at->after;
    at->after->before = at->before;
}

static void put_in(bounded_memory *b, link *at)
{
    *at = (link){&b->blocks, b->blocks.after};
    at->after->before = at;
    b->blocks.after = at;
}

static void *resize_locked(bounded_memory *b, link *block, size_t size)
{
    const size_t before = block != NULL ? malloc_usable_size(block) : 0;
    if (size > 0 && (size > b->most || b->used - before > b->most - size))
        return NULL;
    if (block != NULL)
        take_out(block);
    if (size == 0) {
        free(block);
        b->used -= before;
        return NULL;
    }
    link *after = realloc(block, sizeof *after + size);
    if (after != NULL || block != NULL)
        put_in(b, after != NULL ? after : block);
    if (after != NULL)
        b->used += malloc_usable_size(after) - before;
    return after != NULL ? after + 1 : NULL;
}

static void *resize(void *state, void *block, size_t size)
{
    bounded_memory *b = state;
    (void)pthread_mutex_lock(&b->lock);
    void *after = resize_locked(b, block != NULL ? (link *)block - 1 : NULL, size);
    (void)pthread_mutex_unlock(&b->lock);
    return after;
}

bounded_memory *bounded_new(size_t most, advise_allocator *from)
{
    bounded_memory *b = must_have(malloc(sizeof *b));
    *b = (bounded_memory){.most = most, .blocks = {&b->blocks, &b->blocks}};
    (void)pthread_mutex_init(&b->lock, NULL);
    *from = (advise_allocator){resize, b};
    return b;
}

void bounded_free(bounded_memory *b)
{
    if (b == NULL)
        return;
    for (link *at = b->blocks.after; at != &b->blocks;) {
        link *after = at->after;
        free(at);
        at = after;
    }
    (void)pthread_mutex_destroy(&b->lock);
    free(b);
}
