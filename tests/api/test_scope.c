// Scopes and expressions through the public API: what the command does not reach.
#include "advise.h"
#include "failing.h"
#include "test.h"

#include <string.h>

static const advise_evaluation *evaluate(advise_scope *scope, const char *text, bool explain)
{
    advise_expression x = {.text = text, .length = strlen(text), .explain = explain};
    const advise_evaluation *result = NULL;
    return advise_evaluate(scope, &x, &result, NULL) == ADVISE_OK ? result : NULL;
}

static void test_values_come_as_trees(void **state)
{
    (void)state;
    advise_scope *scope = advise_scope_new(NULL);
    const advise_evaluation *e = evaluate(scope, "{a: [1, \"x\\u0000y\", null], b: @\"P1D\"}", false);
    assert_non_null(e);
    assert_string_equal(e->value.type, "context");
    assert_int_equal(e->value.count, 2);
    assert_string_equal(e->value.names[1], "b");
    const advise_value *list = &e->value.items[0];
    assert_string_equal(list->type, "list");
    assert_string_equal(list->items[0].text, "1");
    assert_int_equal(list->items[1].length, 3);
    assert_memory_equal(list->items[1].text, "x\0y", 3);
    assert_string_equal(list->items[2].type, "null");
    assert_string_equal(e->value.items[1].text, "P1D");
    assert_int_equal(e->step_count, 0);
    advise_scope_free(scope);
}

static void test_wrong_use_is_refused(void **state)
{
    (void)state;
    advise_scope *scope = advise_scope_new(NULL);
    advise_expression x = {.text = NULL, .length = 3};
    const advise_evaluation *result = NULL;
    const advise_syntax *syntax = NULL;
    assert_int_equal(advise_evaluate(scope, &x, &result, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_evaluate(NULL, &x, &result, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_parse(scope, NULL, &syntax, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_scope_let(scope, NULL, "1", NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_scope_read_file(scope, NULL, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_scope_read_text(scope, "a", NULL, 1, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_scope_set_date(scope, "soon"), ADVISE_BAD_USE);
    assert_int_equal(advise_scope_use_report(scope, NULL), ADVISE_BAD_USE);
    advise_scope_free(scope);
    advise_scope_free(NULL);
}

static void test_a_name_may_change_its_value_and_type(void **state)
{
    (void)state;
    advise_scope *scope = advise_scope_new(NULL);
    assert_int_equal(advise_scope_let(scope, "a b", "1", NULL), ADVISE_OK);
    assert_int_equal(advise_scope_let(scope, "a b", "string(a b) + \"!\"", NULL), ADVISE_OK);
    assert_string_equal(evaluate(scope, "a b", false)->literal, "\"1!\"");
    assert_string_equal(evaluate(scope, "a b", false)->static_type, "string");
    advise_scope_free(scope);
}

static void test_diagnostics_stand_on_the_line_that_is_told(void **state)
{
    (void)state;
    advise_scope *scope = advise_scope_new(NULL);
    advise_diagnostics *problems = NULL;
    const advise_evaluation *result = NULL;
    advise_expression x = {.text = "1 +\n +", .length = 6, .file = "list", .line = 7};
    assert_int_equal(advise_evaluate(scope, &x, &result, &problems), ADVISE_BAD_USE);
    assert_null(result);
    advise_diagnostic d = advise_diagnostics_get(problems, 0);
    assert_string_equal(d.file, "list");
    assert_int_equal(d.line, 8);
    advise_diagnostics_free(problems);
    advise_scope_free(scope);
}

static void test_what_may_follow_is_sorted_and_each_once(void **state)
{
    (void)state;
    advise_scope *scope = advise_scope_new(NULL);
    size_t start = 0;
    size_t count = 0;
    const char *const *found = advise_complete(scope, "1 + sub", &start, &count);
    assert_int_equal(start, 4);
    assert_int_equal(count, 4);
    assert_string_equal(found[0], "sublist(");
    assert_string_equal(found[3], "substring(");
    (void)advise_complete(scope, "zzz", &start, &count);
    assert_int_equal(count, 0);
    advise_scope_free(scope);
}

static bool is_done(advise_status status)
{
    assert_true(status == ADVISE_OK || status == ADVISE_NO_MEMORY);
    return status == ADVISE_OK;
}

static bool try_evaluation(advise_scope *scope)
{
    static const char text[] = "for x in 1..3 return x * c + a";
    const advise_expression x = {.text = text, .length = sizeof text - 1, .explain = true};
    const advise_evaluation *e = NULL;
    const bool done = is_done(advise_evaluate(scope, &x, &e, NULL));
    assert_int_equal(e != NULL, done);
    if (e != NULL) {
        assert_string_equal(e->literal, "[3, 5, 7]");
        assert_true(e->step_count > 0);
    }
    return done;
}

/// Every call once: what goes through gives what it always gives, and what does not says that memory ended. True if all went through.
static bool try_all(const advise_allocator *from)
{
    static const char yaml[] = "a: 1\nb: [x, =@\"2020-01-01\"]\n";
    size_t start = 0;
    size_t count = 0;
    advise_scope *scope = advise_scope_new(from);
    if (scope == NULL)
        return false;
    bool good = is_done(advise_scope_read_text(scope, "t", yaml, sizeof yaml - 1, NULL)) &&
                is_done(advise_scope_let(scope, "c", "a + 1", NULL)) && try_evaluation(scope);
    const advise_function *functions = advise_functions(scope, &count);
    good = good && functions != NULL;
    assert_true(functions == NULL || count > 100);
    const char *const *found = advise_complete(scope, "1 + sub", &start, &count);
    good = good && found != NULL;
    assert_true(found == NULL || (count == 4 && strcmp(found[3], "substring(") == 0));
    advise_scope_free(scope);
    return good;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        const bool good = try_all(&(advise_allocator){from.resize, from.state});
        assert_true(failing.failed || good);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
}

static void test_steps_are_bounded(void **state)
{
    (void)state;
    advise_scope *scope = advise_scope_new(NULL);
    const advise_evaluation *e =
        evaluate(scope, "{f: function(n, f) if n = 0 then 0 else 1 + f(n - 1, f), r: f(150, f)}.r", true);
    assert_non_null(e);
    assert_string_equal(e->literal, "150");
    assert_int_equal(e->steps[e->step_count - 1].state, ADVISE_STEP_CUT);
    e = evaluate(scope,
                 "for a in 1..9 return for b in 1..9 return for c in 1..9 return for d in 1..9 return [a, "
                 "b, c, d, a + b, c + d, a * b, c * d, a - b, c - d]",
                 true);
    assert_non_null(e);
    assert_true(e->step_count <= 2001);
    advise_scope_free(scope);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_come_as_trees),
        cmocka_unit_test(test_wrong_use_is_refused),
        cmocka_unit_test(test_a_name_may_change_its_value_and_type),
        cmocka_unit_test(test_diagnostics_stand_on_the_line_that_is_told),
        cmocka_unit_test(test_what_may_follow_is_sorted_and_each_once),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_steps_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
