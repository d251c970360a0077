// A header becomes a tree of names, and a row the tree that YAML and JSON become, so that the same code reads profiles from all of them.
#include "profile/cells.h"

#include "base/limits.h"
#include "input/json.h"
#include "profile/meant.h"
#include "profile/not_known.h"

/// A name in a header: of a fact, or of a field of the record above.
typedef struct column_name column_name;

struct column_name {
    slice name;
    place where;      ///< in the header
    ptrdiff_t column; ///< -1: it has fields
    column_name *first, *last, *next;
};

struct cells_header {
    cells_style style;
    size_t column_count;
    column_name root;
};

// --- headers ---

static column_name *find_name(const column_name *parent, slice name)
{
    column_name *n = parent->first;
    while (n != NULL && !slice_equal(n->name, name))
        n = n->next;
    return n;
}

static column_name *add_name(arena *a, column_name *parent, slice name, place where)
{
    column_name *n = ARENA_NEW(a, column_name);
    *n = (column_name){.name = name, .where = where, .column = -1};
    if (parent->last != NULL)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
    return n;
}

/// Enters a column under its dotted name.
static void add_column(arena *a, column_name *root, slice text, place where, size_t column, diag_list *diags)
{
    column_name *parent = root;
    for (unsigned depth = 0;; depth++) {
        const char *dot = text.len > 0 ? memchr(text.ptr, '.', text.len) : NULL;
        slice name = dot != NULL ? slice_part(text, 0, (size_t)(dot - text.ptr)) : text;
        if (name.len == 0) {
            diag_error(diags, where, "nameless-column", "a column without a name");
            return;
        }
        if (depth >= LIMIT_NESTING) {
            diag_error(diags, where, "too-deep", "more than %d names in one column", LIMIT_NESTING);
            return;
        }
        column_name *n = find_name(parent, name);
        if (n != NULL && (dot == NULL || n->column >= 0)) {
            diag_error(diags, where, "given-twice", "a second column for '%.*s'", SLICE_ARG(name));
            return;
        }
        if (n == NULL)
            n = add_name(a, parent, arena_copy(a, name), where);
        if (dot == NULL) {
            n->column = (ptrdiff_t)column;
            return;
        }
        text = slice_part(text, name.len + 1, text.len);
        parent = n;
    }
}

const cells_header *cells_header_read(arena *a, const source_text *source, const csv_record *record,
                                      cells_style style, diag_list *diags)
{
    size_t errors = diags->errors;
    cells_header *header = ARENA_NEW(a, cells_header);
    *header = (cells_header){.style = style, .column_count = record->count, .root = {.column = -1}};
    for (size_t i = 0; i < record->count; i++) {
        const csv_field *f = &record->fields[i];
        place where = {source, f->offset, f->length > 0 ? f->length : 1};
        add_column(a, &header->root, f->text, where, i, diags);
    }
    return diags->errors == errors ? header : NULL;
}

/// The column of what is not known has a list of names, as if it were a fact.
static const feel_type list_of_names = {.kind = FEEL_TYPE_LIST};
static const fact not_known = {.name = SLICE_INIT(NOT_KNOWN_KEY), .type = &list_of_names};

/// The fact or field that a name stands for; NULL if there is none.
static const fact *find_fact(const fact *facts, size_t count, slice name, bool *is_file)
{
    ptrdiff_t at = pack_find_key(facts, count, name, is_file);
    return at >= 0 ? &facts[at] : not_known_is_key(facts, count, name) ? &not_known : NULL;
}

/// The record that a fact is; NULL if it is none (a list of records is none).
static const record_type *record_of(const fact *f)
{
    return f != NULL && f->type->kind == FEEL_TYPE_CONTEXT ? f->record : NULL;
}

static bool is_known(const column_name *n, const fact *facts, size_t count)
{
    bool is_file = false;
    const fact *f = find_fact(facts, count, n->name, &is_file);
    return f != NULL && (n->column >= 0 || record_of(f) != NULL);
}

static void report_unknown(const column_name *n, const fact *facts, size_t count, diag_list *diags)
{
    bool is_file = false;
    if (find_fact(facts, count, n->name, &is_file) != NULL) {
        diag_error(diags, n->where, "wrong-type", "'%.*s' is not a record, and has no fields",
                   SLICE_ARG(n->name));
        diag_hint(diags, "name the column '%.*s'; a list of records stands in one cell, as JSON",
                  SLICE_ARG(n->name));
        return;
    }
    diag_error(diags, n->where, "unknown-column", "there is no fact for the column '%.*s'",
               SLICE_ARG(diag_quote(n->name)));
    pack_hint_fact(facts, count, n->name, diags);
}

/// The facts or fields of one pack that names on one level may stand for.
typedef struct level {
    const fact *facts;
    size_t count;
} level;

static void check_names(const column_name *parent, const level *levels, size_t count, diag_list *diags)
{
    for (const column_name *n = parent->first; n != NULL; n = n->next) {
        level below[LIMIT_COHORT_PACKS];
        size_t known = 0;
        for (size_t i = 0; i < count; i++) {
            bool is_file = false;
            if (!is_known(n, levels[i].facts, levels[i].count))
                continue;
            const record_type *type =
                record_of(find_fact(levels[i].facts, levels[i].count, n->name, &is_file));
            below[known++] = type != NULL ? (level){type->fields, type->field_count} : (level){NULL, 0};
        }
        if (known == 0)
            report_unknown(n, levels[0].facts, levels[0].count, diags);
        else
            check_names(n, below, known, diags);
    }
}

