// advise diff OLD NEW COHORT…: whose advice a new version of a pack changes, before it is used.
#include "report/diff.h"
#include "command/batch_input.h"
#include "command/input_guard.h"
#include "command/jobs.h"
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"
#include "file/output.h"
#include "report/diagnostics.h"
#include "report/refusals.h"
#include "write/progress.h"

#include <stdlib.h>
#include <string.h>

typedef struct diff_arguments {
    const char *by, *id, *max_changed, *output;
    text_list as_of; ///< of both packs, or of each
    size_t format;   ///< a position in `formats`
    size_t examples, top, max_record, jobs;
    input_options input;
    bool show_values;
} diff_arguments;

static const diff_format *const formats[] = FORMATS_TABLE(DIFF_FORMATS);

static const option_row rows[] = {
    {"--by", NULL, "FACT", OPTION_TEXT, offsetof(diff_arguments, by), "also count for each value of FACT",
     "Up to 1,000 values have a group of their own; the rest share one."},
    {"--id", NULL, "FACT", OPTION_TEXT, offsetof(diff_arguments, id),
     "name example profiles by FACT (default: by file and line only)", NULL},
    {"--format", NULL, FORMATS_WORDS(DIFF_FORMATS), OPTION_CHOICE, offsetof(diff_arguments, format),
     "output format", "The JSON is described in json.md. The page in HTML needs no other file."},
    {"--max-changed", NULL, "N%|N", OPTION_TEXT, offsetof(diff_arguments, max_changed),
     "exit with status 1 if more profiles gain or lose advice",
     "N% is a share of the profiles that were evaluated, N a number of profiles."},
    {"--examples", NULL, "N", OPTION_COUNT, offsetof(diff_arguments, examples),
     "give at most N example profiles for each row (default: 10)", NULL},
    {"--top", NULL, "N", OPTION_COUNT, offsetof(diff_arguments, top),
     "show only the first N rows of each table (default: all)", NULL},
    {"--as-of", NULL, "DATE", OPTION_TEXTS, offsetof(diff_arguments, as_of), AS_OF_HELP,
     "Given twice, one pack is named, and what differs between the two dates is shown."},
    {"--jobs", NULL, "N", OPTION_COUNT, offsetof(diff_arguments, jobs), JOBS_HELP, JOBS_MORE},
    {"--max-record", NULL, "KIB", OPTION_COUNT, offsetof(diff_arguments, max_record),
     "refuse profiles of more than KIB KiB (default: 1024)",
     "A profile that has not ended after 1 GiB more ends its file with an error."},
    MAP_ROW(offsetof(diff_arguments, input)),
    INPUT_ROWS(offsetof(diff_arguments, input)),
    {"--show-values", NULL, NULL, OPTION_FLAG, offsetof(diff_arguments, show_values), SHOW_VALUES_HELP,
     SHOW_VALUES_MORE},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(diff_arguments, output),
     "write the result to FILE (default: standard output)", OUTPUT_MORE},
    {0}};

/// What --max-changed says: a share of the evaluated profiles, or a number of them.
typedef struct limit {
    bool is_share;
    double most; ///< percent, or profiles
} limit;

static bool read_limit(const char *text, limit *out)
{
    size_t digits = strspn(text, "0123456789");
    const char *at = text + digits;
    if (*at == '.')
        at += 1 + strspn(at + 1, "0123456789");
    bool share = strcmp(at, "%") == 0;
    *out = (limit){share, strtod(text, NULL)};
    return digits > 0 && digits < 16 && (share ? out->most <= 100 : text[digits] == '\0');
}

static bool exceeds(const limit *l, const advise_diff_totals *t)
{
    return l->is_share ? 100 * (double)t->changed > l->most * (double)t->evaluated
                       : (double)t->changed > l->most;
}

/// Says on stderr what happens while the cohort is read.
typedef struct listener {
    const common_options *common;
    progress progress;
    refusals refusals;
} listener;

static void say_refused(void *state, const advise_record *record, bool by_old, bool by_new,
                        const advise_diagnostics *problems)
{
    listener *l = state;
    if (record != NULL) {
        refusals_add(&l->refusals, record,
                     by_old && by_new ? ""
                     : by_old         ? "by the old pack only"
                                      : "by the new pack only",
                     problems);
        return;
    }
    progress_clear(&l->progress);
    screen errors = screen_on(stderr, l->common);
    diagnostics_text(&errors, problems, l->common->quiet);
}

static void say_progress(void *state, size_t records, unsigned long long done, unsigned long long total)
{
    listener *l = state;
    progress_show(&l->progress, records, done, total);
}

/// The exit status. Says on stderr what is not in the result.
static int conclude(const advise_diff_totals *t, const listener *l, bool exceeded)
{
    int status = t->refused > 0 ? EXIT_BAD_PROFILE : EXIT_DONE;
    const screen errors = screen_on(stderr, l->common);
    refusals_text(&errors, &l->refusals, REFUSALS_SHOWN);
    if (t->refused > 0)
        (void)fprintf(stderr, "advise: %zu of %zu profiles %s refused\n", t->refused, t->records,
                      t->refused == 1 ? "was" : "were");
    if (exceeded) // what was asked for; that profiles were refused stands in the messages and in the result
        status = EXIT_FINDINGS;
    if (t->unreadable > 0) {
        (void)fputs("advise: there is no result, because not all profiles could be read\n", stderr);
        status = EXIT_IO;
    } else if (t->evaluated == 0) {
        (void)fputs("advise: no profile was evaluated: there is nothing to compare\n", stderr);
        status = EXIT_BAD_PROFILE;
    }
    return status;
}

