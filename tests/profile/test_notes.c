// What whoever wrote a profile noted, each text once and in order.
#include "profile/notes.h"

#include "test.h"

typedef struct notes_row {
    const char *text;     ///< a value in YAML
    const char *notes[4]; ///< up to NULL
} notes_row;

static const notes_row rows[] = {
    {"a word", {"a word"}},
    {"~", {NULL}},
    {"''", {NULL}},
    {"'null'", {"null"}},
    {"[one, two, '  ']", {"one", "two"}},
    {"{since: 2020, by: [Ann, Bo], left: }", {"since: 2020", "by: Ann", "by: Bo"}},
    {"[{a: 1}, [x, {b: {c: 2}}]]", {"a: 1", "x", "c: 2"}},
    {"[]", {NULL}},
    {"|\n  two\n  lines\n", {"two\nlines\n"}},
};

static void check_row(arena *a, const notes_row *row, diag_list *diags)
{
    source_text *source = ARENA_NEW(a, source_text);
    profile_notes notes = {0};
    *source = (source_text){.file = SLICE("notes"), .text = slice_of(row->text)};
    const yaml_node *value = yaml_read(a, source, diags);
    assert_non_null(value);
    notes_read(a, value, &notes);
    size_t expected = 0;
    for (; row->notes[expected] != NULL; expected++) {
        assert_true(expected < notes.count);
        if (!slice_is(notes.items[expected], row->notes[expected]))
            fail_msg("%s: note %zu is '%.*s'", row->text, expected, SLICE_ARG(notes.items[expected]));
    }
    if (notes.count != expected)
        fail_msg("%s: %zu notes", row->text, notes.count);
}

static void check_rows(void *argument)
{
    arena *a = argument;
    diag_list diags = {.arena = a};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check_row(a, &rows[i], &diags);
}

static void test_each_text_is_a_note_with_its_key(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_non_null(a);
    assert_int_equal(arena_run(a, check_rows, a), ARENA_DONE);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_text_is_a_note_with_its_key)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
