/// Which cells of a workbook hold dates: the part with its styles.
#ifndef ADVISE_WORKBOOK_FORMATS_H
#define ADVISE_WORKBOOK_FORMATS_H

#include "workbook/serial.h"
#include "workbook/xml.h"

/// The kind of each cell format, by its position.
typedef struct formats {
    arena *arena;
    unsigned char *items; ///< of number_kind
    size_t count, capacity;
    struct {
        struct format_code *items;
        size_t count, capacity;
    } codes;       ///< formats that have a code, by their numbers
    bool in_cells; ///< within the list of cell formats
    xml_reader *reader;
} formats;

/// Reads the part. XML_READ_DONE, or why not: see `*problem`. Call below `arena_run(a)`.
xml_outcome formats_read(formats *f, arena *a, archive *from, const archive_entry *part,
                         const char **problem);

number_kind formats_kind(const formats *f, size_t index);

#endif
