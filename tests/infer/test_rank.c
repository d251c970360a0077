// The ranking: what decides it, one after the other, and what comes after what is given.
#include "infer/rank.h"

#include "test.h"

#include <stdio.h>

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

// --- entries ---

enum { PLAN, PART, OTHER_PART, THIRD_PART, RIVAL_PLAN, LONER, OF_ENTRIES };

/// A plan with three parts, of which two are alternatives, and a second plan that is an alternative to the first.
static const recommendation of_entries[OF_ENTRIES] = {
    [PLAN] = {.whole = -1, .group_number = 1},         [PART] = {.whole = PLAN, .group_number = 2},
    [OTHER_PART] = {.whole = PLAN, .group_number = 2}, [THIRD_PART] = {.whole = PLAN},
    [RIVAL_PLAN] = {.whole = -1, .group_number = 1},   [LONER] = {.whole = -1}};
static const pack with_entries = {
    .recommendations = of_entries, .recommendation_count = OF_ENTRIES, .group_count = 2, .has_entries = true};

typedef struct arrange_case {
    arena *arena;
    const size_t *targets;
    size_t count, most, entries;
    entry_place places[8];
} arrange_case;

static void arrange_case_run(void *argument)
{
    arrange_case *c = argument;
    c->entries = ranking_arrange(c->arena, &with_entries, c->targets, c->count, c->most, c->places);
}

/// Arranges what is given, by the ranking, and compares the list: "recommendation entry above", and "~" before an alternative.
static void expect_list(const size_t *targets, size_t count, const char *expected)
{
    char text[200] = "";
    size_t length = 0;
    arrange_case c = {.arena = arena_new(NULL, 0), .targets = targets, .count = count};
    assert_int_equal(arena_run(c.arena, arrange_case_run, &c), ARENA_DONE);
    for (size_t i = 0; i < count; i++) {
        const entry_place *p = &c.places[i];
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s%zu %zu %d", i > 0 ? ", " : "",
                                   p->is_alternative ? "~" : "", targets[p->at], p->entry, (int)p->above);
    }
    assert_string_equal(text, expected);
    assert_int_equal(c.entries, count > 0 ? c.places[count - 1].entry : 0);
    arena_free(c.arena);
}

/// The first entries are the same if no others are wanted, and the place behind them tells that they end.
static void expect_cut_list(const size_t *targets, size_t count, size_t most)
{
    arrange_case all = {.arena = arena_new(NULL, 0), .targets = targets, .count = count};
    arrange_case cut = {.arena = arena_new(NULL, 0), .targets = targets, .count = count, .most = most};
    assert_int_equal(arena_run(all.arena, arrange_case_run, &all), ARENA_DONE);
    assert_int_equal(arena_run(cut.arena, arrange_case_run, &cut), ARENA_DONE);
    size_t shown = 0;
    for (; shown < count && all.places[shown].entry <= most; shown++) {
        assert_int_equal(cut.places[shown].at, all.places[shown].at);
        assert_int_equal(cut.places[shown].entry, all.places[shown].entry);
        assert_int_equal(cut.places[shown].above, all.places[shown].above);
        assert_int_equal(cut.places[shown].is_alternative, all.places[shown].is_alternative);
    }
    assert_int_equal(cut.entries, all.entries > most ? most + 1 : all.entries);
    assert_true(shown == count || cut.places[shown].entry > most);
    arena_free(all.arena);
    arena_free(cut.arena);
}

static void test_as_many_entries_are_arranged_as_are_wanted(void **state)
{
    (void)state;
    const size_t targets[] = {LONER, RIVAL_PLAN, PART, LONER, THIRD_PART, OTHER_PART, PLAN, LONER};
    for (size_t count = 0; count <= sizeof targets / sizeof *targets; count++) {
        for (size_t most = 1; most <= count + 1; most++)
            expect_cut_list(targets, count, most);
    }
}

static void test_parts_stand_below_their_whole_and_lift_it(void **state)
{
    (void)state;
    const size_t lifted[] = {THIRD_PART, LONER, PLAN};
    const size_t alone[] = {THIRD_PART, LONER, PART};
    expect_list(lifted, 3, "0 1 -1, 3 1 0, 5 2 -1");
    expect_list(alone, 3, "3 1 -1, 5 2 -1, 1 3 -1");
    expect_list(NULL, 0, "");
}

static void test_the_best_alternative_leads_wherever_it_belongs(void **state)
{
    (void)state;
    const size_t without_whole[] = {OTHER_PART, LONER, PART};
    const size_t with_whole[] = {LONER, OTHER_PART, PLAN, PART, THIRD_PART};
    const size_t all[] = {LONER, RIVAL_PLAN, PART, THIRD_PART, OTHER_PART, PLAN};
    expect_list(without_whole, 3, "2 1 -1, ~1 1 0, 5 2 -1");
    expect_list(with_whole, 5, "5 1 -1, 0 2 -1, 2 2 1, ~1 2 2, 3 2 1");
    expect_list(all, 6, "5 1 -1, 4 2 -1, ~0 2 1, 1 2 2, ~2 2 3, 3 2 2");
}

static void test_several_items_of_one_recommendation_are_entries_and_the_best_has_the_parts(void **state)
{
    (void)state;
    const size_t targets[] = {LONER, LONER, THIRD_PART, PLAN};
    expect_list(targets, 4, "5 1 -1, 5 2 -1, 0 3 -1, 3 3 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_key_decides_if_those_before_it_are_equal),
        cmocka_unit_test(test_the_recommendation_itself_decides_nothing),
        cmocka_unit_test(test_what_is_excluded_excludes_nothing),
        cmocka_unit_test(test_what_is_below_the_threshold_comes_last_whatever_its_score),
        cmocka_unit_test(test_as_many_entries_are_arranged_as_are_wanted),
        cmocka_unit_test(test_parts_stand_below_their_whole_and_lift_it),
        cmocka_unit_test(test_the_best_alternative_leads_wherever_it_belongs),
        cmocka_unit_test(test_several_items_of_one_recommendation_are_entries_and_the_best_has_the_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
