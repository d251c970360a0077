#include "respond/held.h"

#include <assert.h>
#include <stddef.h>

enum { MOST = 16 };

static _Thread_local struct {
    void (*release)(void *resource);
    void *resource;
} held[MOST];
static _Thread_local size_t count;

void held_add(void (*release)(void *resource), void *resource)
{
    if (resource == NULL)
        return;
    assert(count < MOST); // a request holds as many as its code says, whatever it asks
    held[count].release = release;
    held[count].resource = resource;
    count++;
}

void held_release(void *resource)
{
    size_t at = count;
    while (at > 0 && held[at - 1].resource != resource)
        at--;
    if (at == 0)
        return;
    void (*release)(void *of) = held[at - 1].release;
    for (count--; at <= count; at++)
        held[at - 1] = held[at];
    release(resource);
}

void held_release_all(void)
{
    while (count > 0)
        held_release(held[count - 1].resource);
}
