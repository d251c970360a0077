// Entries: what stands below what, in which order, and how many of them.
#include "infer/arrange.h"

#include "random.h"
#include "test.h"

#include <stdio.h>

enum { PLAN, PART, OTHER_PART, THIRD_PART, RIVAL_PLAN, LONER, OF_ENTRIES };

/// A plan with three parts, of which two are alternatives, and a second plan that is an alternative to the first.
static const recommendation of_entries[OF_ENTRIES] = {
    [PLAN] = {.whole = -1, .group_number = 1},         [PART] = {.whole = PLAN, .group_number = 2},
    [OTHER_PART] = {.whole = PLAN, .group_number = 2}, [THIRD_PART] = {.whole = PLAN},
    [RIVAL_PLAN] = {.whole = -1, .group_number = 1},   [LONER] = {.whole = -1}};
static const pack with_entries = {
    .recommendations = of_entries, .recommendation_count = OF_ENTRIES, .group_count = 2, .has_entries = true};

enum { MOST_GIVEN = 80 };

typedef struct arrange_case {
    arena *arena;
    arranger *arranger;
    const pack *pack;
    ranking given[MOST_GIVEN];
    size_t count, most;
    entry_place places[MOST_GIVEN];
    arranged out;
} arrange_case;

static void arrange_now(void *argument)
{
    arrange_case *c = argument;
    if (c->arranger == NULL)
        c->arranger = arranger_new(c->arena, c->pack);
    c->out = arrange(c->arranger, c->given, c->count, c->most, c->places);
}

/// A case that is not arranged yet.
static arrange_case case_of(const pack *p, const uint32_t *targets, size_t count)
{
    arrange_case c = {.arena = arena_new(NULL, 0), .pack = p, .count = count};
    assert_non_null(c.arena);
    for (size_t i = 0; i < count; i++)
        c.given[i].recommendation = targets[i];
    return c;
}

/// Arranges what is given, by the ranking, and compares the list: "recommendation entry above", and "~" before an alternative.
static void expect_list(const uint32_t *targets, size_t count, const char *expected)
{
    char text[200] = "";
    size_t length = 0;
    arrange_case c = case_of(&with_entries, targets, count);
    assert_int_equal(arena_run(c.arena, arrange_now, &c), ARENA_DONE);
    for (size_t i = 0; i < count; i++) {
        const entry_place *p = &c.places[i];
        length +=
            (size_t)snprintf(text + length, sizeof text - length, "%s%s%u %zu %d", i > 0 ? ", " : "",
                             p->is_alternative ? "~" : "", (unsigned)targets[p->at], p->entry, (int)p->above);
    }
    assert_string_equal(text, expected);
    assert_int_equal(c.out.entries, count > 0 ? c.places[count - 1].entry : 0);
    assert_int_equal(c.out.count, count);
    arena_free(c.arena);
}

static void test_parts_stand_below_their_whole_and_lift_it(void **state)
{
    (void)state;
    const uint32_t lifted[] = {THIRD_PART, LONER, PLAN};
    const uint32_t alone[] = {THIRD_PART, LONER, PART};
    expect_list(lifted, 3, "0 1 -1, 3 1 0, 5 2 -1");
    expect_list(alone, 3, "3 1 -1, 5 2 -1, 1 3 -1");
    expect_list(NULL, 0, "");
}

static void test_the_best_alternative_leads_wherever_it_belongs(void **state)
{
    (void)state;
    const uint32_t without_whole[] = {OTHER_PART, LONER, PART};
    const uint32_t with_whole[] = {LONER, OTHER_PART, PLAN, PART, THIRD_PART};
    const uint32_t all[] = {LONER, RIVAL_PLAN, PART, THIRD_PART, OTHER_PART, PLAN};
    expect_list(without_whole, 3, "2 1 -1, ~1 1 0, 5 2 -1");
    expect_list(with_whole, 5, "5 1 -1, 0 2 -1, 2 2 1, ~1 2 2, 3 2 1");
    expect_list(all, 6, "5 1 -1, 4 2 -1, ~0 2 1, 1 2 2, ~2 2 3, 3 2 2");
}

static void test_several_items_of_one_recommendation_are_entries_and_the_best_has_the_parts(void **state)
{
    (void)state;
    const uint32_t targets[] = {LONER, LONER, THIRD_PART, PLAN};
    expect_list(targets, 4, "5 1 -1, 5 2 -1, 0 3 -1, 3 3 2");
}

// --- the definition, step by step ---

