/// A row of a worksheet, as it is read cell by cell.
#ifndef ADVISE_WORKBOOK_SHEET_ROW_H
#define ADVISE_WORKBOOK_SHEET_ROW_H

#include "base/limits.h"
#include "base/text.h"
#include "workbook/workbook.h"

typedef enum cell_kind { CELL_IS_TEXT, CELL_IS_NUMBER, CELL_IS_FAULT } cell_kind;

/// The cells of one row, reused for the next.
typedef struct sheet_row {
    text_builder bytes; ///< the texts of all cells
    struct {
        size_t offset, length;
        cell_kind kind;
    } places[LIMIT_CELLS];
    workbook_cell cells[LIMIT_CELLS];
    size_t count;   ///< up to the last cell that is not empty
    size_t most;    ///< bytes that a row may have
    bool too_large; ///< it has more, or more cells
} sheet_row;

void sheet_row_begin(sheet_row *r);

/// Puts a text into a cell; an empty one says nothing.
/// @param kind  of a fault, the text says what is wrong with the cell
void sheet_row_put(sheet_row *r, size_t column, slice text, cell_kind kind);

/// Puts a number into a cell, with the 15 digits that spreadsheets show of it: the sum of 0.1 and 0.2 is stored as 0.30000000000000004.
void sheet_row_put_number(sheet_row *r, size_t column, slice text);

/// True unless all cells are empty. The row is valid until the next one begins.
bool sheet_row_finish(sheet_row *r, size_t number, workbook_row *out);

/// Writes the name of a column: "A", "AB". Bounded by WORKBOOK_CELL_NAME.
void column_name_of(size_t column, char *out);

#endif
