/// The one writer of CSV (RFC 4180). Cells are quoted if they must be, and no spreadsheet takes one for a formula.
#ifndef ADVISE_CLI_WRITE_CSV_H
#define ADVISE_CLI_WRITE_CSV_H

#include "write/ready.h"
#include "write/room.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/// How the spreadsheets of a language write CSV.
typedef struct csv_dialect {
    char delimiter, decimal; ///< delimiter CSV_TYPED: cells are typed
} csv_dialect;

/// Typed cells are for a workbook, which needs no quotes: a byte for the kind of the cell, its text as it is, and a NUL.
enum {
    CSV_TYPED = 1,
    CSV_TYPED_TEXT = 't',
    CSV_TYPED_NUMBER = 'n',
    CSV_TYPED_DATE = 'd',
    CSV_TYPED_ROW_END = '\n'
};
extern const csv_dialect csv_typed;

/// Rows that are being written; keeps track of commas.
typedef struct csv_writer {
    text_room to;               ///< of a text, which is complete only after `csv_row_end`
    const csv_dialect *dialect; ///< NULL: plain CSV, with commas and decimal points
    bool after_cell;
} csv_writer;

/// A writer to a stream. For a dialect it begins with a mark by which spreadsheets know UTF-8.
csv_writer csv_begin(FILE *stream, const csv_dialect *dialect);

/// A cell of text. If a spreadsheet would take it for a formula (it begins with = + - @, a tab or a line end, and is not a number), an
/// apostrophe comes first.
void csv_text(csv_writer *w, const char *text);
/// A cell that is ready: `csv_text` wrote it as the first of a row. Only into texts, and not in a dialect.
/// @param most  bytes that all blocks of the text take at most
void csv_ready(csv_writer *w, ready_text text, size_t most);
/// The same, but a text of digits only is quoted, to tell it from a number of our own in its place.
void csv_name(csv_writer *w, const char *text);
void csv_count(csv_writer *w, size_t count);
/// At most four decimals, as in JSON but for the decimal sign of the dialect.
void csv_number(csv_writer *w, double value);
/// A number that is written with a decimal point.
void csv_digits(csv_writer *w, const char *digits);
/// A date such as 2026-01-31.
void csv_date(csv_writer *w, const char *date);
void csv_empty(csv_writer *w);
/// Ends the row by CR LF.
void csv_row_end(csv_writer *w);

#endif
