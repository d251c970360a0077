// A row becomes the tree that YAML and JSON become, so that the same code reads profiles from all of them.
#include "profile/cells_row.h"

#include "input/json.h"
#include "profile/cells_join.h"
#include "profile/meant.h"

/// Where a cell stands.
static place place_of(const cells_row *r, size_t column)
{
    const csv_field *cell = &r->cells->fields[column];
    return r->nodes != NULL ? r->nodes[column]->where : (place){r->source, cell->offset, cell->length};
}

/// A cell as a source of its own.
static const source_text *source_of(const cells_row *r, size_t column)
{
    return r->nodes != NULL ? yaml_scalar_source(r->arena, r->nodes[column])
                            : csv_field_source(r->arena, r->source, 0, &r->cells->fields[column]);
}

/// What stands for a cell that is wrong: it says nothing, and is not missing either.
static const yaml_node *nothing(const cells_row *r, place where)
{
    yaml_node *n = ARENA_NEW(r->arena, yaml_node);
    *n = (yaml_node){.kind = YAML_SCALAR, .where = where};
    return n;
}

/// The value is no number in the signs of the style, though it may be one in those of YAML.
static const yaml_node *refuse_signs(const cells_row *r, const fact *f, place where)
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
static bool is_number(const cells_row *r, size_t column)
{
    return r->nodes != NULL ? r->nodes[column]->style == YAML_PLAIN
                            : !cells_is_text(r->header, &r->cells->fields[column]);
}

