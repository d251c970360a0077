/// Whether a workbook that was written is complete. libxlsxwriter keeps worksheets and other parts in files without a name, and does not look
/// whether they could be written and read again: what is missing on a full disk, it leaves out in silence.
#ifndef ADVISE_CLI_OUTCOME_WORKBOOK_WHOLE_H
#define ADVISE_CLI_OUTCOME_WORKBOOK_WHOLE_H

#include <stdbool.h>
#include <stddef.h>

/// True if every part of the workbook is well-formed, and its worksheets, in their order, have so many rows.
bool workbook_is_whole(const char *path, const size_t rows[], size_t worksheets);

#endif
