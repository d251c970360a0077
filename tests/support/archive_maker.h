/// Makes ZIP archives and workbooks, part by part, so that each test shows the XML that it is about. A failure ends the program with a
/// message.
#ifndef ADVISE_TESTS_ARCHIVE_MAKER_H
#define ADVISE_TESTS_ARCHIVE_MAKER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct archive_part {
    const char *name;
    const char *bytes;
    size_t length; ///< 0: up to NUL
} archive_part;

/// Writes an archive of the parts, in their order and compressed, and gives its path. Free with free.
char *archive_make(const char *folder, const char *name, const archive_part *parts, size_t count);

/// What a workbook is made of; NULL: what suits the rest.
typedef struct workbook_parts {
    const char *sheet;    ///< the rows, in `sheetData`
    const char *texts;    ///< the shared texts, as `si` elements
    const char *formats;  ///< what stands in `styleSheet`
    const char *workbook; ///< what stands in `workbook`, with one worksheet of the relationship r1
    const archive_part *more;
    size_t more_count;
} workbook_parts;

/// Writes a workbook and gives its path. Free with free.
char *workbook_make(const char *folder, const char *name, const workbook_parts *w);

#endif
