/// A person's advice as a sheet to take home: the list with its reasons, a plan to tick off, what is still open, where it is from, and room
/// for notes. As a page for a phone or paper, and as Markdown for mail.
#ifndef ADVISE_CLI_SHEET_SHEET_H
#define ADVISE_CLI_SHEET_SHEET_H

#include "report/report.h"

#define SHEET_FORMATS(ROW, type)                                                                             \
    ROW(type, "html", sheet_as_html)                                                                         \
    ROW(type, "markdown", sheet_as_markdown)

FORMATS_DECLARE(SHEET_FORMATS, report_format)

#endif
