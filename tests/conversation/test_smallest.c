// The smallest set that is enough: nothing in it can be left out, and a search that ends early gives what is enough all the same.
#include "conversation/smallest.h"

#include "test.h"

#include <string.h>

enum { THINGS = 40 };

typedef struct trial {
    bool chosen[THINGS];
    bool (*is_enough)(const bool *chosen);
    size_t tried, most;
} trial;

static bool is_enough(void *state)
{
    trial *t = state;
    t->tried++;
    return t->is_enough(t->chosen);
}

static bool has_time(void *state)
{
    const trial *t = state;
    return t->tried < t->most;
}

/// Narrows all things down; gives how many stay, which are the first of `left`.
static size_t narrow(trial *t, size_t left[THINGS])
{
    const smallest_search search = {t->chosen, is_enough, has_time, t};
    for (size_t i = 0; i < THINGS; i++)
        left[i] = i;
    const size_t count = smallest_narrow(&search, left, THINGS);
    for (size_t i = 0; i < THINGS; i++)
        assert_false(t->chosen[i]);
    for (size_t i = 0; i < count; i++)
        t->chosen[left[i]] = true;
    assert_true(t->is_enough(t->chosen));
    return count;
}

static bool needs_three(const bool *chosen)
{
    return chosen[3] && chosen[20] && chosen[39];
}

static bool needs_one_of_two(const bool *chosen)
{
    return chosen[7] || chosen[30];
}

/// More is not always better: an odd number of the first ten.
static bool is_odd(const bool *chosen)
{
    size_t count = 0;
    for (size_t i = 0; i < 10; i++)
        count += chosen[i];
    return count % 2 == 1 || (count == 10 && chosen[39]);
}

static bool needs_nothing(const bool *chosen)
{
    (void)chosen;
    return true;
}

static void test_what_is_needed_stays_in_order(void **state)
{
    (void)state;
    size_t left[THINGS];
    trial t = {.is_enough = needs_three, .most = 1000};
    assert_int_equal(narrow(&t, left), 3);
    assert_true(left[0] == 3 && left[1] == 20 && left[2] == 39);
    assert_in_range(t.tried, 3, 60);
}

static void test_none_of_what_stays_can_be_left_out(void **state)
{
    (void)state;
    size_t left[THINGS];
    bool (*const all[])(const bool *) = {needs_three, needs_one_of_two, is_odd, needs_nothing};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        trial t = {.is_enough = all[k], .most = 1000};
        const size_t count = narrow(&t, left);
        for (size_t i = 0; i < count; i++) {
            t.chosen[left[i]] = false;
            assert_false(all[k](t.chosen));
            t.chosen[left[i]] = true;
        }
    }
    trial nothing = {.is_enough = needs_nothing, .most = 1000};
    assert_int_equal(narrow(&nothing, left), 0);
}

static void test_a_search_that_ends_early_gives_enough(void **state)
{
    (void)state;
    size_t left[THINGS];
    size_t before = THINGS + 1;
    for (size_t most = 0; most < 30; most++) {
        trial t = {.is_enough = needs_three, .most = most};
        const size_t count = narrow(&t, left);
        assert_true(count >= 3 && count <= before && t.tried <= most);
        before = count;
    }
    assert_in_range(before, 3, THINGS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_needed_stays_in_order),
        cmocka_unit_test(test_none_of_what_stays_can_be_left_out),
        cmocka_unit_test(test_a_search_that_ends_early_gives_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
