// advise batch INPUT…: one outcome for each of many profiles, in order.
#include "sheet/batch.h"
#include "command/batch_check.h"
#include "command/batch_options.h"
#include "command/jobs.h"
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"
#include "outcome/format.h"
#include "outcome/run_description.h"
#include "outcome/sink.h"
#include "report/diagnostics.h"
#include "report/refusals.h"
#include "report/same_ids.h"
#include "since/since.h"
#include "summary/format.h"
#include "write/counts.h"
#include "write/memory.h"
#include "write/progress.h"
#include "write/screen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// A run under way.
typedef struct batch_run {
    const arguments *asked;
    const batch_options *options;
    advise_batch_input input;
    advise_pack *pack;
    advise_session *session;
    advise_where *where;
    since *since; ///< NULL: outcomes are written, not what changed
    outcome_options output;
    outcome_sink sink;
    sheet_batch sheets;
    char *index; ///< of --sheets DIR
    output_file summary_file;
    summary summaries[MOST_JOBS]; ///< of each thread
    refusals refusals[MOST_JOBS]; ///< likewise
    size_t *fired;                ///< for a summary: of each rule
    advise_check_tally *checks;   ///< of each check of the pack
    advise_id_tally ids;          ///< with --id
    progress progress;
} batch_run;

static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    batch_run *r = state;
    if (advise_outcome_is_refused(o)) {
        const advise_record record = advise_outcome_record(o);
        refusals_add(&r->refusals[thread], &record, "", advise_outcome_problems(o));
    }
    if (r->options->summary != NULL)
        summary_add_outcome(&r->summaries[thread], o);
    outcome_write(&r->output, o, out);
}

static bool write_text(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    batch_run *r = state;
    (void)refused;
    if (atomic_load(&r->sheets.failed))
        return false;
    if (r->since != NULL)
        text = since_add(r->since, text, length, &length);
    if (text == NULL)
        r->sink.failure = errno;
    return text != NULL && outcome_sink_write(&r->sink, text, length, records);
}

/// Writes what stands before (`is_end` false) or behind what changed for clients.
static bool write_since(batch_run *r, bool is_end)
{
    size_t length = 0;
    if (r->since == NULL)
        return true;
    const char *text = is_end ? since_end(r->since, &length) : since_begin(r->since, &length);
    if (text == NULL)
        r->sink.failure = errno;
    return text != NULL && outcome_sink_write(&r->sink, text, length, 0);
}

static void say_trouble(void *state, const advise_diagnostics *problems)
{
    batch_run *r = state;
    progress_clear(&r->progress);
    screen errors = screen_on(stderr, &r->asked->common);
    diagnostics_text(&errors, problems, r->asked->common.quiet);
}

static void show_progress(void *state, size_t records, unsigned long long done, unsigned long long total)
{
    batch_run *r = state;
    progress_show(&r->progress, records, done, total);
}

static int open_since(batch_run *r)
{
    int status = EXIT_DONE;
    const batch_options *o = r->options;
    const outcome_options *out = &r->output;
    const bool to_stdout = o->output == NULL || strcmp(o->output, "-") == 0;
    const since_output output = {.screen = {.width = out->width, .colour = out->colour},
                                 .pack = r->pack,
                                 .date = advise_session_date(r->session),
                                 .last = o->order.since};
    if (o->order.since == NULL)
        return EXIT_DONE;
    r->since = since_new(&output, since_format_of_name(to_stdout ? NULL : o->output), &status);
    if (r->since != NULL && !r->asked->common.quiet)
        since_say(r->since);
    return status;
}

/// What the run was asked for, so that the same run continues it. NULL, with a message and a status. Free with free.
static char *describe(const batch_run *r, int *status)
{
    const batch_options *o = r->options;
    const bool is_database = outcome_format_can(r->output.format, OUTCOME_IS_DATABASE);
    char top[24];
    char most[24];
    char format[24];
    (void)snprintf(top, sizeof top, "%zu", o->top);
    (void)snprintf(most, sizeof most, "%zu", o->max_record);
    (void)snprintf(format, sizeof format, "%zu", o->input.format);
    const run_option options[] = {{"output", is_database ? outcome_format_name(r->output.format) : NULL},
                                  {"sheets", o->sheets == NULL ? NULL
                                             : o->sheet > 0    ? "counselor"
                                                               : "person"},
                                  {"id", o->id},
                                  {"top", o->top > 0 ? top : NULL},
                                  {"fields", o->fields},
                                  {"facts", o->facts},
                                  {"explain", o->explain ? "yes" : NULL},
                                  {"max-record", o->max_record > 0 ? most : NULL},
                                  {"input-format", o->input.format > 0 ? format : NULL},
                                  {"delimiter", o->input.delimiter},
                                  {"quote", o->input.quote},
                                  {"list-separator", o->input.list_separator},
                                  {"query", o->input.query},
                                  {"map", o->input.map},
                                  {"decimal", o->input.decimal},
                                  {"group", o->input.group},
                                  {"unknown", o->input.unknown},
                                  {"ignore-columns", o->input.ignore_columns ? "yes" : NULL},
                                  {"worksheet", o->input.worksheet},
                                  {"shard", o->input.shard},
                                  {"text-files", o->input.text_files},
                                  {NULL, NULL}};
    return run_description(r->pack, r->output.date, options, r->asked->operands, r->asked->operand_count,
                           status);
}

