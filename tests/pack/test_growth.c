// The work of loading and checking a pack, counted: a rule of a large pack takes no more than one of a small pack.
#include "check/check.h"
#include "files.h"
#include "generated_pack.h"

#include "test.h"

/// What one rule took, on average.
typedef struct cost {
    double bytes, comparisons, questions, steps;
} cost;

typedef struct job {
    arena *arena;
    size_t rules;
    cost cost;
} job;

static void measure(void *argument)
{
    job *j = argument;
    char *folder = folder_new();
    generated_pack(folder, j->rules, 7);
    diag_list *diags = diag_list_new(j->arena);
    pack *p = pack_load(NULL, folder, diags);
    assert_non_null(p);
    assert_int_equal(p->rule_count, j->rules);
    check_work work;
    assert_true(check_pack(NULL, p, diags, &work));
    double rules = (double)j->rules;
    j->cost = (cost){(double)arena_used(p->arena) / rules, (double)work.comparisons / rules,
                     (double)work.questions / rules, (double)work.steps / rules};
    pack_free(p);
    folder_remove(folder);
}

static cost cost_of(size_t rules)
{
    job j = {.arena = arena_new(NULL, 0), .rules = rules};
    assert_int_equal(arena_run(j.arena, measure, &j), ARENA_DONE);
    arena_free(j.arena);
    print_message("info: %zu rules: %.0f bytes, %.2f comparisons, %.1f questions, %.1f steps a rule\n", rules,
                  j.cost.bytes, j.cost.comparisons, j.cost.questions, j.cost.steps);
    return j.cost;
}

static void test_work_a_rule_does_not_grow_with_the_number_of_rules(void **state)
{
    (void)state;
    const double most = 1.15;
    cost small = cost_of(500);
    cost large = cost_of(8000);
    assert_true(small.questions > 1 && small.comparisons > 0.5);
    assert_true(large.bytes < small.bytes * most);
    assert_true(large.comparisons < small.comparisons * most);
    assert_true(large.questions < small.questions * most);
    assert_true(large.steps < small.steps * most);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_work_a_rule_does_not_grow_with_the_number_of_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