bool cells_header_check(const cells_header *header, const pack *const *packs, size_t count, diag_list *diags)
{
    size_t errors = diags->errors;
    level levels[LIMIT_COHORT_PACKS];
    for (size_t i = 0; i < count && i < LIMIT_COHORT_PACKS; i++)
        levels[i] = (level){packs[i]->facts, packs[i]->fact_count};
    if (count > 0)
        check_names(&header->root, levels, count < LIMIT_COHORT_PACKS ? count : LIMIT_COHORT_PACKS, diags);
    return diags->errors == errors;
}

// --- rows ---

typedef struct row {
    arena *arena;
    const cells_header *header;
    const source_text *source;
    const csv_record *cells;
    diag_list *diags;
} row;

static slice trim(slice s)
{
    while (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
        s = slice_part(s, 1, s.len);
    while (s.len > 0 && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t'))
        s.len--;
    return s;
}

/// A plain value as YAML would have it in quotes: null is text here, since what is unknown is left empty, and nothing is a comment.
static const yaml_node *scalar(const row *r, const feel_type *type, slice text, place where)
{
    yaml_node *n = ARENA_NEW(r->arena, yaml_node);
    *n = (yaml_node){.kind = YAML_SCALAR, .text = text, .where = where};
    if (text.len > 0)
        n->style = YAML_DOUBLE_QUOTED;
    if (type == NULL || type->kind != FEEL_TYPE_BOOLEAN)
        return n;
    bool numbers = r->header->style.numbers_are_booleans;
    if (slice_is(text, "TRUE") || (numbers && slice_is(text, "1")))
        n->text = SLICE("true");
    else if (slice_is(text, "FALSE") || (numbers && slice_is(text, "0")))
        n->text = SLICE("false");
    return n;
}

/// The items of a list of plain values. An item of blanks is unknown.
static const yaml_node *split_list(const row *r, const feel_type *element, const csv_field *cell, place where)
{
    struct {
        const yaml_node **items;
        size_t count, capacity;
    } list = {0};
    const source_text *source = csv_field_source(r->arena, r->source, 0, cell);
    slice rest = cell->text;
    for (;;) {
        const char *end = rest.len > 0 ? memchr(rest.ptr, r->header->style.list_separator, rest.len) : NULL;
        slice item = trim(end != NULL ? slice_part(rest, 0, (size_t)(end - rest.ptr)) : rest);
        place at = {source, (size_t)(item.ptr - cell->text.ptr), item.len > 0 ? item.len : 1};
        const yaml_node *n = scalar(r, element, item, at);
        ARENA_PUSH(r->arena, &list, items, count, capacity, n);
        if (end == NULL)
            break;
        rest = slice_part(rest, (size_t)(end - rest.ptr) + 1, rest.len);
    }
    yaml_node *out = ARENA_NEW(r->arena, yaml_node);
    *out = (yaml_node){.kind = YAML_SEQUENCE, .items = list.items, .count = list.count, .where = where};
    return out;
}

/// What stands for a cell that is wrong: it says nothing, and is not missing either.
static const yaml_node *nothing(const row *r, place where)
{
    yaml_node *n = ARENA_NEW(r->arena, yaml_node);
    *n = (yaml_node){.kind = YAML_SCALAR, .where = where};
    return n;
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
    if (trim(cell->text).ptr[0] == opening) {
        n = json_read(r->arena, csv_field_source(r->arena, r->source, 0, cell), r->diags);
    } else {
        report_no_json(r, cell, f, opening, where);
    }
    return n != NULL ? n : nothing(r, where);
}

/// A cell as the value of a fact (NULL: not one of this pack's); NULL if it is empty.
static const yaml_node *read_cell(const row *r, const csv_field *cell, const fact *f, bool is_file)
{
    const feel_type *type = f != NULL && !is_file ? f->type : NULL;
    place where = {r->source, cell->offset, cell->length};
    bool is_text = type == NULL || type->kind == FEEL_TYPE_STRING || type->kind == FEEL_TYPE_ANY;
    slice text = is_text ? cell->text : trim(cell->text);
    if (text.len == 0)
        return NULL;
    bool is_list = type != NULL && type->kind == FEEL_TYPE_LIST;
    const feel_type *element = is_list ? type->element : NULL;
    if (record_of(f) != NULL && !is_file)
        return read_json(r, cell, f, '{', where);
    if (is_list &&
        (f->record != NULL || text.ptr[0] == '[' || (element != NULL && element->kind == FEEL_TYPE_LIST)))
        return read_json(r, cell, f, '[', where);
    return is_list ? split_list(r, element, cell, where) : scalar(r, type, text, where);
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
        const fact *f = find_fact(facts, count, n->name, &is_file);
        const record_type *type = record_of(f);
        const yaml_node *value = n->column >= 0 ? read_cell(r, &r->cells->fields[n->column], f, is_file)
                                                : read_names(r, n, type != NULL ? type->fields : NULL,
                                                             type != NULL ? type->field_count : 0);
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