static void write_result(const arguments *a, FILE *out, const diff_report *report)
{
    const diff_arguments *o = a->own;
    screen s = screen_on(out, &a->common);
    formats[o->format]->write(&s, report);
}

/// How many packs are named: with two dates it is one.
static size_t packs_named(const diff_arguments *o)
{
    return o->as_of.count == 2 ? 1 : 2;
}

/// Compares with open sessions; `*written` tells whether there was a result.
static int compare(const arguments *a, advise_pack *const packs[2], advise_session *const sessions[2],
                   const advise_batch_input *input, const limit *most, FILE *out, bool *written)
{
    const diff_arguments *o = a->own;
    const size_t named = packs_named(o);
    listener l = {.common = &a->common, .progress = progress_begin(a->common.quiet)};
    advise_diff_options options = {.by = o->by,
                                   .id = o->id,
                                   .examples = o->examples,
                                   .max_record = o->max_record * 1024,
                                   .jobs = count_jobs(o->jobs),
                                   .input = *input,
                                   .show_values = o->show_values,
                                   .refused = say_refused,
                                   .progress = say_progress,
                                   .state = &l};
    advise_diff *diff = NULL;
    advise_diagnostics *problems = NULL;
    advise_status ran = advise_diff_run(sessions[0], sessions[1], a->operands + named,
                                        a->operand_count - named, &options, &diff, &problems);
    progress_clear(&l.progress);
    screen errors = screen_on(stderr, &a->common);
    diagnostics_text(&errors, problems, false);
    advise_diagnostics_free(problems);
    if (diff == NULL) {
        refusals_free(&l.refusals);
        return exit_status_of(ran);
    }
    advise_diff_totals totals = advise_diff_get_totals(diff);
    diff_report report = {.diff = diff,
                          .before = packs[0],
                          .after = packs[1],
                          .before_name = a->operands[0],
                          .after_name = a->operands[named - 1],
                          .date = advise_session_date(sessions[1]),
                          .old_date = advise_session_date(sessions[0]),
                          .by = o->by,
                          .max_changed = o->max_changed,
                          .exceeded = o->max_changed != NULL && exceeds(most, &totals),
                          .top = o->top};
    *written = totals.evaluated > 0 && totals.unreadable == 0;
    if (*written)
        write_result(a, out, &report);
    int status = l.refusals.failed ? out_of_memory() : conclude(&totals, &l, report.exceeded);
    refusals_free(&l.refusals);
    advise_diff_free(diff);
    return status;
}

static int run(const arguments *a)
{
    const diff_arguments *o = a->own;
    limit most = {0};
    if (o->max_changed != NULL && !read_limit(o->max_changed, &most))
        return wrong_usage("--max-changed takes a share such as 5%% or a number of profiles, not %s",
                           o->max_changed);
    if (check_jobs(o->jobs) != EXIT_DONE)
        return EXIT_USAGE;
    const size_t named = packs_named(o);
    if (o->as_of.count > 2)
        return wrong_usage("--as-of is given once for both packs, or twice for one pack");
    if (a->operand_count < named + 1)
        return wrong_usage(named == 1 ? "name one pack, and profiles to compare the two dates on"
                                      : "name the old pack, the new pack, and profiles to compare them on");
    advise_batch_input input;
    if (read_input_options(&o->input, &input) != EXIT_DONE || guard_inputs(o->output, a) != EXIT_DONE)
        return EXIT_USAGE;
    int status = EXIT_DONE;
    advise_pack *packs[2] = {0};
    advise_session *sessions[2] = {0};
    for (size_t i = 0; i < 2 && status == EXIT_DONE; i++) {
        const char *date = o->as_of.count > 0 ? o->as_of.items[i < o->as_of.count ? i : 0] : NULL;
        packs[i] = load_pack(a->operands[i < named ? i : 0], &a->common, &status);
        sessions[i] = packs[i] != NULL ? open_session(packs[i], date, NULL, &status) : NULL;
    }
    if (status == EXIT_DONE)
        status = load_map(&o->input, &a->common, packs, 2, &input);
    output_file out; // opened first: a long run should not end with a file that cannot be made
    if (status == EXIT_DONE && !output_open(&out, o->output)) {
        status = EXIT_IO;
    } else if (status == EXIT_DONE) {
        bool written = false;
        status = compare(a, packs, sessions, &input, &most, out.stream, &written);
        if (!output_close(&out, written))
            status = EXIT_IO;
    }
    advise_map_free(input.map);
    for (size_t i = 0; i < 2; i++) {
        advise_session_free(sessions[i]);
        advise_pack_free(packs[i]);
    }
    return status;
}

const command command_diff = {
    .name = "diff",
    .usage = "advise diff [OPTION…] OLD NEW COHORT…",
    .summary = "Show whose advice changes from one rule pack to another.",
    .example = "advise diff paralegal ours clients.ndjson --by wanted_specialty",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(diff_arguments),
    .run = run,
};
