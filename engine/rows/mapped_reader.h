/// Reads JSON profiles whose keys have an office's own names into the columns of a block: keys by the map, values by the vocabulary, without
/// building a tree. What is out of the ordinary it leaves to the full reader, as row_reader.h does. What it takes, the full reader would take
/// too, with the same values.
#ifndef ADVISE_ROWS_MAPPED_READER_H
#define ADVISE_ROWS_MAPPED_READER_H

#include "profile/cells.h"
#include "rows/row_reader.h"

typedef struct mapped_reader mapped_reader;

/// A reader for one thread, which reads with `rows`. Lives in `a`. Call below `arena_run(a)`.
mapped_reader *mapped_reader_new(arena *a, row_reader *rows);

/// Reads one JSON object into a new row of the block, as `row_read`.
/// @param style  with a map; the same one for all calls
/// @return false if the text is for the full reader: no row was added
bool mapped_read(mapped_reader *m, const cells_style *style, block *b, slice text);

/// The text of a kept column of an object that was taken, without blanks around it.
/// @param out  receives the text; NULL if there is none
/// @return false if it is for `cohort_read_kept`
bool mapped_read_kept(mapped_reader *m, slice text, slice name, slice *out);

#endif
