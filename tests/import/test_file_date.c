// Dates of files: what could be several days is none, unless the description says that the month comes first, and then only with slashes.
#include "import/file_date.h"
#include "test.h"

#include <string.h>

static const struct {
    const char *text;
    bool month_first;
    int64_t year;
    unsigned month, day;
} cases[] = {
    {"2021", false, 2021, 0, 0},
    {"2021-03", false, 2021, 3, 0},
    {"2021-03-05", false, 2021, 3, 5},
    {"2021-03-05T12:00:00Z", false, 2021, 3, 5},
    {"2021-03-05 12:00", true, 2021, 3, 5},
    {"Mar 2021", false, 2021, 3, 0},
    {"5 March 2021", false, 2021, 3, 5},
    {"8/31/23, 9:15", true, 2023, 8, 31},
    // one day only, whatever comes first
    {"8/31/2023", false, 2023, 8, 31},
    {"31/8/2023", false, 2023, 8, 31},
    {"31/8/2023", true, 2023, 8, 31},
    {"31.8.2023", true, 2023, 8, 31},
    // two days
    {"3/5/2021", true, 2021, 3, 5},
    {"3/5/2021", false, 0, 0, 0},
    {"12/11/2021", true, 2021, 12, 11},
    {"12/11/2021", false, 0, 0, 0},
    {"3.5.2021", false, 0, 0, 0},
    // no day
    {"30 February 2021", false, 0, 0, 0},
    {"2/30/2021", true, 0, 0, 0},
    {"soon", false, 0, 0, 0},
    {"", false, 0, 0, 0},
};

static void read_all(void *argument)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const file_date d = file_date_of(argument, slice_of(cases[i].text), cases[i].month_first);
        if (d.year != cases[i].year || d.month != cases[i].month || d.day != cases[i].day)
            fail_msg("'%s', %d: %d-%u-%u", cases[i].text, cases[i].month_first, (int)d.year, d.month, d.day);
    }
}

static void test_a_date_is_read_as_far_as_it_is_one_day(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, read_all, a), ARENA_DONE);
    arena_free(a);
}

static void longest(void *argument)
{
    char text[80] = "5 March 2021";
    memset(text + strlen(text), ' ', 64 - strlen(text));
    text[64] = '\0';
    assert_int_equal(file_date_of(argument, slice_of(text), false).day, 5);
    text[64] = ' ';
    text[65] = '\0';
    assert_int_equal(file_date_of(argument, slice_of(text), false).year, 0);
}

static void test_a_text_longer_than_dates_are_is_none(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, longest, a), ARENA_DONE);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_date_is_read_as_far_as_it_is_one_day),
                                       cmocka_unit_test(test_a_text_longer_than_dates_are_is_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
