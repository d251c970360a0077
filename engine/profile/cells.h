/// Profiles as rows of CSV: the header names facts, and the declared type of a fact decides how its cells are read.
///
///  - An empty cell says nothing: the fact is unknown. A cell of blanks is empty too, unless the fact is an open text. So is a word for
///    "not known", if the style names it.
///  - `employer.size` is the field `size` of the record that the fact `employer` is.
///  - A list of plain values stands in one cell, its items separated by the style's character, or as a JSON array. Between two separators
///    with nothing between them there is no item.
///  - Records, and lists of records, stand in a cell as JSON.
///  - What a spreadsheet or a form writes is read if its meaning is plain (cells_value.c): values that only certain texts may be, whatever
///    their case and blanks; a day with a time of day; TRUE and FALSE. Other words for true and false are read if the column has no
///    others (cells_survey.h): a cell is never guessed on its own.
#ifndef ADVISE_PROFILE_CELLS_H
#define ADVISE_PROFILE_CELLS_H

#include "input/csv.h"
#include "profile/cells_map.h"
#include "profile/profile.h"

/// The character that begins a cell whose content is not known; after it stands why: "B7 holds the error #N/A". No text that is read from
/// a workbook holds it.
enum { CELLS_FAULT = 0x1A };

/// What the columns of a file stand for. Immutable once its survey has ended, and shared by threads.
typedef struct cells_header cells_header;

/// How cells are written.
typedef struct cells_style {
    char delimiter;
    csv_quoting quoting;
    char list_separator;
    bool numbers_are_booleans; ///< 0 and 1 are false and true if the fact is a boolean: SQL has no others
    bool has_types; ///< a cell without quotes is a number of a database or a worksheet, with a decimal point
    char decimal;   ///< before the fraction of a number: '.' or ','; '\0': '.'
    char
        group; ///< between groups of three digits: '.', ',', '\'', or ' ' for a blank of any kind; '\0': nothing
    const slice
        *unknown; ///< words for "not known", whatever their case; borrowed as long as the header is used
    size_t unknown_count;
    const cells_map
        *map; ///< what columns are, if they have the office's names; NULL: they have those of facts
    /// For each second table of the map, which of its rows were found by a row of the first (profile/cells_join.h); NULL: nobody asks.
    const struct cells_join_found *found;
    bool is_partial;     ///< the table may do without columns of the map
    bool is_raw;         ///< columns are not looked at: whoever asks for rows reads cells alone
    bool ignores_others; ///< columns that are no facts are passed over
} cells_style;

/// Reads a header. Columns without a name, columns that belong to no fact or field of the packs, and columns that stand twice are
/// reported with what was most likely meant.
/// @param source  the header's text; not kept
/// @param record  read from that text; not kept
/// @param count   of packs, at most LIMIT_COHORT_PACKS; 0: any column is a fact's
/// @return NULL if there was an error. Call below `arena_run(a)`.
cells_header *cells_header_read(arena *a, const source_text *source, const csv_record *record,
                                cells_style style, const pack *const *packs, size_t count, diag_list *diags);

/// Reads a profile in YAML or JSON whose keys have the office's names, as the tree of a profile of the pack's facts. Keys that the map does
/// not name stay as they are.
/// @param style  with a map
/// @param root   as it was read; anything but keys and values is given back
const yaml_node *cells_read_document(arena *a, const pack *p, const cells_style *style, const yaml_node *root,
                                     diag_list *diags);

/// The texts of kept columns, without blanks around them.
/// @param names  that they are kept by
/// @param out    receives a text for each; empty if there is none, or the row cannot be read
void cells_read_kept(arena *a, const cells_header *header, slice text, const slice *names, size_t count,
                     slice *out);

/// The same of a profile in YAML or JSON.
void cells_read_kept_of_document(arena *a, const cells_map *map, const yaml_node *root, const slice *names,
                                 size_t count, slice *out);

/// The names of the columns, as written, without blanks around them.
slice cells_column_name(const cells_header *header, size_t index);
size_t cells_column_count(const cells_header *header);
char cells_delimiter(const cells_header *header);

/// False if a cell is a number of a database or a worksheet.
bool cells_is_text(const cells_header *header, const csv_field *cell);

/// Cuts a row into cells; false if it is not CSV, or has more or fewer cells than the header.
bool cells_cut(arena *a, const cells_header *header, slice text, csv_record *cells);

/// Without blanks of any kind around it.
slice cells_trim(slice text);

/// Takes the next item from `*rest`, without blanks around it; false at the end. What is empty is no item.
/// @param separators  any of these characters ends an item
bool cells_next_item(slice *rest, const char *separators, slice *item);

/// What ends an item of a list in a cell.
typedef struct cells_separators {
    char text[3];
} cells_separators;

/// The style's separator, and if items can only be certain texts, the end of a line too.
cells_separators cells_separators_of(const cells_style *style, const feel_type *element);

/// True if the row has nothing but empty cells, or cells of blanks: it is nobody.
bool cells_row_is_empty(slice text, char delimiter);

/// True if the first cell that is not empty says that the row adds up others ("Total", "Grand total:"): it is nobody.
bool cells_are_total(const csv_record *cells);

/// Reports such a row.
void cells_report_total(const csv_record *cells, const source_text *source, diag_list *diags);

/// Reads a row as the tree that a profile of the pack's facts is read from. Cells that are wrong are reported, and stand for null in it.
/// @return NULL if the row adds up others, has more or fewer cells than the header, or is not CSV
const yaml_node *cells_read_tree(arena *a, const pack *p, const cells_header *header,
                                 const source_text *source, diag_list *diags);

/// Reads a row as a profile.
/// @param source, folder, diags  as for `profile_read`
/// @return NULL if there was an error. Call below `arena_run(a)`.
profile *cells_read(arena *a, const pack *p, const cells_header *header, const source_text *source,
                    const char *folder, diag_list *diags);

#endif
