// Regular expressions while memory ends: every allocation of compiling and matching fails once, those of the library too. Either the answer is
// the right one, or the work is given up; never another answer.
#include "feel/feel.h"

#include "failing.h"
#include "test.h"

#include <stdio.h>

typedef struct job {
    arena *arena;
    const char *text;
    char got[256];
} job;

static void evaluate(void *argument)
{
    job *j = argument;
    const feel_scope scope = {0};
    const source_text source = {.file = SLICE("x"), .text = slice_of(j->text)};
    feel_machine m;
    feel_machine_init(&m, j->arena);
    const feel_expression *e = feel_parse(j->arena, &source, &scope, diag_list_new(j->arena));
    assert_non_null(e);
    const slice text = feel_to_literal(j->arena, feel_evaluate(&m, e, NULL, 0));
    (void)snprintf(j->got, sizeof j->got, "%.*s", SLICE_ARG(text));
}

static arena_outcome evaluate_from(const allocator *from, job *j)
{
    j->arena = arena_new(from, 0);
    const arena_outcome outcome = j->arena != NULL ? arena_run(j->arena, evaluate, j) : ARENA_NO_MEMORY;
    arena_free(j->arena);
    return outcome;
}

static void test_memory_that_ends_changes_no_answer(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"matches(\"abc\", \"^a.c$\")", "true"},
        {"matches(\"abd\", \"^a.c$\")", "false"},
        {"matches(\"aaaaaaaaab\", \"^(a+)+b$\")", "true"},
        {"replace(\"abcab\", \"(b)\", \"[$1]\")", "\"a[b]ca[b]\""},
        {"replace(\"abc\", \"x*\", \"-\")", "null"}, // the pattern matches nothing at all
        {"split(\"a;b;c\", \";\")", "[\"a\", \"b\", \"c\"]"},
        {"split(\"abc\", \"x*\")", "null"},
        {"for p in [\"a\", \"b\", \"c\"] return matches(\"b\", p)", "[false, true, false]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool failed = true;
        for (size_t at = 1; failed; at++) {
            failing_allocator failing = {.fail_at = at};
            const allocator from = failing_allocator_of(&failing);
            job j = {.text = cases[i].text};
            const arena_outcome outcome = evaluate_from(&from, &j);
            assert_int_equal(failing.live, 0);
            failed = failing.failed;
            if (outcome == ARENA_DONE)
                assert_string_equal(j.got, cases[i].expected);
            else
                assert_true(outcome == ARENA_NO_MEMORY && failed);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_that_ends_changes_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
