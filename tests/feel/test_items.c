// The values of a rule's only variable: those of its iterations, without a context for each.
#include "feel/feel.h"
#include "test.h"

enum { VARIABLES = 4 };

static const feel_variable variables[VARIABLES] = {{.name = SLICE_INIT("numbers")},
                                                   {.name = SLICE_INIT("nothing")},
                                                   {.name = SLICE_INIT("three")},
                                                   {.name = SLICE_INIT("span")}};

typedef struct job {
    arena *arena;
    const char *text;
    bool is_known;
    const char *items, *by_contexts;
} job;

static feel_value value_of(feel_machine *m, const char *text)
{
    source_text *source = ARENA_NEW(m->arena, source_text);
    *source = (source_text){.file = SLICE("test"), .text = slice_of(text)};
    const feel_scope empty = {0};
    return feel_evaluate(m, feel_parse(m->arena, source, &empty, diag_list_new(m->arena)), NULL, 0);
}

/// The only entries of the contexts in a list.
static feel_value entries_of(arena *a, feel_value list)
{
    if (feel_is_null(list))
        return list;
    feel_value *items = ARENA_ARRAY(a, list.as.list->count, feel_value);
    for (size_t i = 0; i < list.as.list->count; i++)
        items[i] = list.as.list->items[i].as.context->entries[0].value;
    return feel_list_of(a, items, list.as.list->count);
}

static void evaluate_both(void *argument)
{
    job *j = argument;
    feel_machine *m = ARENA_NEW(j->arena, feel_machine);
    feel_machine_init(m, j->arena);
    const feel_value values[VARIABLES] = {value_of(m, "[3, 1, null, 2]"), feel_null(), feel_integer(3),
                                          value_of(m, "[1..3]")};
    const feel_scope scope = {.variables = variables, .count = VARIABLES};
    source_text *source = ARENA_NEW(j->arena, source_text);
    *source = (source_text){.file = SLICE("test"), .text = slice_of(j->text)};
    const feel_variable *loop;
    size_t count;
    const feel_expression *e =
        feel_parse_iterations(j->arena, source, &scope, diag_list_new(j->arena), &loop, &count);
    assert_non_null(e);
    feel_value items = feel_null();
    j->is_known = feel_evaluate_items(m, e, values, VARIABLES, &items);
    j->items = feel_to_literal(j->arena, items).ptr;
    j->by_contexts =
        feel_to_literal(j->arena, entries_of(j->arena, feel_evaluate(m, e, values, VARIABLES))).ptr;
}

static void assert_items(const char *text, const char *expected)
{
    job j = {.arena = arena_new(NULL, 0), .text = text};
    assert_int_equal(arena_run(j.arena, evaluate_both, &j), ARENA_DONE);
    assert_int_equal(j.is_known, expected != NULL);
    if (expected != NULL) {
        assert_string_equal(j.items, expected);
        assert_string_equal(j.by_contexts, expected);
    }
    arena_free(j.arena);
}

static void test_items_are_those_of_the_iterations(void **state)
{
    (void)state;
    assert_items("x in numbers", "[3, 1, null, 2]");
    assert_items("x in numbers[item > 1]", "[3, 2]");
    assert_items("x in [1, [2]]", "[1, [2]]");
    assert_items("x in []", "[]");
    assert_items("x in three", "[3]");
    assert_items("x in 2 * three", "[6]");
    assert_items("x in nothing", "null");
    assert_items("x in nothing[item > 1]", "null");
}

static void test_what_counts_or_combines_is_left_to_the_iterations(void **state)
{
    (void)state;
    assert_items("x in 1..3", NULL);
    assert_items("x in [1..3]", NULL);
    assert_items("x in span", NULL);
    assert_items("x in numbers, y in numbers", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items_are_those_of_the_iterations),
        cmocka_unit_test(test_what_counts_or_combines_is_left_to_the_iterations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
