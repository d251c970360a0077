/// A second table whose rows are items of a list: each belongs to the row of the first table that has the same key. It is held in memory,
/// sorted by the keys.
#ifndef ADVISE_PROFILE_CELLS_JOIN_H
#define ADVISE_PROFILE_CELLS_JOIN_H

#include "profile/cells_survey.h"

typedef struct cells_join_row {
    slice key, text;
    size_t lines_before; ///< in its file
} cells_join_row;

typedef struct cells_join {
    slice column;               ///< of the first table: it holds the key
    slice target;               ///< the list
    place where;                ///< in the map, of `column`
    slice file;                 ///< the second table's
    const cells_header *header; ///< its columns; those that are items have the number 1
    const cells_join_row *rows; ///< by key; rows of one key as they are written
    size_t count;
} cells_join;

/// Which rows of a second table were found. Several threads may note it at once.
typedef struct cells_join_found {
    _Atomic bool *rows; ///< in the order of the rows
} cells_join_found;

/// For each second table of a map, that none of its rows was found yet.
const cells_join_found *cells_join_found_new(arena *a, const cells_map *map);

/// Warns of each second table with rows that no row of the first has asked for: their clients may have other keys.
void cells_join_report(const cells_map *map, const cells_join_found *found, diag_list *diags);

/// The rows of a key.
/// @param count  receives how many there are
const cells_join_row *cells_join_find(const cells_join *join, slice key, size_t *count);

/// Reads a table as what is joined to another.
/// @param join    has `column`, `target`, `where` and `file`; receives the rest
/// @param text    of the table, which must last as long as the join
/// @param key     the name of its column that holds the key
/// @param quote   a sign of CSV_QUOTING_SIGNS; '\0': as its first rows are quoted
/// @param style   with a map of its columns, in which that of the key is kept
/// @return        false, reported, if it cannot be read. Call below `arena_run(a)`
bool cells_join_read(arena *a, cells_join *join, slice text, slice key, char quote, cells_style style,
                     const pack *const *packs, size_t count, diag_list *diags);

#endif
