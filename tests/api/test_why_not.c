// Why not, through the public API: what is told of it, that its changes do what they say, and how a search is ended.
#include "advise.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

#define PROFILE "profiles/overloaded.yaml"

static advise_pack *pack;

static advise_session *open_session(void)
{
    advise_session *s = advise_session_new(pack, NULL);
    assert_non_null(s);
    assert_int_equal(advise_session_set_date(s, "2026-01-31"), ADVISE_OK);
    return s;
}

static const advise_report *report_of(advise_session *s, const char *profile)
{
    const advise_report *r = NULL;
    assert_int_equal(advise_run_file(s, profile, &r, NULL), ADVISE_OK);
    return r;
}

static const advise_why_not *ask(const advise_report *r, const char *recommendation,
                                 const advise_why_not_options *options)
{
    const advise_target target = {recommendation, ""};
    const advise_why_not *w = NULL;
    assert_int_equal(advise_report_why_not(r, &target, options, &w), ADVISE_OK);
    assert_non_null(w);
    return w;
}

static bool is_given(const advise_report *r, const char *recommendation)
{
    bool given = false;
    for (size_t i = 0; i < advise_report_given_count(r) && !given; i++)
        given = strcmp(advise_report_advice(r, i).recommendation, recommendation) == 0;
    return given;
}

static void test_changes_of_facts_bring_what_they_promise(void **state)
{
    (void)state;
    static const char recommendation[] = "volunteer-for-complex-task";
    advise_session *s = open_session();
    advise_session *other = open_session();
    const advise_report *r = report_of(s, PROFILE);
    const advise_why_not *w = ask(r, recommendation, NULL);
    const advise_why_not_answer a = advise_why_not_get(w, 0);
    assert_int_equal(advise_why_not_count(w), 1);
    assert_false(is_given(r, recommendation));
    assert_int_equal(a.outcome, ADVISE_CHANGE_FOUND);
    assert_true(a.set_count > 0);
    for (size_t set = 0; set < a.set_count; set++) {
        double cost = 0;
        assert_int_equal(advise_session_set_fact(other, NULL, NULL), ADVISE_OK);
        for (size_t i = 0; i < advise_why_not_set(w, 0, set); i++) {
            const advise_profile_change c = advise_why_not_change(w, 0, set, i);
            assert_string_equal(c.field, "");
            assert_true(c.value_count > 0);
            const advise_new_value v = advise_why_not_value(w, 0, set, i, c.value_count - 1);
            assert_int_equal(advise_session_set_fact(other, c.fact, v.value), ADVISE_OK);
            cost += c.cost;
        }
        assert_true(cost > a.cost - 1e-9 && cost < a.cost + 1e-9);
        assert_true(is_given(report_of(other, PROFILE), recommendation));
    }
    advise_session_free(other);
    advise_session_free(s);
}

static void test_obstacles_begin_with_the_nearest_rule(void **state)
{
    (void)state;
    advise_session *s = open_session();
    const advise_why_not *w = ask(report_of(s, PROFILE), "volunteer-for-complex-task", NULL);
    const advise_why_not_answer a = advise_why_not_get(w, 0);
    size_t before = 0;
    size_t rules = 0;
    for (size_t i = 0; i < a.obstacle_count; i++) {
        const advise_obstacle o = advise_why_not_obstacle(w, 0, i);
        if (o.depth > 0)
            continue;
        assert_int_equal(o.kind, ADVISE_OBSTACLE_RULE);
        assert_true(o.missing >= before);
        before = o.missing;
        rules++;
    }
    assert_true(rules > 1);
    advise_session_free(s);
}

static bool stop_at_once(void *state, size_t answer, size_t answers)
{
    size_t *asked = state;
    (*asked)++;
    assert_true(answer < answers);
    return true;
}

static void test_a_search_that_is_ended_says_so(void **state)
{
    (void)state;
    size_t asked = 0;
    advise_session *s = open_session();
    const advise_why_not_options by_call = {.should_stop = stop_at_once, .state = &asked};
    const advise_why_not_options by_tries = {.tries = 1};
    const advise_report *r = report_of(s, PROFILE);
    advise_why_not_answer a = advise_why_not_get(ask(r, "volunteer-for-complex-task", &by_call), 0);
    assert_int_equal(a.outcome, ADVISE_CHANGE_CUT_OFF);
    assert_true(a.is_cut_off);
    assert_true(asked > 0);
    a = advise_why_not_get(ask(r, "volunteer-for-complex-task", &by_tries), 0);
    assert_int_equal(a.outcome, ADVISE_CHANGE_CUT_OFF);
    advise_session_free(s);
}

static void test_what_is_as_asked_for_needs_no_change(void **state)
{
    (void)state;
    advise_session *s = open_session();
    const advise_report *r = report_of(s, PROFILE);
    const char *first = advise_report_advice(r, 0).recommendation;
    const advise_why_not *w = ask(r, first, &(advise_why_not_options){.top = 1});
    bool needless = false;
    for (size_t i = 0; i < advise_why_not_count(w); i++)
        needless = needless || advise_why_not_get(w, i).outcome == ADVISE_CHANGE_NEEDLESS;
    assert_true(needless);
    advise_session_free(s);
}

static void test_impossible_arguments_are_bad_use(void **state)
{
    (void)state;
    advise_session *s = open_session();
    const advise_report *r = report_of(s, PROFILE);
    const advise_why_not *w = NULL;
    const advise_target none = {"no-such-thing", ""};
    const advise_target item = {"set-goals", "no-such-item"};
    assert_int_equal(advise_report_why_not(r, &none, NULL, &w), ADVISE_BAD_USE);
    assert_null(w);
    assert_int_equal(advise_report_why_not(r, &item, NULL, &w), ADVISE_BAD_USE);
    assert_int_equal(advise_report_why_not(NULL, &none, NULL, &w), ADVISE_BAD_USE);
    assert_int_equal(advise_report_why_not(r, NULL, NULL, &w), ADVISE_BAD_USE);
    assert_int_equal(advise_report_why_not(r, &none, NULL, NULL), ADVISE_BAD_USE);
    advise_session_free(s);
}

static int load(void **state)
{
    (void)state;
    return advise_pack_load("rules/paralegal", NULL, &pack, NULL) == ADVISE_OK ? 0 : 1;
}

static int unload(void **state)
{
    (void)state;
    advise_pack_free(pack);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes_of_facts_bring_what_they_promise),
        cmocka_unit_test(test_obstacles_begin_with_the_nearest_rule),
        cmocka_unit_test(test_a_search_that_is_ended_says_so),
        cmocka_unit_test(test_what_is_as_asked_for_needs_no_change),
        cmocka_unit_test(test_impossible_arguments_are_bad_use),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
