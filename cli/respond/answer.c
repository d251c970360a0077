// One request from its beginning to its end, also where memory ends.
#include "respond/held.h"
#include "respond/respond.h"
#include "write/memory.h"

typedef struct attempt {
    const respond_route *route;
    const responder *by;
    const char *body;
    size_t length;
    response *out;
} attempt;

static void try_to_answer(void *argument)
{
    const attempt *a = argument;
    response_begin(a->out);
    a->route->answer(a->by, a->body, a->length, a->out);
    response_end(a->out);
}

void respond_answer(const respond_route *route, const responder *by, const char *body, size_t length,
                    response *out)
{
    attempt a = {route, by, body, length, out};
    *out = (response){0};
    if (memory_try(try_to_answer, &a))
        return;
    held_release_all();
    response_refuse(out);
}
