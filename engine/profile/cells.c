// A row becomes the tree that YAML and JSON become, so that the same code reads profiles from all of them.
#include "profile/cells_state.h"

#include "input/json.h"
#include "profile/meant.h"

typedef struct row {
    arena *arena;
    const cells_header *header;
    const source_text *source;
    const csv_record *cells;
    // Of a profile in YAML or JSON: what the columns and cells were read from; else NULL.
    const yaml_node *const *keys, *const *nodes;
    diag_list *diags;
} row;

/// Where a cell stands.
static place place_of(const row *r, size_t column)
{
    const csv_field *cell = &r->cells->fields[column];
    return r->nodes != NULL ? r->nodes[column]->where : (place){r->source, cell->offset, cell->length};
}

/// A cell as a source of its own.
static const source_text *source_of(const row *r, size_t column)
{
    return r->nodes != NULL ? yaml_scalar_source(r->arena, r->nodes[column])
                            : csv_field_source(r->arena, r->source, 0, &r->cells->fields[column]);
}

/// What stands for a cell that is wrong: it says nothing, and is not missing either.
static const yaml_node *nothing(const row *r, place where)
{
    yaml_node *n = ARENA_NEW(r->arena, yaml_node);
    *n = (yaml_node){.kind = YAML_SCALAR, .where = where};
    return n;
}

/// The value is no number in the signs of the style, though it may be one in those of YAML.
static const yaml_node *refuse_signs(const row *r, const fact *f, place where)
{
    const cells_style *style = &r->header->style;
    diag_error(r->diags, where, "wrong-type", "'%.*s' must be a number", SLICE_ARG(f->name));
    if (style->group != '\0')
        diag_hint(r->diags, "in this file '%c' stands before a fraction, and '%c' between thousands",
                  style->decimal != '\0' ? style->decimal : '.', style->group);
    else
        diag_hint(r->diags, "in this file '%c' stands before a fraction, and nothing between thousands",
                  style->decimal != '\0' ? style->decimal : '.');
    return nothing(r, where);
}

/// True if a cell is a number already, whatever signs the texts of the file have.
static bool is_number(const row *r, size_t column)
{
    return r->nodes != NULL ? r->nodes[column]->style == YAML_PLAIN
                            : !cells_is_text(r->header, &r->cells->fields[column]);
}

/// A plain value as YAML would have it in quotes: null is text here, since what is unknown is left empty, and nothing is a comment.
/// NULL if the cell says that it is unknown.
static const yaml_node *scalar(const row *r, size_t column, const fact *f, const feel_type *type, slice text,
                               place where)
{
    const cells_style style =
        is_number(r, column) ? cells_style_of_number(&r->header->style) : r->header->style;
    const cells_reading reading =
        cells_read_plain(r->arena, &style, &r->header->columns[column], type, &text);
    if (reading == CELL_UNKNOWN)
        return NULL;
    if (reading == CELL_OTHER_SIGNS)
        return refuse_signs(r, f, where);
    yaml_node *n = ARENA_NEW(r->arena, yaml_node);
    *n = (yaml_node){.kind = YAML_SCALAR, .style = YAML_DOUBLE_QUOTED, .text = text, .where = where};
    return n;
}

/// The items of a list of plain values; NULL if all of them are unknown.
static const yaml_node *split_list(const row *r, size_t column, const fact *f)
{
    struct {
        const yaml_node **items;
        size_t count, capacity;
    } list = {0};
    const source_text *source = source_of(r, column);
    const slice text = r->cells->fields[column].text;
    slice rest = text;
    slice item;
    size_t known = 0;
    while (cells_next_item(&rest, r->header->style.list_separator, &item)) {
        const place at = {source, (size_t)(item.ptr - text.ptr), item.len};
        const yaml_node *n = scalar(r, column, f, f->type->element, item, at);
        known += n != NULL;
        n = n != NULL ? n : nothing(r, at);
        ARENA_PUSH(r->arena, &list, items, count, capacity, n);
    }
    if (known == 0)
        return NULL;
    yaml_node *out = ARENA_NEW(r->arena, yaml_node);
    *out = (yaml_node){
        .kind = YAML_SEQUENCE, .items = list.items, .count = list.count, .where = place_of(r, column)};
    return out;
}

