// advise batch INPUT…: one outcome for each of many profiles, in order.
#include "batch_output.h"
#include "batch_run.h"
#include "batch_sink.h"
#include "pack_argument.h"
#include "progress.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct batch_options {
    const char *pack, *as_of, *id, *output;
    size_t jobs, top, max_record;
    bool append, resume;
} batch_options;

static const option_row rows[] = {
    {"--pack", NULL, "DIR", OPTION_TEXT, offsetof(batch_options, pack), "use the rule pack in DIR"},
    {"--id", NULL, "FACT", OPTION_TEXT, offsetof(batch_options, id), "name outcomes by this fact"},
    {"--top", NULL, "N", OPTION_COUNT, offsetof(batch_options, top),
     "write the first N recommendations only"},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(batch_options, output), "write to FILE, when whole"},
    {"--append", NULL, NULL, OPTION_FLAG, offsetof(batch_options, append),
     "write to FILE at once; can be gone on with"},
    {"--resume", NULL, NULL, OPTION_FLAG, offsetof(batch_options, resume),
     "with --append: go on where a run was cut off"},
    {"--jobs", NULL, "N", OPTION_COUNT, offsetof(batch_options, jobs),
     "threads; else one for each processor"},
    {"--max-record", NULL, "KIB", OPTION_COUNT, offsetof(batch_options, max_record),
     "refuse profiles longer than KIB times 1,024 bytes (1024)"},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(batch_options, as_of),
     "answer today() with DATE (2026-01-31)"},
    {0}};

enum { MOST_JOBS = 256 };

/// A run under way.
typedef struct batch_run {
    const arguments *asked;
    const batch_options *options;
    advise_pack *pack;
    advise_session *session;
    batch_sink sink;
    progress progress;
} batch_run;

static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    (void)state;
    (void)thread;
    batch_ndjson(o, out);
}

static bool write_text(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    batch_run *r = state;
    (void)refused;
    return batch_sink_write(&r->sink, text, length, records);
}

static void say_trouble(void *state, const advise_diagnostics *problems)
{
    batch_run *r = state;
    progress_clear(&r->progress);
    screen errors = screen_on(stderr, &r->asked->common);
    diagnostics_text(&errors, problems, false);
}

static void show_progress(void *state, size_t records, unsigned long long done, unsigned long long total)
{
    batch_run *r = state;
    progress_show(&r->progress, records, done, total);
}

/// What is wrong with the options as a whole; EXIT_DONE where nothing is.
static int check_options(const arguments *a)
{
    const batch_options *o = a->own;
    bool to_stdout = o->output == NULL || strcmp(o->output, "-") == 0;
    if (a->operand_count == 0)
        return wrong_usage("name an input: files of profiles, folders, or '-'");
    if (o->jobs > MOST_JOBS)
        return wrong_usage("--jobs is %d at most, not %zu", MOST_JOBS, o->jobs);
    if (o->append && to_stdout)
        return wrong_usage("--append wants a file: name it with -o");
    if (o->resume && !o->append)
        return wrong_usage("--resume goes with --append");
    return EXIT_DONE;
}

static int open_sink(batch_run *r)
{
    const batch_options *o = r->options;
    if (!o->append)
        return batch_sink_open(&r->sink, o->output);
    char top[24];
    char most[24];
    (void)snprintf(top, sizeof top, "%zu", o->top);
    (void)snprintf(most, sizeof most, "%zu", o->max_record);
    const run_option options[] = {{"id", o->id},
                                  {"top", o->top > 0 ? top : NULL},
                                  {"max-record", o->max_record > 0 ? most : NULL},
                                  {NULL, NULL}};
    char *run = batch_run_text(r->pack, advise_session_date(r->session), options, r->asked->operands,
                               r->asked->operand_count);
    if (run == NULL) {
        (void)fputs("advise: out of memory\n", stderr);
        return EXIT_BUG;
    }
    int status = batch_sink_append(&r->sink, o->output, o->resume, run);
    free(run);
    return status;
}

/// The exit state of a run that ended by itself, and on stderr what is not in the results.
static int conclude(const advise_batch_totals *t, size_t records, size_t refused)
{
    if (t->unreadable > 0)
        return EXIT_IO;
    if (records == 0) {
        (void)fputs("advise: there was no profile to advise on\n", stderr);
        return EXIT_BAD_PROFILE;
    }
    if (refused > 0)
        (void)fprintf(stderr, "advise: %zu of %zu profiles %s refused\n", refused, records,
                      refused == 1 ? "was" : "were");
    return refused > 0 ? EXIT_BAD_PROFILE : EXIT_DONE;
}

/// Evaluates into a sink that is open, and closes it.
static int evaluate(batch_run *r)
{
    const batch_options *o = r->options;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t before = r->sink.safe;
    bool at_the_end = r->sink.file.temporary != NULL; // the file gets its name
    advise_batch_options options = {.jobs = o->jobs > 0      ? o->jobs
                                            : processors > 0 ? (size_t)processors
                                                             : 1,
                                    .top = o->top,
                                    .id = o->id,
                                    .max_record = o->max_record * 1024,
                                    .skip = before,
                                    .stop_at_trouble = at_the_end || o->append,
                                    .state = r,
                                    .render = render,
                                    .write = write_text,
                                    .trouble = say_trouble,
                                    .progress = show_progress};
    if (options.jobs > MOST_JOBS)
        options.jobs = MOST_JOBS;
    advise_batch_totals totals = {0};
    advise_status done =
        advise_batch_run(r->session, r->asked->operands, r->asked->operand_count, &options, &totals, NULL);
    progress_clear(&r->progress);
    int status = exit_of(done);
    if (done == ADVISE_BAD_USE)
        status = wrong_usage("the pack has no fact '%s' to name profiles by", o->id);
    else if (done == ADVISE_NO_MEMORY)
        (void)fputs("advise: out of memory\n", stderr);
    bool complete = done == ADVISE_OK && totals.unreadable == 0;
    int closed = batch_sink_close(&r->sink, complete);
    if (closed != EXIT_DONE)
        return closed;
    if (!complete && at_the_end)
        (void)fputs("advise: no result was kept\n", stderr);
    return done == ADVISE_OK ? conclude(&totals, before + totals.records, r->sink.refused + totals.refused)
                             : status;
}

static int run(const arguments *a)
{
    const batch_options *o = a->own;
    int status = check_options(a);
    batch_run r = {.asked = a, .options = o};
    if (status == EXIT_DONE)
        r.pack = load_pack(o->pack, &a->common, &status);
    if (r.pack == NULL)
        return status;
    r.session = advise_session_new(r.pack, NULL);
    if (r.session == NULL)
        status = EXIT_BUG;
    else if (!set_date(r.session, o->as_of))
        status = EXIT_USAGE;
    if (status == EXIT_DONE)
        status = open_sink(&r);
    if (status == EXIT_DONE) {
        r.progress = progress_begin(a->common.quiet);
        status = evaluate(&r);
    }
    advise_session_free(r.session);
    advise_pack_free(r.pack);
    return status;
}

const command command_batch = {
    "batch", "advise batch [OPTION…] INPUT…", "Advise on many profiles: one outcome a line, in order.",
    rows,    sizeof(batch_options),           run};
