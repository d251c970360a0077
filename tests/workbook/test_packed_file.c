// A ZIP archive of one file is that file; any other is left to who reads workbooks, and a hostile one ends with a sentence.
#include "base/limits.h"
#include "workbook/packed_file.h"

#include "archive_maker.h"
#include "files.h"

#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// What an archive of the parts holds: "NAME: TEXT", "NAME! PROBLEM", or NULL if it is not of one file. Free with free.
static char *read_parts(const char *folder, const archive_part *parts, size_t count)
{
    char *path = archive_make(folder, "a.zip", parts, count);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool no_memory = true;
    packed_file *p = packed_file_open(&allocator_default, fd, &no_memory);
    char *out = NULL;
    char text[200];
    size_t length = 0;
    ptrdiff_t got = 0;
    assert_false(no_memory);
    while (p != NULL && length < sizeof text - 4 && (got = packed_file_read(p, text + length, 3)) > 0)
        length += (size_t)got;
    text[length] = '\0';
    if (p != NULL)
        out = text_of("%s%s%s", packed_file_name(p), got < 0 ? "! " : ": ",
                      got < 0 ? packed_file_problem(p) : text);
    packed_file_close(p);
    (void)close(fd);
    assert_int_equal(unlink(path), 0);
    free(path);
    return out;
}

static void test_an_archive_of_one_file_is_that_file(void **state)
{
    char *folder = folder_new();
    static const archive_part one[] = {{"clients.csv", "name\nAnn\n", 0}};
    static const archive_part of_a_mac[] = {{"for you/", "", 0},
                                            {"for you/clients.csv", "name\n", 0},
                                            {"__MACOSX/for you/._clients.csv", "x", 0},
                                            {"for you/.DS_Store", "x", 0}};
    static const archive_part two[] = {{"a.csv", "name\n", 0}, {"b.csv", "name\n", 0}};
    static const archive_part letter[] = {{"_rels/.rels", "<x/>", 0}, {"word/document.xml", "<x/>", 0}};
    static const archive_part none[] = {{".hidden", "x", 0}};
    (void)state;
    char *got = read_parts(folder, one, 1);
    assert_string_equal(got, "clients.csv: name\nAnn\n");
    free(got);
    got = read_parts(folder, of_a_mac, 4);
    assert_string_equal(got, "for you/clients.csv: name\n");
    free(got);
    assert_null(read_parts(folder, two, 2));
    assert_null(read_parts(folder, none, 1));
    assert_null(read_parts(folder, letter, 2));
    folder_remove(folder);
}

static void test_a_bomb_is_refused(void **state)
{
    char *folder = folder_new();
    const size_t length = ((size_t)LIMIT_ARCHIVE_FREE_MIB + 1) << 20;
    char *zeros = calloc(1, length);
    assert_non_null(zeros);
    const archive_part bomb[] = {{"clients.csv", zeros, length}};
    (void)state;
    char *got = read_parts(folder, bomb, 1);
    assert_string_equal(got,
                        "clients.csv! the ZIP archive holds far more than its size tells, and is not read");
    free(got);
    free(zeros);
    folder_remove(folder);
}

static void test_what_is_no_archive_is_no_packed_file(void **state)
{
    char *folder = folder_new();
    bool no_memory = true;
    (void)state;
    char *path = file_make(folder, "a.zip", "PK\x03\x04 and no more");
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_null(packed_file_open(&allocator_default, fd, &no_memory));
    assert_false(no_memory);
    (void)close(fd);
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_archive_of_one_file_is_that_file),
        cmocka_unit_test(test_a_bomb_is_refused),
        cmocka_unit_test(test_what_is_no_archive_is_no_packed_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
