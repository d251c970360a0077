// Every command while calls of the system fail and while memory ends: it gives what the undisturbed run gives, byte for byte, or it ends with a
// documented status and one message, and a file is whole, as it was before, or not there. Nothing is left beside it. What is added to its
// output can be resumed, and then holds what the undisturbed run gives.
//
// `make test` tries some, from a seed that is printed; `make torture` tries all (TORTURE=all).
#include "command.h"
#include "files.h"
#include "promise.h"

#include "test.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_SHOWN = 10, LEAST_ALLOCATIONS = 2 };

/// What a failing call of the system may end with, and a lack of memory.
enum { STATUS_IO = 5, STATUS_NO_MEMORY = 71 };

/// Keeps the books on a run, and prints what is wrong with it.
static void judge(scene *s, const scenario *one, const result *before, const result *usual, const result *r,
                  int failure, const char *what)
{
    const char *broken = broken_promise(one, before, usual, r, failure);
    if (broken == NULL)
        broken = broken_in_the_end(s, one, usual, r);
    s->injected++;
    if (broken != NULL && s->wrong++ < MOST_SHOWN)
        print_message("%s, %s: %s (status %d)\n%.400s\n", one->name, what, broken, r->status, r->err);
}

static bool is_tried(scene *s)
{
    return random_below(&s->random, s->share) == 0;
}

// --- calls of the system ---

typedef struct fault {
    call_group group;
    int number; ///< an errno, or FAULT_SHORT
    bool from_there_on;
} fault;

static const fault faults[] = {
    {CALLS_OPEN, EIO, false},      {CALLS_OPEN, EMFILE, true},        {CALLS_READ, EIO, false},
    {CALLS_READ, EIO, true},       {CALLS_READ, EINTR, false},        {CALLS_READ, FAULT_SHORT, true},
    {CALLS_WRITE, ENOSPC, false},  {CALLS_WRITE, ENOSPC, true},       {CALLS_WRITE, EIO, false},
    {CALLS_WRITE, EINTR, false},   {CALLS_WRITE, FAULT_SHORT, true},  {CALLS_LIST, EIO, false},
    {CALLS_STATUS, EIO, false},    {CALLS_CLOSE, EIO, false},         {CALLS_CLOSE, EINTR, false},
    {CALLS_SYNC, EIO, false},      {CALLS_SYNC, EINTR, false},        {CALLS_LOCK, EIO, false},
    {CALLS_LOCK, EINTR, false},    {CALLS_LOCK, EOPNOTSUPP, true},    {CALLS_MODE, EPERM, false},
    {CALLS_MODE, EIO, false},      {CALLS_TRUNCATE, EIO, false},      {CALLS_RENAME, EIO, false},
    {CALLS_RENAME, ENOSPC, false}, {CALLS_MAKE_FOLDER, ENOSPC, false}};

static void try_call(scene *s, const scenario *one, const result *before, const result *usual, const fault *f,
                     size_t at)
{
    injection i = {.group = f->group, .at = at, .fault = f->number, .from_there_on = f->from_there_on};
    result r;
    char *what = text_of("call %zu%s to %s %s", at, f->from_there_on ? " and all that follow" : "",
                         call_group_name(f->group),
                         f->number == FAULT_SHORT ? "is short" : strerrorname_np(f->number));
    assert_true(scene_run(s, one, &i, &r));
    // SQLite does not repeat an interrupted fsync, and the streams below libxlsxwriter repeat nothing.
    const bool repeats_not =
        (f->group == CALLS_SYNC && strstr(one->words, "--append --format sqlite") != NULL) ||
        (one->how & IS_HELPER) != 0;
    const bool can_go_on = (f->number == EINTR && !repeats_not) || f->number == FAULT_SHORT;
    judge(s, one, before, usual, &r, can_go_on ? 0 : STATUS_IO, what);
    result_free(&r);
    free(what);
}

static bool try_calls(scene *s, const scenario *one)
{
    injection none = {0};
    result usual;
    result before = scene_before(s, one);
    bool could = run_usual(s, one, &none, &usual);
    for (size_t f = 0; could && f < sizeof faults / sizeof *faults; f++) {
        for (size_t at = 1; at <= none.calls[faults[f].group]; at++) {
            if (is_tried(s))
                try_call(s, one, &before, &usual, &faults[f], at);
        }
    }
    result_free(&usual);
    result_free(&before);
    return could;
}

// --- memory ---

/// How many blocks of memory the undisturbed run asks for.
static size_t count_allocations(const scene *s, const scenario *one)
{
    injection none = {0};
    result r;
    char *report = text_of("%s/report", s->folder);
    (void)setenv("SHORT_MEMORY_REPORT", report, 1);
    assert_true(scene_run(s, one, &none, &r)); // and nothing else, which would write a report too
    (void)unsetenv("SHORT_MEMORY_REPORT");
    char *digits = file_read(report, NULL);
    const size_t count = digits != NULL ? strtoul(digits, NULL, 10) : 0;
    result_free(&r);
    free(digits);
    free(report);
    assert_true(count >= LEAST_ALLOCATIONS);
    return count;
}

