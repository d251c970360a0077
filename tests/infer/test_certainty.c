// Certainty factors: the formula, its bounds, and that order never shows.
#include "infer/certainty.h"
#include "random.h"

#include "test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double combine(size_t count, const double *certainties)
{
    double sorted[8];
    memcpy(sorted, certainties, count * sizeof *sorted);
    return certainty_combine_all(sorted, count);
}
#define COMBINE(...) combine(sizeof((double[]){__VA_ARGS__}) / sizeof(double), (const double[]){__VA_ARGS__})

static void test_the_formula_of_emycin(void **state)
{
    (void)state;
    assert_true(COMBINE(0.5, 0.5) == 0.75);
    assert_true(COMBINE(-0.5, -0.5) == -0.75);
    assert_true(COMBINE(0.8, -0.5) == 0.6);
    assert_true(COMBINE(0.3) == 0.3);
    assert_true(COMBINE(1, 0.5) == 1);
    assert_true(certainty_combine_all(NULL, 0) == 0);
}

static void test_a_sure_yes_and_a_sure_no_come_to_nothing_whatever_else_there_is(void **state)
{
    (void)state;
    assert_true(COMBINE(1, -1) == 0);
    assert_true(COMBINE(1, 0.8, 0.5, -1) == 0);
    assert_true(COMBINE(1, -1, -0.5) == 0);
}

static void test_rounding_does_not_decide_a_threshold(void **state)
{
    (void)state;
    assert_true(COMBINE(0.8, -0.5, -0.5) == 0.2);
    assert_false(certainty_exceeds(COMBINE(0.8, -0.5, -0.5), 0.2));
    assert_false(certainty_exceeds(COMBINE(0.1, 0.1), 0.19));
    assert_true(certainty_exceeds(COMBINE(0.1, 0.1, 0.001), 0.19));
}

static void test_evidence_combines_to_the_same_bits_in_every_order(void **state)
{
    (void)state;
    random_source source = random_new();
    for (int round = 0; round < 20000; round++) {
        double values[8];
        double shuffled[8];
        size_t count = 1 + (size_t)random_below(&source, 8);
        for (size_t i = 0; i < count; i++)
            shuffled[i] = values[i] = (double)random_below(&source, 2001) / 1000 - 1;
        for (size_t i = count; i > 1; i--) {
            size_t at = (size_t)random_below(&source, i);
            double moved = shuffled[i - 1];
            shuffled[i - 1] = shuffled[at];
            shuffled[at] = moved;
        }
        double one = certainty_combine_all(values, count);
        double other = certainty_combine_all(shuffled, count);
        assert_memory_equal(&one, &other, sizeof one);
        assert_true(one >= -1 && one <= 1);
    }
}

static void test_more_evidence_for_never_lowers_the_certainty(void **state)
{
    (void)state;
    random_source source = random_new();
    for (int round = 0; round < 20000; round++) {
        double values[6];
        double more[6];
        size_t count = 1 + (size_t)random_below(&source, 5);
        for (size_t i = 0; i < count; i++)
            more[i] = values[i] = (double)random_below(&source, 1999) / 1000 - 0.999;
        more[count] = (double)random_below(&source, 1000) / 1000;
        assert_true(certainty_combine_all(more, count + 1) >= certainty_combine_all(values, count) - 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_formula_of_emycin),
        cmocka_unit_test(test_a_sure_yes_and_a_sure_no_come_to_nothing_whatever_else_there_is),
        cmocka_unit_test(test_rounding_does_not_decide_a_threshold),
        cmocka_unit_test(test_evidence_combines_to_the_same_bits_in_every_order),
        cmocka_unit_test(test_more_evidence_for_never_lowers_the_certainty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
