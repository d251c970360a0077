// Versions of packs: which are sound, how they are ordered, which conditions they meet.
#include "pack/version.h"

#include "test.h"

static void test_sound_versions_are_numbers_with_an_optional_suffix(void **state)
{
    (void)state;
    static const char *const sound[] = {"1", "1.0", "0.1.2.3", "1.0-beta", "2.0-rc.1", "999999999.1"};
    static const char *const unsound[] = {"",    "1.",   ".1",  "1..2",    "v1",           "1.0-", "1.0 ",
                                          "1.x", "1-b_", "1,0", "1.0-b c", "1234567890.1", "-1"};
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        assert_true(version_is_sound(slice_of(sound[i])));
    for (size_t i = 0; i < sizeof unsound / sizeof *unsound; i++)
        assert_false(version_is_sound(slice_of(unsound[i])));
}

static int order(const char *a, const char *b)
{
    int forth = version_compare(slice_of(a), slice_of(b));
    int back = version_compare(slice_of(b), slice_of(a));
    assert_int_equal((forth > 0) - (forth < 0), (back < 0) - (back > 0));
    return (forth > 0) - (forth < 0);
}

static void test_versions_are_ordered_by_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(order("1.10", "1.9"), 1);
    assert_int_equal(order("1.0", "1"), 0);
    assert_int_equal(order("1.0.0", "1.0.1"), -1);
    assert_int_equal(order("2", "10"), -1);
    assert_int_equal(order("01.2", "1.2"), 0);
    assert_int_equal(order("1.0-beta", "1.0"), -1);
    assert_int_equal(order("1.0-alpha", "1.0-beta"), -1);
    assert_int_equal(order("1-beta", "1.0.0-beta"), 0);
    assert_int_equal(order("1.1-beta", "1.0"), 1);
}

static bool meets(const char *version, const char *conditions)
{
    slice text = slice_of(conditions);
    version_condition condition;
    bool all = true;
    for (size_t at = 0; at < text.len;) {
        assert_true(version_read_condition(text, &at, &condition));
        all = version_meets(slice_of(version), &condition) && all;
    }
    return all;
}

static void test_conditions_are_met_by_what_they_say(void **state)
{
    (void)state;
    assert_true(meets("1.2", ">= 1.0, < 2"));
    assert_true(meets("1.0", ">=1,<=1.0"));
    assert_true(meets("1.0", "= 1"));
    assert_false(meets("2.0", ">= 1.0, < 2"));
    assert_false(meets("1.0", "> 1"));
    assert_false(meets("1.0", "< 1"));
    assert_false(meets("1.1", "= 1"));
    assert_true(meets("1.0-beta", "< 1"));
}

static void test_what_is_no_condition_is_refused_with_its_place(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "1.0", ">", ">= one", "=> 1", "== 1", "~1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t at = 0;
        version_condition condition;
        assert_false(version_read_condition(slice_of(wrong[i]), &at, &condition));
    }
    size_t at = 6;
    version_condition second;
    assert_false(version_read_condition(SLICE(">= 1,  new "), &at, &second));
    assert_int_equal(second.offset, 7);
    assert_int_equal(second.length, 3);
    assert_int_equal(at, 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound_versions_are_numbers_with_an_optional_suffix),
        cmocka_unit_test(test_versions_are_ordered_by_their_numbers),
        cmocka_unit_test(test_conditions_are_met_by_what_they_say),
        cmocka_unit_test(test_what_is_no_condition_is_refused_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
