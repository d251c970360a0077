#include "command/batch_check.h"

#include "command/terminal.h"
#include "file/output.h"
#include "report/diagnostics.h"
#include "report/refusals.h"
#include "report/same_ids.h"
#include "write/counts.h"
#include "write/memory.h"
#include "write/progress.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct check_run {
    const arguments *asked;
    refusals *refusals; ///< of each thread
    advise_id_tally ids;
    advise_batch_totals totals;
    progress progress;
} check_run;

static void note_refused(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    check_run *r = state;
    (void)out;
    if (advise_outcome_is_refused(o)) {
        const advise_record record = advise_outcome_record(o);
        refusals_add(&r->refusals[thread], &record, "", advise_outcome_problems(o));
    }
}

static bool write_nothing(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    (void)state;
    (void)text;
    (void)length;
    (void)records;
    (void)refused;
    return true;
}

static void say_trouble(void *state, const advise_diagnostics *problems)
{
    check_run *r = state;
    progress_clear(&r->progress);
    screen errors = screen_on(stderr, &r->asked->common);
    diagnostics_text(&errors, problems, false);
}

static void show_progress(void *state, size_t records, unsigned long long done, unsigned long long total)
{
    check_run *r = state;
    progress_show(&r->progress, records, done, total);
}

static void write_text(const check_run *r, FILE *out, const char *id)
{
    const screen s = screen_on(out, &r->asked->common);
    const advise_batch_totals *t = &r->totals;
    if (t->refused > 0)
        (void)fprintf(out, "%zu of %zu profile%s would be refused.\n", t->refused, t->records,
                      plural(t->records));
    else if (t->records > 0)
        (void)fprintf(out, "%zu profile%s: none would be refused.\n", t->records, plural(t->records));
    else
        (void)fputs("There is no profile.\n", out);
    if (t->unreadable > 0)
        (void)fprintf(out, "%zu input%s cannot be read.\n", t->unreadable, plural(t->unreadable));
    refusals_text(&s, &r->refusals[0], SIZE_MAX);
    if (id != NULL)
        same_ids_text(&s, id, &r->ids);
}

static void write_json(const check_run *r, FILE *out, const char *id)
{
    json_writer w = json_begin(out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-batch-check/1");
    json_count_entry(&w, "profiles", r->totals.records);
    json_count_entry(&w, "refused", r->totals.refused);
    json_count_entry(&w, "unreadable", r->totals.unreadable);
    json_key(&w, "causes");
    refusals_json(&w, &r->refusals[0]);
    json_key(&w, "same_ids");
    if (id != NULL)
        same_ids_json(&w, id, &r->ids);
    else
        json_null(&w);
    json_object_end(&w);
    json_line_end(&w);
}

static bool is_json(const char *path)
{
    const char *dot = path != NULL ? strrchr(path, '.') : NULL;
    return dot != NULL && strcmp(dot, ".json") == 0;
}

/// Reads everything, and joins what the threads found.
static int read_all(check_run *r, advise_session *session, advise_batch_options *options)
{
    const arguments *a = r->asked;
    r->progress = progress_begin(a->common.quiet);
    const advise_status done =
        advise_batch_run(session, a->operands, a->operand_count, options, &r->totals, NULL);
    progress_clear(&r->progress);
    for (size_t i = 1; i < options->jobs; i++)
        refusals_join(&r->refusals[0], &r->refusals[i]);
    if (done == ADVISE_OK && r->refusals[0].failed)
        return out_of_memory();
    return exit_status_of(done);
}

static int conclude(const check_run *r)
{
    if (r->totals.unreadable > 0)
        return EXIT_IO;
    return r->totals.refused > 0 || r->totals.records == 0 ? EXIT_BAD_PROFILE : EXIT_DONE;
}

int batch_check(advise_session *session, const arguments *a, const advise_batch_options *options,
                const char *path)
{
    check_run r = {.asked = a, .refusals = must_have(calloc(options->jobs, sizeof *r.refusals))};
    advise_batch_options reading = *options;
    reading.read_only = true;
    reading.ids = options->id != NULL ? &r.ids : NULL;
    reading.state = &r;
    reading.render = note_refused;
    reading.write = write_nothing;
    reading.trouble = say_trouble;
    reading.progress = show_progress;
    output_file out;
    int status = output_open(&out, path) ? EXIT_DONE : EXIT_IO;
    if (status == EXIT_DONE) {
        status = read_all(&r, session, &reading);
        if (status == EXIT_DONE)
            (is_json(path) ? write_json : write_text)(&r, out.stream, options->id);
        // As with results: nothing stands under the name of a file if an input could not be read.
        const bool whole = status == EXIT_DONE && (path == NULL || r.totals.unreadable == 0);
        if (!output_close(&out, whole) && whole)
            status = EXIT_IO;
    }
    for (size_t i = 0; i < options->jobs; i++)
        refusals_free(&r.refusals[i]);
    free(r.refusals);
    return status == EXIT_DONE ? conclude(&r) : status;
}