static void report_no_json(const row *r, const csv_field *cell, const fact *f, char opening, place where)
{
    const yaml_node written = {.kind = YAML_SCALAR, .text = cell->text, .where = where};
    const record_type *type = f->record;
    slice name = type != NULL ? type->fields[type->key >= 0 ? type->key : 0].name : SLICE("name");
    diag_error(r->diags, where, "wrong-type", "'%.*s' must be written as JSON", SLICE_ARG(f->name));
    if (!meant_nothing_hint(r->arena, f, &written, r->diags))
        diag_hint(r->diags,
                  opening == '[' ? "such as [{\"%.*s\": \"%.*s\"}]" : "such as {\"%.*s\": \"%.*s\"}",
                  SLICE_ARG(name), SLICE_ARG(diag_quote(cell->text)));
}

/// Records and lists, as JSON.
static const yaml_node *read_json(const row *r, size_t column, const fact *f, char opening)
{
    const csv_field *cell = &r->cells->fields[column];
    const place where = place_of(r, column);
    const yaml_node *n = NULL;
    if (cells_trim(cell->text).ptr[0] == opening)
        n = json_read(r->arena, source_of(r, column), r->diags);
    else
        report_no_json(r, cell, f, opening, where);
    return n != NULL ? n : nothing(r, where);
}

/// Reports a cell whose content is not known.
static const yaml_node *report_fault(const row *r, size_t column, slice why)
{
    const place where = place_of(r, column);
    diag_error(r->diags, where, "cell-fault", "'%.*s': the cell %.*s",
               SLICE_ARG(r->header->columns[column].name), SLICE_ARG(why));
    diag_hint(r->diags, "correct the cell in the workbook and save it, or empty the cell");
    return nothing(r, where);
}

/// A cell as the value of a fact (NULL: not one of this pack's); NULL if it says nothing.
/// @param type  of the value: the fact's, or that of the items of its list. NULL: a text
static const yaml_node *read_cell(const row *r, size_t column, const fact *f, const feel_type *type)
{
    const csv_field *cell = &r->cells->fields[column];
    if (f != NULL && cell->text.len > 0 && cell->text.ptr[0] == CELLS_FAULT)
        return report_fault(r, column, slice_part(cell->text, 1, cell->text.len));
    bool is_open = type == NULL || type->kind == FEEL_TYPE_ANY ||
                   (type->kind == FEEL_TYPE_STRING && type->allowed_count == 0);
    slice text = is_open ? cell->text : cells_trim(cell->text);
    if (text.len == 0)
        return NULL;
    bool is_list = type != NULL && type->kind == FEEL_TYPE_LIST;
    const feel_type *element = is_list ? type->element : NULL;
    bool is_record = type != NULL && type->kind == FEEL_TYPE_CONTEXT;
    bool is_json = is_record || (is_list && (f->record != NULL || text.ptr[0] == '[' ||
                                             (element != NULL && element->kind == FEEL_TYPE_LIST)));
    if ((is_json || is_list) && cells_is_unknown(&r->header->style, text))
        return NULL;
    if (is_json)
        return read_json(r, column, f, is_record ? '{' : '[');
    return is_list ? split_list(r, column, f) : scalar(r, column, f, type, text, place_of(r, column));
}

static bool is_null(const yaml_node *n)
{
    return n->kind == YAML_SCALAR && n->style == YAML_PLAIN &&
           (n->text.len == 0 || slice_is(n->text, "~") || slice_is(n->text, "null"));
}

