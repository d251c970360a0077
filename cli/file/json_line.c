// jansson takes a lack of memory for a fault of the text, or goes on; with this allocator there is none.
#include "file/json_line.h"
#include "write/memory.h"

#include <stdlib.h>

static void *must_allocate(size_t size)
{
    return must_have(malloc(size));
}

json_t *json_line_parse(const char *line, size_t length)
{
    json_set_alloc_funcs(must_allocate, free);
    return json_loadb(line, length, 0, NULL);
}
