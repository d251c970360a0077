// Places within scalars: a byte of what is meant leads to the line and column where it is written, whatever the style. Limits.
#include "input/yaml.h"

#include "base/limits.h"
#include "repeated.h"
#include "test.h"

#include <stdlib.h>

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
    const diagnostic_place where = place_resolve((place){inner, (size_t)(found - inner->text.ptr), 1});
    if (where.line != j->one->line || where.column != j->one->column)
        fail_msg("%s'%s' is at %zu:%zu", j->one->text, j->one->needle, where.line, where.column);
}

static void test_places_in_scalars_of_every_style(void **state)
{
    (void)state;
    static const style_case cases[] = {
        {"k: some words here\n", "words", 1, 9},
        {"k: some\n  words here\n", "here", 2, 9},
        {"k: 'it''s here'\n", "here", 1, 11},
        {"k: \"a \\\"b\\\" here\"\n", "here", 1, 13},
        {"k: |\n  one\n  two here\n", "here", 3, 7},
        {"k: >-\n  one\n  two here\n", "here", 3, 7},
        {"é: 'éé'\nk: é here\n", "here", 2, 6},
        {"long: more plain letters than are looked at in one step, then é\nk: é and more plain letters, "
         "here\n",
         "here", 2, 30},
        // tabs that are meant, and tabs that are not
        {"k: a\tb here\n", "b", 1, 6},
        {"k: a\tb here\n", "here", 1, 8},
        {"k: a\t\t b\t \there\n", "here", 1, 12},
        {"k: a \t\n \t b here\n", "here", 2, 6},
        {"k: 'a\tb\t''c\there'\n", "here", 1, 13},
        {"k: \"a\tb here\"\n", "here", 1, 9},
        {"k: \"a\\tb\\t here\"\n", "here", 1, 12},
        {"k: \"\ta\n \there\"\n", "here", 2, 3},
        {"k: |\n  a\tb\there\n", "here", 2, 7},
        {"k: |\n  a\n  \tb\n  \there\n", "here", 4, 4},
        {"k: |\n  a\n    \tb here\n", "here", 3, 8},
        {"k: >\n  a\n  b\t\n  c\there\n", "here", 4, 5},
        // escapes of every length
        {"k: \"\\x41 here\"\n", "here", 1, 10},
        {"k: \"\\u00e9 here\"\n", "here", 1, 12},
        {"k: \"\\u20ac\\u20ac here\"\n", "here", 1, 18},
        {"k: \"\\U0001F600 here\"\n", "here", 1, 16},
        {"k: \"\\N\\_\\L\\P here\"\n", "here", 1, 14},
        {"k: \"\\n\\n here\"\n", "here", 1, 10},
        {"k: \"\\ \\  here\"\n", "here", 1, 10},
        {"k: \"a\\\n  b here\"\n", "here", 2, 5},
        {"k: \"a \\\n  \\ b here\"\n", "here", 2, 7},
        {"k: \"a\n\n\n  b here\"\n", "here", 4, 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        job j = {arena_new(NULL, 0), &cases[i]};
        assert_int_equal(arena_run(j.arena, look_up, &j), ARENA_DONE);
        arena_free(j.arena);
    }
}

typedef struct long_text {
    arena *arena;
    slice text;
    char code[32]; ///< of the first error; "": accepted
} long_text;

static void read_long(void *argument)
{
    long_text *t = argument;
    source_text source = {.file = SLICE("f"), .text = t->text};
    diag_list *diags = diag_list_new(t->arena);
    if (yaml_read(t->arena, &source, diags) == NULL)
        (void)strncat(t->code, diags->items[0].code, sizeof t->code - 1);
}

/// Frees the text.
static void assert_code(slice text, const char *code)
{
    long_text t = {.arena = arena_new(NULL, 0), .text = text};
    assert_int_equal(arena_run(t.arena, read_long, &t), ARENA_DONE);
    assert_string_equal(t.code, code);
    arena_free(t.arena);
    free((void *)(uintptr_t)text.ptr);
}

static void test_limits_hold_below_at_and_above(void **state)
{
    (void)state;
    for (size_t above = 0; above < 3; above++) {
        const bool good = above < 2;
        const size_t string = LIMIT_STRING - 1 + above;
        const size_t key = LIMIT_KEY - 1 + above;
        const size_t deep = LIMIT_NESTING - 1 + above;
        assert_code(repeated("k: ", "a", string, "\n"), good ? "" : "too-long");
        assert_code(repeated("k: '", "a", string, "'\n"), good ? "" : "too-long");
        assert_code(repeated("k: |-\n ", "a", string, "\n"), good ? "" : "too-long");
        assert_code(repeated("? ", "k", key, "\n: 1\n"), good ? "" : "too-long");
        slice closed = repeated("", "]", deep, "\n");
        slice nested = repeated("", "[", deep, closed.ptr);
        free((void *)(uintptr_t)closed.ptr);
        assert_code(nested, good ? "" : "too-deep");
    }
    assert_code(repeated("", "[", 100000, ""), "too-deep");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_in_scalars_of_every_style),
        cmocka_unit_test(test_limits_hold_below_at_and_above),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
