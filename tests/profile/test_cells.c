// A row of a table and a JSON object that say the same are the same profile; every allocation may fail.
#include "profile/cells.h"
#include "profile/cells_state.h"

#include "base/text.h"
#include "failing.h"
#include "random.h"

#include "test.h"

typedef struct table_test {
    arena *arena;
    pack *pack;
    random_source random;
    diag_list *diags;
    slice header, row, json;
    const profile *from_row, *from_json;
} table_test;

static const profile *read_row(arena *a, const pack *p, slice header, slice row, diag_list *diags)
{
    csv_reader reader = csv_reader_of(a, '\0');
    csv_record names = {0};
    csv_problem problem = {0};
    size_t used = 0;
    if (csv_read(&reader, header, true, &names, &used, &problem) != CSV_RECORD)
        return NULL;
    source_text *first = ARENA_NEW(a, source_text);
    *first = (source_text){.file = SLICE("t.csv"), .text = header};
    cells_style style = {.delimiter = reader.delimiter, .list_separator = '|'};
    const cells_header *columns = cells_header_read(a, first, &names, style, &p, 1, diags);
    if (columns == NULL)
        return NULL;
    source_text *second = ARENA_NEW(a, source_text);
    *second = (source_text){.file = SLICE("t.csv"), .text = row, .lines_before = 1};
    return cells_read(a, p, columns, second, NULL, diags);
}

/// A column: its name, and values as cells and as JSON in turn.
typedef struct column {
    const char *name, *key;
    const char *values[4][2];
} column;

