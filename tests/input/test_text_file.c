// Whole files of text: whatever their encoding, up to a limit, and said why not.
#include "input/text_file.h"

#include "failing.h"
#include "files.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

typedef struct reading {
    arena *arena;
    const char *path, *encoding;
    size_t limit;
    file_problem problem;
    slice text;
    text_problem why;
} reading;

static void read_it(void *argument)
{
    reading *r = argument;
    r->problem = text_file_read(r->arena, r->path, r->encoding, r->limit, &r->text, &r->why);
}

/// Reads bytes that a file holds; free the arena.
static reading read_bytes(const char *path, slice bytes, const char *encoding, size_t limit)
{
    reading r = {.arena = arena_new(NULL, 0), .path = path, .encoding = encoding, .limit = limit};
    file_write(path, bytes.ptr, bytes.len);
    assert_int_equal(arena_run(r.arena, read_it, &r), ARENA_DONE);
    return r;
}

static void test_encodings_become_utf8(void **state)
{
    (void)state;
    static const struct {
        slice bytes;
        const char *encoding, *text, *code;
    } cases[] = {
        {{"a\r\nb\n", 5}, NULL, "a\r\nb\n", NULL},
        {{"a\rb\r", 4}, NULL, "a\nb\n", NULL},
        {{"M\xFCller", 6}, "windows-1252", "Müller", NULL},
        {{"M\xFCller", 6}, NULL, NULL, "not-encoded"},
        {{"Müller", 7}, "windows-1252", "Müller", NULL}, // it is UTF-8, whatever is said
        {{"\xFF\xFE"
          "a\0;\0b\0\n\0",
          10},
         NULL,
         "\xEF\xBB\xBF"
         "a;b\n", // the mark stays
         NULL},
        {{"", 0}, NULL, "", NULL},
    };
    char *folder = folder_new();
    char *path = text_of("%s/file", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading r = read_bytes(path, cases[i].bytes, cases[i].encoding, 100);
        assert_int_equal(r.problem, cases[i].code == NULL ? FILE_READ : FILE_FAILED);
        if (cases[i].code != NULL)
            assert_string_equal(r.why.code, cases[i].code);
        else
            assert_true(slice_is(r.text, cases[i].text));
        arena_free(r.arena);
    }
    free(path);
    folder_remove(folder);
}

static void test_what_is_no_file_of_text_says_so(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/file", folder);
    reading r = read_bytes(path, SLICE("12345"), NULL, 5);
    assert_int_equal(r.problem, FILE_READ);
    arena_free(r.arena);
    r = read_bytes(path, SLICE("123456"), NULL, 5);
    assert_int_equal(r.problem, FILE_TOO_LARGE);
    const file_problem problems[] = {FILE_FOLDER, FILE_MISSING, FILE_NOT_REGULAR};
    char *missing = text_of("%s/none", folder);
    const char *const paths[] = {folder, missing, "/dev/null"};
    for (size_t i = 0; i < 3; i++) {
        r.path = paths[i];
        assert_int_equal(arena_run(r.arena, read_it, &r), ARENA_DONE);
        assert_int_equal(r.problem, problems[i]);
        assert_null(r.why.code);
    }
    arena_free(r.arena);
    free(missing);
    free(path);
    folder_remove(folder);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/file", folder);
    file_write(path, "M\xFCller", 6);
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        const allocator from = failing_allocator_of(&failing);
        reading r = {.arena = arena_new(&from, 0), .path = path, .encoding = "latin1", .limit = 1000};
        const arena_outcome outcome = r.arena != NULL ? arena_run(r.arena, read_it, &r) : ARENA_NO_MEMORY;
        assert_int_equal(outcome, failing.failed ? ARENA_NO_MEMORY : ARENA_DONE);
        if (outcome == ARENA_DONE)
            assert_true(slice_is(r.text, "Müller"));
        arena_free(r.arena);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encodings_become_utf8),
        cmocka_unit_test(test_what_is_no_file_of_text_says_so),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
