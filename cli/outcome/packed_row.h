/// Rows on their way from the threads that make them to the one that puts them into a database: packed into a text, as a batch hands on texts.
#ifndef ADVISE_CLI_OUTCOME_PACKED_ROW_H
#define ADVISE_CLI_OUTCOME_PACKED_ROW_H

#include "advise.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum packed_kind { PACKED_NULL, PACKED_INTEGER, PACKED_REAL, PACKED_TEXT } packed_kind;

typedef struct packed_cell {
    packed_kind kind;
    int64_t integer;
    double real;
    const char *text; ///< NUL-terminated; lives as long as the rows
    size_t length;    ///< of the text
} packed_cell;

/// Begins a row of a table.
void packed_row_begin(advise_text *out, unsigned char table);
void packed_null(advise_text *out);
void packed_count(advise_text *out, size_t count);
void packed_real(advise_text *out, double value);
void packed_text(advise_text *out, const char *text);
/// Begin and end a text that is added to `out` piece by piece, without NULs.
void packed_text_begin(advise_text *out);
void packed_text_end(advise_text *out);

/// Reads the table of the row at `*at`, and moves on to its first cell.
unsigned char packed_take_row(const char **at);
/// Reads the cell at `*at`, and moves on to the next.
packed_cell packed_take(const char **at);

#endif
