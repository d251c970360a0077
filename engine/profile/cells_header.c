// A header becomes a tree of names.
#include "profile/cells_columns.h"

#include "base/limits.h"

static column_name *find_name(const column_name *parent, slice name)
{
    column_name *n = parent->first;
    while (n != NULL && !slice_equal(n->name, name))
        n = n->next;
    return n;
}

/// Adds a name behind those that are there; an item before those with higher numbers.
static column_name *add_name(arena *a, column_name *parent, slice name, size_t item)
{
    column_name *n = ARENA_NEW(a, column_name);
    column_name **at = &parent->first;
    while (*at != NULL && (item == 0 || (*at)->item < item))
        at = &(*at)->next;
    *n = (column_name){.name = name, .item = item, .column = -1, .next = *at};
    *at = n;
    return n;
}

/// The first column of a name, or of its fields.
static size_t first_column(const column_name *n)
{
    while (n->column < 0)
        n = n->first;
    return (size_t)n->column;
}

static void report_twice(const header_reading *r, size_t first, size_t second)
{
    const slice one = diag_quote(r->header->columns[first].name);
    const slice other = diag_quote(r->header->columns[second].name);
    if (slice_equal(one, other))
        diag_error(r->diags, cells_column_place(r, second), "given-twice",
                   "columns %zu and %zu are both called '%.*s'", first + 1, second + 1, SLICE_ARG(one));
    else
        diag_error(r->diags, cells_column_place(r, second), "given-twice",
                   "columns %zu, '%.*s', and %zu, '%.*s', say the same", first + 1, SLICE_ARG(one),
                   second + 1, SLICE_ARG(other));
    diag_hint(r->diags, "keep one of them, or give the other another name");
}

/// The item of a list, or its field, that a column states; NULL, reported, if another column does.
static column_name *add_item(const header_reading *r, size_t column, column_name *list)
{
    const cells_column *of = &r->header->columns[column];
    column_name *item = list->first;
    while (item != NULL && item->item != of->item)
        item = item->next;
    if (item == NULL) {
        item = add_name(r->arena, list, list->name, of->item);
    } else if (of->field.len == 0 || find_name(item, of->field) != NULL) {
        report_twice(r, first_column(item), column);
        return NULL;
    }
    return of->field.len > 0 ? add_name(r->arena, item, of->field, 0) : item;
}

/// Enters a column under the dotted name of its target.
static void add_column(const header_reading *r, size_t column)
{
    const cells_column *of = &r->header->columns[column];
    column_name *parent = &r->header->root;
    slice rest = of->target;
    slice name;
    for (unsigned depth = 0; cells_next_part(&rest, &name); depth++) {
        const bool is_last = rest.ptr == NULL;
        if (name.len == 0) {
            diag_error(r->diags, cells_column_place(r, column), "nameless-column", "a field without a name");
            return;
        }
        if (depth >= LIMIT_NESTING) {
            diag_error(r->diags, cells_column_place(r, column), "too-deep",
                       "more than %d names in one column", LIMIT_NESTING);
            return;
        }
        column_name *n = find_name(parent, name);
        const bool is_list = is_last && of->item > 0;
        if (n != NULL && (is_list ? !n->is_list : is_last || n->column >= 0 || n->is_list)) {
            report_twice(r, first_column(n), column);
            return;
        }
        n = n != NULL ? n : add_name(r->arena, parent, name, 0);
        n->is_list = is_list;
        if (is_list)
            n = add_item(r, column, n);
        if (is_last && n != NULL)
            n->column = (ptrdiff_t)column;
        parent = n;
    }
}

static bool reads_any(const cells_header *h)
{
    size_t i = 0;
    while (i < h->column_count && !h->columns[i].is_read)
        i++;
    return i < h->column_count;
}

static cells_header *read_header(header_reading r, cells_style style)
{
    const size_t errors = r.diags->errors;
    const size_t mapped = style.map != NULL ? style.map->count : 0;
    style.ignores_others = style.ignores_others || (style.map != NULL && style.map->ignores_others);
    r.header = ARENA_NEW(r.arena, cells_header);
    *r.header = (cells_header){.style = style,
                               .columns = ARENA_ARRAY(r.arena, r.record->count, cells_column),
                               .column_count = r.record->count,
                               .root = {.column = -1}};
    r.found = ARENA_ARRAY(r.arena, mapped, bool);
    cells_name_columns(&r);
    r.header->join_keys = cells_find_join_keys(&r);
    for (size_t i = 0; i < r.record->count; i++) {
        if (r.header->columns[i].is_read)
            add_column(&r, i);
    }
    if (style.ignores_others && !r.is_document && r.pack_count > 0 && !reads_any(r.header) &&
        r.diags->errors == errors) {
        diag_error(r.diags, cells_column_place(&r, 0), "unknown-column", "no column is named after a fact");
        diag_hint(r.diags,
                  "is this line the header? Without one, all that is in the file would be passed over");
    }
    return r.diags->errors == errors ? r.header : NULL;
}

cells_header *cells_header_read(arena *a, const source_text *source, const csv_record *record,
                                cells_style style, const pack *const *packs, size_t count, diag_list *diags)
{
    return read_header((header_reading){.arena = a,
                                        .source = source,
                                        .record = record,
                                        .packs = packs,
                                        .pack_count = count < LIMIT_COHORT_PACKS ? count : LIMIT_COHORT_PACKS,
                                        .diags = diags},
                       style);
}

cells_header *cells_header_of_keys(arena *a, const source_text *source, const csv_record *keys,
                                   const cells_style *style, const pack *p, diag_list *diags)
{
    return read_header((header_reading){.arena = a,
                                        .source = source,
                                        .record = keys,
                                        .packs = &p,
                                        .pack_count = p != NULL,
                                        .is_document = true,
                                        .diags = diags},
                       *style);
}

slice cells_column_name(const cells_header *header, size_t index)
{
    return header->columns[index].name;
}

size_t cells_column_count(const cells_header *header)
{
    return header->column_count;
}

char cells_delimiter(const cells_header *header)
{
    return header->style.delimiter;
}

bool cells_is_text(const cells_header *header, const csv_field *cell)
{
    return !header->style.has_types || cell->quoted;
}