static const column columns[] = {
    {"grade", "grade", {{"1", "1"}, {" 2 ", "2"}, {"3.5", "3.5"}, {"1", "1"}}},
    {"keen", "keen", {{"", "null"}, {"true", "true"}, {"FALSE", "false"}, {"TRUE", "true"}}},
    {"letter",
     "letter",
     {{"a", "\"a\""}, {"null", "\"null\""}, {"\"a;b\"\"c\n\"", "\"a;b\\\"c\\n\""}, {"~", "\"~\""}}},
    {"born",
     "born",
     {{"", "null"}, {"2001-02-28", "\"2001-02-28\""}, {"1999-12-31", "\"1999-12-31\""}, {"", "null"}}},
    {"tags",
     "tags",
     {{"", "null"},
      {"a", "[\"a\"]"},
      {" a | b ", "[\"a\", \"b\"]"},
      {"\"[\"\"b\"\", null]\"", "[\"b\", null]"}}},
    {"home.name;home.since",
     "home",
     {{";", "null"},
      {"x;", "{\"name\": \"x\"}"},
      {"y;2020-01-02", "{\"name\": \"y\", \"since\": \"2020-01-02\"}"},
      {"\" z\";", "{\"name\": \" z\"}"}}},
    {"places",
     "places",
     {{"[]", "[]"},
      {"\"[{\"\"name\"\": \"\"Ulm\"\"}]\"", "[{\"name\": \"Ulm\"}]"},
      {" [] ", "[]"},
      {"\"[{\"\"name\"\": \"\"a\"\"}, {\"\"name\"\": \"\"b\"\"}]\"",
       "[{\"name\": \"a\"}, {\"name\": \"b\"}]"}}},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static void make_profile(table_test *t)
{
    text_builder header = {.arena = t->arena};
    text_builder row = {.arena = t->arena};
    text_builder json = {.arena = t->arena};
    size_t first = (size_t)random_below(&t->random, COLUMNS);
    for (size_t i = 0; i < COLUMNS; i++) {
        const column *c = &columns[(first + i) % COLUMNS];
        const char *const *value = c->values[random_below(&t->random, 4)];
        const char *between = i > 0 ? ";" : "";
        text_add_format(&header, "%s%s", between, c->name);
        text_add_format(&row, "%s%s", between, value[0]);
        text_add_format(&json, "%s\"%s\": %s", i > 0 ? ", " : "{", c->key, value[1]);
    }
    text_add(&header, SLICE("\n"));
    text_add(&row, SLICE("\r\n"));
    text_add(&json, SLICE("}"));
    t->header = text_result(&header);
    t->row = text_result(&row);
    t->json = text_result(&json);
}

static void read_both(void *argument)
{
    table_test *t = argument;
    t->diags = diag_list_new(t->arena);
    make_profile(t);
    t->from_row = read_row(t->arena, t->pack, t->header, t->row, t->diags);
    t->from_json =
        profile_read_text(t->arena, t->pack, SLICE("t.json"), t->json, PROFILE_JSON, NULL, t->diags);
}

static void test_a_row_says_what_a_json_object_says(void **state)
{
    (void)state;
    table_test t = {.random = random_new()};
    arena *a = arena_new(NULL, 0);
    t.pack = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    assert_non_null(t.pack);
    for (size_t round = 0; round < 2000; round++) {
        t.arena = arena_new(NULL, 0);
        assert_int_equal(arena_run(t.arena, read_both, &t), ARENA_DONE);
        if (t.diags->count > 0)
            print_message("%s\n%.*s%.*s\n", t.diags->items[0].message.ptr, SLICE_ARG(t.header),
                          SLICE_ARG(t.row));
        assert_int_equal(t.diags->count, 0);
        for (size_t i = 0; i < t.pack->fact_count; i++) {
            feel_value row = t.from_row->values[i];
            feel_value json = t.from_json->values[i];
            assert_int_equal(t.from_row->stated[i], t.from_json->stated[i]);
            assert_true((feel_is_null(row) && feel_is_null(json)) ||
                        slice_equal(feel_to_string(t.arena, row), feel_to_string(t.arena, json)));
        }
        arena_free(t.arena);
    }
    pack_free(t.pack);
    arena_free(a);
}

typedef struct failing_job {
    arena *arena;
    const pack *pack;
} failing_job;

static void read_once(void *argument)
{
    const failing_job *job = argument;
    const profile *p = read_row(job->arena, job->pack, SLICE("grade,letter,places,home.name,tags\n"),
                                SLICE("1,\"a\"\"b\",[],x,a|b\n"), diag_list_new(job->arena));
    assert_non_null(p);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        failing_job job = {arena_new(&from, 0), p};
        arena_outcome outcome = job.arena != NULL ? arena_run(job.arena, read_once, &job) : ARENA_NO_MEMORY;
        assert_int_equal(outcome, failing.failed ? ARENA_NO_MEMORY : ARENA_DONE);
        arena_free(job.arena);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
    pack_free(p);
    arena_free(a);
}

static void test_a_column_belongs_to_one_of_two_packs(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    pack *one = pack_load(NULL, "tests/packs/all-types", diags);
    pack *two = pack_load(NULL, "tests/packs/diff-old", diags);
    assert_non_null(two);
    slice text = SLICE("name,grade,n,nobody\n");
    csv_reader reader = csv_reader_of(a, ',');
    csv_record names = {0};
    csv_problem problem = {0};
    size_t used = 0;
    source_text source = {.file = SLICE("t.csv"), .text = text};
    assert_int_equal(csv_read(&reader, text, true, &names, &used, &problem), CSV_RECORD);
    const pack *const packs[] = {one, two};
    size_t before = diags->count;
    assert_null(cells_header_read(a, &source, &names, (cells_style){.delimiter = ',', .list_separator = ';'},
                                  packs, 2, diags));
    assert_int_equal(diags->count, before + 1);
    assert_int_equal(diags->items[before].column, 14);
    pack_free(one);
    pack_free(two);
    arena_free(a);
}

/// What is said of a row of a worksheet: codes, or nothing.
static slice read_worksheet_row(arena *a, const pack *p, slice row, bool ignores_others)
{
    diag_list *diags = diag_list_new(a);
    const slice header = SLICE("\"\",\"grade\"\n");
    csv_reader reader = csv_reader_of(a, ',');
    csv_record names = {0};
    csv_problem problem = {0};
    size_t used = 0;
    source_text source = {.file = SLICE("w"), .text = header};
    source_text below = {.file = SLICE("w"), .text = row, .lines_before = 1};
    assert_int_equal(csv_read(&reader, header, true, &names, &used, &problem), CSV_RECORD);
    const cells_style style = {
        .delimiter = ',', .list_separator = ';', .has_types = true, .ignores_others = ignores_others};
    const cells_header *of = cells_header_read(a, &source, &names, style, &p, 1, diags);
    assert_non_null(of);
    (void)cells_read_tree(a, p, of, &below, diags);
    text_builder out = {.arena = a};
    for (size_t i = 0; i < diags->count; i++)
        text_add_format(&out, "%s@%zu ", diags->items[i].code, diags->items[i].column);
    return text_result(&out);
}

static void test_a_worksheet_may_hold_values_outside_its_table(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    assert_string_equal(read_worksheet_row(a, p, SLICE("\"\",3"), false).ptr, "");
    assert_string_equal(read_worksheet_row(a, p, SLICE("\"x\",3"), false).ptr, "nameless-column@1 ");
    assert_string_equal(read_worksheet_row(a, p, SLICE("\"\",3,\"\",4"), false).ptr, "nameless-column@9 ");
    assert_string_equal(read_worksheet_row(a, p, SLICE("\"x\",3,4"), true).ptr, "");
    assert_string_equal(read_worksheet_row(a, p, SLICE("\"\""), false).ptr, "cell-count@1 ");
    pack_free(p);
    arena_free(a);
}

static void test_a_row_is_empty_if_its_cells_are_blank(void **state)
{
    (void)state;
    static const char *const empty[] = {"", "\n", ",,", " , \t,", "\"\",\"\"\r\n", "\" \",,", "\"", ",\""};
    static const char *const filled[] = {"a", ",0,", "\"\"\"\"", "\"\"\"\"\"\"\"\"\"\"  ", "\"a\"", ";"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        assert_true(cells_row_is_empty(slice_of(empty[i]), ','));
    for (size_t i = 0; i < sizeof filled / sizeof *filled; i++)
        assert_false(cells_row_is_empty(slice_of(filled[i]), ','));
}

static bool is_total(arena *a, const char *row)
{
    csv_reader reader = csv_reader_of(a, strchr(row, ';') != NULL ? ';' : ',');
    csv_record cells = {0};
    csv_problem problem = {0};
    size_t used = 0;
    reader.begun = true;
    return csv_read(&reader, slice_of(row), true, &cells, &used, &problem) == CSV_RECORD &&
           cells_are_total(&cells);
}

static void test_a_row_is_a_total_if_its_first_words_say_so(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    static const char *const totals[] = {"Total,3",          "TOTAL",     ",, grand total: ,8\r\n",
                                         "\"Totals\",\"3\"", "average;2", "Sub-Total\n"};
    static const char *const people[] = {
        "", "Totally Ann,3", "Ann,Total", "Total Care Ltd,3", "\"Total, Ann\",3", "3,Total", "Tot"};
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        assert_true(is_total(a, totals[i]));
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        assert_false(is_total(a, people[i]));
    arena_free(a);
}

typedef struct date_case {
    cells_order order;
    feel_type_kind type;
    const char *written, *meant;
} date_case;

static const date_case dates[] = {
    {CELLS_DAY_FIRST, FEEL_TYPE_DATE, "03.04.2025", "2025-04-03"},
    {CELLS_MONTH_FIRST, FEEL_TYPE_DATE, "03/04/2025", "2025-03-04"},
    {CELLS_YEAR_FIRST, FEEL_TYPE_DATE, "2025/3/4", "2025-03-04"},
    {CELLS_DAY_FIRST, FEEL_TYPE_DATE_TIME, "3. 4. 2025 10:00", "2025-04-03T10:00"},
    {CELLS_DAY_FIRST, FEEL_TYPE_DATE_TIME, "3-4-2025T10:00:00", "2025-04-03T10:00:00"},
    {CELLS_DAY_FIRST, FEEL_TYPE_DATE, "03.04.2025x", "03.04.2025x"},
    {CELLS_DAY_FIRST, FEEL_TYPE_DATE, "2025-04-03", "2025-04-03"},
    {CELLS_ISO, FEEL_TYPE_DATE, "03.04.2025", "03.04.2025"},
};

static void read_dates(void *argument)
{
    arena *a = argument;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        const cells_rule by = {.order = dates[i].order};
        const feel_type type = {.kind = dates[i].type};
        slice text = slice_of(dates[i].written);
        assert_int_equal(cells_apply_rule(a, &by, &type, &text), CELL_AS_WRITTEN);
        if (!slice_is(text, dates[i].meant))
            fail_msg("%s: '%.*s' and not '%s'", dates[i].written, SLICE_ARG(text), dates[i].meant);
    }
}

static void test_a_columns_rule_says_in_which_order_its_dates_are(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, read_dates, a), ARENA_DONE);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_row_says_what_a_json_object_says),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_a_column_belongs_to_one_of_two_packs),
        cmocka_unit_test(test_a_worksheet_may_hold_values_outside_its_table),
        cmocka_unit_test(test_a_row_is_empty_if_its_cells_are_blank),
        cmocka_unit_test(test_a_row_is_a_total_if_its_first_words_say_so),
        cmocka_unit_test(test_a_columns_rule_says_in_which_order_its_dates_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
