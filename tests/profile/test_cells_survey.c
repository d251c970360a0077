// What columns of an office's table mean is decided by their first rows together, and never by one cell.
#include "profile/cells_survey.h"

#include "base/limits.h"
#include "base/text.h"
#include "profile/said_choice.h"
#include "profile/said_nothing.h"

#include "test.h"

enum { MANY = 150 };

/// A column, its cells, and what each says; NULL: it is refused, "": it is unknown.
typedef struct column_case {
    const char *column;
    const char *cells[6];
    const char *values[6];
    size_t filler; ///< so many rows of `3` or `yes` before the others
    bool fault;    ///< the file is not read
    cells_style style;
} column_case;

static const slice words[] = {SLICE_INIT("n/a"), SLICE_INIT("?")};

static const column_case cases[] = {
    // true and false
    {"keen", {"true", "FALSE", "TRUE"}, {"true", "false", "true"}, .style = {0}},
    {"keen", {"Yes", "no", "YES", " y "}, {"true", "false", "true", "true"}, .style = {0}},
    {"keen", {"T", "f", "on", "Off"}, {"true", "false", "true", "false"}, .style = {0}},
    {"keen", {"1", "0", " 1"}, {"true", "false", "true"}, .style = {0}},
    {"keen", {"1", "0", "odd", "1", "1"}, {"true", "false", NULL, "true", "true"}, .style = {0}},
    {"keen", {"1", "2", "0"}, {NULL, NULL, NULL}, .style = {0}},
    {"keen", {"1", "2", "0"}, {"true", NULL, "false"}, .style = {.numbers_are_booleans = true}},
    {"keen", {"1", "yes", "no"}, {NULL, "true", "false"}, .style = {0}},
    {"keen", {"yes", "red", "blue"}, {NULL, NULL, NULL}, .style = {0}},
    {"keen", {"yes", "no", "red"}, {"true", "false", NULL}, .style = {0}},
    {"keen", {"red", "2"}, {NULL, NULL}, .filler = MANY, .style = {0}},
    {"keen", {"no", "", "n/a"}, {"false", "", NULL}, .style = {0}},
    {"keen", {"no", "N/A", "?"}, {"false", "", ""}, .style = {.unknown = words, .unknown_count = 2}},
    // numbers
    {"odd",
     {"1", "2.5",
      "\xC2\xA0"
      "3 "},
     {"1", "2.5", "3"},
     .style = {0}},
    {"odd", {"1", "2,5"}, {NULL, NULL}, .fault = true, .style = {0}},
    {"odd", {"1", "2,5", "1.5", "2.5"}, {"1", NULL, "1.5", "2.5"}, .style = {0}},
    {"odd", {"1,5", "2,5", "1.5"}, {NULL, NULL, NULL}, .fault = true, .style = {0}},
    {"odd", {"2,5", "1"}, {NULL, "1"}, .filler = MANY, .style = {0}},
    {"odd", {"2,5", "1,5"}, {NULL, NULL}, .filler = MANY, .fault = true, .style = {0}},
    {"odd", {"2,5", "1", "-0,5"}, {"2.5", "1", "-0.5"}, .style = {.decimal = ','}},
    {"odd", {"2,5", "1.5", "5,0"}, {"2.5", NULL, "5"}, .style = {.decimal = ','}},
    {"odd", {"1.5", "2.5"}, {NULL, NULL}, .fault = true, .style = {.decimal = ','}},
    {"odd", {"1,000", "12,345.5", "3"}, {"1000", "12345.5", "3"}, .style = {.group = ','}},
    {"odd",
     {"1,000", "1,00", "1,0000", "1000,000"},
     {NULL, NULL, NULL, NULL},
     .fault = true,
     .style = {.group = ','}},
    {"odd",
     {"1 000,5",
      "1\xC2\xA0"
      "000",
      "1\xE2\x80\xAF"
      "000"},
     {"1000.5", "1000", "1000"},
     .style = {.decimal = ',', .group = ' '}},
    {"odd", {"four", "2", "3 years"}, {NULL, "2", NULL}, .style = {0}},
    // what is a number in no style is a fault of its row alone
    {"odd", {"3-5", "2024-03-01", "12.03.2024", "2"}, {NULL, NULL, NULL, "2"}, .style = {0}},
    {"odd",
     {"1.2.3", "3..5", "1,2,3", "1.234.5", ",", "7"},
     {NULL, NULL, NULL, NULL, NULL, "7"},
     .style = {0}},
    {"odd", {"10+", "12-", "5 +", "+7", "2.5"}, {NULL, NULL, NULL, "7", "2.5"}, .style = {0}},
    {"odd", {"10+", "12-", "+7", "2,5"}, {NULL, NULL, "7", "2.5"}, .style = {.decimal = ','}},
    {"odd", {"3-5", "12.03.2024", "3,,5", "2,5"}, {NULL, NULL, NULL, "2.5"}, .style = {.decimal = ','}},
    {"odd", {"1.234,5", "2"}, {NULL, NULL}, .fault = true, .style = {0}},
    {"odd", {"1'234.5", "2"}, {NULL, NULL}, .fault = true, .style = {0}},
    {"odd", {"1 234 567", "2"}, {NULL, NULL}, .fault = true, .style = {0}},
    {"odd", {"1,5-", "2"}, {NULL, NULL}, .fault = true, .style = {0}},
    {"odd", {"-1,5", "2"}, {NULL, NULL}, .fault = true, .style = {0}},
    // texts that only certain values may be
    {"size", {"SMALL", " Large", "small"}, {"small", "large", "small"}, .style = {0}},
    {"size", {"smal", "small!", "s"}, {NULL, NULL, NULL}, .style = {0}},
    {"letter", {" as it IS ", "null", "N/A"}, {" as it IS ", "null", "N/A"}, .style = {0}},
    {"letter",
     {" as it IS ", "null", " n/A "},
     {" as it IS ", "null", ""},
     .style = {.unknown = words, .unknown_count = 2}},
    // lists
    {"tags", {"a;", ";a; ;B ;", ";", "[]"}, {"[\"a\"]", "[\"a\", \"b\"]", "", "[]"}, .style = {0}},
    {"tags", {"a;?", "?", "c"}, {"[\"a\", null]", "", NULL}, .style = {.unknown = words, .unknown_count = 2}},
    // dates
    {"born",
     {"2025-06-30 00:00:00", "2025-06-30T08:15:00", " 2025-07-01"},
     {"2025-06-30", "2025-06-30", "2025-07-01"},
     .style = {0}},
    {"born",
     {"2025-06-30T08:15:00Z", "2025-06-30 ", "2025-06-31 00:00:00", "30.06.2025"},
     {NULL, "2025-06-30", NULL, NULL},
     .style = {0}},
};

