#include "profile/cells_join.h"

#include "base/byte_scan.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"
#include "input/csv_quoting.h"
#include "profile/cells_row.h"

#include <stdatomic.h>

static int compare_keys(const void *a, const void *b, void *context)
{
    (void)context;
    return slice_compare(((const cells_join_row *)a)->key, ((const cells_join_row *)b)->key);
}

const cells_join_row *cells_join_find(const cells_join *join, slice key, size_t *count)
{
    size_t low = 0;
    size_t high = join->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (slice_compare(join->rows[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < join->count && slice_equal(join->rows[low + *count].key, key))
        ++*count;
    return &join->rows[low];
}

// --- rows that nobody asks for ---

const cells_join_found *cells_join_found_new(arena *a, const cells_map *map)
{
    cells_join_found *found = ARENA_ARRAY(a, map->join_count, cells_join_found);
    for (size_t i = 0; i < map->join_count; i++)
        found[i].rows = ARENA_ARRAY(a, map->joins[i].count, _Atomic bool);
    return found;
}

static void note_found(const cells_join_found *found, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        atomic_store_explicit(&found->rows[first + i], true, memory_order_relaxed);
}

enum { ROWS_NAMED = 3 };

/// Keeps the first lines in ascending order.
static void keep_line(size_t lines[ROWS_NAMED], size_t line)
{
    for (size_t i = 0; i < ROWS_NAMED; i++) {
        const size_t kept = lines[i];
        if (kept != 0 && kept < line)
            continue;
        lines[i] = line;
        line = kept;
        if (line == 0)
            break;
    }
}

static void report_join(const cells_join *join, const cells_join_found *found, diag_list *diags)
{
    size_t lines[ROWS_NAMED] = {0};
    size_t count = 0;
    text_builder names = {.arena = diags->arena};
    for (size_t i = 0; i < join->count; i++) {
        if (atomic_load_explicit(&found->rows[i], memory_order_relaxed))
            continue;
        count++;
        keep_line(lines, join->rows[i].lines_before + 1);
    }
    for (size_t i = 0; i < ROWS_NAMED && lines[i] > 0; i++)
        text_add_format(&names, "%s%zu", i > 0 ? ", " : "", lines[i]);
    if (count == 0)
        return;
    diag_warning(diags, (place){0}, "unknown-client", "%.*s: %zu row%s to no client that was read",
                 SLICE_ARG(join->file), count, count == 1 ? " belongs" : "s belong");
    diag_hint(diags, "compare with '%.*s' of the clients: %.*s:%.*s%s", SLICE_ARG(diag_quote(join->column)),
              SLICE_ARG(join->file), SLICE_ARG(text_result(&names)),
              count > ROWS_NAMED ? ", \xE2\x80\xA6" : "");
}

void cells_join_report(const cells_map *map, const cells_join_found *found, diag_list *diags)
{
    for (size_t i = 0; i < map->join_count; i++)
        report_join(&map->joins[i], &found[i], diags);
}

// --- reading the table ---

typedef struct join_reading {
    arena *arena;
    cells_join *join;
    slice text;
    csv_reader reader;
    size_t at, lines; ///< what was read
    struct {
        cells_join_row *items;
        size_t count, capacity;
    } rows;
} join_reading;

/// The column of the key; -1 if there is none.
static ptrdiff_t find_key(const cells_header *header, slice key)
{
    for (size_t i = 0; i < header->column_count; i++) {
        if (header->columns[i].is_kept && slice_equal(header->columns[i].name, key))
            return (ptrdiff_t)i;
    }
    return -1;
}

/// Reads the rows behind the header; false if one of them is no row of it.
static bool read_rows(join_reading *r, size_t key_column, cells_survey *survey, diag_list *diags)
{
    bool surveyed = false;
    for (;;) {
        const slice rest = slice_part(r->text, r->at, r->text.len);
        csv_record row = {0};
        csv_problem problem = {0};
        size_t used = 0;
        const csv_outcome outcome = csv_read(&r->reader, rest, true, &row, &used, &problem);
        const slice text = slice_part(rest, 0, used);
        if (outcome == CSV_END)
            return true;
        source_text *source = ARENA_NEW(diags->arena, source_text);
        *source = (source_text){.file = r->join->file, .text = text, .lines_before = r->lines};
        if (outcome == CSV_WRONG) {
            csv_report(&problem, source, diags);
            return false;
        }
        const bool is_empty = cells_row_is_empty(text, r->reader.delimiter);
        if (!is_empty && row.count != r->join->header->column_count) {
            diag_error(diags, (place){source, row.offset, 1}, "cell-count",
                       "the row has %zu cells, the header has %zu", row.count, r->join->header->column_count);
            return false;
        }
        if (!is_empty) {
            const cells_join_row one = {arena_copy(r->arena, cells_trim(row.fields[key_column].text)), text,
                                        r->lines};
            ARENA_PUSH(r->arena, &r->rows, items, count, capacity, one);
            surveyed = surveyed || !cells_survey_row(survey, text);
        }
        r->at += used;
        r->lines += byte_scan_lines(text);
    }
}

bool cells_join_read(arena *a, cells_join *join, slice text, slice key, char quote, cells_style style,
                     const pack *const *packs, size_t count, diag_list *diags)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = join->file, .text = text};
    join_reading r = {.arena = a, .join = join, .text = text, .reader = csv_reader_of(a, style.delimiter)};
    csv_record names = {0};
    csv_problem problem = {0};
    style.quoting = csv_quoting_of_sign(quote);
    if (quote == '\0')
        style.quoting = csv_quoting_find(arena_new_child(a), slice_part(text, 0, LIMIT_SURVEY),
                                         text.len <= LIMIT_SURVEY, style.delimiter);
    r.reader.quoting = style.quoting;
    const csv_outcome outcome = csv_read(&r.reader, text, true, &names, &r.at, &problem);
    if (outcome == CSV_WRONG)
        csv_report(&problem, source, diags);
    else if (outcome != CSV_RECORD)
        diag_error(diags, (place){0}, "file-unreadable", "%.*s: the file has no header",
                   SLICE_ARG(join->file));
    if (outcome != CSV_RECORD)
        return false;
    r.lines = byte_scan_lines(slice_part(text, 0, r.at));
    style.delimiter = r.reader.delimiter;
    cells_header *header = cells_header_read(a, source, &names, style, packs, count, diags);
    join->header = header;
    const ptrdiff_t key_column = header != NULL ? find_key(header, key) : -1;
    if (key_column < 0)
        return false; // reported: the map has the column
    cells_survey *survey = cells_survey_new(a, header, packs, count);
    if (!read_rows(&r, (size_t)key_column, survey, diags) || !cells_survey_end(survey, join->file, diags))
        return false;
    sort_stable(a, r.rows.items, r.rows.count, sizeof *r.rows.items, compare_keys, NULL);
    join->rows = r.rows.items;
    join->count = r.rows.count;
    return true;
}

