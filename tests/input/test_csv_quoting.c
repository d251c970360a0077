// How the cells of a table are quoted is decided once, by what fits its first rows.
#include "input/csv_quoting.h"

#include "base/limits.h"
#include "base/text.h"
#include "test.h"

typedef struct quoting_case {
    const char *text;
    csv_quoting expected;
} quoting_case;

static const quoting_case cases[] = {
    // nothing to decide
    {"", CSV_QUOTED},
    {"a,b\n1,2\n", CSV_QUOTED},
    {"a\tb\n1\t2\n", CSV_QUOTED_IN_LINE},
    {"a,b\nO'Neil,2\n", CSV_QUOTED},
    {"a,b\nC:\\temp,2\n", CSV_QUOTED},
    // double marks
    {"\"a\",\"b\"\n\"x, y\",\"2\"\n", CSV_QUOTED},
    {"a\tb\n\"x\ty\"\t2\n", CSV_QUOTED_IN_LINE},
    {"a\tb\n\"x\ny\"\t2\n", CSV_QUOTED},
    {"a\tb\n\"\\\nx\"\t2\n", CSV_QUOTED},
    {"a\tb\n\"Luk\"\t1\n\"Zak\"\t2\n\"An\"n\"\t3\n", CSV_QUOTED_IN_LINE},
    {"\"a\"\t\"b\"\n\"An\"n\"\t3\n", CSV_QUOTED_IN_LINE},
    // no marks between tabs and bars: one that is not closed, or not at the end of a cell
    {"a\tb\n\"Luk\" Zak\t1\n", CSV_NOT_QUOTED},
    {"a\tb\nthe \"Luk\"\t1\n", CSV_NOT_QUOTED},
    {"a\tb\n\"Bob\t1\nAnn\t2\n", CSV_NOT_QUOTED},
    {"a\tb\n\"Bob\t1\nAnn\t2\nDi\"\t3\n", CSV_NOT_QUOTED},
    {"a|b\nthe \"Luk\"|1\n", CSV_NOT_QUOTED},
    {"a\tb\nx\t[{\"k\":1}]\n", CSV_NOT_QUOTED},
    // but commas may stand in cells: nothing is supposed
    {"a,b\n\"Bob,1\nAnn,2\n", CSV_QUOTED},
    {"a,b\nthe \"Luk\",1\n", CSV_QUOTED},
    // single marks
    {"a,b\n'x, y',2\n", CSV_SINGLE_QUOTED},
    {"a;b\n'O''Neil';2\n", CSV_SINGLE_QUOTED},
    {"'a','b'\n'x',2\n", CSV_SINGLE_QUOTED},
    {"a,b\n'0123,2\n", CSV_QUOTED},
    {"a,b\n'x',\"y, z\"\n", CSV_QUOTED},
    // escapes
    {"a\tb\nx\\ny\t2\n", CSV_ESCAPED},
    {"a\tb\n\"Luk\" Zak\t2\nx\\\\y\t3\n", CSV_ESCAPED},
    {"a\tb\n\\N\t2\n", CSV_ESCAPED},
    {"a,b\nx\\, y,2\n", CSV_ESCAPED},
    {"a,b\n\\\"Luk\\\" Zak,2\n", CSV_ESCAPED},
    {"a\tb\nC:\\users\t2\n", CSV_QUOTED_IN_LINE},
    {"a\tb\nx\\ny\t2\nz\t3\t4\n", CSV_QUOTED_IN_LINE},
    {"a,b\n\"Luk\" Zak,2\nx\\ny,3\n", CSV_QUOTED},
    {"a,b\nx\\ny,2\nz,3,4\n", CSV_QUOTED},
    {"a|b\n\"Luk\" Zak|2\nx\\ny|3\n", CSV_NOT_QUOTED},
    {"a\tb\nx\\ny\t2\nC:\\users\t2\n", CSV_QUOTED_IN_LINE},
    {"a\tb\n\"x\"\ty\\nz\n", CSV_QUOTED_IN_LINE},
    {"a\tb\n\"x\"\ty\\nz\\n\n", CSV_ESCAPED},
    {"a\tb\n\"x, y\"\ty\\nz\\n\n", CSV_QUOTED_IN_LINE},
    {"\"a\"\t\"b\"\n\"x\"\t\"y\\nz\\n\\n\\n\\n\"\n", CSV_QUOTED_IN_LINE},
};

typedef struct job {
    arena *arena;
    slice text;
    bool whole;
    csv_quoting got;
} job;

static void find(void *argument)
{
    job *j = argument;
    j->got = csv_quoting_find(arena_new_child(j->arena), j->text, j->whole, '\0');
}

static csv_quoting find_in(slice text, bool whole)
{
    job j = {.arena = arena_new(NULL, 0), .text = text, .whole = whole};
    assert_int_equal(arena_run(j.arena, find, &j), ARENA_DONE);
    arena_free(j.arena);
    return j.got;
}

static void test_the_quoting_is_what_fits_the_first_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (find_in(slice_of(cases[i].text), true) != cases[i].expected)
            fail_msg("%s: not %d", cases[i].text, (int)cases[i].expected);
    }
}

static void write_long(void *argument)
{
    job *j = argument;
    text_builder out = {.arena = j->arena};
    text_add(&out, j->text);
    for (size_t i = 0; i < 3000; i++)
        text_add_format(&out, "Client %zu\t%zu\n", i, i);
    j->text = text_result(&out);
    j->got =
        csv_quoting_find(arena_new_child(j->arena), slice_part(j->text, 0, j->text.len - 3), false, '\0');
}

static void test_a_mark_that_stays_open_in_a_long_file_is_no_mark(void **state)
{
    (void)state;
    job j = {.arena = arena_new(NULL, 0), .text = SLICE("a\tb\n\"Bob\t1\n")};
    assert_int_equal(arena_run(j.arena, write_long, &j), ARENA_DONE);
    assert_int_equal(j.got, CSV_NOT_QUOTED);
    arena_free(j.arena);
}

static void test_a_cell_that_the_sample_cuts_off_decides_nothing(void **state)
{
    (void)state;
    assert_int_equal(find_in(SLICE("a\tb\n\"x\ny\"\t2\n\"cut\noff"), false), CSV_QUOTED);
    assert_int_equal(find_in(SLICE("a\tb\nx\t2\n\"cut"), false), CSV_QUOTED_IN_LINE);
}

static void test_signs_name_quotings(void **state)
{
    (void)state;
    assert_int_equal(csv_quoting_of_sign('"'), CSV_QUOTED);
    assert_int_equal(csv_quoting_of_sign('\''), CSV_SINGLE_QUOTED);
    assert_int_equal(csv_quoting_of_sign('-'), CSV_NOT_QUOTED);
    assert_int_equal(csv_quoting_of_sign('\\'), CSV_ESCAPED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_quoting_is_what_fits_the_first_rows),
        cmocka_unit_test(test_a_mark_that_stays_open_in_a_long_file_is_no_mark),
        cmocka_unit_test(test_a_cell_that_the_sample_cuts_off_decides_nothing),
        cmocka_unit_test(test_signs_name_quotings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
