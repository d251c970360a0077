// A file is found valid or not whatever characters the parts of its threads cut.
#include "input/utf8_file.h"

#include "files.h"

#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIZE = 5 << 20, MOST_THREADS = 3 }; // large enough for as many parts

typedef struct spelling {
    const char *bytes;
    bool is_valid;
} spelling;

static const spelling spellings[] = {
    {"z", true},
    {"\xC3\xA9", true},                             // two bytes
    {"\xE2\x82\xAC", true},                         // three
    {"\xF0\x9F\x98\x80", true},                     // four
    {"\xF0\x9F\x98\x80\xC3\xA9\xE2\x82\xAC", true}, // one after the other
    {"\x80", false},                                // continues nothing
    {"\xC3\xA9\x80", false},                        // continues more than there is
    {"\x80\x80\x80\x80", false},                    // as many as are passed over, and one more
    {"\xC3", false},                                // not continued
    {"\xE2\x82", false},                            // in part
    {"\xF0\x9F\x98", false},                        // likewise
    {"\xF0\x9F\x98\xF0\x9F\x98\x80", false},        // and then whole
    {"\xC0\xAF", false},                            // too long for what it says
    {"\xED\xA0\x80", false},                        // half a pair of UTF-16
    {"\xF4\x90\x80\x80", false},                    // beyond the last character
};

/// An open file of letters.
static int open_letters(const char *folder, char *letters)
{
    memset(letters, 'a', SIZE);
    char *path = text_of("%s/file", folder);
    file_write(path, letters, SIZE);
    const int fd = open(path, O_RDWR | O_CLOEXEC);
    assert_true(fd >= 0);
    free(path);
    return fd;
}

static void test_no_bad_byte_hides_where_parts_meet(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *letters = malloc(SIZE);
    assert_non_null(letters);
    const int fd = open_letters(folder, letters);
    for (size_t threads = 0; threads <= MOST_THREADS; threads++) {
        const size_t parts = threads < 1 ? 1 : threads;
        for (size_t meet = 1; meet <= parts; meet++) {
            for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
                const size_t length = strlen(spellings[i].bytes);
                for (size_t before = 0; before <= length + 1; before++) {
                    size_t at = SIZE / parts * meet - before;
                    at = at + length > SIZE ? SIZE - length : at; // at the end of the file
                    assert_int_equal(pwrite(fd, spellings[i].bytes, length, (off_t)at), length);
                    assert_int_equal(utf8_file_is_valid(fd, SIZE, threads), spellings[i].is_valid);
                    assert_int_equal(pwrite(fd, letters, length, (off_t)at), length);
                }
            }
        }
    }
    assert_true(utf8_file_is_valid(fd, SIZE, MOST_THREADS));
    (void)close(fd);
    free(letters);
    folder_remove(folder);
}

static void test_it_is_looked_at_from_where_it_stands(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *letters = malloc(SIZE);
    assert_non_null(letters);
    const int fd = open_letters(folder, letters);
    assert_int_equal(pwrite(fd, "\xFF", 1, 5), 1);
    assert_false(utf8_file_is_valid(fd, SIZE, 2));
    assert_int_equal(lseek(fd, 6, SEEK_SET), 6);
    assert_true(utf8_file_is_valid(fd, SIZE, 2));
    assert_int_equal(lseek(fd, 0, SEEK_CUR), 6);
    (void)close(fd);
    free(letters);
    folder_remove(folder);
}

static void test_a_file_that_shows_its_encoding_or_became_shorter_is_not_judged(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/file", folder);
    file_write(path, "n\0,\0m\0\n\0", 8); // valid as bytes, and UTF-16 to who reads it
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_false(utf8_file_is_valid(fd, 8, 1));
    (void)close(fd);
    file_write(path, "name", 4);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(utf8_file_is_valid(fd, 4, 1));
    assert_false(utf8_file_is_valid(fd, 5, 1));
    (void)close(fd);
    file_write(path, "", 0);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(utf8_file_is_valid(fd, 0, 3));
    (void)close(fd);
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_bad_byte_hides_where_parts_meet),
        cmocka_unit_test(test_it_is_looked_at_from_where_it_stands),
        cmocka_unit_test(test_a_file_that_shows_its_encoding_or_became_shorter_is_not_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
