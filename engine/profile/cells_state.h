/// The inside of a header of cells: its columns, and the names that they are. Private to cells*.c.
#ifndef ADVISE_PROFILE_CELLS_STATE_H
#define ADVISE_PROFILE_CELLS_STATE_H

#include "profile/cells.h"

/// A column of the file.
typedef struct cells_column {
    slice name;       ///< as written, without blanks around it
    bool is_nameless; ///< passed over as long as its cells are empty
    bool is_read;     ///< a fact or a field; else passed over
    bool has_words;   ///< of a boolean: words for yes and no are read
    bool has_numbers; ///< of a boolean: 1 and 0 are read
} cells_column;

/// A name in a header: of a fact, or of a field of the record above.
typedef struct column_name column_name;

struct column_name {
    slice name;
    ptrdiff_t column; ///< -1: it has fields
    column_name *first, *last, *next;
};

struct cells_header {
    cells_style style;
    cells_column *columns;
    size_t column_count;
    column_name root;
};

// --- names (cells_header.c) ---

/// The fact or field that a name stands for; NULL if there is none.
const fact *cells_find_fact(const fact *facts, size_t count, slice name, bool *is_file);

/// The record that a fact is; NULL if it is none (a list of records is none).
const record_type *cells_record_of(const fact *f);

/// The fact or field of a column, by its dotted name; NULL if the pack has none, or `is_file`.
const fact *cells_fact_of_column(const pack *p, slice name);

// --- plain values (cells_value.c) ---

/// How a cell was read.
typedef enum cells_reading {
    CELL_AS_WRITTEN,
    CELL_UNKNOWN,      ///< a word for "not known"
    CELL_YES_OR_NO,    ///< a word for yes or no
    CELL_OTHER_CASE,   ///< one of the allowed texts, but for case and blanks
    CELL_DAY_OF_TIME,  ///< a day that was written with a time
    CELL_BLANK_FOR_T,  ///< a date and time with a blank between
    CELL_NUMBER_SIGNS, ///< a number with the signs of the style
    CELL_OTHER_SIGNS,  ///< digits and signs that are no number in this style
} cells_reading;

/// Without blanks of any kind around it.
slice cells_trim(slice text);

/// Reads a plain value as YAML and JSON would have it.
/// @param type  NULL: a text
/// @param text  as written; receives what it means
cells_reading cells_read_plain(arena *a, const cells_style *style, const cells_column *column,
                               const feel_type *type, slice *text);

#endif
