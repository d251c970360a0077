// advise batch INPUT…: one outcome for each of many profiles, in order.
#include "sheet/batch.h"
#include "command/batch_check.h"
#include "command/batch_input.h"
#include "command/batch_order.h"
#include "command/helper.h"
#include "command/input_guard.h"
#include "command/jobs.h"
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"
#include "outcome/format.h"
#include "outcome/run_description.h"
#include "outcome/sink.h"
#include "outcome/workbook.h"
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

typedef struct batch_options {
    const char *pack, *as_of, *id, *output, *fields, *facts, *summary, *by, *sheets;
    size_t jobs, top, max_record, min_group;
    size_t format; ///< a position among OUTCOME_FORMATS
    size_t sheet;  ///< 1: of the counselor
    bool append, resume, explain, show_values, check, rules;
    order_options order;
    input_options input;
} batch_options;

static const option_row rows[] = {
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(batch_options, pack), PACK_HELP, NULL},
    {"--id", NULL, "FACT", OPTION_TEXT, offsetof(batch_options, id),
     "name outcomes by FACT (default: by number, from 1)",
     "Refused profiles are named too if FACT can be read. Values that name several profiles are warned of, "
     "up to "
     "ten million of them."},
    {"--check", NULL, NULL, OPTION_FLAG, offsetof(batch_options, check),
     "only read the profiles, and say what would be refused",
     "Nothing is evaluated, and there are no results: the output names each cause, with the number of "
     "profiles, the "
     "first places and the remedy, and values of --id that name several profiles. It is JSON if FILE of -o "
     "ends in "
     ".json. The exit status is 4 if a profile would be refused."},
    {"--top", NULL, "N", OPTION_COUNT, offsetof(batch_options, top),
     "write only the first N entries (default: all; 3 with csv)", NULL},
    {"--format", NULL, FORMATS_WORDS(OUTCOME_FORMATS), OPTION_CHOICE, offsetof(batch_options, format),
     "output format",
     "ndjson is described in json.md. csv has a row for each profile, with the heads of its first entries "
     "side "
     "by side; csv-long has a row for each recommendation, and one for a profile without any. A cell that a "
     "spreadsheet would take for a formula gets an apostrophe before it, unless it is a number. html is one "
     "page that needs no other file. sqlite is a database with the tables outcomes, recommendations and run "
     "(docs/sqlite.md); name its file by -o. xlsx is a workbook for people, with the columns of "
     "--spreadsheet on a worksheet, the refused profiles on another, and the totals on a third; name its "
     "file by -o. worklist says for each client what to do first, why, and what "
     "to "
     "ask: a page, Markdown or CSV if FILE ends in .html, .md or .csv, else text. Who needs help most comes "
     "first: by the horizon of the first recommendation, the soonest first; then by its score; then by the "
     "number of warnings, which are contradictions to talk about; then by name. Who has no advice yet comes "
     "behind, and who could not be read last. With --top N it has the first N things to do."},
    {"--fields", NULL, "NAMES", OPTION_TEXT, offsetof(batch_options, fields),
     "what to write beside id and status (default: given,recommendations)",
     "The fields, joined by commas, are number, file, line, given, recommendations; of each recommendation "
     "certainty, score, priority, priority_open, title, summary, effort and horizon; and questions, derived, "
     "undetermined, "
     "warnings, diagnostics. Fields from title to warnings need the whole report, which takes several times "
     "as long. Without given and with --top, packs of thousands of rules take less time: rules that cannot "
     "bring anything among the first N are skipped."},
    {"--facts", NULL, "FACTS", OPTION_TEXT, offsetof(batch_options, facts),
     "also write the values of these facts, joined by commas",
     "Values are texts; an unknown one is null or an empty cell. Derived facts are facts. In CSV, a fact "
     "named like a column of the results has the column facts.NAME."},
    {"--explain", NULL, NULL, OPTION_FLAG, offsetof(batch_options, explain),
     "write whole reports with their reasons",
     "They are as 'advise --format json' writes them; the page in HTML gets the reasons."},
    {"--spreadsheet", NULL, SPREADSHEETS, OPTION_CHOICE, offsetof(batch_options, order.spreadsheet),
     "write CSV for a spreadsheet or a mail merge, with such cells",
     "A row for each profile has the titles of its first entries side by side, with their reasons and next "
     "steps, what to ask first, and why a refused profile could not be read. Use semicolon where "
     "spreadsheets "
     "have decimal commas. The file begins with a mark by which spreadsheets know UTF-8. map: as "
     "--map and options say that the input is written. It goes with a worklist in CSV too; plain --format "
     "csv is as programs want it."},
    {"--spreadsheet-decimal", NULL, DECIMALS, OPTION_CHOICE, offsetof(batch_options, order.decimal),
     "decimal sign for a spreadsheet; usual is a comma with semicolon, else a point", NULL},
    {"--since", NULL, "RESULTS", OPTION_TEXT, offsetof(batch_options, order.since),
     "write what changed since these results: NDJSON or HTML by the name of FILE, else text",
     "RESULTS are those of an earlier run in NDJSON, plain or compressed; clients are found in them by --id. "
     "For "
     "each client who moved it says what is done (no rule calls for it any more), what is new, and what has "
     "become more or less pressing; then, facts that --facts wrote both times and that differ. Who is new, "
     "no "
     "longer here, or not to be found is said too. Write the earlier results with all entries, and with "
     "--fields given,recommendations,score,pack,as_of, so that another pack is noticed."},
    {"--where", NULL, "FEEL", OPTION_TEXT, offsetof(batch_options, order.where),
     "write only profiles for which FEEL is true",
     "FEEL speaks of facts by their names, and of results: given (the ids of what is given), first (the id "
     "of "
     "the first), score (its score) and questions (how many open questions may change the first places). A "
     "fact of the same name hides a result. Columns that --map keeps are texts. What is unknown is not true. "
     "Refused profiles are written, since "
     "nobody knows what is true of them. How many were left out is said at the end; a summary does not count "
     "them."},
    {"--sort", NULL, "NAMES", OPTION_TEXT, offsetof(batch_options, order.sort),
     "sort by these, joined by commas: score, given, questions or facts; -NAME descends",
     "score is that of the first recommendation. Numbers and dates ascend by value, texts by their "
     "characters or, if the vocabulary lists them, in its order. What is unknown comes last in either "
     "direction, and what is equal keeps the order of the input. Some 100 MiB of memory suffice for any "
     "number of profiles: the rest waits in a temporary file without a name, beside FILE or in $TMPDIR, "
     "which "
     "only its owner can read. Nothing is written before all profiles are read."},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(batch_options, output),
     "write to FILE (default: standard output)",
     "FILE gets its name only when it is complete, and only its owner can read it. An input that cannot be "
     "read ends the run without a result; if the results are a stream, the next input follows. Until then "
     "the file is FILE.advise-part. A signal that ends the run removes it; what SIGKILL leaves, the next run "
     "takes over. One run writes FILE at a time. An input is never FILE."},
    {"--sheets", NULL, "DIR", OPTION_TEXT, offsetof(batch_options, sheets),
     "write a sheet for each client into DIR, with an index; or all to FILE.html",
     "They are as 'advise --format html' writes them. The folder must be new or empty. A file's name is the "
     "number of the profile and "
     "the letters and digits of its --id; index.html leads to each, and names refused profiles with the "
     "reasons. If DIR ends in "
     ".html, it is one page for printing, on which each client begins a sheet of paper. Only the owner can "
     "read what is written. "
     "There are no other results. A run that was cut off is continued by --resume, unless it was asked for "
     "--sort, --where or --summary; until the folder is complete, index.html.run lies in it. FILE.html can "
     "be "
     "continued if it is begun with --append."},
    {"--sheet", NULL, "person|counselor", OPTION_CHOICE, offsetof(batch_options, sheet),
     "whom the sheets are for", "See 'advise --help'."},
    {"--append", NULL, NULL, OPTION_FLAG, offsetof(batch_options, append),
     "write to FILE at once, so that a run can be resumed",
     "The format is ndjson or sqlite, or sheets. Until FILE is complete, FILE.run lies beside it and says "
     "what the run "
     "was asked for."},
    {"--resume", NULL, NULL, OPTION_FLAG, offsetof(batch_options, resume),
     "with --append or --sheets DIR, continue where a run was cut off",
     "No result is lost or doubled. What follows the last complete result is undone. The pack, "
     "date, options and inputs must be those with which it was begun; inputs are told by their size and the "
     "time they were changed."},
    {"--summary", NULL, "FILE", OPTION_TEXT, offsetof(batch_options, summary),
     "also write a summary: JSON or HTML by the name of FILE, else text",
     "It says how often each recommendation is given and with which scores; what profiles were refused for; "
     "with --rules, which rules never fired, and for how many profiles the others did; and, if whole reports "
     "are made, "
     "which facts are not known and how many points of score wait for each. A rule fires if it gives "
     "evidence for or against a recommendation, or a value that counts. Entries past --top are not counted; "
     "the summary says how many they are. '-' is standard output."},
    {"--by", NULL, "FACT", OPTION_TEXT, offsetof(batch_options, by),
     "in the summary, also count for each value of FACT; in a worklist, a part for each",
     "A fact with more than 1,000 values is not counted, so that memory is bounded. A value of more than 200 "
     "bytes is cut."},
    {"--min-group", NULL, "N", OPTION_COUNT, offsetof(batch_options, min_group),
     "in the summary, " MIN_GROUP_HELP, MIN_GROUP_MORE},
    {"--rules", NULL, NULL, OPTION_FLAG, offsetof(batch_options, rules),
     "in the summary, " SUMMARY_RULES_HELP, NULL},
    {"--jobs", NULL, "N", OPTION_COUNT, offsetof(batch_options, jobs), JOBS_HELP, JOBS_MORE},
    {"--max-record", NULL, "KIB", OPTION_COUNT, offsetof(batch_options, max_record),
     "refuse profiles of more than KIB KiB (default: 1024)",
     "A profile that has not ended after 1 GiB more ends its file with an error."},
    {"--show-values", NULL, NULL, OPTION_FLAG, offsetof(batch_options, show_values), SHOW_VALUES_HELP,
     SHOW_VALUES_MORE},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(batch_options, as_of), AS_OF_HELP, NULL},
    MAP_ROW(offsetof(batch_options, input)),
    INPUT_ROWS(offsetof(batch_options, input)),
    {"--shard", NULL, "I/N", OPTION_TEXT, offsetof(batch_options, input.shard),
     "read only the I-th of N parts of each file",
     "A shard has the profiles whose first byte lies in it, and is found without reading the others. Files "
     "are plain NDJSON, or tables in which no cell has a line break. Lines in diagnostics, and numbers of "
     "profiles without --id, count from the first of the shard. With --id, the results of all shards, one "
     "after another, are those of the whole file, except for those lines."},
    {0}};

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

