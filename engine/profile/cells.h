/// Profiles as rows of CSV: the header names facts, and the declared type of a fact decides how its cells are read.
///
///  - An empty cell says nothing: the fact is unknown. A cell of blanks is empty too, unless the fact is a text.
///  - `employer.size` is the field `size` of the record that the fact `employer` is.
///  - A list of plain values stands in one cell, its items separated by the style's character, or as a JSON array.
///  - Records, and lists of records, stand in a cell as JSON.
///  - TRUE and FALSE, as spreadsheets write them, are true and false.
#ifndef ADVISE_PROFILE_CELLS_H
#define ADVISE_PROFILE_CELLS_H

#include "input/csv.h"
#include "profile/profile.h"

/// What the columns of a file stand for. Immutable, shared by threads.
typedef struct cells_header cells_header;

/// How cells are written.
typedef struct cells_style {
    char delimiter;
    char list_separator;
    bool numbers_are_booleans; ///< 0 and 1 are false and true if the fact is a boolean: SQL has no others
} cells_style;

/// Reads a header. What is wrong for any pack (columns without a name, or that stand twice) is added to `diags`.
/// @param source  the header's text, borrowed until `cells_header_check`
/// @param record  read from that text; not kept
/// @return NULL if there was an error. Call below `arena_run(a)`.
const cells_header *cells_header_read(arena *a, const source_text *source, const csv_record *record,
                                      cells_style style, diag_list *diags);

/// True if each column belongs to a fact or a field of at least one of the packs; others are reported with what was most likely meant.
/// @param count  at most LIMIT_COHORT_PACKS
bool cells_header_check(const cells_header *header, const pack *const *packs, size_t count, diag_list *diags);

/// Reads a row as the tree that a profile of the pack's facts is read from. Cells that are wrong are reported, and stand for null in it.
/// @return NULL if the row has more or fewer cells than the header, or is not CSV
const yaml_node *cells_read_tree(arena *a, const pack *p, const cells_header *header,
                                 const source_text *source, diag_list *diags);

/// Reads a row as a profile.
/// @param source, folder, diags  as for `profile_read`
/// @return NULL if there was an error. Call below `arena_run(a)`.
profile *cells_read(arena *a, const pack *p, const cells_header *header, const source_text *source,
                    const char *folder, diag_list *diags);

#endif
