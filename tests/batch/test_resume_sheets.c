// Sheets of a cohort that were cut off anywhere become, continued, what one run makes of them: the same files with the same bytes, which
// only their owner can read. Runs `advise batch` itself: killed at random moments, ended by a limit on a file's size, and on folders that are as
// a kill at a certain byte of the index leaves them.
#include "command.h"
#include "files.h"
#include "random.h"

#include "test.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RECORDS = 300, KILLS = 20, LIMITS = 6, CUTS = 40, REFUSED = 4, WRONG_USAGE = 2 };

typedef struct scene {
    char *folder, *program, *cohort, *whole, *out, *page, *page_out;
    char **names; ///< of the files that one run makes
    size_t count;
    random_source random;
} scene;

/// Starts a run that continues what is at `out`, or begins it; `limit` is the largest size of a file, 0 for none.
static pid_t start(const scene *s, const char *out, const char *jobs, size_t limit)
{
    const pid_t child = fork();
    if (child != 0)
        return child;
    const struct rlimit most = {limit, limit};
    const int nothing = open("/dev/null", O_RDWR);
    if (nothing < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0 ||
        (limit > 0 && setrlimit(RLIMIT_FSIZE, &most) != 0))
        _exit(126);
    execl(s->program, "advise", "batch", "--pack", "tests/packs/office", "--as-of", "2026-01-31", "--jobs",
          jobs, "--id", "name", "--append", "--resume", "--sheets", out, s->cohort, (char *)NULL);
    _exit(127);
}

static int wait_for(pid_t child)
{
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == REFUSED);
    return status;
}

static void finish(const scene *s, const char *out)
{
    assert_false(WIFSIGNALED(wait_for(start(s, out, "2", 0))));
}