// --- reading ---

/// The text of the key of a join; empty if there is none.
static slice key_of(const cells_row *r, size_t join)
{
    const ptrdiff_t column = r->header->join_keys[join];
    if (column < 0 ||
        (r->nodes != NULL && (r->nodes[column]->kind != YAML_SCALAR || yaml_is_null(r->nodes[column]))))
        return (slice){NULL, 0};
    return cells_trim(r->cells->fields[column].text);
}

/// The item that a row of a second table is; NULL if it says nothing, or is reported.
static const yaml_node *read_joined(const cells_row *r, const cells_join *join, const cells_join_row *from,
                                    const pack *p)
{
    csv_record cells = {0};
    source_text *source = ARENA_NEW(r->arena, source_text);
    *source = (source_text){.file = join->file, .text = from->text, .lines_before = from->lines_before};
    (void)cells_cut(r->arena, join->header, from->text, &cells); // as when it was read
    const cells_row of = {
        .arena = r->arena, .header = join->header, .source = source, .cells = &cells, .diags = r->diags};
    const yaml_node *list = yaml_get(cells_row_read_own(&of, p), join->target.ptr);
    return list != NULL && list->count > 0 ? list->items[0] : NULL;
}

const yaml_node *cells_join_list(const cells_row *r, size_t index, const pack *p)
{
    cells_items list = {0};
    const cells_join *join = &r->header->style.map->joins[index];
    const slice key = key_of(r, index);
    size_t count = 0;
    const cells_join_row *rows = key.len > 0 ? cells_join_find(join, key, &count) : NULL;
    if (r->header->style.found != NULL && count > 0)
        note_found(&r->header->style.found[index], (size_t)(rows - join->rows), count);
    for (size_t i = 0; i < count; i++) {
        const yaml_node *item = read_joined(r, join, &rows[i], p);
        if (item != NULL)
            ARENA_PUSH(r->arena, &list, items, count, capacity, item);
    }
    return cells_list_of(r->arena, &list);
}
