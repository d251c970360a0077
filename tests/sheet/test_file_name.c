// What a sheet's file is called: harmless on any file system, whatever the id is.
#include "sheet/batch.h"

#include "test.h"

typedef struct name_row {
    size_t number;
    const char *id, *name;
} name_row;

static const name_row rows[] = {
    {1, "", "000001.html"},
    {12, "Jo Okafor", "000012-jo-okafor.html"},
    {2, "../../etc/passwd", "000002-etc-passwd.html"},
    {3, "a/b\\c:d*e?f\"g<h>i|j\nk\tl", "000003-a-b-c-d-e-f-g-h-i-j-k-l.html"},
    {4, "\xc3\x84nne", "000004-nne.html"},
    {5, "...", "000005.html"},
    {6, "-- -rf", "000006-rf.html"},
    {1234567, "CON", "1234567-con.html"},
    {7, "\xff\xfe", "000007.html"},
};

static void test_names_keep_letters_and_digits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char name[SHEET_FILE_NAME];
        sheet_file_name(name, rows[i].number, rows[i].id);
        assert_string_equal(name, rows[i].name);
    }
}

static void test_a_long_id_is_cut_and_the_largest_number_has_room(void **state)
{
    (void)state;
    char id[1001];
    char name[SHEET_FILE_NAME];
    for (size_t i = 0; i < sizeof id - 1; i++)
        id[i] = i % 2 == 0 ? 'x' : ' ';
    id[sizeof id - 1] = '\0';
    sheet_file_name(name, SIZE_MAX, id);
    assert_true(strlen(name) < SHEET_FILE_NAME);
    assert_string_equal(name + strlen(name) - strlen(".html"), ".html");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_keep_letters_and_digits),
        cmocka_unit_test(test_a_long_id_is_cut_and_the_largest_number_has_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