/// What a column says; NULL if that is nothing. What a profile states under a key of its own, or as a list or record, stays as it is.
static const yaml_node *read_column(const row *r, size_t column, const fact *f, const feel_type *type)
{
    const yaml_node *node = r->nodes != NULL ? r->nodes[column] : NULL;
    if (node != NULL && (!r->header->columns[column].is_mapped || node->kind != YAML_SCALAR))
        return node;
    return node != NULL && is_null(node) ? NULL : read_cell(r, column, f, type);
}

static const yaml_node *read_names(const row *r, const column_name *parent, const fact *facts, size_t count);

/// The list of the items below `parent`; NULL if none of them says anything.
static const yaml_node *read_items(const row *r, const column_name *parent, const fact *f)
{
    struct {
        const yaml_node **items;
        size_t count, capacity;
    } list = {0};
    const record_type *type = f != NULL ? f->record : NULL;
    for (const column_name *n = parent->first; n != NULL; n = n->next) {
        const yaml_node *item =
            n->column >= 0
                ? read_column(r, (size_t)n->column, f, f != NULL ? f->type->element : NULL)
                : read_names(r, n, type != NULL ? type->fields : NULL, type != NULL ? type->field_count : 0);
        if (item != NULL)
            ARENA_PUSH(r->arena, &list, items, count, capacity, item);
    }
    if (list.count == 0)
        return NULL;
    yaml_node *out = ARENA_NEW(r->arena, yaml_node);
    *out = (yaml_node){
        .kind = YAML_SEQUENCE, .items = list.items, .count = list.count, .where = list.items[0]->where};
    return out;
}

/// What a name says; NULL if that is nothing.
static const yaml_node *read_name(const row *r, const column_name *n, const fact *facts, size_t count)
{
    bool is_file = false;
    const fact *f = cells_find_fact(facts, count, n->name, &is_file);
    const record_type *type = cells_record_of(f);
    if (n->column >= 0)
        return read_column(r, (size_t)n->column, f, f != NULL && !is_file ? f->type : NULL);
    return n->is_list
               ? read_items(r, n, f)
               : read_names(r, n, type != NULL ? type->fields : NULL, type != NULL ? type->field_count : 0);
}

/// The record of the names below `parent`; NULL if it says nothing. Recursion ends where the names do, at LIMIT_NESTING.
static const yaml_node *read_names(const row *r, const column_name *parent, const fact *facts, size_t count)
{
    struct {
        const yaml_node **items;
        size_t count, capacity;
    } list = {0};
    for (const column_name *n = parent->first; n != NULL; n = n->next) {
        const yaml_node *value = read_name(r, n, facts, count);
        if (value == NULL)
            continue;
        yaml_node *key = ARENA_NEW(r->arena, yaml_node);
        *key = (yaml_node){.kind = YAML_SCALAR, .text = n->name, .where = value->where};
        if (r->keys != NULL && n->column >= 0)
            key->where = r->keys[n->column]->where;
        ARENA_PUSH(r->arena, &list, items, count, capacity, key);
        ARENA_PUSH(r->arena, &list, items, count, capacity, value);
    }
    yaml_node *out = ARENA_NEW(r->arena, yaml_node);
    *out = (yaml_node){.kind = YAML_MAPPING, .items = list.items, .count = list.count / 2};
    bool is_root = parent == &r->header->root;
    out->where = is_root || list.count == 0 ? (place){r->source, r->cells->offset, 1} : list.items[0]->where;
    return out->count > 0 || is_root ? out : NULL;
}

/// Reports cells of columns without a name: somebody wrote something there.
static void report_nameless(const cells_header *header, const csv_record *cells, const source_text *source,
                            diag_list *diags)
{
    for (size_t i = 0; i < cells->count && !header->style.ignores_others; i++) {
        const csv_field *f = &cells->fields[i];
        if (header->columns[i].is_nameless && cells_trim(f->text).len > 0)
            diag_error(diags, (place){source, f->offset, f->length}, "nameless-column",
                       "a cell in a column without a name");
    }
}

