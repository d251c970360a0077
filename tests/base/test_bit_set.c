// Sets of numbers against a table of truths.
#include "base/bit_set.h"

#include "random.h"
#include "test.h"

enum { MOST = 200 };

static void test_a_set_has_what_was_added_and_not_removed(void **state)
{
    (void)state;
    random_source r = random_new();
    for (int round = 0; round < 200; round++) {
        const size_t count = 1 + (size_t)random_below(&r, MOST);
        uint64_t set[MOST / 64 + 1] = {0};
        uint64_t other[MOST / 64 + 1] = {0};
        bool in[MOST] = {false};
        bool meet = false;
        assert_true(bit_set_words(count) <= sizeof set / sizeof *set);
        for (size_t i = 0; i < count; i++) {
            const size_t one = (size_t)random_below(&r, count);
            in[one] = random_below(&r, 2) == 0;
            (in[one] ? bit_set_add : bit_set_remove)(set, one);
        }
        const size_t common = (size_t)random_below(&r, count);
        bit_set_add(other, common);
        size_t next = bit_set_next(set, 0, count);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(bit_set_has(set, i), in[i]);
            if (in[i]) {
                assert_int_equal(next, i);
                next = bit_set_next(set, i + 1, count);
            }
            meet = meet || (in[i] && i == common);
        }
        assert_int_equal(next, count);
        assert_int_equal(bit_sets_meet(set, other, bit_set_words(count)), meet);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_set_has_what_was_added_and_not_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
