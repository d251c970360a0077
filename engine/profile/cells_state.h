/// The inside of a header of cells: its columns, and the names that they are. Private to cells*.c.
#ifndef ADVISE_PROFILE_CELLS_STATE_H
#define ADVISE_PROFILE_CELLS_STATE_H

#include "profile/cells.h"
#include "profile/cells_target.h"

/// A column of the file.
typedef struct cells_column {
    slice name;       ///< as written, without blanks around it
    bool is_nameless; ///< passed over as long as its cells are empty
    bool is_read;     ///< a fact or a field; else passed over
    bool is_kept;     ///< kept by the name `target`: for naming and grouping
    slice target;     ///< of what is read: the dotted name of the fact or field; of an item, of its list
    size_t item;      ///< of an item: its number, else 0
    slice field;      ///< of an item: its field; empty if it is a plain value
    bool is_mapped;   ///< a map says what it is
    const cells_rule *rule; ///< how cells are read before all else; NULL
    bool has_words;         ///< of a boolean: words for yes and no are read
    bool has_numbers;       ///< of a boolean: 1 and 0 are read
} cells_column;

/// A name in a header: of a fact, of a field of the record above, or the number of an item of the list above.
typedef struct column_name column_name;

struct column_name {
    slice name;
    size_t item;      ///< its number, else 0
    bool is_list;     ///< its parts are items, in the order of their numbers
    ptrdiff_t column; ///< -1: it has parts
    column_name *first, *next;
};

struct cells_header {
    cells_style style;
    const ptrdiff_t *join_keys; ///< of each join of the map: the column of its key; -1: there is none
    cells_column *columns;
    size_t column_count;
    column_name root;
};

// --- rows (cells.c) ---

/// True if a row has a cell for each column. Empty cells may follow, and in a worksheet any: they stand in columns that are not named.
bool cells_fit(const cells_header *header, const csv_record *cells);

// --- names (cells_target.c) ---

/// Takes the name before the first dot from `*rest`; false behind the last one.
bool cells_next_part(slice *rest, slice *part);

/// The fact or field that a name stands for; NULL if there is none.
const fact *cells_find_fact(const fact *facts, size_t count, slice name, bool *is_file);

/// The record that a fact is; NULL if it is none (a list of records is none).
const record_type *cells_record_of(const fact *f);

// --- headers (cells_header.c) ---

/// A header of the keys of one profile in YAML or JSON. Keys that are no facts are left to whoever reads the profile.
/// @param p  NULL: any key may be a fact
cells_header *cells_header_of_keys(arena *a, const source_text *source, const csv_record *keys,
                                   const cells_style *style, const pack *p, diag_list *diags);

// --- plain values (cells_value.c) ---

/// How a cell was read.
typedef enum cells_reading {
    CELL_AS_WRITTEN,
    CELL_BY_RULE,      ///< as the column's rule says
    CELL_UNKNOWN,      ///< a word for "not known"
    CELL_YES_OR_NO,    ///< a word for yes or no
    CELL_OTHER_CASE,   ///< one of the allowed texts, but for case and blanks
    CELL_DAY_OF_TIME,  ///< a day that was written with a time
    CELL_BLANK_FOR_T,  ///< a date and time with a blank between
    CELL_NUMBER_SIGNS, ///< a number with the signs of the style
    CELL_OTHER_SIGNS,  ///< digits and signs that are no number in this style
} cells_reading;

/// The style of a number that is one already, whatever signs texts have.
cells_style cells_style_of_number(const cells_style *style);

/// True if a text without blanks around it is one of the style's words for "not known".
bool cells_is_unknown(const cells_style *style, slice text);

/// Reads a plain value as YAML and JSON would have it.
/// @param type  NULL: a text
/// @param text  as written; receives what it means
cells_reading cells_read_plain(arena *a, const cells_style *style, const cells_column *column,
                               const feel_type *type, slice *text);

// --- rules (cells_rule.c) ---

/// Reads a cell by the rule of its column.
/// @return CELL_AS_WRITTEN: it must be read by its type too
cells_reading cells_apply_rule(arena *a, const cells_rule *by, const feel_type *type, slice *text);

/// Multiplies, divides and adds to a number, exactly; false if it is none, or gets too large.
bool cells_convert(arena *a, const cells_rule *by, slice *text);

#endif