/// Opens the folder of the sheets, if they have one.
static int open_folder(batch_run *r)
{
    const batch_options *o = r->options;
    r->sheets.counselor = o->sheet > 0;
    r->output.sheets = &r->sheets;
    if (r->output.format == &outcomes_as_sheet_page)
        return EXIT_DONE;
    r->index = must_format("%s/" SHEET_INDEX, o->sheets);
    return sheet_batch_open(&r->sheets, o->sheets, o->resume);
}

static int open_sink(batch_run *r)
{
    const batch_options *o = r->options;
    r->output.pack = r->pack;
    r->output.date = advise_session_date(r->session);
    int status = o->sheets != NULL ? open_folder(r) : EXIT_DONE;
    const char *path = r->index != NULL ? r->index : o->sheets != NULL ? o->sheets : o->output;
    if (status == EXIT_DONE && !batch_appends(o))
        return outcome_sink_open(&r->sink, path, &r->output);
    char *run = status == EXIT_DONE ? describe(r, &status) : NULL;
    if (run != NULL)
        status = outcome_sink_append(&r->sink, path, o->resume, run, &r->output);
    free(run);
    return status;
}

/// Warns of what is unlikely in the profiles, a line for each check.
static void say_unlikely(const batch_run *r)
{
    for (size_t i = 0; !r->asked->common.quiet && i < advise_pack_profile_check_count(r->pack); i++) {
        const advise_check_tally *t = &r->checks[i];
        const advise_profile_check check = advise_pack_profile_check(r->pack, i);
        if (t->count == 0)
            continue;
        (void)fprintf(stderr, "advise: warning: %zu profile%s: ", t->count, plural(t->count));
        screen_safe(stderr, check.because);
        (void)fprintf(stderr, " [%s]\n      = ", check.id);
        for (size_t k = 0; k < t->example_count; k++) {
            (void)fputs(k > 0 ? ", " : "", stderr);
            screen_safe(stderr, t->examples[k].file);
            (void)fprintf(stderr, ":%zu", t->examples[k].line);
        }
        (void)fputs(t->count > t->example_count ? ", …\n" : "\n", stderr);
    }
}

/// Says what profiles were refused for, a message for each cause; false if memory ran out.
static bool say_refusals(batch_run *r)
{
    const screen errors = screen_on(stderr, &r->asked->common);
    for (size_t i = 1; i < MOST_JOBS; i++)
        refusals_join(&r->refusals[0], &r->refusals[i]);
    refusals_text(&errors, &r->refusals[0], REFUSALS_SHOWN);
    return !r->refusals[0].failed;
}

/// The exit status of a run that nothing stopped. Says on stderr what is not in the results.
static int conclude(batch_run *r, const advise_batch_totals *t, size_t records, size_t refused)
{
    say_unlikely(r);
    if (!r->asked->common.quiet && r->options->id != NULL) {
        const screen errors = screen_on(stderr, &r->asked->common);
        same_ids_text(&errors, r->options->id, &r->ids);
    }
    if (!say_refusals(r))
        return out_of_memory();
    if (t->unreadable > 0)
        return EXIT_IO;
    if (records == 0 && r->input.shards == 0) { // a shard may be empty

        for (size_t i = 0; i < r->asked->operand_count; i++) {
            const char *input = r->asked->operands[i];
            screen_complain(strcmp(input, "-") == 0 ? "<stdin>" : input, 0,
                            "there was no profile to advise on");
        }
        return EXIT_BAD_PROFILE;
    }
    if (t->left_out > 0)
        (void)fprintf(stderr, "advise: %zu of %zu profiles %s left out: --where is not true of %s\n",
                      t->left_out, records, t->left_out == 1 ? "was" : "were",
                      t->left_out == 1 ? "it" : "them");
    if (refused > 0)
        (void)fprintf(stderr, "advise: %zu of %zu profiles %s refused\n", refused, records,
                      refused == 1 ? "was" : "were");
    return refused > 0 ? EXIT_BAD_PROFILE : EXIT_DONE;
}