static slice quoted(arena *a, const char *cell)
{
    return arena_format(a, "\"%s\"\n", cell);
}

static const char *value_of(arena *a, const pack *p, const cells_header *header, const char *cell)
{
    diag_list *diags = diag_list_new(a);
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = SLICE("t.csv"), .text = quoted(a, cell)};
    const yaml_node *tree = cells_read_tree(a, p, header, source, diags);
    const feel_value none = feel_null();
    feel_value v = none;
    if (diags->errors == 0 && tree != NULL && tree->count > 0) {
        const size_t at = (size_t)pack_find_fact(p, tree->items[0]->text);
        v = profile_read_value(a, p, at, tree->items[1], diags);
    }
    return diags->errors > 0 ? NULL : feel_is_null(v) ? "" : feel_to_string(a, v).ptr;
}

static void check(const pack *p, const column_case *c)
{
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    const source_text source = {.file = SLICE("t.csv"), .text = slice_of(c->column)};
    csv_reader reader = csv_reader_of(a, ',');
    csv_record names = {0};
    csv_problem problem = {0};
    size_t used = 0;
    assert_int_equal(csv_read(&reader, source.text, true, &names, &used, &problem), CSV_RECORD);
    cells_style style = c->style;
    style.delimiter = ',';
    style.list_separator = ';';
    cells_header *header = cells_header_read(a, &source, &names, style, &p, 1, diags);
    assert_non_null(header);
    cells_survey *survey = cells_survey_new(a, header, &p, 1);
    for (size_t i = 0; i < c->filler; i++)
        (void)cells_survey_row(survey, quoted(a, strcmp(c->column, "odd") == 0 ? "3" : "yes"));
    for (size_t i = 0; i < 6 && c->cells[i] != NULL; i++)
        (void)cells_survey_row(survey, quoted(a, c->cells[i]));
    const bool read = cells_survey_end(survey, source.file, diags);
    if (read == c->fault)
        fail_msg("%s of %s: the file is %s", c->column, c->cells[0], read ? "read" : "not read");
    for (size_t i = 0; read && i < 6 && c->cells[i] != NULL; i++) {
        const char *value = value_of(a, p, header, c->cells[i]);
        const char *wanted = c->values[i];
        if ((value == NULL) != (wanted == NULL) || (value != NULL && strcmp(value, wanted) != 0))
            fail_msg("%s: '%s' is %s, not %s", c->column, c->cells[i], value != NULL ? value : "refused",
                     wanted != NULL ? wanted : "refused");
    }
    arena_free(a);
}