static void check_same_file(const char *is, const char *wanted)
{
    size_t length = 0;
    size_t wanted_length = 0;
    struct stat about;
    char *text = file_read(is, &length);
    char *wanted_text = file_read(wanted, &wanted_length);
    assert_non_null(text);
    assert_int_equal(length, wanted_length);
    assert_memory_equal(text, wanted_text, length);
    assert_int_equal(stat(is, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    free(text);
    free(wanted_text);
}

/// The folder is whole now, and has what the folder of an undisturbed run has, and nothing else.
static void check_whole(const scene *s)
{
    size_t count = 0;
    char **names = files_below(s->out, "", &count);
    assert_int_equal(count, s->count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(names[i] + strlen(s->out), s->names[i] + strlen(s->whole));
        check_same_file(names[i], s->names[i]);
    }
    names_free(names);
    folder_remove(strdup(s->out));
}

static int set_up(void **state)
{
    static const char *const hostile[] = {"", "../../x", "<!-- client: refused -->",
                                          "a\\n<!-- client: advised -->\\nb", "Jo"};
    scene *s = calloc(1, sizeof *s);
    s->random = random_new();
    s->folder = folder_new();
    char *build = build_folder();
    s->program = text_of("%s/advise", build);
    free(build);
    s->cohort = text_of("%s/clients.ndjson", s->folder);
    s->whole = text_of("%s/whole", s->folder);
    s->out = text_of("%s/out", s->folder);
    s->page = text_of("%s/page.html", s->folder);
    s->page_out = text_of("%s/page-out.html", s->folder);
    FILE *cohort = fopen(s->cohort, "w");
    for (size_t i = 0; i < RECORDS; i++)
        fprintf(cohort,
                i % 11 == 7 ? "{\"name\": \"%s\", \"years\": \"%zu?\"}\n"
                            : "{\"name\": \"%s\", \"years\": %zu}\n",
                hostile[i % 5], i % 9);
    fclose(cohort);
    finish(s, s->whole);
    s->names = files_below(s->whole, "", &s->count);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    scene *s = *state;
    folder_remove(s->folder);
    names_free(s->names);
    free(s->program);
    free(s->cohort);
    free(s->whole);
    free(s->out);
    free(s->page);
    free(s->page_out);
    free(s);
    return 0;
}

static size_t files_in(const char *folder)
{
    size_t count = 0;
    names_free(files_below(folder, "", &count));
    return count;
}

static void an_undisturbed_run_makes_a_file_for_each_client_and_the_index(void **state)
{
    const scene *s = *state;
    size_t refused = 0;
    for (size_t i = 0; i < RECORDS; i++)
        refused += i % 11 == 7;
    assert_int_equal(s->count, RECORDS - refused + 1);
    char *path = text_of("%s/index.html", s->whole);
    char *index = file_read(path, NULL);
    size_t named = 0;
    for (const char *at = index; (at = strstr(at, "This profile could not be read.")) != NULL; at++)
        named++;
    assert_int_equal(named, refused);
    char *totals = text_of("%d profiles, %zu of which could not be read", RECORDS, refused);
    assert_non_null(strstr(index, totals));
    free(totals);
    free(index);
    free(path);
}

/// Kills a run once it has made some number of files, so that it is the same on machines of any speed.
static void a_run_that_is_killed_at_any_moment_is_continued(void **state)
{
    scene *s = *state;
    size_t in_the_middle = 0;
    for (size_t i = 0; i < KILLS; i++) {
        for (size_t round = 0, most = random_below(&s->random, 3); round <= most; round++) {
            const size_t wanted = (size_t)random_below(&s->random, s->count);
            const pid_t child = start(s, s->out, random_below(&s->random, 2) == 0 ? "1" : "3", 0);
            const struct timespec rest = {0, 200000};
            siginfo_t ended = {0};
            while (files_in(s->out) < wanted &&
                   waitid(P_PID, (id_t)child, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0)
                nanosleep(&rest, NULL);
            kill(child, SIGKILL);
            if (!WIFSIGNALED(wait_for(child))) {
                check_whole(s);
                continue;
            }
            const size_t there = files_in(s->out);
            in_the_middle += there > 1 && there < s->count;
        }
        char *index = text_of("%s/index.html", s->out);
        char *run = text_of("%s.run", index);
        if (access(index, F_OK) == 0 && access(run, F_OK) != 0) { // killed after the last step
            check_whole(s);
        } else {
            finish(s, s->out);
            check_whole(s);
        }
        free(index);
        free(run);
    }
    print_message("info: %zu kills found some of the sheets there\n", in_the_middle);
}

/// The limit is reached by the index or, if it is small, by a sheet.
static void so_is_one_for_which_a_file_has_no_room(void **state)
{
    scene *s = *state;
    char *path = text_of("%s/index.html", s->whole);
    size_t length = 0;
    free(file_read(path, &length));
    for (size_t i = 0; i < LIMITS; i++) {
        const size_t limit = 4096 + (size_t)random_below(&s->random, length - 4096); // index.html.run fits
        const int status = wait_for(start(s, s->out, "2", limit));
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ);
        finish(s, s->out);
        check_whole(s);
    }
    free(path);
}

/// What says which run was begun.
static char *run_of(const scene *s)
{
    char *path = text_of("%s/index.html.run", s->out);
    wait_for(start(s, s->out, "1", 4096)); // index.html.run fits, and no more
    char *run = file_read(path, NULL);
    assert_non_null(run);
    free(path);
    folder_remove(strdup(s->out));
    return run;
}

static char *in_out(const scene *s, const char *name)
{
    return text_of("%s%s", s->out, name + strlen(s->whole));
}

static void put(const scene *s, const char *from, const char *name, size_t most)
{
    size_t length = 0;
    char *text = file_read(from, &length);
    char *path = in_out(s, name);
    file_write(path, text, length < most ? length : most);
    assert_int_equal(chmod(path, 0600), 0);
    free(path);
    free(text);
}

/// The index was cut at a byte, and of the sheets that it does not name, some are there, whole or in part.
static void an_index_that_is_cut_off_at_any_byte_is_continued(void **state)
{
    scene *s = *state;
    char *run = run_of(s);
    char *index = text_of("%s/index.html", s->whole);
    size_t length = 0;
    char *text = file_read(index, &length);
    for (size_t i = 0; i < CUTS; i++) {
        // Every other time where the page begins or ends: there is no outcome.
        const size_t end = i % 4 == 1   ? (size_t)random_below(&s->random, 9000)
                           : i % 4 == 3 ? length - (size_t)random_below(&s->random, 900)
                                        : (size_t)random_below(&s->random, length + 1);
        const size_t cut = end < length ? end : length;
        char *named = strndup(text, cut);
        for (size_t k = 0; k < s->count; k++) {
            const char *name = strrchr(s->names[k], '/') + 1;
            if (strcmp(name, "index.html") == 0)
                continue;
            const uint64_t kind = random_below(&s->random, 3);
            char *part = text_of("%s.advise-part", s->names[k]);
            if (strstr(named, name) != NULL || kind == 0)
                put(s, s->names[k], s->names[k], SIZE_MAX);
            else if (kind == 1)
                put(s, s->names[k], part, (size_t)random_below(&s->random, 4000));
            free(part);
        }
        free(named);
        put(s, index, index, cut);
        char *run_path = text_of("%s/index.html.run", s->out);
        file_write(run_path, run, strlen(run));
        free(run_path);
        finish(s, s->out);
        check_whole(s);
    }
    free(text);
    free(index);
    free(run);
}

static void one_page_that_is_cut_off_is_continued(void **state)
{
    scene *s = *state;
    finish(s, s->page);
    size_t length = 0;
    free(file_read(s->page, &length));
    for (size_t i = 0; i < LIMITS; i++) {
        const size_t limit = 4096 + (size_t)random_below(&s->random, length - 4096);
        const int status = wait_for(start(s, s->page_out, "1", limit));
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ);
        finish(s, s->page_out);
        check_same_file(s->page_out, s->page);
        assert_int_equal(unlink(s->page_out), 0);
    }
}

static void another_run_is_not_continued(void **state)
{
    const scene *s = *state;
    wait_for(start(s, s->out, "1", 4096));
    char *command =
        text_of("advise batch --pack tests/packs/office --as-of 2026-01-31 --sheets '%s' --resume '%s'",
                s->out, s->cohort);
    command_result said = command_run(command, NULL, s->folder);
    assert_int_equal(said.status, WRONG_USAGE);
    assert_non_null(strstr(said.err, "was begun by another run"));
    command_free(&said);
    free(command);
    finish(s, s->out);
    check_whole(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_undisturbed_run_makes_a_file_for_each_client_and_the_index),
        cmocka_unit_test(a_run_that_is_killed_at_any_moment_is_continued),
        cmocka_unit_test(so_is_one_for_which_a_file_has_no_room),
        cmocka_unit_test(an_index_that_is_cut_off_at_any_byte_is_continued),
        cmocka_unit_test(one_page_that_is_cut_off_is_continued),
        cmocka_unit_test(another_run_is_not_continued),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
