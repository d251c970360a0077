/// Ids of records, to find those that name several. Exact: the texts of ids are kept, one after the other in one block, and an open hash
/// table of 8 bytes a slot finds them. Past LIMIT_IDS or LIMIT_ID_BYTES no id is added; later records are still compared with those that
/// are there, and what could not be added is counted.
#ifndef ADVISE_BATCH_IDS_H
#define ADVISE_BATCH_IDS_H

#include "batch/pipeline.h"

typedef struct id_table id_table;

/// An empty table; NULL if memory ran out.
id_table *id_table_new(const allocator *from);
void id_table_free(id_table *t); ///< NULL is allowed

/// Adds the id of a record, in the order of the records; nothing if it is empty.
/// @param file  borrowed until the next call only
void id_table_add(id_table *t, slice id, slice file, size_t line);

/// What was found. Names of files are copied into `names`; call below `arena_run(names)`.
void id_table_give(const id_table *t, arena *names, pipeline_ids *out);

#endif
