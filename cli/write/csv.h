/// The one writer of CSV (RFC 4180): cells are quoted where they must be, and none is a formula to a spreadsheet.
#ifndef ADVISE_CLI_WRITE_CSV_H
#define ADVISE_CLI_WRITE_CSV_H

#include "advise.h"

#include <stdbool.h>
#include <stddef.h>

/// Rows under way: commas are put where they belong.
typedef struct csv_writer {
    advise_text *out;
    bool after_cell;
} csv_writer;

/// A cell of text. Where a spreadsheet would take it for a formula (it begins with = + - @, a tab or the end of a line, and is no
/// number), an apostrophe comes first.
void csv_text(csv_writer *w, const char *text);
/// The same; a text of nothing but digits is quoted, so that a number of our own in its place can be told from it.
void csv_name(csv_writer *w, const char *text);
void csv_count(csv_writer *w, size_t count);
/// At most four decimals, as in JSON.
void csv_number(csv_writer *w, double value);
void csv_empty(csv_writer *w);
/// Ends the row by CR LF.
void csv_row_end(csv_writer *w);

#endif
