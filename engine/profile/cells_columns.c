// What each column of a header is: by the map, or by its own name.
#include "profile/cells_columns.h"

#include "base/limits.h"
#include "base/text.h"
#include "profile/cells_join.h"

place cells_column_place(const header_reading *r, size_t column)
{
    const csv_field *f = &r->record->fields[column];
    return (place){r->source, f->offset, f->length > 0 ? f->length : 1};
}

static bool is_known(const header_reading *r, slice name)
{
    bool known = r->pack_count == 0;
    for (size_t i = 0; i < r->pack_count && !known; i++)
        known = cells_target_of(r->packs[i], name).fact != NULL;
    return known;
}

/// Nameless columns at the end come from rows that end in a delimiter, or from cells that were once used.
static bool is_behind_all_names(const cells_header *header, size_t column)
{
    while (column < header->column_count && header->columns[column].is_nameless)
        column++;
    return column == header->column_count;
}

/// A worksheet's table may begin in any column.
static bool is_before_all_names(const cells_header *header, size_t column)
{
    while (column > 0 && header->columns[column].is_nameless)
        column--;
    return header->columns[column].is_nameless;
}

static void report_nameless(const header_reading *r, size_t column)
{
    diag_error(r->diags, cells_column_place(r, column), "nameless-column", "a column without a name");
    diag_hint(r->diags, "name it in the first row, or pass over columns that are no facts: --ignore-columns");
}

static void report_no_record(const header_reading *r, size_t column, slice name)
{
    diag_error(r->diags, cells_column_place(r, column), "wrong-type",
               "'%.*s' is not a record, and has no fields", SLICE_ARG(name));
    diag_hint(r->diags, "name the column '%.*s'; a list of records stands in one cell, as JSON",
              SLICE_ARG(name));
}

/// The name of the fact or field that was most likely meant by a column, with what stands before it; empty if none is near.
static slice nearest_of(const header_reading *r, slice name)
{
    const cells_target target = cells_target_of(r->packs[0], name);
    slice *names = ARENA_ARRAY(r->arena, target.count + 1, slice);
    for (size_t i = 0; i < target.count; i++)
        names[i] = target.facts[i].name;
    const ptrdiff_t at =
        nearest_name(r->arena, slice_part(target.missing, 0, LIMIT_GUESSED_NAME), names, target.count);
    const size_t before = target.facts == r->packs[0]->facts ? 0 : (size_t)(target.missing.ptr - name.ptr);
    return at < 0 ? (slice){0}
                  : arena_format(r->arena, "%.*s%.*s", SLICE_ARG(slice_part(name, 0, before)),
                                 SLICE_ARG(names[at]));
}

/// Reports all columns that are no facts at once: of an office's export most of them are.
static void report_unknown(const header_reading *r, const size_t *unknown, size_t count)
{
    enum { MOST_NAMES = 20 };
    text_builder names = {.arena = r->arena};
    text_builder meant = {.arena = r->arena};
    for (size_t i = 0; i < count; i++) {
        const slice name = r->header->columns[unknown[i]].name;
        const slice near = nearest_of(r, name);
        if (i < MOST_NAMES)
            text_add_format(&names, "%s'%.*s'", i > 0 ? ", " : "", SLICE_ARG(diag_quote(name)));
        if (near.len > 0 && count == 1)
            text_add_format(&meant, "did you mean '%.*s'? ", SLICE_ARG(near));
        else if (near.len > 0)
            text_add_format(&meant, "%s'%.*s' for '%.*s'", meant.length > 0 ? ", " : "did you mean ",
                            SLICE_ARG(near), SLICE_ARG(diag_quote(name)));
    }
    if (count > 1 && meant.length > 0)
        text_add(&meant, SLICE("? "));
    if (count > MOST_NAMES)
        text_add_format(&names, " and %zu more", count - MOST_NAMES);
    if (count == 1)
        diag_error(r->diags, cells_column_place(r, unknown[0]), "unknown-column",
                   "there is no fact for the column %.*s", SLICE_ARG(text_result(&names)));
    else
        diag_error(r->diags, cells_column_place(r, unknown[0]), "unknown-column",
                   "there are no facts for %zu columns: %.*s", count, SLICE_ARG(text_result(&names)));
    // If no column is known, this may be no header, and to pass over all columns would leave profiles of nothing.
    diag_hint(r->diags, "%.*s%s%s", SLICE_ARG(text_result(&meant)),
              r->header->style.map != NULL
                  ? "Name them in the map"
                  : "Name columns after facts, describe them in a map (advise init --map FILE)",
              count < r->header->column_count ? ", or pass over the others: --ignore-columns"
                                              : "; or is this line not the header?");
}

