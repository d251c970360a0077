// What fails in a database is kept as an errno, and the first of it stays.
#include "file/database.h"
#include "files.h"

#include "test.h"

#include <errno.h>
#include <stdlib.h>

static void test_a_text_that_is_not_there_is_no_lack_of_memory(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = file_make(folder, "x.db", "");
    database d;
    assert_true(database_open_new(&d, path));
    sqlite3_stmt *row = database_prepare(&d, "SELECT 'here', 7, '', NULL");
    assert_true(database_has_row(&d, row));
    assert_string_equal(database_text(&d, row, 0), "here");
    assert_string_equal(database_text(&d, row, 1), "7");
    assert_string_equal(database_text(&d, row, 2), "");
    assert_int_equal(d.failure, 0);
    assert_null(database_text(&d, row, 3));
    assert_int_equal(d.failure, EIO);
    assert_false(database_has_row(&d, row));
    (void)sqlite3_finalize(row);
    (void)database_close(&d, false);
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_text_that_is_not_there_is_no_lack_of_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