static void try_allocations(scene *s, const scenario *one)
{
    injection none = {0};
    result usual;
    result before = scene_before(s, one);
    (void)setenv("LD_PRELOAD", s->shim, 1);
    const size_t count = count_allocations(s, one);
    assert_true(run_usual(s, one, &none, &usual));
    for (size_t at = 0; at < 2 * count; at++) {
        if (!is_tried(s))
            continue;
        char *left = text_of("%zu", at / 2);
        char *what =
            text_of("allocation %zu fails%s", at / 2 + 1, at % 2 == 0 ? "" : ", and all that follow");
        result r;
        (void)setenv("SHORT_MEMORY", left, 1);
        if (at % 2 == 0)
            (void)setenv("SHORT_MEMORY_ONCE", "1", 1);
        assert_true(scene_run(s, one, &none, &r));
        (void)unsetenv("SHORT_MEMORY");
        (void)unsetenv("SHORT_MEMORY_ONCE");
        judge(s, one, &before, &usual, &r, STATUS_NO_MEMORY, what);
        result_free(&r);
        free(left);
        free(what);
    }
    (void)unsetenv("LD_PRELOAD");
    result_free(&usual);
    result_free(&before);
}

// --- the tests ---

static int set_up(void **state)
{
    scene *s = calloc(1, sizeof *s);
    const char *all = getenv("TORTURE");
    char *build = build_folder();
    s->folder = folder_new();
    s->build = build;
    s->shim = text_of("%s/short_memory.so", build);
    s->out = text_of("%s/stdout", s->folder);
    s->err = text_of("%s/stderr", s->folder);
    s->random = random_new();
    s->share = all != NULL && strcmp(all, "all") == 0 ? 1 : 0;
    command_result made = command_run(scenario_setting, s->folder, s->folder);
    if (made.status != 0)
        print_error("%s%s", made.out, made.err);
    assert_int_equal(made.status, 0);
    command_free(&made);
    (void)setenv("TZ", "UTC", 1);
    (void)setenv("ASAN_OPTIONS", "detect_leaks=0",
                 1); // that search stops the program itself, and cannot while it is traced
    (void)unsetenv("COLUMNS");
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    scene *s = *state;
    folder_remove(s->folder);
    free(s->build);
    free(s->shim);
    free(s->out);
    free(s->err);
    free(s);
    return 0;
}

/// False if the library for workbooks was not there when all was built.
static bool can_run(const scene *s, const scenario *one)
{
    char *helper = text_of("%s/advise-workbook", s->build);
    const bool can = (one->how & IS_HELPER) == 0 || access(helper, X_OK) == 0;
    free(helper);
    return can;
}

/// Tries one of `share` faults, unless all are asked for; with TORTURE=NAME, all of one scenario.
static bool begin(scene *s, const scenario *one, size_t share)
{
    const char *only = getenv("TORTURE");
    bool is_named = only != NULL && strcmp(only, "all") != 0;
    s->share = only != NULL ? 1 : share;
    return can_run(s, one) && (!is_named || strcmp(only, one->name) == 0);
}

/// If all are tried: the counts of one scenario, after the counts before it.
static void end_scenario(const scene *s, const scenario *one, size_t injected, size_t wrong, const char *what)
{
    if (s->share == 1 && s->injected > injected)
        (void)printf("info: torture: %s: %zu %s failed, %zu times not as promised\n", one->name,
                     s->injected - injected, what, s->wrong - wrong);
    (void)fflush(stdout);
}

static void end(const scene *s, const char *what)
{
    (void)printf("info: torture: %zu %s failed, %zu times not as promised\n", s->injected, what, s->wrong);
    assert_int_equal(s->wrong, 0);
}

static void calls_that_fail_lose_nothing_in_silence(void **state)
{
    static const char calls[] = "calls of the system";
    scene *s = *state;
    s->injected = s->wrong = 0;
    for (size_t i = 0; i < scenario_count; i++) {
        const size_t injected = s->injected;
        const size_t wrong = s->wrong;
        if (begin(s, &scenarios[i], 20) && !try_calls(s, &scenarios[i]))
            skip();
        end_scenario(s, &scenarios[i], injected, wrong, calls);
    }
    end(s, calls);
}

static void memory_that_ends_loses_nothing_in_silence(void **state)
{
    static const char allocations[] = "allocations";
    scene *s = *state;
    if (access(s->shim, R_OK) != 0)
        skip(); // a sanitizer has an allocator of its own
    s->injected = s->wrong = 0;
    for (size_t i = 0; i < scenario_count; i++) {
        const size_t injected = s->injected;
        const size_t wrong = s->wrong;
        // The library that writes workbooks does not look at all that malloc gives it.
        if ((scenarios[i].how & IS_HELPER) == 0 && begin(s, &scenarios[i], 200))
            try_allocations(s, &scenarios[i]);
        end_scenario(s, &scenarios[i], injected, wrong, allocations);
    }
    end(s, allocations);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_that_fail_lose_nothing_in_silence),
        cmocka_unit_test(memory_that_ends_loses_nothing_in_silence),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
