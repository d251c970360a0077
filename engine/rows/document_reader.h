/// Reads YAML profiles into the columns of a block, as row_reader.h reads JSON: what is written plainly and is right. Everything else it
/// leaves to the full reader. What it takes, the full reader would take too, with the same values.
#ifndef ADVISE_ROWS_DOCUMENT_READER_H
#define ADVISE_ROWS_DOCUMENT_READER_H

#include "cohort/cohort.h"
#include "rows/row_reader.h"

typedef struct document_reader document_reader;

/// A reader for one thread, which reads with `rows`. Lives in `a`. Call below `arena_run(a)`.
document_reader *document_reader_new(arena *a, row_reader *rows);

/// Reads other records from here on, which the caller keeps.
void document_reader_set(document_reader *d, const cohort_record *records, size_t count);

/// Reads the document of a record into a new row of the block. It is fastest when the records are read in order. Call below
/// `arena_run(block_arena(b))`, after `block_begin`.
/// @param index  of a record of YAML
/// @return false if the record is for the full reader: no row was added
bool document_read(document_reader *d, block *b, size_t index);

#endif
