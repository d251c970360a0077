// The bytes of files through the public API: as they are, or decompressed.
#include "advise.h"
#include "failing.h"
#include "files.h"

#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { ROOM = 4096, LENGTH = 100000 };

static char *content(void)
{
    char *text = malloc(LENGTH);
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = (char)('a' + i * i % 23);
    return text;
}

/// Reads the file at `path`, and frees the path. Returns how it ended.
static advise_status read_all(char *path, char *to, size_t *length, const char **problem)
{
    static char why[200];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    advise_bytes *bytes = advise_bytes_new(fd, NULL);
    advise_status status = ADVISE_OK;
    size_t got = 1;
    assert_true(fd >= 0);
    assert_non_null(bytes);
    for (*length = 0; status == ADVISE_OK && got > 0; *length += got)
        status = advise_bytes_read(bytes, to + *length, ROOM, &got);
    if (status != ADVISE_OK) {
        (void)strncpy(why, advise_bytes_problem(bytes), sizeof why - 1);
        *problem = why;
    }
    advise_bytes_free(bytes);
    (void)close(fd);
    free(path);
    return status;
}

static char *compressed(const char *folder, const char *text, size_t cut)
{
    char *path = text_of("%s/%zu.gz", folder, cut);
    gzFile file = gzopen(path, "wb");
    assert_int_equal(gzwrite(file, text, LENGTH), LENGTH);
    assert_int_equal(gzclose(file), Z_OK);
    if (cut > 0)
        assert_int_equal(truncate(path, (off_t)cut), 0);
    return path;
}

static void test_what_is_compressed_is_decompressed(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *text = content();
    char *to = malloc(LENGTH + ROOM);
    size_t length = 0;
    const char *problem = NULL;
    assert_int_equal(read_all(compressed(folder, text, 0), to, &length, &problem), ADVISE_OK);
    assert_int_equal(length, LENGTH);
    assert_memory_equal(to, text, LENGTH);
    assert_int_equal(read_all(compressed(folder, text, 60), to, &length, &problem), ADVISE_IO_FAILED);
    assert_string_equal(problem, "the gzip data is cut off");
    free(to);
    free(text);
    folder_remove(folder);
}

static void test_all_else_is_as_it_is(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a", "SQLite format 3", "PK\x03\x04", "\xFF\xFEx", "BZh"};
    char *folder = folder_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char to[2 * ROOM];
        size_t length = 0;
        const char *problem = NULL;
        assert_int_equal(read_all(file_make(folder, "file", texts[i]), to, &length, &problem), ADVISE_OK);
        assert_int_equal(length, strlen(texts[i]));
        assert_memory_equal(to, texts[i], length);
    }
    folder_remove(folder);
}

static void test_bad_use_and_lack_of_memory(void **state)
{
    (void)state;
    char to[ROOM];
    size_t got = 0;
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        const allocator inner = failing_allocator_of(&failing);
        const advise_allocator from = {inner.resize, inner.state};
        advise_bytes *bytes = advise_bytes_new(fd, &from);
        assert_int_equal(bytes == NULL, failing.failed);
        if (bytes != NULL) {
            assert_int_equal(advise_bytes_read(bytes, to, ROOM - 1, &got), ADVISE_BAD_USE);
            assert_int_equal(advise_bytes_read(bytes, NULL, ROOM, &got), ADVISE_BAD_USE);
            assert_int_equal(advise_bytes_read(bytes, to, ROOM, NULL), ADVISE_BAD_USE);
            assert_int_equal(advise_bytes_read(bytes, to, ROOM, &got), ADVISE_OK);
            assert_int_equal(got, 0);
        }
        advise_bytes_free(bytes);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
    assert_int_equal(advise_bytes_read(NULL, to, ROOM, &got), ADVISE_BAD_USE);
    advise_bytes_free(NULL);
    (void)close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_compressed_is_decompressed),
        cmocka_unit_test(test_all_else_is_as_it_is),
        cmocka_unit_test(test_bad_use_and_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
