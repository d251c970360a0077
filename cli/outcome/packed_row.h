/// Rows on their way from the threads that make them to the one that puts them into a database.
#ifndef ADVISE_CLI_OUTCOME_PACKED_ROW_H
#define ADVISE_CLI_OUTCOME_PACKED_ROW_H

#include "advise.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cell_kind { CELL_NULL, CELL_INTEGER, CELL_REAL, CELL_TEXT } cell_kind;

typedef struct cell {
    cell_kind kind;
    int64_t integer;
    double real;
    const char *text; ///< NUL-terminated; lives as long as the rows
    size_t length;    ///< of the text
} cell;

/// Begins a row of a table.
void cells_row(advise_text *out, unsigned char table);
void cells_null(advise_text *out);
void cells_count(advise_text *out, size_t count);
void cells_real(advise_text *out, double value);
void cells_text(advise_text *out, const char *text);
/// A text that is written to `out` piece by piece, without NULs, between these.
void cells_text_begin(advise_text *out);
void cells_text_end(advise_text *out);

/// Takes the beginning of a row at `*at`: its table.
unsigned char cells_take_row(const char **at);
/// Takes the cell at `*at`.
cell cells_take(const char **at);

#endif
