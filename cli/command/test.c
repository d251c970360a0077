// advise test [PACK|FILE…]: runs the tests of packs; coverage, mutation, updating.
#include "command/map_file.h"
#include "command/pack_argument.h"
#include "command/terminal.h"
#include "file/output.h"
#include "report/diagnostics.h"
#include "report/suite.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

typedef struct test_options {
    const char *pack, *map, *filter, *lcov;
    size_t format; ///< a position in `formats`
    size_t min_coverage, min_mutation;
    bool list, update, yes, coverage, mutate, with_base;
} test_options;

static const suites_format *const formats[] = FORMATS_TABLE(SUITES_FORMATS);

static const option_row rows[] = {
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(test_options, pack),
     "test this rule pack by the FILEs (default: the pack in their folder)", NULL},
    {"--map", NULL, "FILE", OPTION_TEXT, offsetof(test_options, map),
     "test the map FILE by the tests in it, for the pack (default: paralegal)",
     "A map says what the columns and codes of an office's own data mean: docs/data.md. Only --pack goes "
     "with it."},
    {"--with-base", NULL, NULL, OPTION_FLAG, offsetof(test_options, with_base),
     "also run the tests of the packs that it extends, on this pack",
     "A test of a base that fails shows what this pack changes. Advice that it disables is expected to be "
     "absent."},
    {"--format", NULL, FORMATS_WORDS(SUITES_FORMATS), OPTION_CHOICE, offsetof(test_options, format),
     "output format", NULL},
    {"--filter", NULL, "TEXT", OPTION_TEXT, offsetof(test_options, filter),
     "run only tests whose name contains TEXT or matches /REGEX/", NULL},
    {"--list", NULL, NULL, OPTION_FLAG, offsetof(test_options, list),
     "list the tests with their places and run none", NULL},
    {"--update", NULL, NULL, OPTION_FLAG, offsetof(test_options, update),
     "rewrite the expectations that failed; show them and ask first",
     "Numbers, titles and values of derived facts can be rewritten; the rest is for a person to decide."},
    {"--yes", NULL, NULL, OPTION_FLAG, offsetof(test_options, yes), "with --update, do not ask", NULL},
    {"--coverage", NULL, NULL, OPTION_FLAG, offsetof(test_options, coverage),
     "show what parts of the pack the tests reach",
     "For each file: how many rules fired and held back, and how many parts of their conditions decided "
     "alone while true and while false. Then what is not covered. Of a pack that extends another, what it "
     "defines and changes counts."},
    {"--lcov", NULL, "FILE", OPTION_TEXT, offsetof(test_options, lcov),
     "write the coverage to FILE for genhtml ('-' is standard output)", NULL},
    {"--min-coverage", NULL, "N", OPTION_COUNT, offsetof(test_options, min_coverage),
     "fail if fewer than N percent of the rules fire", NULL},
    {"--mutate", NULL, NULL, OPTION_FLAG, offsetof(test_options, mutate),
     "change the pack in small ways and show the changes that no test notices", NULL},
    {"--min-mutation", NULL, "N", OPTION_COUNT, offsetof(test_options, min_mutation),
     "fail if the tests notice fewer than N percent of the changes", NULL},
    {0}};

/// What one run tests: a pack, by some test files or by all of its folder.
typedef struct subject {
    char *folder;
    const char *const *files;
    size_t file_count;
} subject;

/// The folder of a file. Free with free.
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return must_have(strdup("."));
    return must_have(slash == path ? strdup("/") : strndup(path, (size_t)(slash - path)));
}

static bool is_file(const char *path)
{
    struct stat about;
    size_t length = strlen(path);
    bool named_so = length > 5 && strcmp(path + length - 5, ".yaml") == 0;
    return named_so && (stat(path, &about) != 0 || !S_ISDIR(about.st_mode));
}

/// Successive files of one pack are one run.
static size_t find_subjects(const arguments *a, const test_options *o, subject *out)
{
    size_t count = 0;
    for (size_t i = 0; i < a->operand_count; i++) {
        bool file = is_file(a->operands[i]);
        char *folder = file && o->pack == NULL ? folder_of(a->operands[i])
                                               : must_have(strdup(file ? o->pack : a->operands[i]));
        subject *last = count > 0 ? &out[count - 1] : NULL;
        bool same = file && last != NULL && last->file_count > 0 && strcmp(last->folder, folder) == 0;
        if (same) {
            last->file_count++;
            free(folder);
            continue;
        }
        out[count++] = (subject){folder, file ? &a->operands[i] : NULL, file};
    }
    if (count == 0) {
        const char *folder = o->pack != NULL ? o->pack : default_pack();
        out[count++] = (subject){folder != NULL ? must_have(strdup(folder)) : NULL, NULL, 0};
    }
    return count;
}