/// What each of those given stands below, by the definition: an index; -1: it is a head.
static void find_above(const arrange_case *c, ptrdiff_t *above, bool *is_alternative)
{
    for (size_t i = 0; i < c->count; i++) {
        const recommendation *r = &c->pack->recommendations[c->given[i].recommendation];
        above[i] = -1;
        is_alternative[i] = false;
        for (size_t k = c->count; k > 0 && r->whole >= 0; k--)
            above[i] = c->given[k - 1].recommendation == (size_t)r->whole ? (ptrdiff_t)k - 1 : above[i];
        for (size_t k = 0; k < i && r->group_number > 0 && !is_alternative[i]; k++) {
            is_alternative[i] =
                c->pack->recommendations[c->given[k].recommendation].group_number == r->group_number;
            above[i] = is_alternative[i] ? (ptrdiff_t)k : above[i];
        }
    }
}

typedef struct listing {
    const arrange_case *of;
    ptrdiff_t above[MOST_GIVEN];
    bool is_alternative[MOST_GIVEN];
    entry_place places[MOST_GIVEN];
    size_t count, entries;
} listing;

static void list_one(listing *l, size_t one, ptrdiff_t above)
{
    const ptrdiff_t here = (ptrdiff_t)l->count;
    l->places[l->count++] = (entry_place){one, l->entries, above, l->is_alternative[one]};
    for (int alternatives = 0; alternatives < 2; alternatives++) {
        for (size_t i = 0; i < l->of->count; i++) {
            if (l->above[i] == (ptrdiff_t)one && l->is_alternative[i] == (alternatives == 1))
                list_one(l, i, here);
        }
    }
}

static void expect_definition(const arrange_case *c)
{
    listing l = {.of = c};
    bool is_listed[MOST_GIVEN] = {false};
    size_t shown = 0;
    find_above(c, l.above, l.is_alternative);
    for (size_t i = 0; i < c->count; i++) {
        size_t head = i;
        while (l.above[head] >= 0)
            head = (size_t)l.above[head];
        if (is_listed[head])
            continue;
        is_listed[head] = true;
        l.entries++;
        list_one(&l, head, -1);
        shown = c->most == 0 || l.entries <= c->most ? l.count : shown;
    }
    assert_int_equal(c->out.entries, l.entries);
    assert_int_equal(c->out.count, shown);
    for (size_t i = 0; i < shown; i++) {
        assert_int_equal(c->places[i].at, l.places[i].at);
        assert_int_equal(c->places[i].entry, l.places[i].entry);
        assert_int_equal(c->places[i].above, l.places[i].above);
        assert_int_equal(c->places[i].is_alternative, l.places[i].is_alternative);
    }
}

/// Recommendations of which each may be a part of one before it, and an alternative to others of the same whole.
static void random_recommendations(random_source *r, recommendation *out, size_t count)
{
    const bool joins = random_below(r, 8) > 0;
    for (size_t i = 0; i < count; i++) {
        out[i] = (recommendation){.whole = -1};
        if (joins && i > 0 && random_below(r, 2) == 0)
            out[i].whole = (ptrdiff_t)random_below(r, i);
        if (joins && random_below(r, 2) == 0)
            out[i].group_number = 2 * (size_t)(out[i].whole + 1) + 1 + random_below(r, 2);
    }
}

static void test_one_arranger_arranges_one_list_after_the_other_by_the_definition(void **state)
{
    (void)state;
    enum { PACKS = 300, LISTS = 20, MOST_RECOMMENDATIONS = 70 };
    random_source r = random_new();
    recommendation recommendations[MOST_RECOMMENDATIONS];
    for (size_t i = 0; i < PACKS; i++) {
        const size_t count = 1 + random_below(&r, i % 2 == 0 ? 8 : MOST_RECOMMENDATIONS);
        const pack p = {.recommendations = recommendations,
                        .recommendation_count = count,
                        .group_count = 2 * count + 2,
                        .has_entries = i % 10 > 0};
        random_recommendations(&r, recommendations, count);
        for (size_t k = 0; k < count && !p.has_entries; k++)
            recommendations[k] = (recommendation){.whole = -1};
        arrange_case c = case_of(&p, NULL, 0);
        for (size_t l = 0; l < LISTS; l++) {
            c.count = random_below(&r, l % 4 == 0 ? MOST_GIVEN + 1 : 10);
            c.most = random_below(&r, 5);
            for (size_t k = 0; k < c.count; k++)
                c.given[k].recommendation = (uint32_t)random_below(&r, count);
            assert_int_equal(arena_run(c.arena, arrange_now, &c), ARENA_DONE);
            expect_definition(&c);
        }
        arena_free(c.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts_stand_below_their_whole_and_lift_it),
        cmocka_unit_test(test_the_best_alternative_leads_wherever_it_belongs),
        cmocka_unit_test(test_several_items_of_one_recommendation_are_entries_and_the_best_has_the_parts),
        cmocka_unit_test(test_one_arranger_arranges_one_list_after_the_other_by_the_definition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
