/// The outcomes of a batch as a workbook (XLSX), with worksheets for the results, for who was refused, and for the totals. Rows are written
/// as they come; memory does not grow with their number.
///
/// It needs libxlsxwriter, so it is only in the program advise-workbook, which is `advise` with it, and in static programs. Elsewhere
/// workbook_absent.c takes the place of workbook.c.
#ifndef ADVISE_CLI_OUTCOME_WORKBOOK_H
#define ADVISE_CLI_OUTCOME_WORKBOOK_H

#include "outcome/format.h"
#include "write/csv.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct outcome_workbook outcome_workbook;

/// Whether this program can write workbooks.
extern const bool outcome_workbook_is_there;

/// Begins a workbook in the file at `path`, which is there and keeps its mode. NULL, with errno set, if that fails.
/// @param written  borrowed; its cells are typed
outcome_workbook *outcome_workbook_open(const char *path, const outcome_options *written);

/// Adds rows of typed cells (write/csv.h), the titles of the columns first.
void outcome_workbook_add(outcome_workbook *w, const char *rows, size_t length);

/// Writes the totals.
void outcome_workbook_end(outcome_workbook *w, const advise_batch_totals *totals);

/// Writes the file and frees all. If a worksheet has no room or texts were cut, says so on stderr. False, with errno set, if not all
/// could be written: 0 if that was said.
bool outcome_workbook_close(outcome_workbook *w);

#endif
