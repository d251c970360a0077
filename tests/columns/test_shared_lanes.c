// What several rules ask of records is computed once, however often it is asked and wherever it first stands.
#include "columns/lanes.h"
#include "files.h"
#include "small_pack.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct job {
    arena *arena;
    const pack *pack;
    const plan *plan;
} job;

static void make_plan(void *argument)
{
    job *j = argument;
    j->plan = plan_new(j->arena, j->pack, NULL, 0);
}

/// How many operations the plan of some rules has.
static size_t operations(const char *rules)
{
    char *lists =
        text_of("types: [{name: firm, fields: [{name: pay, type: number}, {name: city, type: string}]}]\n"
                "facts: [{name: firms, type: list, of: firm}, {name: age, type: number}]\n"
                "recommendations: [{id: join, title: T, priority: 50}]\nrules:\n%s",
                rules);
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    pack *p = small_pack(lists, diags);
    for (size_t i = 0; p == NULL && i < diags->count; i++)
        print_message("%.*s\n", SLICE_ARG(diags->items[i].message));
    assert_non_null(p);
    job j = {.arena = a, .pack = p};
    assert_int_equal(arena_run(a, make_plan, &j), ARENA_DONE);
    assert_non_null(j.plan->lanes);
    assert_int_equal(j.plan->row_rule_count, 0);
    const size_t count = j.plan->lanes->op_count;
    pack_free(p);
    free(lists);
    arena_free(a);
    return count;
}

static size_t operations_of(const char *first, const char *second, const char *third)
{
    const char *const parts[] = {first, second, third};
    char rules[1000] = "";
    size_t used = 0;
    for (size_t i = 0; i < 3; i++) {
        if (parts[i] != NULL)
            used += (size_t)snprintf(rules + used, sizeof rules - used,
                                     "  - {id: r%zu, %s, recommend: join, because: B., source: s}\n", i,
                                     parts[i]);
    }
    return operations(rules);
}

/// Some share parts, but none is another.
static const char *const asked[] = {
    "for: f in firms, when: f.pay > 10",          "for: f in firms, when: 'f.city = \"Ulm\"'",
    "when: some f in firms satisfies f.pay > 20", "when: 'every f in firms satisfies f.city = \"Bonn\"'",
    "when: 'count(firms[city = \"Köln\"]) > 1'",
};
enum { ASKED = sizeof asked / sizeof *asked };

static void test_a_condition_that_is_asked_twice_takes_no_more(void **state)
{
    (void)state;
    for (size_t i = 0; i < ASKED; i++) {
        const size_t alone = operations_of(asked[i], NULL, NULL);
        assert_true(alone > 0);
        assert_int_equal(operations_of(asked[i], asked[i], NULL), alone);
        assert_int_equal(operations_of(asked[i], asked[i], asked[i]), alone);
    }
}

static void test_it_is_found_whatever_stands_between(void **state)
{
    (void)state;
    for (size_t i = 0; i < ASKED; i++) {
        for (size_t k = 0; k < ASKED; k++) {
            const size_t both = operations_of(asked[i], asked[k], NULL);
            const size_t alone = operations_of(asked[k], NULL, NULL);
            assert_true(i == k || both > alone);
            assert_int_equal(operations_of(asked[i], asked[k], asked[i]), both);
            assert_int_equal(operations_of(asked[k], asked[i], asked[i]), both);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_condition_that_is_asked_twice_takes_no_more),
        cmocka_unit_test(test_it_is_found_whatever_stands_between),
    };
    return cmocka_run_group_tests_name("columns/shared_lanes", tests, NULL, NULL);
}
