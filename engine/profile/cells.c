// A row becomes the tree that YAML and JSON become, so that the same code reads profiles from all of them.
#include "profile/cells_state.h"

#include "input/json.h"
#include "profile/meant.h"

typedef struct row {
    arena *arena;
    const cells_header *header;
    const source_text *source;
    const csv_record *cells;
    diag_list *diags;
} row;

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

/// A plain value as YAML would have it in quotes: null is text here, since what is unknown is left empty, and nothing is a comment.
/// NULL if the cell says that it is unknown.
static const yaml_node *scalar(const row *r, const cells_column *column, const fact *f, const feel_type *type,
                               slice text, place where)
{
    const cells_reading reading = cells_read_plain(r->arena, &r->header->style, column, type, &text);
    if (reading == CELL_UNKNOWN)
        return NULL;
    if (reading == CELL_OTHER_SIGNS)
        return refuse_signs(r, f, where);
    yaml_node *n = ARENA_NEW(r->arena, yaml_node);
    *n = (yaml_node){.kind = YAML_SCALAR, .style = YAML_DOUBLE_QUOTED, .text = text, .where = where};
    return n;
}

/// The items of a list of plain values; NULL if all of them are unknown.
static const yaml_node *split_list(const row *r, const cells_column *column, const fact *f,
                                   const csv_field *cell, place where)
{
    struct {
        const yaml_node **items;
        size_t count, capacity;
    } list = {0};
    const source_text *source = csv_field_source(r->arena, r->source, 0, cell);
    slice rest = cell->text;
    slice item;
    size_t known = 0;
    while (cells_next_item(&rest, r->header->style.list_separator, &item)) {
        const place at = {source, (size_t)(item.ptr - cell->text.ptr), item.len};
        const yaml_node *n = scalar(r, column, f, f->type->element, item, at);
        known += n != NULL;
        n = n != NULL ? n : nothing(r, at);
        ARENA_PUSH(r->arena, &list, items, count, capacity, n);
    }
    if (known == 0)
        return NULL;
    yaml_node *out = ARENA_NEW(r->arena, yaml_node);
    *out = (yaml_node){.kind = YAML_SEQUENCE, .items = list.items, .count = list.count, .where = where};
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
static const yaml_node *read_json(const row *r, const csv_field *cell, const fact *f, char opening,
                                  place where)
{
    const yaml_node *n = NULL;
    if (cells_trim(cell->text).ptr[0] == opening) {
        n = json_read(r->arena, csv_field_source(r->arena, r->source, 0, cell), r->diags);
    } else {
        report_no_json(r, cell, f, opening, where);
    }
    return n != NULL ? n : nothing(r, where);
}

/// Reports a cell whose content is not known.
static const yaml_node *report_fault(const row *r, const cells_column *column, slice why, place where)
{
    diag_error(r->diags, where, "cell-fault", "'%.*s': the cell %.*s", SLICE_ARG(column->name),
               SLICE_ARG(why));
    diag_hint(r->diags, "correct the cell in the workbook and save it, or empty the cell");
    return nothing(r, where);
}

/// A cell as the value of a fact (NULL: not one of this pack's); NULL if it says nothing.
static const yaml_node *read_cell(const row *r, const cells_column *column, const csv_field *cell,
                                  const fact *f, bool is_file)
{
    const feel_type *type = f != NULL && !is_file ? f->type : NULL;
    place where = {r->source, cell->offset, cell->length};
    if (f != NULL && cell->text.len > 0 && cell->text.ptr[0] == CELLS_FAULT)
        return report_fault(r, column, slice_part(cell->text, 1, cell->text.len), where);
    bool is_open = type == NULL || type->kind == FEEL_TYPE_ANY ||
                   (type->kind == FEEL_TYPE_STRING && type->allowed_count == 0);
    slice text = is_open ? cell->text : cells_trim(cell->text);
    if (text.len == 0)
        return NULL;
    bool is_list = type != NULL && type->kind == FEEL_TYPE_LIST;
    const feel_type *element = is_list ? type->element : NULL;
    if (cells_record_of(f) != NULL && !is_file)
        return read_json(r, cell, f, '{', where);
    if (is_list &&
        (f->record != NULL || text.ptr[0] == '[' || (element != NULL && element->kind == FEEL_TYPE_LIST)))
        return read_json(r, cell, f, '[', where);
    return is_list ? split_list(r, column, f, cell, where) : scalar(r, column, f, type, text, where);
}

/// The record of the names below `parent`; NULL if it says nothing. Recursion ends where the names do, at LIMIT_NESTING.
static const yaml_node *read_names(const row *r, const column_name *parent, const fact *facts, size_t count)
{
    struct {
        const yaml_node **items;
        size_t count, capacity;
    } list = {0};
    for (const column_name *n = parent->first; n != NULL; n = n->next) {
        bool is_file = false;
        const fact *f = cells_find_fact(facts, count, n->name, &is_file);
        const record_type *type = cells_record_of(f);
        const yaml_node *value =
            n->column >= 0
                ? read_cell(r, &r->header->columns[n->column], &r->cells->fields[n->column], f, is_file)
                : read_names(r, n, type != NULL ? type->fields : NULL, type != NULL ? type->field_count : 0);
        if (value == NULL)
            continue;
        yaml_node *key = ARENA_NEW(r->arena, yaml_node);
        *key = (yaml_node){.kind = YAML_SCALAR, .text = n->name, .where = value->where};
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

const yaml_node *cells_read_tree(arena *a, const pack *p, const cells_header *header,
                                 const source_text *source, diag_list *diags)
{
    csv_reader reader = csv_reader_of(a, header->style.delimiter);
    reader.begun = true;
    csv_record cells = {0};
    csv_problem problem = {0};
    size_t used = 0;
    csv_outcome outcome = csv_read(&reader, source->text, true, &cells, &used, &problem);
    if (outcome == CSV_WRONG) {
        csv_report(&problem, source, diags);
        return NULL;
    }
    if (outcome != CSV_RECORD || cells.count != header->column_count) {
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