/// What a map says of a column; false if it says nothing.
static bool apply_map(const header_reading *r, size_t column)
{
    cells_column *c = &r->header->columns[column];
    size_t number = 0;
    const cells_map *map = r->header->style.map;
    const cells_map_column *from = map != NULL ? cells_map_find(map, c->name, &number) : NULL;
    if (from == NULL)
        return false;
    c->is_mapped = true;
    c->is_read = from->use == CELLS_STATED;
    c->is_kept = from->use == CELLS_KEPT;
    c->target = from->target;
    c->field = from->field;
    c->item = from->is_item && number == 0 ? 1 : number; // of a second table, each row is an item
    c->rule = from->rule;
    r->found[from - map->columns] = true;
    return true;
}

/// Reports columns of the map that the file does not have: whoever exports it again may have renamed them.
static void report_missing(const header_reading *r)
{
    const cells_map *map = r->header->style.map;
    const cells_header *h = r->header;
    slice *names = ARENA_ARRAY(r->arena, h->column_count, slice);
    size_t count = 0;
    for (size_t i = 0; i < h->column_count; i++) {
        if (!h->columns[i].is_mapped && !h->columns[i].is_read)
            names[count++] = h->columns[i].name;
    }
    for (size_t i = 0; map != NULL && i < map->count; i++) {
        const cells_map_column *c = &map->columns[i];
        if (r->found[i] || c->is_optional || h->style.is_partial)
            continue;
        diag_error(r->diags, c->where, "no-column", "%.*s has no column '%.*s%s%.*s'",
                   SLICE_ARG(r->source->file), SLICE_ARG(c->name), c->is_numbered ? "{n}" : "",
                   SLICE_ARG(c->behind));
        const ptrdiff_t near =
            nearest_name(r->arena, slice_part(c->name, 0, LIMIT_GUESSED_NAME), names, count);
        if (near >= 0)
            diag_hint(r->diags, "did you mean '%.*s'? If files may do without it: {…, optional: true}",
                      SLICE_ARG(diag_quote(names[near])));
        else
            diag_hint(r->diags, "if files may do without it: {…, optional: true}");
    }
}

const ptrdiff_t *cells_find_join_keys(const header_reading *r)
{
    const cells_map *map = r->header->style.map;
    const size_t count = map != NULL ? map->join_count : 0;
    ptrdiff_t *keys = ARENA_ARRAY(r->arena, count, ptrdiff_t);
    for (size_t i = 0; i < count; i++) {
        keys[i] = -1;
        for (size_t k = 0; k < r->header->column_count; k++) {
            if (slice_equal(r->header->columns[k].name, map->joins[i].column))
                keys[i] = (ptrdiff_t)k;
        }
        if (keys[i] >= 0 || r->is_document || r->header->style.is_partial)
            continue;
        diag_error(r->diags, map->joins[i].where, "no-column", "%.*s has no column '%.*s'",
                   SLICE_ARG(r->source->file), SLICE_ARG(map->joins[i].column));
    }
    return keys;
}

/// Finds what a column is that the map does not name; false if it is nothing that is known.
static bool find_column(const header_reading *r, size_t column)
{
    const cells_header *h = r->header;
    cells_column *c = &h->columns[column];
    if (h->style.is_raw)
        return true;
    c->target = c->name;
    c->is_read = !c->is_nameless && (is_known(r, c->name) || (r->is_document && !h->style.ignores_others));
    if (c->is_read || h->style.ignores_others)
        return true;
    const slice no_record = c->is_nameless ? (slice){0} : cells_target_of(r->packs[0], c->name).no_record;
    const bool is_outside =
        is_behind_all_names(h, column) || (h->style.has_types && is_before_all_names(h, column));
    if (c->is_nameless && !is_outside)
        report_nameless(r, column);
    else if (no_record.len > 0)
        report_no_record(r, column, no_record);
    return c->is_nameless || no_record.len > 0;
}

void cells_name_columns(const header_reading *r)
{
    cells_header *h = r->header;
    size_t *unknown = ARENA_ARRAY(r->arena, h->column_count, size_t);
    size_t count = 0;
    for (size_t i = 0; i < h->column_count; i++) {
        h->columns[i].name = arena_copy(r->arena, cells_trim(r->record->fields[i].text));
        h->columns[i].is_nameless = h->columns[i].name.len == 0;
    }
    for (size_t i = 0; i < h->column_count; i++) {
        if (!apply_map(r, i) && !find_column(r, i))
            unknown[count++] = i;
    }
    if (count > 0)
        report_unknown(r, unknown, count);
    if (!r->is_document)
        report_missing(r);
}