static int complain_field(const char *name, size_t length)
{
    char all[300] = "id, status";
    size_t used = strlen(all);
    for (outcome_field f = 0; f < OUTCOME_FIELDS && used < sizeof all; f++)
        used += (size_t)snprintf(all + used, sizeof all - used, ", %s", outcome_field_name(f));
    return wrong_usage("there is no field '%.*s'; fields are %s", (int)length, name, all);
}

/// What changed is written of all clients and all that they are advised.
static int check_since(const batch_options *o)
{
    const char *other = o->order.sort != NULL    ? "--sort"
                        : o->order.where != NULL ? "--where"
                        : o->top > 0             ? "--top"
                        : o->fields != NULL      ? "--fields"
                        : o->explain             ? "--explain"
                        : o->append              ? "--append"
                        : o->input.shard != NULL ? "--shard"
                        : o->format > 0          ? "--format"
                                                 : NULL;
    if (o->order.since == NULL)
        return EXIT_DONE;
    if (o->id == NULL)
        return wrong_usage("--since needs --id: clients are found by their names");
    return other == NULL
               ? EXIT_DONE
               : wrong_usage(strcmp(other, "--format") == 0
                                 ? "--since and %s cannot be combined: name FILE.ndjson or FILE.html with -o"
                                 : "--since and %s cannot be combined",
                             other);
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

static void look_at_terminal(outcome_options *output, const arguments *a)
{
    const screen s = screen_on(stdout, &a->common);
    output->width = s.width;
    output->colour = s.colour;
}

/// Whether results are written at once, so that the run can be continued. Sheets lie in their folder at once in any case.
static bool appends(const batch_options *o)
{
    const bool in_order = o->summary == NULL && o->order.sort == NULL && o->order.where == NULL;
    return o->append || (o->sheets != NULL && sheet_batch_format(o->sheets) == &outcomes_as_sheet_folder &&
                         (in_order || o->resume));
}

/// What does not go with --sheets; EXIT_DONE if nothing is asked for that does not.
static int check_sheets(const batch_options *o, const arguments *a)
{
    if (o->sheets == NULL)
        return o->sheet > 0 ? wrong_usage("--sheet needs --sheets") : EXIT_DONE;
    if (o->check || o->output != NULL || o->format > 0 || o->fields != NULL || o->facts != NULL ||
        o->explain || o->order.spreadsheet > 0 || o->order.since != NULL)
        return wrong_usage(
            "--sheets are the results: leave out -o, --since, --check, --explain and options on formats");
    return guard_inputs(o->sheets, a);
}

/// Goes on as the program that is this one with the writer of workbooks. Returns only if there is none, and says so.
static int run_elsewhere(const arguments *a, const char *format)
{
    size_t count = 0;
    while (a->words[count] != NULL)
        count++;
    const char **words = must_have(calloc(count + 3, sizeof *words));
    words[0] = "advise-workbook";
    words[1] = command_batch.name;
    for (size_t i = 0; i < count; i++)
        words[i + 2] = a->words[i];
    helper_become(words[0], words);
    free(words);
    return wrong_usage("this advise was built without libxlsxwriter, which --format %s needs: use csv",
                       format);
}

/// What is wrong with the options as a whole; EXIT_DONE if nothing is.
static int check_options(const arguments *a, outcome_options *output)
{
    const batch_options *o = a->own;
    const char *bad = NULL;
    size_t bad_length = 0;
    char names[80];
    const char *name = outcome_format_name(outcome_format_at(o->format));
    const char *path = o->sheets != NULL ? o->sheets : o->output;
    bool to_stdout = path == NULL || strcmp(path, "-") == 0;
    if (check_sheets(o, a) != EXIT_DONE)
        return EXIT_USAGE;
    *output = (outcome_options){.explain = o->explain, .top = o->top, .by = o->by, .width = 80};
    const outcome_format *format =
        o->sheets != NULL ? sheet_batch_format(o->sheets)
                          : choose_format(&o->order, o->format, to_stdout ? NULL : path, &output->dialect);
    if (format == NULL)
        return EXIT_USAGE;
    output->format = format;
    if (to_stdout)
        look_at_terminal(output, a);
    else if (a->common.width > 0)
        output->width = screen_width(stdout, a->common.width);
    if (a->operand_count == 0)
        return wrong_usage("name an input: files of profiles, folders, or '-'");
    if (check_jobs(o->jobs) != EXIT_DONE)
        return EXIT_USAGE;
    if (o->append && to_stdout)
        return wrong_usage("--append needs a file: name it with -o");
    if (o->check && (o->append || o->explain || o->facts != NULL || o->fields != NULL || o->summary != NULL ||
                     o->top > 0 || o->format > 0 || o->order.sort != NULL || o->order.where != NULL))
        return wrong_usage(
            "--check writes no results: it works with -o and options on how profiles are read only");
    if (o->resume && !appends(o))
        return wrong_usage("--resume needs --append");
    if (o->append && !outcome_format_can(format, OUTCOME_CAN_RESUME))
        return wrong_usage("--append works only with --format %s",
                           outcome_formats_that_can(OUTCOME_CAN_RESUME, names, sizeof names));
    if (outcome_format_can(format, OUTCOME_IS_WORKBOOK) && !outcome_workbook_is_there)
        return run_elsewhere(a, name);
    if (outcome_format_can(format, OUTCOME_IS_DATABASE | OUTCOME_IS_WORKBOOK) && to_stdout)
        return wrong_usage("--format %s needs a file: name it with -o", name);
    if (o->fields != NULL && o->explain)
        return wrong_usage("--fields and --explain cannot be combined");
    if (o->fields != NULL && !outcome_format_can(format, OUTCOME_TAKES_FIELDS))
        return wrong_usage("--fields does not work with --format %s", name);
    if (o->explain && !outcome_format_can(format, OUTCOME_TAKES_REASONS))
        return wrong_usage("--explain works only with --format %s",
                           outcome_formats_that_can(OUTCOME_TAKES_REASONS, names, sizeof names));
    if (o->facts != NULL && !outcome_format_can(format, OUTCOME_TAKES_FACTS))
        return wrong_usage("--facts does not work with --format %s", name);
    if (o->summary != NULL && appends(o))
        return wrong_usage(
            o->sheets != NULL
                ? "--summary does not work with --append and --resume: a summary is of all that a run has "
                  "read"
                : "--summary does not work with --append: use 'advise summary' on the complete file");
    if (o->summary == NULL && o->by != NULL && !outcome_format_can(format, OUTCOME_HAS_GROUPS))
        return wrong_usage("--by needs --summary or --format worklist");
    if (o->summary == NULL && o->min_group > 0)
        return wrong_usage("--min-group needs --summary");
    if (o->summary == NULL && o->rules)
        return wrong_usage("--rules needs --summary");
    if (o->summary != NULL && to_stdout && strcmp(o->summary, "-") == 0)
        return wrong_usage("results and summary cannot both go to standard output: name a file with -o");
    if (o->summary != NULL && !to_stdout && strcmp(o->summary, path) == 0)
        return wrong_usage("results and summary cannot both go to '%s'", path);
    if (check_order_options(&o->order, format, appends(o)) != EXIT_DONE || check_since(o) != EXIT_DONE)
        return EXIT_USAGE;
    if (guard_inputs(o->output, a) != EXIT_DONE || guard_inputs(o->summary, a) != EXIT_DONE)
        return EXIT_USAGE;
    if (o->fields == NULL)
        output->fields = outcome_fields_usual(outcome_format_can(format, OUTCOME_IS_DATABASE));
    else if (!outcome_fields_read(&output->fields, o->fields, &bad, &bad_length))
        return complain_field(bad, bad_length);
    outcome_field homeless = outcome_field_without_place(output);
    if (homeless != OUTCOME_FIELDS)
        return wrong_usage("the field '%s' has no place in %s", outcome_field_name(homeless), format->title);
    return EXIT_DONE;
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
    if (status == EXIT_DONE && !appends(o))
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
                                    .stop_at_trouble = at_the_end || appends(o),
                                    .state = r,
                                    .render = render,
                                    .write = write_text,
                                    .trouble = say_trouble,
                                    .progress = show_progress};
    advise_batch_totals totals = {0};
    advise_status done = ADVISE_OK;
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
    int status = check_options(a, &r.output);
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
    .rows = rows,
    .size = sizeof(batch_options),
    .run = run,
};
