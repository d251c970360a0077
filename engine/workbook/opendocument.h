/// Reads the worksheets of an OpenDocument file (ODF 1.2, part 1, section 9), which stand one after the other in one part. Like those of XLSX
/// they are read row by row; rows and cells that are repeated are bounded as if each were written.
#ifndef ADVISE_WORKBOOK_OPENDOCUMENT_H
#define ADVISE_WORKBOOK_OPENDOCUMENT_H

#include "workbook/package.h"
#include "workbook/sheet_row.h"

/// True if the archive is such a file, whatever is in it.
bool opendocument_is(const archive *z);

/// Lists the worksheets. XML_READ_DONE, or why not: see `p->problem`. Call below `arena_run(a)`.
/// @param p       receives archive, arena and sheets
/// @param filled  receives for each of the sheets whether it holds anything
xml_outcome opendocument_list(package *p, arena *a, archive *z, const bool **filled);

typedef struct opendocument opendocument;

/// A reader that stands before the first row of a worksheet. It is released with `a`.
/// @param index  of the worksheet, from 0
/// @param most   the bytes that a row may have
/// @return NULL if it cannot be read: see `archive_problem`. Call below `arena_run(a)`.
opendocument *opendocument_open(arena *a, archive *z, size_t index, size_t most);

/// Reads the next row that is not empty. XML_READ_PAUSED: it was read. XML_READ_DONE: there is none.
xml_outcome opendocument_next(opendocument *o, workbook_row *row);

const char *opendocument_problem(const opendocument *o);

#endif
