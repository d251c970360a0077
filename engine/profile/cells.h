/// Profiles as rows of a table, written as CSV: the header names facts, the declared type decides how a cell is read.
///
///  - An empty cell says nothing: the fact is unknown. A cell that holds only blanks is empty too unless the fact is a text.
///  - `employer.size` is the field `size` of the record that the fact `employer` is.
///  - A list of plain values stands in one cell, its items separated by the layout's character, or as a JSON array.
///  - Records, and lists of them, stand in a cell as JSON.
///  - TRUE and FALSE, as spreadsheets write them, are true and false.
#ifndef ADVISE_PROFILE_CELLS_H
#define ADVISE_PROFILE_CELLS_H

#include "input/csv.h"
#include "profile/profile.h"

/// How the cells of a row are to be understood. Immutable, shared by threads.
typedef struct table_layout table_layout;

/// How cells are written.
typedef struct table_style {
    char delimiter;
    char list_separator;
    bool numbers_are_booleans; ///< 0 and 1 are false and true, where the fact is a boolean: SQL has no others
} table_style;

/// Reads a header. What is wrong whatever the pack (columns without a name, or that stand twice) is added to `diags`.
/// @param source  the header's text, borrowed until `table_layout_check`
/// @param record  read from that text; not kept
/// @return NULL where there was an error. Call below `arena_run(a)`.
const table_layout *table_layout_read(arena *a, const source_text *source, const csv_record *record,
                                      table_style style, diag_list *diags);

/// True where each column belongs to a fact or a field of one of the packs at least; others are reported with what was most likely meant.
bool table_layout_check(const table_layout *layout, const pack *const *packs, size_t count, diag_list *diags);

/// A row as the tree that a profile of these facts is read from; NULL where it is no row of the table. Cells that are wrong are reported,
/// and stand for null in it.
const yaml_node *table_read_tree(arena *a, const pack *p, const table_layout *layout,
                                 const source_text *source, diag_list *diags);

/// Reads a row as a profile. A row with more or fewer cells than the header is an error.
/// @param source, folder, diags  as for `profile_read`
profile *table_read_row(arena *a, const pack *p, const table_layout *layout, const source_text *source,
                        const char *folder, diag_list *diags);

#endif
