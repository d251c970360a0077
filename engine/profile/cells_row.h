/// A row while it is read: cells_row.c makes it the tree of a profile. Private to cells*.c.
#ifndef ADVISE_PROFILE_CELLS_ROW_H
#define ADVISE_PROFILE_CELLS_ROW_H

#include "profile/cells_state.h"

typedef struct cells_row {
    arena *arena;
    const cells_header *header;
    const source_text *source;
    const csv_record *cells;
    // The keys and values of the document, if the row comes from YAML or JSON; NULL for a table.
    const yaml_node *const *keys, *const *nodes;
    diag_list *diags;
} cells_row;

/// Nodes, as they are found.
typedef struct cells_items {
    const yaml_node **items;
    size_t count, capacity;
} cells_items;

/// The nodes as a list; NULL if there are none.
const yaml_node *cells_list_of(arena *a, const cells_items *list);

/// What a row says, with its lists from second tables.
const yaml_node *cells_row_read(const cells_row *r, const pack *p);

/// What it says itself.
const yaml_node *cells_row_read_own(const cells_row *r, const pack *p);

/// What a column says; NULL if that is nothing. What a profile in YAML or JSON states under a key of its own, or as a list or record, stays
/// as it is.
/// @param type  of the value: the fact's, or that of the items of its list. NULL: a text
const yaml_node *cells_row_read_column(const cells_row *r, size_t column, const fact *f,
                                       const feel_type *type);

/// The list of all rows of a second table that have the row's key; NULL if there are none (cells_join.c).
/// @param index  of the join in the map
const yaml_node *cells_join_list(const cells_row *r, size_t index, const pack *p);

#endif
