// A file that may not replace another gets its name only if nothing has it by then.
#include "file/output.h"
#include "files.h"
#include "test.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Writes the file; another one comes in between if it has a text.
static bool write_file(const char *path, bool is_new, const char *other)
{
    output_file out;
    assert_true(output_open_file(&out, path, 0600, is_new));
    assert_true(fputs("ours", out.stream) >= 0);
    if (other != NULL)
        file_write(path, other, strlen(other));
    return output_close(&out, true);
}

static void expect_file(const char *path, const char *expected)
{
    char *text = file_read(path, NULL);
    assert_non_null(text);
    assert_string_equal(text, expected);
    free(text);
}

static void test_a_new_file_never_replaces_one_that_came_in_between(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/out", folder);
    size_t count;
    assert_true(write_file(path, true, NULL));
    expect_file(path, "ours");
    assert_int_equal(unlink(path), 0);
    assert_false(write_file(path, true, "theirs"));
    expect_file(path, "theirs");
    names_free(files_below(folder, "", &count));
    assert_int_equal(count, 1); // nothing is left beside it
    free(path);
    folder_remove(folder);
}

static void test_a_new_file_is_not_begun_if_there_is_one(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = file_make(folder, "out", "theirs");
    output_file out;
    assert_false(output_open_file(&out, path, 0600, true));
    assert_int_equal(errno, EEXIST);
    expect_file(path, "theirs");
    free(path);
    folder_remove(folder);
}

static void test_any_other_file_replaces_what_is_there(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = file_make(folder, "out", "before");
    assert_true(write_file(path, false, "theirs"));
    expect_file(path, "ours");
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_file_never_replaces_one_that_came_in_between),
        cmocka_unit_test(test_a_new_file_is_not_begun_if_there_is_one),
        cmocka_unit_test(test_any_other_file_replaces_what_is_there)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
