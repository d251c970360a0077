// The row is read as the only row of a table, so that a column is decided by its one cell. Columns that it does not name are empty.
#include "mapping/mapping_test.h"

#include "base/text.h"
#include "profile/cells_join.h"
#include "profile/cells_target.h"

typedef struct test_run {
    arena *arena;
    const mapping *map;
    const pack *pack;
    const mapping_test *test;
    diag_list *diags;
} test_run;

enum { DELIMITER = ',' };

static void add_cell(text_builder *out, slice text)
{
    if (out->length > 0)
        text_add_byte(out, DELIMITER);
    text_add_byte(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            text_add_byte(out, '"');
        text_add_byte(out, text.ptr[i]);
    }
    text_add_byte(out, '"');
}

/// The names, or the cells, of the row as a line of CSV.
static slice line_of(const test_run *r, bool names)
{
    const yaml_node *row = r->test->row;
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < row->count; i++)
        add_cell(&out, row->items[2 * i + !names]->text);
    return text_result(&out);
}

static cells_style style_of(const mapping *m)
{
    return (cells_style){.delimiter = DELIMITER,
                         .list_separator =
                             m->dialect.list_separator != '\0' ? m->dialect.list_separator : ';',
                         .decimal = m->dialect.decimal,
                         .group = m->dialect.group,
                         .unknown = m->map.unknown,
                         .unknown_count = m->map.unknown_count,
                         .map = &m->map,
                         .is_partial = true};
}

/// True if the row is one of plain values in columns that there are; reports if not.
static bool check_row(const test_run *r)
{
    const size_t errors = r->diags->errors;
    const yaml_node *row = r->test->row;
    for (size_t i = 0; i < row->count; i++) {
        const yaml_node *key = row->items[2 * i];
        size_t number;
        bool is_join_key = false;
        for (size_t k = 0; k < r->map->map.join_count; k++)
            is_join_key = is_join_key || slice_equal(r->map->map.joins[k].column, key->text);
        if (row->items[2 * i + 1]->kind != YAML_SCALAR)
            diag_error(r->diags, row->items[2 * i + 1]->where, "wrong-type", "a cell is one text");
        else if (cells_map_find(&r->map->map, key->text, &number) == NULL && !is_join_key &&
                 cells_target_of(r->pack, key->text).fact == NULL)
            diag_error(r->diags, key->where, "no-column",
                       "the map has no column '%.*s', and the pack no such fact",
                       SLICE_ARG(diag_quote(key->text)));
    }
    return r->diags->errors == errors && row->count > 0;
}

/// Reports what was wrong with the row, at the test.
static void pass_on(const test_run *r, const diag_list *from)
{
    for (size_t i = 0; i < from->count; i++) {
        if (from->items[i].severity == SEVERITY_ERROR)
            diag_error(r->diags, r->test->row->where, "test-failed", "the row is refused: %.*s",
                       SLICE_ARG(from->items[i].message));
    }
}

/// The row as the tree of a profile; NULL, reported, if it is refused.
static const yaml_node *read_row(const test_run *r, const cells_header **header, slice *line)
{
    arena *a = r->arena;
    diag_list *said = diag_list_new(a);
    const source_text names = {.file = r->map->map.file, .text = line_of(r, true)};
    csv_reader reader = csv_reader_of(a, DELIMITER);
    csv_record columns = {0};
    csv_problem problem = {0};
    size_t used = 0;
    reader.begun = true;
    if (csv_read(&reader, names.text, true, &columns, &used, &problem) != CSV_RECORD)
        return NULL;
    cells_header *made = cells_header_read(a, &names, &columns, style_of(r->map), &r->pack, 1, said);
    const yaml_node *tree = NULL;
    *header = made;
    *line = line_of(r, false);
    if (made != NULL) {
        cells_survey *survey = cells_survey_new(a, made, &r->pack, 1);
        (void)cells_survey_row(survey, *line);
        (void)cells_survey_end(survey, names.file, said);
        source_text *source = ARENA_NEW(a, source_text);
        *source = (source_text){.file = names.file, .text = *line};
        tree = cells_read_tree(a, r->pack, made, source, said);
    }
    for (size_t i = 0; tree != NULL && i < tree->count; i++) {
        const ptrdiff_t at = pack_find_fact(r->pack, tree->items[2 * i]->text);
        if (at >= 0)
            (void)profile_read_value(a, r->pack, (size_t)at, tree->items[2 * i + 1], said);
    }
    pass_on(r, said);
    return said->errors == 0 ? tree : NULL;
}

/// Compares what a kept column says.
static void compare_kept(const test_run *r, const cells_header *header, slice line, const yaml_node *key,
                         const yaml_node *wanted)
{
    slice text;
    cells_read_kept(r->arena, header, line, &key->text, 1, &text);
    if (!slice_equal(text, wanted->text))
        diag_error(r->diags, wanted->where, "test-failed", "'%.*s' is '%.*s'", SLICE_ARG(key->text),
                   SLICE_ARG(text));
}

static bool is_kept(const mapping *m, slice name)
{
    bool found = false;
    for (size_t i = 0; i < m->map.count && !found; i++)
        found = m->map.columns[i].use == CELLS_KEPT && slice_equal(m->map.columns[i].target, name);
    return found;
}

/// Compares one fact with what the test says of it.
static void compare_fact(const test_run *r, const yaml_node *tree, const yaml_node *key,
                         const yaml_node *wanted)
{
    const ptrdiff_t at = pack_find_fact(r->pack, key->text);
    if (at < 0) {
        diag_error(r->diags, key->where, "unknown-fact", "the pack has no fact '%.*s'",
                   SLICE_ARG(diag_quote(key->text)));
        pack_hint_fact(r->pack->facts, r->pack->fact_count, key->text, r->diags);
        return;
    }
    const size_t errors = r->diags->errors;
    const yaml_node *written = yaml_get(tree, r->pack->facts[at].name.ptr);
    const feel_value expected = profile_read_value(r->arena, r->pack, (size_t)at, wanted, r->diags);
    const feel_value got =
        written != NULL ? profile_read_value(r->arena, r->pack, (size_t)at, written, r->diags) : feel_null();
    const bool same = feel_is_null(expected) || feel_is_null(got)
                          ? feel_is_null(expected) && feel_is_null(got)
                          : feel_equal(expected, got) == FEEL_TRUE;
    if (r->diags->errors > errors || same)
        return;
    if (feel_is_null(got))
        diag_error(r->diags, wanted->where, "test-failed", "'%.*s' is not known", SLICE_ARG(key->text));
    else
        diag_error(r->diags, wanted->where, "test-failed", "'%.*s' is %.*s", SLICE_ARG(key->text),
                   SLICE_ARG(feel_to_string(r->arena, got)));
}

bool mapping_test_run(arena *a, const mapping *m, const pack *p, const mapping_test *test, diag_list *diags)
{
    const size_t errors = diags->errors;
    const test_run r = {a, m, p, test, diags};
    const cells_header *header = NULL;
    slice line = {NULL, 0};
    const yaml_node *tree = check_row(&r) ? read_row(&r, &header, &line) : NULL;
    for (size_t i = 0; tree != NULL && i < test->facts->count; i++) {
        const yaml_node *key = test->facts->items[2 * i];
        if (is_kept(m, key->text))
            compare_kept(&r, header, line, key, test->facts->items[2 * i + 1]);
        else
            compare_fact(&r, tree, key, test->facts->items[2 * i + 1]);
    }
    return tree != NULL && diags->errors == errors;
}
