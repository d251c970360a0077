/// Reads a worksheet of an XLSX workbook row by row.
#ifndef ADVISE_WORKBOOK_WORKSHEET_H
#define ADVISE_WORKBOOK_WORKSHEET_H

#include "workbook/formats.h"
#include "workbook/package.h"
#include "workbook/sheet_row.h"
#include "workbook/texts.h"

typedef struct worksheet worksheet;

/// What a worksheet's cells refer to.
typedef struct worksheet_context {
    const package *package;
    const formats *formats;
    const shared_texts *texts; ///< NULL: there are none
} worksheet_context;

/// A reader that stands before the first row. It is released with `a`.
/// @param most  the bytes that a row may have
/// @return NULL if it cannot be read: see `archive_problem`. Call below `arena_run(a)`.
worksheet *worksheet_open(arena *a, const archive_entry *part, worksheet_context context, size_t most);

/// Reads the next row that is not empty. XML_READ_PAUSED: it was read. XML_READ_DONE: there is none.
xml_outcome worksheet_next(worksheet *w, workbook_row *row);

const char *worksheet_problem(const worksheet *w);

#endif
