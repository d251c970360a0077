// A batch that was cut off anywhere goes on with none of its results lost or doubled. Runs `advise batch` itself: killed at random
// moments, and ended by a limit on the file's size in the middle of a line. So for lines of NDJSON and for rows of a database.
#include "command.h"
#include "files.h"
#include "random.h"

#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RECORDS = 20000, KILLS = 100, DATABASE_KILLS = 20, CUTS = 20 };

typedef struct scene {
    const char *format;
    char *folder, *program, *cohort, *out, *run;
    char *whole; ///< what a run that nothing ended writes
    size_t whole_length;
    double seconds; ///< that it takes
    random_source random;
} scene;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/// Starts a run that goes on with the file; `limit` is the largest size of a file, 0 for none.
static pid_t start(const scene *s, const char *jobs, size_t limit)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    struct rlimit most = {limit, limit};
    int nothing = open("/dev/null", O_RDWR);
    if (nothing < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0 ||
        (limit > 0 && setrlimit(RLIMIT_FSIZE, &most) != 0))
        _exit(126);
    execl(s->program, "advise", "batch", "--pack", "tests/packs/diff-old", "--as-of", "2026-01-31", "--jobs",
          jobs, "--format", s->format, "--append", "--resume", "-o", s->out, s->cohort, (char *)NULL);
    _exit(127);
}

static int wait_for(pid_t child)
{
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 4); // some profiles are refused
    return status;
}

static void add_rows(FILE *to, sqlite3 *database, const char *query)
{
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_prepare_v2(database, query, -1, &row, NULL), SQLITE_OK);
    int result;
    while ((result = sqlite3_step(row)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(row); i++)
            fprintf(to, "%d:%s|", sqlite3_column_type(row, i), (const char *)sqlite3_column_text(row, i));
        fputc('\n', to);
    }
    assert_int_equal(result, SQLITE_DONE);
    sqlite3_finalize(row);
}

/// What the results say, as text.
static char *read_results(const scene *s, size_t *length)
{
    if (strcmp(s->format, "ndjson") == 0)
        return file_read(s->out, length);
    char *text = NULL;
    FILE *to = open_memstream(&text, length);
    sqlite3 *database = NULL;
    assert_non_null(to);
    assert_int_equal(sqlite3_open_v2(s->out, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    add_rows(to, database, "SELECT * FROM outcomes ORDER BY number");
    add_rows(to, database, "SELECT * FROM recommendations ORDER BY outcome, rank");
    add_rows(to, database, "SELECT * FROM run");
    add_rows(to, database, "SELECT sql FROM sqlite_schema ORDER BY name");
    add_rows(to, database, "PRAGMA integrity_check");
    add_rows(to, database, "PRAGMA foreign_key_check");
    sqlite3_close(database);
    fclose(to);
    return text;
}

/// The file is whole now, and says what an uninterrupted run says.
static void check_whole(const scene *s)
{
    size_t length = 0;
    char *text = read_results(s, &length);
    assert_non_null(text);
    assert_int_equal(length, s->whole_length);
    assert_memory_equal(text, s->whole, length);
    assert_int_not_equal(access(s->run, F_OK), 0);
    free(text);
    assert_int_equal(unlink(s->out), 0);
}

static int set_up(void **state)
{
    scene *s = calloc(1, sizeof *s);
    s->random = random_new();
    s->folder = folder_new();
    char *build = build_folder();
    s->program = text_of("%s/advise", build);
    s->cohort = text_of("%s/clients.ndjson", s->folder);
    s->out = text_of("%s/out.ndjson", s->folder);
    s->run = text_of("%s.run", s->out);
    FILE *cohort = fopen(s->cohort, "w");
    for (size_t i = 0; i < RECORDS; i++)
        fprintf(cohort, i % 50 == 7 ? "{\"n\": %zu]\n" : "{\"name\": \"client\", \"n\": %zu}\n", i % 40);
    fclose(cohort);
    free(build);
    *state = s;
    return 0;
}

/// Runs once without an end before its time: what it writes is what all others must.
static void begin(scene *s, const char *format)
{
    s->format = format;
    double before = now();
    wait_for(start(s, "2", 0));
    s->seconds = now() - before;
    free(s->whole);
    s->whole = read_results(s, &s->whole_length);
    assert_non_null(s->whole);
    size_t lines = 0;
    for (size_t i = 0; i < s->whole_length; i++)
        lines += s->whole[i] == '\n';
    assert_true(lines >= RECORDS);
    check_whole(s);
}

static int tear_down(void **state)
{
    scene *s = *state;
    folder_remove(s->folder);
    free(s->program);
    free(s->cohort);
    free(s->out);
    free(s->run);
    free(s->whole);
    free(s);
    return 0;
}

static void kill_at_random(scene *s, size_t most)
{
    size_t kills = 0;
    size_t in_the_middle = 0; // of these, with some of the results there
    size_t whole = 0;
    while (kills < most || access(s->out, F_OK) == 0) {
        pid_t child = start(s, random_below(&s->random, 2) == 0 ? "1" : "3", 0);
        if (kills < most) {
            double pause = s->seconds * (double)random_below(&s->random, 1000) / 1000;
            struct timespec rest = {(time_t)pause, (long)((pause - (double)(time_t)pause) * 1e9)};
            nanosleep(&rest, NULL);
            kill(child, SIGKILL);
        }
        bool killed = WIFSIGNALED(wait_for(child));
        kills += killed;
        if (access(s->out, F_OK) == 0 && access(s->run, F_OK) != 0) { // maybe killed after the last step
            check_whole(s);
            whole++;
        } else {
            assert_true(killed);
            in_the_middle += access(s->out, F_OK) == 0;
        }
    }
    print_message("info: %s: killed %zu times, %zu of them with results there; %zu runs ended whole\n",
                  s->format, kills, in_the_middle, whole);
    assert_true(in_the_middle > 0);
}

static void a_run_that_is_killed_at_any_moment_goes_on(void **state)
{
    begin(*state, "ndjson");
    kill_at_random(*state, KILLS);
}

static void so_does_one_that_writes_a_database(void **state)
{
    begin(*state, "sqlite");
    kill_at_random(*state, DATABASE_KILLS);
}

static void a_line_that_is_cut_off_at_any_byte_is_written_again(void **state)
{
    scene *s = *state;
    begin(s, "ndjson");
    for (size_t i = 0; i < CUTS; i++) {
        size_t limit = 4096 + (size_t)random_below(&s->random, s->whole_length - 4096); // FILE.run fits
        int status = wait_for(start(s, "1", limit));
        size_t length = 0;
        char *text = file_read(s->out, &length);
        assert_non_null(text);
        assert_int_equal(length, limit);
        assert_memory_equal(text, s->whole, length);
        free(text);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ);
        wait_for(start(s, "2", 0));
        check_whole(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_that_is_killed_at_any_moment_goes_on),
        cmocka_unit_test(so_does_one_that_writes_a_database),
        cmocka_unit_test(a_line_that_is_cut_off_at_any_byte_is_written_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
