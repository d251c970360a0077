// A profile in YAML or JSON whose keys have the office's names: its keys are read as a header is, and its values as cells.
#include "profile/cells_row.h"

/// The keys and values of a profile, side by side.
typedef struct pairs {
    arena *arena;
    const cells_map *map;
    struct {
        csv_field *items;
        size_t count, capacity;
    } names;
    const yaml_node **keys, **values;
    size_t key_capacity, value_capacity;
} pairs;

static void add_pair(pairs *p, slice name, const yaml_node *key, const yaml_node *value)
{
    const csv_field field = {.text = name, .offset = key->where.offset, .length = key->where.length};
    struct {
        const yaml_node **items;
        size_t count, capacity;
    } keys = {p->keys, p->names.count, p->key_capacity},
      values = {p->values, p->names.count, p->value_capacity};
    ARENA_PUSH(p->arena, &keys, items, count, capacity, key);
    ARENA_PUSH(p->arena, &values, items, count, capacity, value);
    ARENA_PUSH(p->arena, &p->names, items, count, capacity, field);
    p->keys = keys.items;
    p->key_capacity = keys.capacity;
    p->values = values.items;
    p->value_capacity = values.capacity;
}

/// True if the map names something below a key: "client.number".
static bool has_parts(const cells_map *map, slice name)
{
    bool found = false;
    for (size_t i = 0; i < map->count && !found; i++) {
        const slice column = map->columns[i].name;
        found = column.len > name.len && column.ptr[name.len] == '.' && slice_starts_with(column, name);
    }
    return found;
}

/// Recursion ends where the tree does, at LIMIT_NESTING.
static void collect(pairs *p, slice before, const yaml_node *mapping)
{
    for (size_t i = 0; i < mapping->count; i++) {
        const yaml_node *key = mapping->items[2 * i];
        const yaml_node *value = mapping->items[2 * i + 1];
        const slice name = before.len > 0
                               ? arena_format(p->arena, "%.*s.%.*s", SLICE_ARG(before), SLICE_ARG(key->text))
                               : key->text;
        if (value->kind == YAML_MAPPING && has_parts(p->map, name))
            collect(p, name, value);
        else
            add_pair(p, name, key, value);
    }
}

const yaml_node *cells_read_document(arena *a, const pack *p, const cells_style *style, const yaml_node *root,
                                     diag_list *diags)
{
    if (root->kind != YAML_MAPPING)
        return root;
    pairs all = {.arena = a, .map = style->map};
    collect(&all, (slice){NULL, 0}, root);
    const csv_record keys = {all.names.items, all.names.count, root->where.offset, 1};
    const cells_header *header = cells_header_of_keys(a, root->where.source, &keys, style, p, diags);
    if (header == NULL)
        return NULL;
    csv_field *cells = ARENA_ARRAY(a, all.names.count, csv_field);
    for (size_t i = 0; i < all.names.count; i++) {
        const yaml_node *n = all.values[i];
        cells[i] = (csv_field){.text = n->text, .offset = n->where.offset, .length = n->where.length};
    }
    const csv_record record = {cells, keys.count, root->where.offset, 1};
    const cells_row r = {.arena = a,
                         .header = header,
                         .source = root->where.source,
                         .cells = &record,
                         .keys = all.keys,
                         .nodes = all.values,
                         .diags = diags};
    return cells_row_read(&r, p);
}

void cells_read_kept_of_document(arena *a, const cells_map *map, const yaml_node *root, const slice *names,
                                 size_t count, slice *out)
{
    pairs all = {.arena = a, .map = map};
    if (root->kind == YAML_MAPPING)
        collect(&all, (slice){NULL, 0}, root);
    for (size_t i = 0; i < count; i++) {
        out[i] = (slice){NULL, 0};
        for (size_t k = 0; k < all.names.count; k++) {
            size_t number;
            const cells_map_column *c = cells_map_find(map, all.names.items[k].text, &number);
            const yaml_node *value = all.values[k];
            if (c != NULL && c->use == CELLS_KEPT && slice_equal(c->target, names[i]) &&
                value->kind == YAML_SCALAR && !yaml_is_null(value))
                out[i] = cells_trim(value->text);
        }
    }
}
