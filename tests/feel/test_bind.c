// What the variables of a rule's `for` stand for, one binding after the other, and where an unknown list or filter leaves them open.
#include "base/text.h"
#include "feel/feel.h"
#include "test.h"

enum { VARIABLES = 4 };

static const feel_variable variables[VARIABLES] = {{.name = SLICE_INIT("numbers")},
                                                   {.name = SLICE_INIT("nothing")},
                                                   {.name = SLICE_INIT("three")},
                                                   {.name = SLICE_INIT("lists")}};

typedef struct job {
    arena *arena;
    const char *text;
    text_builder out;
    feel_value bindings[3];
    size_t variable_count;
} job;

static feel_value value_of(feel_machine *m, const char *text)
{
    source_text *source = ARENA_NEW(m->arena, source_text);
    *source = (source_text){.file = SLICE("test"), .text = slice_of(text)};
    const feel_scope empty = {0};
    return feel_evaluate(m, feel_parse(m->arena, source, &empty, diag_list_new(m->arena)), NULL, 0);
}

static void add_bindings(job *j, size_t count)
{
    if (j->out.length > 0)
        text_add_byte(&j->out, ' ');
    for (size_t i = 0; i < count; i++)
        text_add_format(&j->out, "%s%.*s", i > 0 ? "," : "",
                        SLICE_ARG(feel_to_literal(j->arena, j->bindings[i])));
}

static bool add_bound(void *state)
{
    job *j = state;
    add_bindings(j, j->variable_count);
    return true;
}

static void add_open(void *state, size_t known, bool in_doubt)
{
    job *j = state;
    add_bindings(j, known);
    text_add(&j->out, in_doubt ? SLICE("?!") : SLICE("?"));
}

static void bind(void *argument)
{
    job *j = argument;
    feel_machine *m = ARENA_NEW(j->arena, feel_machine);
    feel_machine_init(m, j->arena);
    m->open_unknowns = true;
    const feel_value values[VARIABLES] = {value_of(m, "[3, 1, null, 2]"), feel_null(), feel_integer(3),
                                          value_of(m, "[[1, 2], null, [5]]")};
    const feel_scope scope = {.variables = variables, .count = VARIABLES, .strict = true};
    source_text *source = ARENA_NEW(j->arena, source_text);
    *source = (source_text){.file = SLICE("test"), .text = slice_of(j->text)};
    const feel_variable *loop;
    const feel_expression *e =
        feel_parse_iterations(j->arena, source, &scope, diag_list_new(j->arena), &loop, &j->variable_count);
    assert_non_null(e);
    j->out = (text_builder){.arena = j->arena};
    feel_bind(m, e, values, VARIABLES, j->bindings, &(feel_binder){j, add_bound, add_open});
}

static void assert_bindings(const char *text, const char *expected)
{
    job j = {.arena = arena_new(NULL, 0), .text = text};
    assert_int_equal(arena_run(j.arena, bind, &j), ARENA_DONE);
    assert_string_equal(j.out.length > 0 ? text_result(&j.out).ptr : "", expected);
    arena_free(j.arena);
}

static void test_each_item_is_bound(void **state)
{
    (void)state;
    assert_bindings("x in [3, 1]", "3 1");
    assert_bindings("x in [1, [2]]", "1 [2]");
    assert_bindings("x in []", "");
    assert_bindings("x in three", "3");
    assert_bindings("x in 1..3", "1 2 3");
    assert_bindings("x in [1..3]", "1 2 3");
    assert_bindings("x in [1, 2], y in [x, 7]", "1,1 1,7 2,2 2,7");
    assert_bindings("x in numbers", "3 1 null 2");
}

static void test_an_unknown_list_leaves_only_its_own_items_open(void **state)
{
    (void)state;
    assert_bindings("x in nothing", "?");
    assert_bindings("x in nothing[item > 1]", "?");
    assert_bindings("x in 1..nothing", "?");
    assert_bindings("x in lists, y in x", "[1, 2],1 [1, 2],2 null? [5],5");
    assert_bindings("x in [1, 2], y in nothing", "1? 2?");
}

static void test_an_item_whose_filter_is_unknown_is_left_open(void **state)
{
    (void)state;
    assert_bindings("x in numbers[item > 1]", "3 null?! 2");
    assert_bindings("x in numbers[item > nothing]", "3?! 1?! null?! 2?!");
    assert_bindings("x in [1, 2], y in numbers[item > x]", "1,3 1,null?! 1,2 2,3 2,null?!");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_item_is_bound),
        cmocka_unit_test(test_an_unknown_list_leaves_only_its_own_items_open),
        cmocka_unit_test(test_an_item_whose_filter_is_unknown_is_left_open),
    };
    return cmocka_run_group_tests_name("feel/bind", tests, NULL, NULL);
}
