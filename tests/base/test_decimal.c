// A decimal's nearest double is what the C library reads from its text, whatever its size and scale.
#include "base/decimal.h"
#include "random.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 40000 };

static void assert_nearest(const char *text)
{
    decimal d;
    assert_true(decimal_parse(slice_of(text), &d));
    const double found = decimal_to_double(d);
    const double wanted = strtod(text, NULL);
    if (found < wanted || found > wanted)
        print_error("%s is %.17g, and not %.17g\n", text, wanted, found);
    assert_memory_equal(&found, &wanted, sizeof found);
}

static void test_the_nearest_double(void **state)
{
    (void)state;
    static const char *const texts[] = {"0",
                                        "0.0",
                                        "-1",
                                        "0.1",
                                        "-0.7",
                                        "0.45",
                                        "1e22",
                                        "1e-22",
                                        "1e23",
                                        "1e-23",
                                        "9007199254740991",
                                        "9007199254740992",
                                        "9007199254740993",
                                        "-900719925474099.3",
                                        "1234567890123456789012345678901234",
                                        "1e300",
                                        "1e-300",
                                        "3e-324"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_nearest(texts[i]);
}

static void test_random_ones(void **state)
{
    (void)state;
    random_source r = random_new();
    for (int round = 0; round < ROUNDS; round++) {
        char text[64];
        const uint64_t integer = random_next(&r) >> random_below(&r, 64);
        const int exponent = (int)random_below(&r, 60) - 30;
        (void)snprintf(text, sizeof text, "%s%llue%d", integer > 0 && random_below(&r, 2) == 0 ? "-" : "",
                       (unsigned long long)integer, exponent);
        assert_nearest(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_nearest_double),
        cmocka_unit_test(test_random_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
