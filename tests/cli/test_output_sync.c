// A result survives a power cut: its bytes, and then its name, are flushed to the disk. A stand-in for the system's fsync takes notes, and fails
// if a test says so.
#include "file/output.h"
#include "files.h"

#include "test.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/// What was flushed, in order: 'f' for a file, 'd' for a folder; a capital if the file had its name by then.
static char flushed[16];
static size_t count;
static char failing; ///< the kind that cannot be flushed
static const char *name;

int fsync(int fd)
{
    struct stat about;
    struct stat named;
    assert_int_equal(fstat(fd, &about), 0);
    char kind = S_ISDIR(about.st_mode) ? 'd' : 'f';
    bool has_name = stat(name, &named) == 0;
    flushed[count++] = (char)(has_name ? kind - 'a' + 'A' : kind);
    flushed[count] = '\0';
    errno = EIO;
    return kind == failing ? -1 : 0;
}

static int set_up(void **state)
{
    char *folder = folder_new();
    count = 0;
    flushed[0] = failing = '\0';
    *state = folder;
    return 0;
}

static int tear_down(void **state)
{
    folder_remove(*state);
    return 0;
}

/// Writes a file, and gives it its name if it is complete.
static bool write_file(const char *folder, bool complete)
{
    char *path = text_of("%s/out", folder);
    output_file out;
    name = path;
    assert_true(output_open(&out, path));
    assert_true(fputs("text\n", out.stream) >= 0);
    bool good = output_close(&out, complete);
    free(path);
    return good;
}

static void test_the_file_is_flushed_before_it_is_named_and_the_folder_after(void **state)
{
    assert_true(write_file(*state, true));
    assert_string_equal(flushed, "fD");
}

static void test_a_name_that_may_be_lost_is_a_failure(void **state)
{
    failing = 'd';
    assert_false(write_file(*state, true));
    assert_string_equal(flushed, "fD");
}

static void test_a_file_that_could_not_be_flushed_gets_no_name(void **state)
{
    failing = 'f';
    assert_false(write_file(*state, true));
    assert_string_equal(flushed, "f");
}

static void test_what_is_not_complete_is_not_flushed(void **state)
{
    assert_true(write_file(*state, false));
    assert_string_equal(flushed, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_file_is_flushed_before_it_is_named_and_the_folder_after,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_name_that_may_be_lost_is_a_failure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_that_could_not_be_flushed_gets_no_name, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_not_complete_is_not_flushed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
