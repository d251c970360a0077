/// Reads JSON profiles straight into the columns of a block, by the pack's vocabulary, without building a tree. It takes what is written
/// plainly and is right; everything else it leaves to the full reader, which says what is wrong and where. What it takes, the full reader
/// would take too, with the same values: the two repeat each other on purpose, one for speed and one for messages, and random texts that
/// both read keep them equal (tests/columns/test_block.c).
#ifndef ADVISE_ROWS_ROW_READER_H
#define ADVISE_ROWS_ROW_READER_H

#include "columns/block.h"

enum { ROW_READER_PADDING = 256 }; ///< bytes after the text that may be read, whatever they are

typedef struct row_reader row_reader;

/// A reader for one thread. Lives in `a`. Call below `arena_run(a)`.
row_reader *row_reader_new(arena *a, const plan *p);

/// Reads one JSON object into a new row of the block. Strings of the row point into the text, which must live as long as the block
/// is not reset. Call below `arena_run(block_arena(b))`, after `block_begin`.
/// @param text  followed by a line end or a NUL; somewhere after it is a NUL, and after that ROW_READER_PADDING readable bytes
/// @return false if the text is for the full reader: no row was added
bool row_read(row_reader *r, block *b, slice text);

#endif
