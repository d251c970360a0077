#include "failing.h"

#include <stdlib.h>

static void *resize(void *state, void *block, size_t size)
{
    failing_allocator *failing = state;
    if (size == 0) {
        failing->live -= block != NULL;
        free(block);
        return NULL;
    }
    failing->allocations++;
    bool due = failing->fail_at != 0 && (failing->from_there_on ? failing->allocations >= failing->fail_at
                                                                : failing->allocations == failing->fail_at);
    if (due) {
        failing->failed = true;
        return NULL;
    }
    void *resized = realloc(block, size);
    failing->live += block == NULL && resized != NULL;
    return resized;
}

allocator failing_allocator_of(failing_allocator *state)
{
    return (allocator){.resize = resize, .state = state};
}
