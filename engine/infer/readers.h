/// Which rules read a fact, or a field of the records that it holds: those that may do something else if it changes. It depends on the pack
/// alone, so it is found once for many profiles.
#ifndef ADVISE_INFER_READERS_H
#define ADVISE_INFER_READERS_H

#include "pack/pack.h"

typedef struct readers readers;

/// Rules by their indexes in the pack, ascending. Borrowed.
typedef struct reader_list {
    const size_t *rules;
    size_t count;
} reader_list;

/// Finds them for all facts. Lives in the arena; call below `arena_run(a)`.
readers *readers_new(arena *a, const pack *p);

/// The rules that read the fact, or anything in it.
reader_list readers_of_fact(const readers *r, size_t fact_index);

/// The rules that read one field of the records that the fact holds, and those for which that cannot be told.
/// @param field  its index in the fact's record type. Of the one that names the records: all that read the fact
reader_list readers_of_field(const readers *r, size_t fact_index, size_t field);

/// The rules that conclude records, and so copy what these have.
reader_list readers_that_copy(const readers *r);

#endif