static void test_a_column_is_read_by_what_its_cells_say_together(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    assert_non_null(p);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check(p, &cases[i]);
    pack_free(p);
    arena_free(a);
}

static void test_the_survey_ends(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    pack *p = pack_load(NULL, "tests/packs/all-types", diags);
    const pack *const packs[] = {p};
    const source_text source = {.file = SLICE("t.csv"), .text = SLICE("letter")};
    const csv_field field = {.text = source.text, .length = source.text.len};
    const csv_record names = {.fields = &field, .count = 1};
    cells_header *header =
        cells_header_read(a, &source, &names, (cells_style){.delimiter = ','}, packs, 1, diags);
    assert_non_null(header);
    size_t rows = 1;
    cells_survey *survey = cells_survey_new(a, header, packs, 1);
    while (cells_survey_row(survey, SLICE("x\n")))
        rows++;
    assert_int_equal(rows, LIMIT_SURVEY_ROWS);
    char *long_row = arena_alloc(a, LIMIT_SURVEY);
    memset(long_row, 'x', LIMIT_SURVEY);
    assert_false(cells_survey_row(cells_survey_new(a, header, packs, 1), (slice){long_row, LIMIT_SURVEY}));
    pack_free(p);
    arena_free(a);
}

static void test_pairs_mean_what_an_answer_of_the_word_means(void **state)
{
    (void)state;
    static const char *const said[] = {"true", "false", "yes", "no",  "y", "n",
                                       "t",    "f",     "on",  "off", "1", "0"};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const said_pair pair = said_pair_of(slice_of(said[i]));
        assert_int_not_equal(pair.kind, SAID_NO_PAIR);
        assert_int_equal(said_yes_or_no(slice_of(said[i])), pair.is_yes ? FEEL_TRUE : FEEL_FALSE);
    }
    assert_int_equal(said_pair_of(SLICE("yess")).kind, SAID_NO_PAIR);
    assert_int_equal(said_pair_of(SLICE("")).kind, SAID_NO_PAIR);
}

static void test_the_same_value_is_no_guess(void **state)
{
    (void)state;
    const feel_value values[] = {feel_string(SLICE("A+")), feel_string(SLICE("a-")),
                                 feel_string(SLICE("in-house work")), feel_string(SLICE("B")),
                                 feel_string(SLICE("b"))};
    const feel_type type = {.kind = FEEL_TYPE_STRING, .allowed = values, .allowed_count = 5};
    static const struct {
        const char *text;
        ptrdiff_t at;
    } said[] = {{"A+", 0},
                {"a+", 0},
                {"A-", 1},
                {"a", -1},
                {"In_House  WORK", 2},
                {"inhouse work", -1},
                {"B", 3},
                {"b", 4},
                {"in-house work-", -1},
                {"", -1},
                {"-", -1},
                {"in house work", 2}};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        assert_int_equal(said_choice_same(&type, slice_of(said[i].text)), said[i].at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_column_is_read_by_what_its_cells_say_together),
        cmocka_unit_test(test_the_survey_ends),
        cmocka_unit_test(test_pairs_mean_what_an_answer_of_the_word_means),
        cmocka_unit_test(test_the_same_value_is_no_guess),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
