/// Memory for one request: so much, and no more, whatever it asks of the library.
#ifndef ADVISE_CLI_RESPOND_BOUNDED_H
#define ADVISE_CLI_RESPOND_BOUNDED_H

#include "advise.h"

typedef struct bounded_memory bounded_memory;

/// An allocator that gives at most `most` bytes at a time. Free with `bounded_free` after all that came from it.
bounded_memory *bounded_new(size_t most, advise_allocator *from);
void bounded_free(bounded_memory *b);

#endif
