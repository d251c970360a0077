// Decision tables of packs: whom the advice of each row is about, and the line and column of what is wrong within a cell, in the first row,
// input and line as in later ones.
#include "files.h"
#include "small_pack.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

// --- what is advice about? ---

static void test_each_row_is_about_the_variable_that_its_recommendation_names(void **state)
{
    (void)state;
    static const char lists[] =
        "types:\n  - {name: firm, key: name, fields: [{name: name, type: string}]}\n"
        "  - {name: memo, key: title, fields: [{name: title, type: string}, {name: pages, type: number}]}\n"
        "facts:\n  - {name: firms, type: list, of: firm}\n  - {name: memos, type: list, of: memo}\n"
        "recommendations:\n  - {id: apply, about: firm, title: A, priority: 50}\n"
        "  - {id: send, about: memo, title: S, priority: 50}\n  - {id: rest, title: R, priority: 50}\n"
        "tables:\n  - id: t\n    for: firm in firms, memo in memos\n    because: B.\n    source: s\n"
        "    hit_policy: collect\n    inputs: [{expression: memo.pages}]\n    outputs: [{name: recommend}]\n"
        "    rows:\n      - {in: ['< 3'], out: [apply]}\n      - {in: ['< 4'], out: [apply]}\n"
        "      - {in: ['< 5'], out: [send]}\n      - {in: ['< 6'], out: [rest]}\n"
        "      - {in: ['< 7'], out: [send]}\n      - {in: ['< 8'], out: [rest]}\n";
    static const ptrdiff_t expected[] = {0, 0, 1, -1, 1, -1};
    arena *a = arena_new(NULL, 0);
    pack *p = small_pack(lists, diag_list_new(a));
    assert_non_null(p);
    assert_int_equal(p->rule_count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(p->rules[i].about_variable, expected[i]);
    pack_free(p);
    arena_free(a);
}

// --- the place of what is wrong ---

#define HEAD                                                                                                 \
    "facts:\n  - {name: size, type: string, allowed: '\"small\", \"medium\", \"large\"'}\n"                  \
    "  - {name: n, type: number}\n"                                                                          \
    "recommendations:\n  - {id: r, title: R, priority: 50}\n"                                                \
    "tables:\n  - id: t\n    recommend: r\n    because: B.\n    source: s\n    hit_policy: collect\n"        \
    "    inputs: [{expression: size}, {expression: n}]\n    outputs: [{name: certainty}]\n    rows:\n"
enum { ROWS = 15 }; // the line of the first

typedef struct place_case {
    const char *rows;
    size_t line, column, length; ///< counted from the first row, from 1
    const char *code;
    const char *hint; ///< a part of it
} place_case;

#define FOUR_LINES(test_1, test_2, test_3, test_4)                                                           \
    "          - |\n            " test_1 "\n            " test_2 "\n            " test_3                     \
    "\n            " test_4 "\n"
#define AS_FIRST(cell)  "      - in:\n" cell "          - '-'\n        out: ['0.5']\n"
#define AS_SECOND(cell) "      - in:\n          - '-'\n" cell "        out: ['0.5']\n"

static const place_case places[] = {
    // a word of several
    {"      - {in: ['smal, large', '-'], out: ['0.5']}\n", 1, 16, 4, "not-allowed", "'small'"},
    {"      - {in: ['large, smal', '-'], out: ['0.5']}\n", 1, 23, 4, "not-allowed", "'small'"},
    {"      - {in: ['large,mediun  ,small', '-'], out: ['0.5']}\n", 1, 22, 6, "not-allowed", "'medium'"},
    {"      - {in: ['small', '-'], out: ['0.5']}\n      - {in: ['-', '< 3'], out: ['0.5']}\n"
     "      - {in: ['large, smal', '-'], out: ['0.5']}\n",
     3, 23, 4, "not-allowed", "'small'"},
    {"      - {in: ['smal', '-'], out: ['0.5']}\n", 1, 16, 4, "unknown-name", "'small'"},
    // a line of four
    {AS_FIRST(FOUR_LINES("smal,", "medium,", "large,", "small")), 3, 13, 4, "not-allowed", "'small'"},
    {AS_FIRST(FOUR_LINES("small,", "medium,", "larg,", "large")), 5, 13, 4, "not-allowed", "'large'"},
    {AS_FIRST(FOUR_LINES("small,", "medium,", "large,", "smaller")), 6, 13, 7, "not-allowed", ""},
    {AS_FIRST(FOUR_LINES("\"small\",", "\"medium\",", "other,", "\"large\"")), 5, 13, 5, "unknown-name", ""},
    {AS_SECOND(FOUR_LINES("< tom,", "2,", "3,", "4")), 4, 15, 3, "unknown-name", ""},
    {AS_SECOND(FOUR_LINES("1,", "2,", "3,", "< tom")), 7, 15, 3, "unknown-name", ""},
    // a column of several
    {"      - {in: ['-', '3-4'], out: ['0.5']}\n", 1, 21, 3, "ambiguous-cell", "[3..4]"},
    {"      - {in: ['3/4', '-'], out: ['0.5']}\n", 1, 16, 3, "ambiguous-cell", "[3..4]"},
    {"      - {in: ['-', '< 3'], out: ['0.5']}\n      - {in: ['-', '< 3'], out: [x]}\n", 2, 34, 1,
     "unknown-name", ""},
};

static void assert_place(const place_case *c)
{
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    char *lists = text_of("%s%s", HEAD, c->rows);
    pack *p = small_pack(lists, diags);
    assert_true(diags->count > 0);
    const diagnostic *d = &diags->items[0];
    const size_t line = d->line - ROWS + 1;
    if (line != c->line || d->column != c->column || d->length != c->length || strcmp(d->code, c->code) != 0)
        print_message("%s%zu:%zu+%zu %s: %.*s\n", c->rows, line, d->column, d->length, d->code,
                      SLICE_ARG(d->message));
    assert_int_equal(line, c->line);
    assert_int_equal(d->column, c->column);
    assert_int_equal(d->length, c->length);
    assert_string_equal(d->code, c->code);
    assert_true(*c->hint == '\0' || memmem(d->hint.ptr, d->hint.len, c->hint, strlen(c->hint)) != NULL);
    free(lists);
    pack_free(p);
    arena_free(a);
}

static void test_a_mistake_has_its_place_within_the_cell(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        assert_place(&places[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_row_is_about_the_variable_that_its_recommendation_names),
        cmocka_unit_test(test_a_mistake_has_its_place_within_the_cell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