/// A plain value as YAML would have it in quotes: null is text here, since what is unknown is left empty, and nothing is a comment.
/// NULL if the cell says that it is unknown.
static const yaml_node *scalar(const cells_row *r, size_t column, const fact *f, const feel_type *type,
                               slice text, place where)
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
static const yaml_node *split_list(const cells_row *r, size_t column, const fact *f)
{
    cells_items list = {0};
    const source_text *source = source_of(r, column);
    const slice text = r->cells->fields[column].text;
    slice rest = text;
    slice item;
    size_t known = 0;
    const cells_separators ends = cells_separators_of(&r->header->style, f->type->element);
    while (cells_next_item(&rest, ends.text, &item)) {
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

static void report_no_json(const cells_row *r, const csv_field *cell, const fact *f, char opening,
                           place where)
{
    const yaml_node written = {.kind = YAML_SCALAR, .text = cell->text, .where = where};
    const record_type *type = f->record;
    slice name = type != NULL ? type->fields[type->key >= 0 ? type->key : 0].name : SLICE("name");
    diag_error(r->diags, where, "wrong-type", "'%.*s' must be written as JSON", SLICE_ARG(f->name));
    if (!meant_nothing_hint(r->arena, f, &written, r->diags))
        diag_hint(r->diags,
                  opening == '[' ? "such as [{\"%.*s\": \"%.*s\"}]" : "such as {\"%.*s\": \"%.*s\"}",
                  SLICE_ARG(name), SLICE_ARG(diag_value(r->diags, diag_quote(cell->text))));
}

/// Records and lists, as JSON.
static const yaml_node *read_json(const cells_row *r, size_t column, const fact *f, char opening)
{
    const csv_field *cell = &r->cells->fields[column];
    const place where = place_of(r, column);
    const bool is_json = cells_trim(cell->text).ptr[0] == opening;
    const yaml_node *n = is_json ? json_read(r->arena, source_of(r, column), r->diags) : NULL;
    if (!is_json)
        report_no_json(r, cell, f, opening, where);
    else if (n == NULL && opening == '[' && f->record == NULL)
        diag_hint(r->diags, "a list in a cell is JSON, such as [\"a\", \"b\"], or a%cb without brackets",
                  r->header->style.list_separator);
    return n != NULL ? n : nothing(r, where);
}

/// Reports a cell whose content is not known.
static const yaml_node *report_fault(const cells_row *r, size_t column, slice why)
{
    const place where = place_of(r, column);
    diag_error(r->diags, where, "cell-fault", "'%.*s': the cell %.*s",
               SLICE_ARG(r->header->columns[column].name), SLICE_ARG(why));
    diag_hint(r->diags, "correct the cell in the workbook and save it, or empty the cell");
    return nothing(r, where);
}

/// A cell as the value of a fact (NULL: not one of this pack's); NULL if it says nothing.
/// @param type  of the value: the fact's, or that of the items of its list. NULL: a text
static const yaml_node *read_cell(const cells_row *r, size_t column, const fact *f, const feel_type *type)
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

const yaml_node *cells_row_read_column(const cells_row *r, size_t column, const fact *f,
                                       const feel_type *type)
{
    const yaml_node *node = r->nodes != NULL ? r->nodes[column] : NULL;
    if (node != NULL && (!r->header->columns[column].is_mapped || node->kind != YAML_SCALAR))
        return node;
    return node != NULL && yaml_is_null(node) ? NULL : read_cell(r, column, f, type);
}

static const yaml_node *read_names(const cells_row *r, const column_name *parent, const fact *facts,
                                   size_t count);

const yaml_node *cells_list_of(arena *a, const cells_items *list)
{
    if (list->count == 0)
        return NULL;
    yaml_node *out = ARENA_NEW(a, yaml_node);
    *out = (yaml_node){
        .kind = YAML_SEQUENCE, .items = list->items, .count = list->count, .where = list->items[0]->where};
    return out;
}

/// The list of the items below `parent`; NULL if none of them says anything.
static const yaml_node *read_items(const cells_row *r, const column_name *parent, const fact *f)
{
    cells_items list = {0};
    const record_type *type = f != NULL ? f->record : NULL;
    for (const column_name *n = parent->first; n != NULL; n = n->next) {
        const yaml_node *item =
            n->column >= 0
                ? cells_row_read_column(r, (size_t)n->column, f, f != NULL ? f->type->element : NULL)
                : read_names(r, n, type != NULL ? type->fields : NULL, type != NULL ? type->field_count : 0);
        if (item != NULL)
            ARENA_PUSH(r->arena, &list, items, count, capacity, item);
    }
    return cells_list_of(r->arena, &list);
}

/// What a name says; NULL if that is nothing.
static const yaml_node *read_name(const cells_row *r, const column_name *n, const fact *facts, size_t count)
{
    bool is_file = false;
    const fact *f = cells_find_fact(facts, count, n->name, &is_file);
    const record_type *type = cells_record_of(f);
    if (n->column >= 0)
        return cells_row_read_column(r, (size_t)n->column, f, f != NULL && !is_file ? f->type : NULL);
    return n->is_list
               ? read_items(r, n, f)
               : read_names(r, n, type != NULL ? type->fields : NULL, type != NULL ? type->field_count : 0);
}

/// The record of the names below `parent`; NULL if it says nothing. Recursion ends where the names do, at LIMIT_NESTING.
static const yaml_node *read_names(const cells_row *r, const column_name *parent, const fact *facts,
                                   size_t count)
{
    cells_items list = {0};
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

// --- the whole ---

const yaml_node *cells_row_read_own(const cells_row *r, const pack *p)
{
    return read_names(r, &r->header->root, p->facts, p->fact_count);
}

const yaml_node *cells_row_read(const cells_row *r, const pack *p)
{
    const yaml_node *root = cells_row_read_own(r, p);
    const size_t joins = r->header->style.map != NULL ? r->header->style.map->join_count : 0;
    if (joins == 0)
        return root;
    const yaml_node **items = ARENA_ARRAY(r->arena, 2 * (root->count + joins), const yaml_node *);
    yaml_node *out = ARENA_NEW(r->arena, yaml_node);
    *out = *root;
    out->items = items;
    if (root->count > 0)
        memcpy(items, root->items, 2 * root->count * sizeof *items);
    for (size_t i = 0; i < joins; i++) {
        const yaml_node *list = cells_join_list(r, i, p);
        if (list == NULL)
            continue;
        yaml_node *key = ARENA_NEW(r->arena, yaml_node);
        *key = (yaml_node){
            .kind = YAML_SCALAR, .text = r->header->style.map->joins[i].target, .where = list->where};
        items[2 * out->count] = key;
        items[2 * out->count++ + 1] = list;
    }
    return out;
}
