// The ranking: what decides it, one after the other, and what comes after what is given.
#include "infer/rank.h"

#include "random.h"
#include "test.h"

enum { FIRST, SECOND, THIRD, COUNT };

/// Three recommendations: the first and the second exclude each other, and so do the second and the third.
static const size_t rivals_of_first[] = {SECOND};
static const size_t rivals_of_second[] = {FIRST, THIRD};
static const size_t rivals_of_third[] = {SECOND};
static const recommendation recommendations[COUNT] = {
    {.priority = 50, .order = 2, .rivals = rivals_of_first, .rival_count = 1},
    {.priority = 60, .order = 1, .rivals = rivals_of_second, .rival_count = 2},
    {.priority = 90, .order = 0, .rivals = rivals_of_third, .rival_count = 1}};
static const pack three = {
    .recommendations = recommendations, .recommendation_count = COUNT, .threshold = 0.2};

static bool is_before(ranking a, ranking b)
{
    assert_int_equal(ranking_compare(&a, &b), -ranking_compare(&b, &a));
    assert_false(ranking_before(&a, &b) && ranking_before(&b, &a));
    return ranking_before(&a, &b);
}

static void test_each_key_decides_if_those_before_it_are_equal(void **state)
{
    (void)state;
    const ranking base = {.score = 10, .order = 5, .position = 5, .arrival = 5};
    assert_false(is_before(base, base));
    assert_true(is_before((ranking){.score = 11, .order = 9, .position = 9, .arrival = 9}, base));
    assert_true(is_before((ranking){.score = 10, .order = 4, .position = 9, .arrival = 9}, base));
    assert_true(is_before((ranking){.score = 10, .order = 5, .position = 4, .arrival = 9}, base));
    assert_true(is_before((ranking){.score = 10, .order = 5, .position = 5, .arrival = 4}, base));
}

static void test_the_recommendation_itself_decides_nothing(void **state)
{
    (void)state;
    assert_false(is_before((ranking){.recommendation = 1}, (ranking){.recommendation = 2}));
    assert_false(is_before((ranking){.recommendation = 2}, (ranking){.recommendation = 1}));
}

typedef struct rank_case {
    arena *arena;
    advice items[COUNT];
    size_t given;
} rank_case;

static void rank_case_run(void *argument)
{
    rank_case *c = argument;
    c->given = rank_advice(c->arena, &three, c->items, COUNT).given_count;
}

/// Ranks the three with these certainties.
static rank_case rank_three(double first, double second, double third)
{
    rank_case c = {.arena = arena_new(NULL, 0)};
    const double certainties[COUNT] = {first, second, third};
    assert_non_null(c.arena);
    for (size_t i = 0; i < COUNT; i++)
        c.items[i] = (advice){.recommendation = i,
                              .certainty = certainties[i],
                              .priority = recommendations[i].priority,
                              .excluded_by = -1};
    assert_int_equal(arena_run(c.arena, rank_case_run, &c), ARENA_DONE);
    arena_free(c.arena);
    return c;
}

static void test_what_is_excluded_excludes_nothing(void **state)
{
    (void)state;
    const rank_case c = rank_three(1, 0.8, 0.5); // scores 50, 48, 45
    assert_int_equal(c.given, 2);
    assert_int_equal(c.items[0].recommendation, FIRST);
    assert_int_equal(c.items[1].recommendation, THIRD);
    assert_int_equal(c.items[1].rank, 2);
    assert_int_equal(c.items[2].status, ADVICE_EXCLUDED);
    assert_int_equal(c.items[2].rank, 0);
    assert_int_equal(c.items[2].excluded_by, 0);
}

static void test_what_is_below_the_threshold_comes_last_whatever_its_score(void **state)
{
    (void)state;
    const rank_case c = rank_three(0.3, 0.2, 0.2); // scores 15, 12, 18
    assert_int_equal(c.given, 1);
    assert_int_equal(c.items[0].recommendation, FIRST);
    assert_int_equal(c.items[1].recommendation, THIRD);
    assert_int_equal(c.items[2].recommendation, SECOND);
    assert_int_equal(c.items[1].status, ADVICE_BELOW_THRESHOLD);
    assert_int_equal(c.items[2].status, ADVICE_BELOW_THRESHOLD);
}

static void test_insertion_keeps_the_order(void **state)
{
    (void)state;
    enum { MOST = 20 };
    random_source r = random_new();
    for (size_t round = 0; round < 1000; round++) {
        ranking items[MOST];
        const size_t count = 1 + random_below(&r, MOST);
        for (size_t i = 0; i < count; i++) {
            const ranking one = {.score = (double)random_below(&r, 4) - 1,
                                 .order = (uint32_t)random_below(&r, 3),
                                 .position = (uint32_t)random_below(&r, 3),
                                 .arrival = (uint32_t)i};
            ranking_insert(items, i, &one);
        }
        for (size_t i = 1; i < count; i++)
            assert_true(is_before(items[i - 1], items[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_key_decides_if_those_before_it_are_equal),
        cmocka_unit_test(test_the_recommendation_itself_decides_nothing),
        cmocka_unit_test(test_insertion_keeps_the_order),
        cmocka_unit_test(test_what_is_excluded_excludes_nothing),
        cmocka_unit_test(test_what_is_below_the_threshold_comes_last_whatever_its_score),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
