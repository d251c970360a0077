/// Memory for one request: so much, and no more, whatever it asks of the library.
#ifndef ADVISE_CLI_RESPOND_BOUNDED_H
#define ADVISE_CLI_RESPOND_BOUNDED_H

#include "advise.h"

typedef struct bounded_memory bounded_memory;

/// An allocator that gives at most `most` bytes at a time, to any thread.
bounded_memory *bounded_new(size_t most, advise_allocator *from);
/// Frees it with all that came from it and is left: what holds nothing of other libraries need not be freed before.
void bounded_free(bounded_memory *b);

#endif
