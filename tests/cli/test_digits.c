// Numbers as digits: what takes the short way is written as what takes the long one, and as the C library writes it.
#include "write/digits.h"

#include "random.h"
#include "test.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// What the library makes of ten-thousandths.
static int print(char *out, size_t size, bool negative, long long scaled)
{
    int length = snprintf(out, size, "%s%lld.%04lld", negative && scaled > 0 ? "-" : "", scaled / 10000,
                          scaled % 10000);
    while (out[length - 1] == '0')
        length--;
    length -= out[length - 1] == '.';
    out[length] = '\0';
    return length;
}

static void expect(double value)
{
    char got[DIGITS_MOST + 1];
    char expected[80];
    (void)print(expected, sizeof expected, value < 0, llround(fabs(value) * 10000));
    char *end = digits_put_number(got, value);
    assert_in_range(end - got, 1, DIGITS_MOST);
    *end = '\0';
    if (strcmp(got, expected) != 0)
        print_message("%.17g\n", value);
    assert_string_equal(got, expected);
}

/// The short way ends at 99.9999.
static void test_every_ten_thousandth_up_to_101_is_as_the_library_writes_it(void **state)
{
    (void)state;
    for (int i = 0; i <= 1010000; i += 1 + (i % 7 == 0 && i > 20000 && i < 990000) * 6)
        expect(i / 10000.0);
    expect(-0.0);
}

static void test_halves_and_their_neighbours_are_rounded_as_everywhere(void **state)
{
    (void)state;
    random_source random = random_new();
    for (int i = 0; i < 100000; i++) {
        const double half = ((double)random_below(&random, 1010000) + 0.5) / 10000;
        const double value[] = {half, nextafter(half, 0), nextafter(half, 200)};
        for (size_t k = 0; k < sizeof value / sizeof *value; k++) {
            char digits[DIGITS_MOST + 1];
            expect(value[k]);
            *digits_put_number(digits, value[k]) = '\0';
            assert_true(digits_rounded(value[k]) == strtod(digits, NULL)); // bit for bit
        }
    }
}

static void test_counts_are_as_the_library_writes_them(void **state)
{
    (void)state;
    random_source random = random_new();
    for (size_t i = 0; i < 50000; i++) {
        const size_t count = i < 20000 ? i : (size_t)(random_next(&random) >> random_below(&random, 64));
        char got[DIGITS_MOST + 1];
        char expected[32];
        (void)snprintf(expected, sizeof expected, "%zu", count);
        *digits_put_count(got, count) = '\0';
        assert_string_equal(got, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_ten_thousandth_up_to_101_is_as_the_library_writes_it),
        cmocka_unit_test(test_halves_and_their_neighbours_are_rounded_as_everywhere),
        cmocka_unit_test(test_counts_are_as_the_library_writes_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
