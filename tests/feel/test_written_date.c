// Three numbers as people write dates: the likelier day first, and the other one if it may be that.
#include "feel/written_date.h"

#include "test.h"

typedef struct date_case {
    unsigned numbers[3];
    bool has_points;
    size_t count;
    written_day days[2];
} date_case;

static const date_case cases[] = {
    {{31, 12, 2024}, true, 1, {{2024, 12, 31}}},
    {{31, 12, 2024}, false, 1, {{2024, 12, 31}}},
    {{12, 31, 2024}, true, 1, {{2024, 12, 31}}},
    {{12, 31, 2024}, false, 1, {{2024, 12, 31}}},
    {{5, 4, 2024}, true, 2, {{2024, 4, 5}, {2024, 5, 4}}},
    {{5, 4, 2024}, false, 2, {{2024, 5, 4}, {2024, 4, 5}}},
    {{5, 5, 2024}, false, 1, {{2024, 5, 5}}},
    {{5, 4, 49}, false, 2, {{2049, 5, 4}, {2049, 4, 5}}},
    {{5, 4, 50}, false, 2, {{1950, 5, 4}, {1950, 4, 5}}},
    {{2024, 13, 40}, false, 1, {{2024, 13, 40}}},
    {{98, 5, 3}, false, 1, {{1998, 5, 3}}},
    {{31, 31, 2024}, false, 1, {{2024, 31, 31}}},
    {{0, 4, 2024}, false, 1, {{2024, 0, 4}}},
    {{4, 0, 2024}, true, 1, {{2024, 0, 4}}},
};

static void test_three_numbers_are_a_day_in_the_likelier_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        written_day days[2];
        assert_int_equal(written_days(cases[i].numbers, cases[i].has_points, days), cases[i].count);
        for (size_t k = 0; k < cases[i].count; k++) {
            assert_int_equal(days[k].year, cases[i].days[k].year);
            assert_int_equal(days[k].month, cases[i].days[k].month);
            assert_int_equal(days[k].day, cases[i].days[k].day);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_three_numbers_are_a_day_in_the_likelier_order)};
    return cmocka_run_group_tests_name("feel/written_date", tests, NULL, NULL);
}
