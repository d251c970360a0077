// A header becomes a tree of names.
#include "profile/cells_state.h"

#include "base/limits.h"
#include "base/text.h"
#include "profile/cells_join.h"
#include "profile/not_known.h"

// --- the facts of names ---

/// The column of what is not known has a list of names, as if it were a fact.
static const feel_type list_of_names = {.kind = FEEL_TYPE_LIST};
static const fact not_known = {.name = SLICE_INIT(NOT_KNOWN_KEY), .type = &list_of_names};

const fact *cells_find_fact(const fact *facts, size_t count, slice name, bool *is_file)
{
    ptrdiff_t at = pack_find_key(facts, count, name, is_file);
    return at >= 0 ? &facts[at] : not_known_is_key(facts, count, name) ? &not_known : NULL;
}

const record_type *cells_record_of(const fact *f)
{
    return f != NULL && f->type->kind == FEEL_TYPE_CONTEXT ? f->record : NULL;
}

/// Takes the name before the first dot from `*rest`; false behind the last one.
static bool next_part(slice *rest, slice *part)
{
    if (rest->ptr == NULL)
        return false;
    const char *dot = rest->len > 0 ? memchr(rest->ptr, '.', rest->len) : NULL;
    *part = dot != NULL ? slice_part(*rest, 0, (size_t)(dot - rest->ptr)) : *rest;
    *rest = dot != NULL ? slice_part(*rest, part->len + 1, rest->len) : (slice){NULL, 0};
    return true;
}

cells_target cells_target_of(const pack *p, slice name)
{
    cells_target out = {.facts = p->facts, .count = p->fact_count};
    slice part;
    for (unsigned depth = 0; next_part(&name, &part); depth++) {
        const record_type *type = cells_record_of(out.fact);
        if (depth > 0 && type == NULL) {
            out.no_record = out.fact->name;
            out.fact = NULL;
            return out;
        }
        if (depth > 0) {
            out.facts = type->fields;
            out.count = type->field_count;
        }
        out.missing = part;
        out.fact = depth < LIMIT_NESTING ? cells_find_fact(out.facts, out.count, part, &out.is_file) : NULL;
        if (out.fact == NULL)
            return out;
    }
    return out;
}

// --- the columns of a header ---

typedef struct header_reading {
    arena *arena;
    cells_header *header;
    const source_text *source;
    const csv_record *record;
    const pack *const *packs;
    size_t pack_count;
    bool is_document; ///< columns are the keys of one profile: what is unknown is left to whoever reads that
    bool *found;      ///< of each column of the map: the file has it
    diag_list *diags;
} header_reading;

static place place_of(const header_reading *r, size_t column)
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

static void report_nameless(const header_reading *r, size_t column)
{
    diag_error(r->diags, place_of(r, column), "nameless-column", "a column without a name");
    diag_hint(r->diags, "name it in the first row, or pass over columns that are no facts: --ignore-columns");
}

static void report_no_record(const header_reading *r, size_t column, slice name)
{
    diag_error(r->diags, place_of(r, column), "wrong-type", "'%.*s' is not a record, and has no fields",
               SLICE_ARG(name));
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
        diag_error(r->diags, place_of(r, unknown[0]), "unknown-column",
                   "there is no fact for the column %.*s", SLICE_ARG(text_result(&names)));
    else
        diag_error(r->diags, place_of(r, unknown[0]), "unknown-column",
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

/// Finds the columns that hold the keys of second tables.
static const ptrdiff_t *find_join_keys(const header_reading *r)
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
    if (c->is_nameless && !is_behind_all_names(h, column))
        report_nameless(r, column);
    else if (no_record.len > 0)
        report_no_record(r, column, no_record);
    return c->is_nameless || no_record.len > 0;
}

/// Finds what each column is. What is unknown is reported, unless it is passed over.
static void name_columns(const header_reading *r)
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

// --- the tree ---

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
        diag_error(r->diags, place_of(r, second), "given-twice", "columns %zu and %zu are both called '%.*s'",
                   first + 1, second + 1, SLICE_ARG(one));
    else
        diag_error(r->diags, place_of(r, second), "given-twice",
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
    for (unsigned depth = 0; next_part(&rest, &name); depth++) {
        const bool is_last = rest.ptr == NULL;
        if (name.len == 0) {
            diag_error(r->diags, place_of(r, column), "nameless-column", "a field without a name");
            return;
        }
        if (depth >= LIMIT_NESTING) {
            diag_error(r->diags, place_of(r, column), "too-deep", "more than %d names in one column",
                       LIMIT_NESTING);
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
    name_columns(&r);
    r.header->join_keys = find_join_keys(&r);
    for (size_t i = 0; i < r.record->count; i++) {
        if (r.header->columns[i].is_read)
            add_column(&r, i);
    }
    if (style.ignores_others && !r.is_document && r.pack_count > 0 && !reads_any(r.header) &&
        r.diags->errors == errors) {
        diag_error(r.diags, place_of(&r, 0), "unknown-column", "no column is named after a fact");
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
