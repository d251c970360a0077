// A run that a signal ends leaves nothing behind. After SIGKILL it leaves nothing that the next run does not remove. Runs `advise batch -o` on
// a pipe that stays open.
#include "command.h"
#include "files.h"

#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct scene {
    char *folder, *program, *out, *part;
} scene;

/// A run that has begun and waits for a second profile.
typedef struct waiting_run {
    pid_t process;
    int input;
} waiting_run;

static int set_up(void **state)
{
    scene *s = calloc(1, sizeof *s);
    char *build = build_folder();
    s->folder = folder_new();
    s->program = text_of("%s/advise", build);
    s->out = text_of("%s/out.ndjson", s->folder);
    s->part = text_of("%s.advise-part", s->out);
    free(build);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    scene *s = *state;
    folder_remove(s->folder);
    free(s->program);
    free(s->out);
    free(s->part);
    free(s);
    return 0;
}

/// @param ignored  a signal that the run is told to ignore; 0: none
static waiting_run start(const scene *s, int ignored)
{
    int pipe_ends[2];
    assert_int_equal(pipe2(pipe_ends, O_CLOEXEC), 0);
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR);
        if (ignored != 0)
            (void)signal(ignored, SIG_IGN);
        if (dup2(pipe_ends[0], 0) < 0 || nothing < 0 || dup2(nothing, 1) < 0 || dup2(nothing, 2) < 0)
            _exit(126);
        execl(s->program, "advise", "batch", "--pack", "tests/packs/diff-old", "--as-of", "2026-01-31", "-o",
              s->out, "-", (char *)NULL);
        _exit(127);
    }
    assert_true(child > 0);
    (void)close(pipe_ends[0]);
    static const char line[] = "{\"n\": 1}\n";
    assert_int_equal(write(pipe_ends[1], line, sizeof line - 1), sizeof line - 1);
    struct stat about = {0};
    for (int i = 0; i < 3000 && (stat(s->part, &about) != 0 || about.st_size == 0); i++)
        nanosleep(&(struct timespec){0, 10000000}, NULL);
    assert_true(about.st_size > 0);
    return (waiting_run){child, pipe_ends[1]};
}

/// Sends a signal, unless it is 0, and ends the input.
static int finish(waiting_run r, int signal_number)
{
    int status = 0;
    if (signal_number != 0)
        assert_int_equal(kill(r.process, signal_number), 0);
    if (signal_number == 0 || signal_number == SIGHUP)
        (void)close(r.input);
    assert_int_equal(waitpid(r.process, &status, 0), r.process);
    if (signal_number != 0 && signal_number != SIGHUP)
        (void)close(r.input);
    return status;
}

static size_t files_in(const scene *s)
{
    size_t count = 0;
    names_free(files_below(s->folder, "", &count));
    return count;
}

static void a_signal_leaves_nothing_behind(void **state)
{
    scene *s = *state;
    const int signals[] = {SIGINT, SIGTERM, SIGQUIT, SIGXCPU};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        int status = finish(start(s, 0), signals[i]);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_int_equal(files_in(s), 0);
    }
}

static void a_signal_that_is_ignored_ends_nothing(void **state)
{
    scene *s = *state;
    int status = finish(start(s, SIGHUP), SIGHUP);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(files_in(s), 1);
    assert_int_equal(unlink(s->out), 0);
}

static void what_a_killed_run_leaves_is_gone_after_the_next(void **state)
{
    scene *s = *state;
    assert_true(WIFSIGNALED(finish(start(s, 0), SIGKILL)));
    assert_int_equal(files_in(s), 1);
    assert_int_equal(access(s->part, F_OK), 0);
    file_write(s->part, "a leftover that is longer than what is written over it, by far: it is cut off\n",
               78);
    int status = finish(start(s, 0), 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(files_in(s), 1);
    char *text = file_read(s->out, NULL);
    assert_non_null(text);
    assert_memory_equal(text, "{\"id\":1,", 8);
    assert_string_equal(strchr(text, '\n'), "\n");
    free(text);
    assert_int_equal(unlink(s->out), 0);
}

static void two_runs_do_not_write_one_file(void **state)
{
    scene *s = *state;
    waiting_run first = start(s, 0);
    char *command = text_of("printf '{}\\n' | advise batch --pack tests/packs/diff-old -o '%s' -", s->out);
    char *message = text_of("advise: %s could not be written: another run is writing it\n", s->out);
    command_result second = command_run(command, NULL, s->folder);
    assert_int_equal(second.status, 5);
    assert_string_equal(second.err, message);
    command_free(&second);
    assert_int_equal(WEXITSTATUS(finish(first, 0)), 0);
    second = command_run(command, NULL, s->folder);
    assert_int_equal(second.status, 0);
    command_free(&second);
    assert_int_equal(files_in(s), 1);
    free(message);
    free(command);
    assert_int_equal(unlink(s->out), 0);
}

static void the_file_that_a_link_leads_to_is_replaced(void **state)
{
    scene *s = *state;
    char *link = text_of("%s/link", s->folder);
    file_write(s->out, "old\n", 4);
    assert_int_equal(symlink("out.ndjson", link), 0);
    char *command = text_of("advise batch --pack tests/packs/diff-old -o '%s' nowhere.ndjson", link);
    command_result run = command_run(command, NULL, s->folder);
    assert_int_equal(run.status, 5);
    command_free(&run);
    char *text = file_read(s->out, NULL);
    assert_string_equal(text, "old\n"); // an incomplete result does not replace it
    free(text);
    free(command);
    command = text_of("printf '{}\\n' | advise batch --pack tests/packs/diff-old -o '%s' -", link);
    run = command_run(command, NULL, s->folder);
    assert_int_equal(run.status, 0);
    command_free(&run);
    text = file_read(s->out, NULL);
    assert_memory_equal(text, "{\"id\":1,", 8);
    free(text);
    free(command);
    struct stat about;
    assert_int_equal(lstat(link, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_int_equal(unlink(link), 0);
    assert_int_equal(unlink(s->out), 0);
    free(link);
}

static void what_is_in_the_way_is_left_alone(void **state)
{
    scene *s = *state;
    char *other = text_of("%s/other", s->folder);
    file_write(other, "mine\n", 5);
    assert_int_equal(link(other, s->part), 0);
    char *command = text_of("advise batch --pack tests/packs/diff-old -o '%s' -", s->out);
    char *message = text_of("advise: %s could not be written: File exists\n", s->out);
    for (int i = 0; i < 2; i++) { // a second name of another file, then a link to it
        command_result run = command_run(command, NULL, s->folder);
        assert_int_equal(run.status, 5);
        if (i == 0)
            assert_string_equal(run.err, message);
        command_free(&run);
        char *text = file_read(other, NULL);
        assert_string_equal(text, "mine\n");
        free(text);
        assert_int_equal(unlink(s->part), 0);
        if (i == 0)
            assert_int_equal(symlink(other, s->part), 0);
    }
    assert_int_equal(unlink(other), 0);
    free(message);
    free(command);
    free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_leaves_nothing_behind),
        cmocka_unit_test(a_signal_that_is_ignored_ends_nothing),
        cmocka_unit_test(what_a_killed_run_leaves_is_gone_after_the_next),
        cmocka_unit_test(two_runs_do_not_write_one_file),
        cmocka_unit_test(the_file_that_a_link_leads_to_is_replaced),
        cmocka_unit_test(what_is_in_the_way_is_left_alone),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