static double seconds_now(void *state)
{
    struct timespec now;
    (void)state;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/// Says what is wrong, and keeps it for formats that have a place for it. Returns the exit status.
static int keep_broken(const arguments *a, const subject *of, advise_status ended,
                       advise_diagnostics *problems, suites *runs)
{
    screen errors = screen_on(stderr, &a->common);
    diagnostics_text(&errors, problems, a->common.quiet);
    runs->broken[runs->broken_count++] = (broken_suite){of->folder, problems};
    return exit_status_of(ended);
}

static int run_one(const arguments *a, const subject *of, suites *runs)
{
    const test_options *o = a->own;
    advise_diagnostics *problems = NULL;
    suite run = {0};
    if (of->folder == NULL)
        return complain_no_default();
    advise_status ended = open_pack(of->folder, NEEDS_SOURCES, &a->common, &run.pack, &problems);
    if (run.pack == NULL)
        return keep_broken(a, of, ended, problems, runs);
    (void)say_problems(&a->common, ended, problems);
    advise_test_options asked = {.files = of->files,
                                 .file_count = of->file_count,
                                 .with_base = o->with_base,
                                 .seconds = seconds_now,
                                 .filter = o->filter,
                                 .list = o->list,
                                 .coverage = o->coverage || o->lcov != NULL || o->min_coverage > 0,
                                 .mutate = o->mutate || o->min_mutation > 0};
    ended = advise_tests_run(run.pack, &asked, NULL, &run.tests, &problems);
    if (run.tests == NULL) {
        advise_pack_free(run.pack);
        return keep_broken(a, of, ended, problems, runs);
    }
    (void)say_problems(&a->common, ended, problems);
    runs->items[runs->count++] = run;
    return EXIT_DONE;
}

static bool write_lcov(const char *path, const suites *runs)
{
    output_file out;
    if (!output_open(&out, path))
        return false;
    coverage_lcov(out.stream, runs);
    return output_close(&out, true);
}

static bool reaches(double got, size_t wanted, const char *what)
{
    if (wanted == 0 || got >= (double)wanted)
        return true;
    (void)fprintf(stderr, "advise: %s: %.1f %%, less than %zu %%\n", what, got, wanted);
    return false;
}

static int report(const arguments *a, const suites *runs)
{
    const test_options *o = a->own;
    screen out = screen_on(stdout, &a->common);
    if (o->list) {
        suites_list(&out, runs);
        return EXIT_DONE;
    }
    const suites_format *format = formats[o->format];
    format->write(&out, runs);
    if (format->is_for_people && o->coverage)
        coverage_text(&out, runs);
    if (format->is_for_people && o->mutate)
        mutants_text(&out, runs);
    if (o->lcov != NULL && !write_lcov(o->lcov, runs))
        return EXIT_IO;
    if (o->update && suites_failed(runs) > 0)
        return suites_update(&out, runs, o->yes);
    bool good = suites_failed(runs) == 0;
    good = reaches(suites_rule_coverage(runs), o->min_coverage, "rules that fire") && good;
    good = reaches(suites_mutation_score(runs), o->min_mutation, "changes that tests notice") && good;
    return good ? EXIT_DONE : EXIT_FINDINGS;
}

static int run(const arguments *a)
{
    const test_options *o = a->own;
    if (o->map != NULL && a->operand_count > 0)
        return wrong_usage("--map tests one map: name its pack by --pack");
    if (o->map != NULL)
        return test_map(&a->common, o->map, o->pack);
    if (a->operand_count == 1 && is_map(a->operands[0]))
        return test_map(&a->common, a->operands[0], o->pack);
    if (o->yes && !o->update)
        return wrong_usage("--yes needs --update");
    if (o->update && (o->list || !formats[o->format]->is_for_people))
        return wrong_usage("--update works only with the format text, and without --list");
    subject *subjects = must_have(calloc(a->operand_count + 1, sizeof *subjects));
    suites runs = {.items = must_have(calloc(a->operand_count + 1, sizeof *runs.items)),
                   .broken = must_have(calloc(a->operand_count + 1, sizeof *runs.broken))};
    size_t count = find_subjects(a, o, subjects);
    int status = EXIT_DONE;
    for (size_t i = 0; i < count; i++) {
        int one = run_one(a, &subjects[i], &runs);
        status = one > status ? one : status;
    }
    if (status == EXIT_DONE && suites_total(&runs) == 0) {
        (void)fputs(o->filter != NULL ? "advise: no test name matches\n" : "advise: there are no tests\n",
                    stderr);
        status = EXIT_FINDINGS;
        if (!o->list && !formats[o->format]->is_for_people)
            (void)report(a, &runs);
    } else if (runs.count > 0 || (runs.broken_count > 0 && !formats[o->format]->is_for_people && !o->list)) {
        int one = report(a, &runs);
        status = one > status ? one : status;
    }
    for (size_t i = 0; i < runs.count; i++) {
        advise_tests_free(runs.items[i].tests);
        advise_pack_free(runs.items[i].pack);
    }
    for (size_t i = 0; i < runs.broken_count; i++)
        advise_diagnostics_free(runs.broken[i].problems);
    for (size_t i = 0; i < count; i++)
        free(subjects[i].folder);
    free(runs.broken);
    free(runs.items);
    free(subjects);
    return status;
}

const command command_test = {
    .name = "test",
    .usage = "advise test [OPTION…] [PACK|FILE…]",
    .summary = "Run the tests of a rule pack (default: paralegal).",
    .example = "advise test ours --coverage",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(test_options),
    .run = run,
};