static int open_summary(batch_run *r)
{
    const batch_options *o = r->options;
    r->fired = must_have(calloc(advise_pack_rule_count(r->pack) + 1, sizeof *r->fired));
    for (size_t i = 0; o->by != NULL && i < MOST_JOBS; i++)
        summary_set_by(&r->summaries[i], o->by);
    return output_open(&r->summary_file, o->summary) ? EXIT_DONE : EXIT_IO;
}

/// Joins the summaries of the threads, and writes them if the results are `complete`.
static int close_summary(batch_run *r, bool complete)
{
    const batch_options *o = r->options;
    if (o->summary == NULL)
        return EXIT_DONE;
    for (size_t i = 1; i < MOST_JOBS; i++)
        summary_join(&r->summaries[0], &r->summaries[i]);
    summary_add_rules(&r->summaries[0], r->pack, r->fired);
    summary_add_checks(&r->summaries[0], r->pack, r->checks);
    summary_set_origin(&r->summaries[0], advise_pack_name(r->pack), advise_pack_version(r->pack),
                       advise_pack_title(r->pack), r->output.date);
    summary_add_titles(&r->summaries[0], r->pack);
    screen page = screen_on(r->summary_file.stream, &r->asked->common);
    const summary_options asked = {o->min_group, o->rules};
    bool good =
        !complete || summary_write(&page, &r->summaries[0], &asked, summary_format_of_name(o->summary));
    if (!output_close(&r->summary_file, good && complete))
        return EXIT_IO;
    return good ? EXIT_DONE : out_of_memory();
}

/// Reads all profiles into nothing, and says what would be refused.
static int check(const batch_run *r)
{
    const batch_options *o = r->options;
    const advise_batch_options options = {.jobs = count_jobs(o->jobs),
                                          .id = o->id,
                                          .max_record = o->max_record * 1024,
                                          .input = r->input,
                                          .show_values = o->show_values};
    return batch_check(r->session, r->asked, &options, o->output);
}

/// Evaluates into a sink that is open, and closes it.
static int evaluate(batch_run *r)
{
    const batch_options *o = r->options;
    size_t before = r->sink.safe;
    bool at_the_end = r->sink.file.temporary != NULL; // the file gets its name
    advise_batch_options options = {.jobs = count_jobs(o->jobs),
                                    .top = outcome_top(&r->output),
                                    .best_only = r->fired == NULL && !outcome_counts_given(&r->output),
                                    .reports = outcome_needs_reports(&r->output) ||
                                               (r->where != NULL && advise_where_needs_reports(r->where)),
                                    .where = r->where,
                                    .fired = r->fired,
                                    .checks = r->checks,
                                    .id = o->id,
                                    .ids = o->id != NULL && !r->asked->common.quiet ? &r->ids : NULL,
                                    .facts = r->output.facts.names,
                                    .fact_count = r->output.facts.count,
                                    .max_record = o->max_record * 1024,
                                    .input = r->input,
                                    .skip = before,
                                    .show_values = o->show_values,
                                    .stop_at_trouble = at_the_end || batch_appends(o),
                                    .state = r,
                                    .render = render,
                                    .write = write_text,
                                    .trouble = say_trouble,
                                    .progress = show_progress};
    advise_batch_totals totals = {0};
    advise_status done = ADVISE_OK;
    outcome_prepare(&r->output);
    if (outcome_sink_begin(&r->sink) && write_since(r, false))
        done = advise_batch_run(r->session, r->asked->operands, r->asked->operand_count, &options, &totals,
                                NULL);
    progress_clear(&r->progress);
    bool complete = done == ADVISE_OK && r->sink.failure == 0 && !atomic_load(&r->sheets.failed) &&
                    write_since(r, true) && outcome_sink_end(&r->sink, &totals) && totals.unreadable == 0;
    int closed = outcome_sink_close(&r->sink, complete);
    int summed_up = close_summary(r, complete && closed == EXIT_DONE);
    if (closed == EXIT_DONE)
        closed = summed_up;
    if (closed != EXIT_DONE)
        return closed;
    if (atomic_load(&r->sheets.failed))
        return EXIT_IO;
    if (!complete && at_the_end)
        (void)fputs("advise: no result was kept\n", stderr);
    return done == ADVISE_OK ? conclude(r, &totals, before + totals.records, r->sink.refused + totals.refused)
                             : exit_status_of(done);
}

