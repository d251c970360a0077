// Whole files by path: what is missing, no file, or too large is told apart, and a signal interrupts nothing.
#include "input/file.h"

#include "failing.h"
#include "files.h"
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LARGE = 300000 }; ///< the bytes of a file that takes several allocations to read

typedef struct job {
    arena *arena;
    const char *path;
    size_t limit;
    file_problem problem;
    slice text;
} job;

static void read_file(void *argument)
{
    job *j = argument;
    j->problem = file_read_at(j->arena, j->path, j->limit, &j->text);
}

static job read_from(arena *a, const char *path, size_t limit)
{
    job j = {.arena = a, .path = path, .limit = limit};
    assert_int_equal(arena_run(a, read_file, &j), ARENA_DONE);
    return j;
}

static void test_what_cannot_be_read_is_told_apart(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *file = file_make(folder, "a", "12345");
    char *missing = text_of("%s/nowhere", folder);
    char *below = text_of("%s/a/b", folder);
    char *link = text_of("%s/link", folder);
    assert_int_equal(symlink("link", link), 0);
    arena *a = arena_new(NULL, 0);
    const job whole = read_from(a, file, 5);
    assert_int_equal(whole.problem, FILE_READ);
    assert_true(slice_is(whole.text, "12345"));
    assert_int_equal(read_from(a, file, 4).problem, FILE_TOO_LARGE);
    assert_int_equal(read_from(a, missing, 5).problem, FILE_MISSING);
    assert_int_equal(read_from(a, below, 5).problem, FILE_MISSING);
    assert_int_equal(read_from(a, folder, 5).problem, FILE_FOLDER);
    assert_int_equal(read_from(a, link, 5).problem, FILE_FAILED);
    assert_string_equal(file_problem_text(FILE_MISSING), "there is no such file");
    arena_free(a);
    free(link);
    free(below);
    free(missing);
    free(file);
    folder_remove(folder);
}

static void ignore(int number)
{
    (void)number;
}

/// Writes to the pipe, later than it is opened for reading and in pieces.
static _Noreturn void write_slowly(const char *path)
{
    (void)usleep(40000);
    int fd = open(path, O_WRONLY);
    for (int i = 0; fd >= 0 && i < 3; i++) {
        (void)usleep(40000);
        if (write(fd, "part ", 5) != 5)
            break;
    }
    _exit(0);
}

static void test_signals_interrupt_no_reading(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/pipe", folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    const pid_t writer = fork();
    assert_true(writer >= 0);
    if (writer == 0)
        write_slowly(path);
    struct sigaction each = {.sa_handler = ignore}; // without SA_RESTART
    struct sigaction before;
    assert_int_equal(sigaction(SIGALRM, &each, &before), 0);
    const struct itimerval often = {{0, 5000}, {0, 5000}};
    const struct itimerval never = {{0, 0}, {0, 0}};
    assert_int_equal(setitimer(ITIMER_REAL, &often, NULL), 0);
    arena *a = arena_new(NULL, 0);
    const job j = read_from(a, path, 100);
    assert_int_equal(setitimer(ITIMER_REAL, &never, NULL), 0);
    assert_int_equal(sigaction(SIGALRM, &before, NULL), 0);
    assert_int_equal(j.problem, FILE_READ);
    assert_true(slice_is(j.text, "part part part "));
    assert_int_equal(waitpid(writer, NULL, 0), writer);
    arena_free(a);
    free(path);
    folder_remove(folder);
}

static void find_folders(void *argument)
{
    arena *a = argument;
    static const char *const cases[][2] = {
        {"a.yaml", "."}, {"./a", "."},   {"../a", ".."},     {"/a", "/"},      {"//a", "/"},
        {"b/a", "b"},    {"/b/a", "/b"}, {"b//a", "b"},      {"c/b/a", "c/b"}, {"b/", "b"},
        {"/", "/"},      {"", "."},      {"b.c/a.d", "b.c"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(file_folder(a, slice_of(cases[i][0])).ptr, cases[i][1]);
}

static void test_a_path_says_in_which_folder_a_file_lies(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, find_folders, a), ARENA_DONE);
    arena_free(a);
}

static void read_beneath(void *argument)
{
    job *j = argument;
    j->problem = file_read_beneath(j->arena, j->path, SLICE("sub/a"), j->limit, &j->text);
}

/// Lets each allocation fail once, and then the arena's own limit end the work: no descriptor stays open.
static void try_to_lose_a_descriptor(const char *path, void (*read)(void *argument))
{
    const int before = open("/dev/null", O_RDONLY | O_CLOEXEC);
    size_t failures = 0;
    (void)close(before);
    for (bool failed = true; failed; failures += failed) {
        failing_allocator failing = {.fail_at = failures + 2}; // the first is the arena itself
        const allocator from = failing_allocator_of(&failing);
        arena *a = arena_new(&from, 0);
        job j = {.arena = a, .path = path, .limit = SIZE_MAX};
        const arena_outcome outcome = arena_run(a, read, &j);
        failed = failing.failed;
        assert_int_equal(outcome, failed ? ARENA_NO_MEMORY : ARENA_DONE);
        assert_true(failed || (j.problem == FILE_READ && j.text.len == LARGE));
        arena_free(a);
        assert_int_equal(failing.live, 0);
        const int after = open("/dev/null", O_RDONLY | O_CLOEXEC);
        assert_int_equal(after, before);
        (void)close(after);
    }
    assert_true(failures > 3);
    arena *small = arena_new(NULL, LARGE);
    job j = {.arena = small, .path = path, .limit = SIZE_MAX};
    assert_int_equal(arena_run(small, read, &j), ARENA_LIMIT);
    arena_free(small);
    const int after = open("/dev/null", O_RDONLY | O_CLOEXEC);
    assert_int_equal(after, before);
    (void)close(after);
}

static void test_a_file_is_closed_if_memory_ends(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *text = calloc(1, LARGE + 1);
    memset(text, 'x', LARGE);
    free(file_make(folder, "sub/a", text));
    char *path = text_of("%s/sub/a", folder);
    try_to_lose_a_descriptor(path, read_file);
    try_to_lose_a_descriptor(folder, read_beneath);
    free(path);
    free(text);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_cannot_be_read_is_told_apart),
        cmocka_unit_test(test_signals_interrupt_no_reading),
        cmocka_unit_test(test_a_file_is_closed_if_memory_ends),
        cmocka_unit_test(test_a_path_says_in_which_folder_a_file_lies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
