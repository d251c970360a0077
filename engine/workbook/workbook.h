/// Reads a worksheet of a workbook (XLSX, or ODS of OpenDocument) as rows of cells, in bounded memory. Only what is stored is read: formulas are not calculated,
/// macros do not run, and nothing outside the file is looked at. Hidden rows and columns are read too, for they hold data.
///
/// This room needs minizip and expat. Without them, absent.c takes its place, and says so.
#ifndef ADVISE_WORKBOOK_WORKBOOK_H
#define ADVISE_WORKBOOK_WORKBOOK_H

#include "base/arena.h"

typedef struct workbook workbook;

typedef enum workbook_outcome {
    WORKBOOK_ROW,
    WORKBOOK_END,
    WORKBOOK_FAILED, ///< see `workbook_reader_problem`
    WORKBOOK_NO_MEMORY,
} workbook_outcome;

/// A cell as text: numbers with 15 digits as Excel shows them, TRUE and FALSE, dates as FEEL has them, the result of a formula.
typedef struct workbook_cell {
    slice text;  ///< empty: there is nothing in it. Of a fault: what is wrong, such as "holds the error #N/A"
    bool fault;  ///< what it holds is not known
    bool number; ///< it is a number, with a point before its fraction whatever its country
} workbook_cell;

/// A row that is not empty. Valid until the next one is read.
typedef struct workbook_row {
    size_t number; ///< in the worksheet, from 1
    const workbook_cell *cells;
    size_t count;   ///< up to the last cell that is not empty
    bool too_large; ///< it has more bytes or cells than it may, and not all of them are here
} workbook_row;

enum { WORKBOOK_CELL_NAME = 32 };

/// Writes the name of a cell as people know it: column 1 (from 0) of row 7 is "B7".
void workbook_cell_name(size_t column, size_t row, char out[WORKBOOK_CELL_NAME]);

/// Opens a workbook, up to before its first row.
/// @param fd         a regular file, which stays the caller's to close
/// @param name       of a worksheet; NULL: the first visible one that holds anything
/// @param most       the bytes that a row may have
/// @return NULL if there is no memory; else ask for `workbook_reader_problem`
workbook *workbook_reader_open(const allocator *from, int fd, const char *name, size_t most);
void workbook_reader_close(workbook *w); ///< NULL is allowed

/// Why it could not be opened or read on; NULL: it can be. A sentence without a period.
const char *workbook_reader_problem(const workbook *w);

/// The name of the worksheet that is read.
slice workbook_reader_worksheet(const workbook *w);

/// Other visible worksheets that hold something, as "'Old', 'Notes'"; empty if there is none, or if the worksheet was asked for.
slice workbook_reader_others(const workbook *w);

/// Reads the next row that is not empty.
workbook_outcome workbook_reader_next(workbook *w, workbook_row *row);

/// Goes back to before the first row of a workbook that was opened. False if there is no memory.
bool workbook_reader_rewind(workbook *w);

/// Bytes that were read from the file, for progress.
uint64_t workbook_reader_taken(const workbook *w);

#endif