/// True for a fact of the pack, and for a column that the map keeps.
static bool has_fact(const batch_run *r, const char *name)
{
    bool found = false;
    const char *kept;
    for (size_t i = 0; i < advise_pack_fact_count(r->pack) && !found; i++)
        found = strcmp(advise_pack_fact(r->pack, ADVISE_FACTS, i).name, name) == 0;
    for (size_t i = 0; !found && r->input.map != NULL && (kept = advise_map_kept(r->input.map, i)) != NULL;
         i++)
        found = strcmp(kept, name) == 0;
    return found;
}

/// Reads the facts that outcomes are to have. The pack must have all of them.
static int read_facts(batch_run *r)
{
    const batch_options *o = r->options;
    outcome_facts *f = &r->output.facts;
    if (!outcome_facts_read(f, o->by, &r->output.order, o->facts))
        return out_of_memory();
    for (size_t i = 0; i < f->count; i++) {
        if (!has_fact(r, f->names[i]))
            return wrong_usage("the pack has no fact '%s' to %s", f->names[i],
                               i < f->first_written ? "count by" : "write");
    }
    return EXIT_DONE;
}

static int run(const arguments *a)
{
    const batch_options *o = a->own;
    batch_run r = {.asked = a, .options = o, .sheets = {.folder = -1}};
    int status = check_batch_options(a, &r.output);
    if (status == EXIT_DONE)
        status = read_input_options(&o->input, &r.input);
    if (status == EXIT_DONE)
        r.pack = load_pack(o->pack, &a->common, &status);
    if (r.pack == NULL)
        return status;
    r.session = open_session(r.pack, o->as_of, NULL, &status);
    if (status == EXIT_DONE)
        status = load_map(&o->input, &a->common, &r.pack, 1, &r.input);
    if (status == EXIT_DONE && o->id != NULL && !has_fact(&r, o->id))
        status = wrong_usage("the pack has no fact '%s' to name profiles by", o->id);
    if (status == EXIT_DONE && o->check) {
        status = check(&r);
        advise_session_free(r.session);
        advise_pack_free(r.pack);
        return status;
    }
    if (status == EXIT_DONE)
        status = choose_dialect_of_map(&o->order, &r.input, &r.output.dialect);
    if (status == EXIT_DONE)
        status = read_order_options(&o->order, r.pack, r.input.map, &a->common, &r.output, &r.where);
    if (status == EXIT_DONE)
        status = read_facts(&r);
    if (status == EXIT_DONE)
        status = open_since(&r);
    if (status == EXIT_DONE && o->summary != NULL)
        status = open_summary(&r);
    if (status == EXIT_DONE && (!a->common.quiet || o->summary != NULL))
        r.checks = must_have(calloc(advise_pack_profile_check_count(r.pack) + 1, sizeof *r.checks));
    if (status == EXIT_DONE) {
        status = open_sink(&r);
        if (status != EXIT_DONE && o->summary != NULL)
            (void)output_close(&r.summary_file, false);
    }
    if (status == EXIT_DONE) {
        bool among_results = r.sink.fd == STDOUT_FILENO && isatty(STDOUT_FILENO);
        r.progress = progress_begin(a->common.quiet || among_results);
        status = evaluate(&r);
    }
    for (size_t i = 0; i < MOST_JOBS; i++) {
        summary_free(&r.summaries[i]);
        refusals_free(&r.refusals[i]);
    }
    sheet_batch_close(&r.sheets);
    free(r.index);
    free(r.fired);
    free(r.checks);
    outcome_facts_free(&r.output.facts);
    outcome_order_free(&r.output.order);
    outcome_ids_free(&r.output.ids);
    advise_where_free(r.where);
    advise_map_free(r.input.map);
    since_free(r.since);
    advise_session_free(r.session);
    advise_pack_free(r.pack);
    return status;
}

const command command_batch = {
    .name = "batch",
    .usage = "advise batch [OPTION…] INPUT…",
    .summary = "Advise on many profiles, in order.",
    .example = "advise batch clients.ndjson --id name --top 3 -o results.ndjson",
    .common = COMMON_ALL,
    .rows = batch_option_rows,
    .size = sizeof(batch_options),
    .run = run,
};
