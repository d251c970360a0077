/// The parts of an XLSX workbook (ECMA-376, parts 1 and 2, transitional and strict), found by their relationships, whose targets are only
/// looked for in the archive itself.
#ifndef ADVISE_WORKBOOK_PACKAGE_H
#define ADVISE_WORKBOOK_PACKAGE_H

#include "workbook/xml.h"

typedef struct package_sheet {
    slice name;
    slice relationship; ///< its id
    bool hidden;
    const archive_entry *part; ///< NULL: it is no worksheet, but a chart
} package_sheet;

typedef struct package {
    arena *arena;
    archive *archive;
    const archive_entry *texts, *styles; ///< NULL: there is none
    struct {
        package_sheet *items;
        size_t count, capacity;
    } sheets;             ///< in the order of their tabs
    bool from_1904;       ///< what day 0 of its dates is
    bool results_are_old; ///< whoever wrote it asks for all formulas to be calculated
    bool lacks_part;      ///< one that a relationship leads to
    const char *problem;  ///< why it cannot be read
} package;

/// True if the archive is such a package, whatever is in it.
bool package_is(const archive *z);

/// Reads what the workbook is made of. XML_READ_DONE, or why not: see `problem`. Call below `arena_run(a)`.
xml_outcome package_read(package *p, arena *a, archive *z);

#endif
