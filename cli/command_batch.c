// advise batch INPUT…: one outcome for each of many profiles, in order.
#include "batch_output.h"
#include "pack_argument.h"
#include "report.h"

#include <string.h>
#include <unistd.h>

typedef struct batch_options {
    const char *pack, *as_of, *id;
    size_t jobs, top, max_record;
} batch_options;

static const option_row rows[] = {
    {"--pack", NULL, "DIR", OPTION_TEXT, offsetof(batch_options, pack), "use the rule pack in DIR"},
    {"--id", NULL, "FACT", OPTION_TEXT, offsetof(batch_options, id), "name outcomes by this fact"},
    {"--top", NULL, "N", OPTION_COUNT, offsetof(batch_options, top),
     "write the first N recommendations only"},
    {"--jobs", NULL, "N", OPTION_COUNT, offsetof(batch_options, jobs),
     "threads; else one for each processor"},
    {"--max-record", NULL, "BYTES", OPTION_COUNT, offsetof(batch_options, max_record),
     "the longest profile; else 1 MiB"},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(batch_options, as_of),
     "answer today() with DATE (2026-01-31)"},
    {0}};

static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    (void)state;
    (void)thread;
    batch_ndjson(o, out);
}

static bool write_text(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    (void)state;
    (void)records;
    (void)refused;
    return fwrite(text, 1, length, stdout) == length;
}

static int run(const arguments *a)
{
    const batch_options *o = a->own;
    int status = EXIT_DONE;
    if (a->operand_count == 0)
        return wrong_usage("name an input: files of profiles, folders, or '-'");
    advise_pack *pack = load_pack(o->pack, &a->common, &status);
    if (pack == NULL)
        return status;
    advise_session *session = advise_session_new(pack, NULL);
    if (session == NULL || !set_date(session, o->as_of)) {
        status = session == NULL ? EXIT_BUG : EXIT_USAGE;
    } else {
        long processors = sysconf(_SC_NPROCESSORS_ONLN);
        advise_batch_totals totals = {0};
        advise_batch_options options = {.jobs = o->jobs > 0      ? o->jobs
                                                : processors > 0 ? (size_t)processors
                                                                 : 1,
                                        .top = o->top,
                                        .id = o->id,
                                        .max_record = o->max_record,
                                        .render = render,
                                        .write = write_text};
        advise_status done =
            advise_batch_run(session, a->operands, a->operand_count, &options, &totals, NULL);
        status = exit_of(done);
        if (status == EXIT_DONE && totals.refused > 0)
            status = EXIT_BAD_PROFILE;
    }
    advise_session_free(session);
    advise_pack_free(pack);
    return status;
}

const command command_batch = {
    "batch", "advise batch [OPTION…] INPUT…", "Advise on many profiles: one outcome a line, in order.",
    rows,    sizeof(batch_options),           run};
