// Places within scalars: a byte of what is meant leads to the line and column where it is written, whatever the style.
#include "input/yaml.h"

#include "test.h"

typedef struct style_case {
    const char *text, *needle; ///< the place of `needle` in the value is looked up
    size_t line, column;
} style_case;

typedef struct job {
    arena *arena;
    const style_case *one;
} job;

static void look_up(void *argument)
{
    job *j = argument;
    source_text source = {.file = SLICE("f"), .text = slice_of(j->one->text)};
    const yaml_node *root = yaml_read(j->arena, &source, diag_list_new(j->arena));
    assert_non_null(root);
    const source_text *inner = yaml_scalar_source(j->arena, yaml_get(root, "k"));
    const char *found = strstr(inner->text.ptr, j->one->needle);
    assert_non_null(found);
    slice file;
    slice line_text;
    size_t line;
    size_t column;
    size_t length;
    place_resolve((place){inner, (size_t)(found - inner->text.ptr), 1}, &file, &line, &column, &length,
                  &line_text);
    assert_int_equal(line, j->one->line);
    assert_int_equal(column, j->one->column);
}

static void test_places_in_scalars_of_every_style(void **state)
{
    (void)state;
    static const style_case cases[] = {
        {"k: some words here\n", "words", 1, 9},     {"k: some\n  words here\n", "here", 2, 9},
        {"k: 'it''s here'\n", "here", 1, 11},        {"k: \"a \\\"b\\\" here\"\n", "here", 1, 13},
        {"k: |\n  one\n  two here\n", "here", 3, 7}, {"k: >-\n  one\n  two here\n", "here", 3, 7},
        {"é: 'éé'\nk: é here\n", "here", 2, 6},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        job j = {arena_new(NULL, 0), &cases[i]};
        assert_int_equal(arena_run(j.arena, look_up, &j), ARENA_DONE);
        arena_free(j.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_places_in_scalars_of_every_style)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