bool cells_row_is_empty(slice text, char delimiter)
{
    bool empty = true;
    for (size_t i = 0; i < text.len && empty; i++)
        empty = text.ptr[i] == delimiter || memchr(" \t\r\n\"", text.ptr[i], 5) != NULL;
    return empty;
}

/// Reads the cells of a row; false if it is not CSV.
static bool read_cells(arena *a, const cells_header *header, slice text, csv_record *cells,
                       csv_problem *problem)
{
    csv_reader reader = csv_reader_of(a, header->style.delimiter);
    reader.begun = true;
    size_t used = 0;
    const csv_outcome outcome = csv_read(&reader, text, true, cells, &used, problem);
    return outcome != CSV_WRONG;
}

const yaml_node *cells_read_tree(arena *a, const pack *p, const cells_header *header,
                                 const source_text *source, diag_list *diags)
{
    csv_record cells = {0};
    csv_problem problem = {0};
    if (!read_cells(a, header, source->text, &cells, &problem)) {
        csv_report(&problem, source, diags);
        return NULL;
    }
    if (cells.count != header->column_count) {
        diag_error(diags, (place){source, cells.offset, cells.length}, "cell-count",
                   "the row has %zu cells, the header has %zu", cells.count, header->column_count);
        if (cells.count > header->column_count)
            diag_hint(diags, "put a cell that holds a %s in quotation marks",
                      header->style.delimiter == ','   ? "comma"
                      : header->style.delimiter == ';' ? "semicolon"
                                                       : "tab");
        return NULL;
    }
    report_nameless(header, &cells, source, diags);
    row r = {.arena = a, .header = header, .source = source, .cells = &cells, .diags = diags};
    return read_names(&r, &header->root, p->facts, p->fact_count);
}

profile *cells_read(arena *a, const pack *p, const cells_header *header, const source_text *source,
                    const char *folder, diag_list *diags)
{
    size_t errors = diags->errors;
    const yaml_node *root = cells_read_tree(a, p, header, source, diags);
    profile *out = root != NULL ? profile_read_node(a, p, source->file, root, folder, diags) : NULL;
    return diags->errors == errors ? out : NULL;
}

bool cells_cut(arena *a, const cells_header *header, slice text, csv_record *cells)
{
    csv_problem problem = {0};
    return read_cells(a, header, text, cells, &problem) && cells->count == header->column_count;
}

void cells_read_kept(arena *a, const cells_header *header, slice text, const slice *names, size_t count,
                     slice *out)
{
    csv_record cells = {0};
    const bool good = cells_cut(a, header, text, &cells);
    for (size_t i = 0; i < count; i++) {
        out[i] = (slice){NULL, 0};
        for (size_t k = 0; good && k < header->column_count; k++) {
            if (header->columns[k].is_kept && slice_equal(header->columns[k].target, names[i]))
                out[i] = cells_trim(cells.fields[k].text);
        }
    }
}

// --- profiles in YAML and JSON ---

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
    const csv_field field = {name, key->where.offset, key->where.length, false};
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
    csv_field *cells = ARENA_ARRAY(a, keys.count, csv_field);
    for (size_t i = 0; i < keys.count; i++) {
        const yaml_node *n = all.values[i];
        cells[i] = (csv_field){n->text, n->where.offset, n->where.length, false};
    }
    const csv_record record = {cells, keys.count, root->where.offset, 1};
    const row r = {.arena = a,
                   .header = header,
                   .source = root->where.source,
                   .cells = &record,
                   .keys = all.keys,
                   .nodes = all.values,
                   .diags = diags};
    return read_names(&r, &header->root, p->facts, p->fact_count);
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
                value->kind == YAML_SCALAR && !is_null(value))
                out[i] = cells_trim(value->text);
        }
    }
}
