/// The reading of a map, under way. Private to engine/mapping/.
#ifndef ADVISE_MAPPING_MAPPING_STATE_H
#define ADVISE_MAPPING_MAPPING_STATE_H

#include "mapping/mapping.h"

typedef struct map_reader {
    arena *arena; ///< the map's
    const pack *const *packs;
    size_t pack_count;
    diag_list *diags;
    mapping *out;
    struct {
        cells_map_column *items;
        size_t count, capacity;
    } columns;
    struct {
        struct cells_join *items;
        size_t count, capacity;
    } joins;
} map_reader;

/// What a column states: a fact or a field of it, in the first of the packs that has it.
typedef struct map_target {
    const pack *pack; ///< NULL: there is none
    const fact *fact; ///< whose declaration says what a cell may be
    bool is_item;     ///< of a list of plain values: cells are read as its items
} map_target;

/// Finds a fact or a field by its dotted name; reports if no pack has it.
map_target map_find_target(const map_reader *r, const yaml_node *name);

/// Reads how the cells of a column are read.
/// @param node  a mapping of the keys of `map_column_schema`
/// @return      NULL if it says nothing of it
const cells_rule *map_read_rule(const map_reader *r, const yaml_node *node, map_target target);

/// True for a scalar that says true; false for NULL.
bool map_is_true(const yaml_node *node);

/// Adds a column, unless another one has its target: that is reported.
void map_add_column(map_reader *r, cells_map_column c, const yaml_node *where);

/// Reads the parts of a map; `node` is NULL if it is left out.
void map_read_dialect(const map_reader *r, const yaml_node *root);
void map_read_columns(map_reader *r, const yaml_node *node);
void map_read_lists(map_reader *r, const yaml_node *node);

/// The texts of a scalar, or of a list of scalars; reports anything else.
const slice *map_read_words(const map_reader *r, const char *key, const yaml_node *node, size_t *count);

/// Reads what a column of a list states: a field of its items, or the items. False, reported, if it is wrong.
/// @param node  the name of a field, or a mapping of the keys of `map_column_schema`
bool map_read_field(map_reader *r, map_target list, const yaml_node *node, cells_map_column *c);

/// Whether columns that are not named are passed over.
bool map_ignores_others(const map_reader *r, const yaml_node *node);

/// Reads a list from a second table (mapping_join.c).
/// @param list  a mapping of the keys of `map_list_schema`, with a file
void map_read_join(map_reader *r, const yaml_node *list, const yaml_node *name, map_target target);

#endif
