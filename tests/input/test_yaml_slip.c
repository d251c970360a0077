// Slips of the pen in YAML: each is found, at its place, with what to write instead; sound lines beside it are left alone.
#include "input/yaml.h"
#include "input/yaml_slip.h"

#include "test.h"

typedef struct slip_row {
    const char *text;
    size_t line, column;
    const char *hint;
} slip_row;

static const slip_row rows[] = {
    {"a: 1\nname:Jo\nb: 2", 2, 1, "write name: Jo"},
    {"- a: 1\n-name Jo", 2, 1, "write - name Jo"},
    {"a:\n\t- b", 2, 1, "indent with blanks: two for each level"},
    {"a:\xC2\xA0"
     "b\nc: d",
     1, 3, "write a plain blank in its place"},
    {"a = b\nc: d", 1, 3, "write a: b"},
    {"a: 'Jo's desk'", 1, 7, "put it in double quotes: a: \"Jo's desk\""},
    {"a: \"Jo\" Lee", 1, 7, "put it in double quotes: a: \"\\\"Jo\\\" Lee\""},
    {"a: [b] c", 1, 4, "put it in double quotes: a: \"[b] c\""},
    {"a: b: c", 1, 5, "put it in double quotes: a: \"b: c\""},
    {"- x: 1\n- a: b: c", 2, 7, "put it in double quotes: a: \"b: c\""},
    {"a: @b", 1, 4, "put it in double quotes: a: \"@b\""},
    {"a: \"C:\\users\"", 1, 7, "write the backslash twice, or use single quotes"},
    {"a: |\n  b:c\n  d: e: f\nname:Jo", 4, 1, "write name: Jo"},
    {"a: \"b\nc: d", 1, 4,
     "close it with the same mark; an apostrophe in a text needs double quotes around the text"},
    {"a: [b, c\nd: e", 1, 4, "write [one, two]: commas between the items, and ] at the end"},
    {"a: b\n  c: d", 2, 4, "begin it below the first letter of the key above"},
    {"First this.\nThen that: so be it.", 1, 1,
     "write one fact a line, such as name: Jo; 'advise init FILE' writes a form to fill in"},
};

typedef struct reading {
    arena *arena;
    source_text source;
    diag_list *diags;
} reading;

static void read_text(void *argument)
{
    reading *r = argument;
    r->diags = diag_list_new(r->arena);
    (void)yaml_read(r->arena, &r->source, r->diags);
}

static void test_each_slip_is_found_at_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reading r = {.arena = arena_new(NULL, 0)};
        r.source = (source_text){.file = SLICE("a.yaml"), .text = slice_of(rows[i].text)};
        assert_int_equal(arena_run(r.arena, read_text, &r), ARENA_DONE);
        if (r.diags->count != 1 || !slice_is(r.diags->items[0].hint, rows[i].hint))
            print_message("%s\n", rows[i].text);
        assert_int_equal(r.diags->count, 1);
        assert_string_equal(r.diags->items[0].hint.ptr, rows[i].hint);
        assert_int_equal(r.diags->items[0].line, rows[i].line);
        assert_int_equal(r.diags->items[0].column, rows[i].column);
        arena_free(r.arena);
    }
}

static void test_all_slips_of_a_file_are_reported(void **state)
{
    (void)state;
    reading r = {.arena = arena_new(NULL, 0)};
    r.source =
        (source_text){.file = SLICE("a.yaml"), .text = SLICE("name:Jo\ntitle: a: b\n-x: 1\nsound: yes\n")};
    assert_int_equal(arena_run(r.arena, read_text, &r), ARENA_DONE);
    assert_int_equal(r.diags->count, 3);
    arena_free(r.arena);
}

static void test_a_byte_order_mark_says_nothing(void **state)
{
    (void)state;
    reading r = {.arena = arena_new(NULL, 0)};
    r.source = (source_text){.file = SLICE("a.yaml"),
                             .text = SLICE("\xEF\xBB\xBF"
                                           "a: 1\na: 2\n")};
    assert_int_equal(arena_run(r.arena, read_text, &r), ARENA_DONE);
    assert_int_equal(r.diags->count, 1);
    assert_int_equal(r.diags->items[0].line, 2);
    assert_int_equal(r.diags->items[0].column, 1);
    arena_free(r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_slip_is_found_at_its_place),
        cmocka_unit_test(test_all_slips_of_a_file_are_reported),
        cmocka_unit_test(test_a_byte_order_mark_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
