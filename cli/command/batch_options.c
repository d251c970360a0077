// What may be asked of advise batch, and what goes with what.
#include "command/batch_options.h"

#include "command/helper.h"
#include "command/input_guard.h"
#include "command/jobs.h"
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"
#include "outcome/workbook.h"
#include "sheet/batch.h"
#include "summary/format.h"
#include "write/memory.h"
#include "write/screen.h"

#include <stdlib.h>
#include <string.h>

const option_row batch_option_rows[] = {
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(batch_options, pack), PACK_HELP, NULL},
    {"--id", NULL, "FACT", OPTION_TEXT, offsetof(batch_options, id),
     "name outcomes by FACT (default: by number, from 1)",
     "Refused profiles are named too if FACT can be read. Values that name several profiles are warned of, "
     "up to ten million of them."},
    {"--check", NULL, NULL, OPTION_FLAG, offsetof(batch_options, check),
     "only read the profiles, and say what would be refused",
     "Nothing is evaluated, and there are no results: the output names each cause, with the number of "
     "profiles, the first places and the remedy, and values of --id that name several profiles. It is JSON "
     "if FILE of -o ends in .json. The exit status is 4 if a profile would be refused."},
    {"--top", NULL, "N", OPTION_COUNT, offsetof(batch_options, top),
     "write only the first N entries (default: all; 3 with csv)", NULL},
    {"--format", NULL, FORMATS_WORDS(OUTCOME_FORMATS), OPTION_CHOICE, offsetof(batch_options, format),
     "output format",
     "ndjson is described in json.md. csv has a row for each profile, with the heads of its first entries "
     "side by side; csv-long has a row for each recommendation, and one for a profile without any. A cell "
     "that a spreadsheet would take for a formula gets an apostrophe before it, unless it is a number. html "
     "is one page that needs no other file. sqlite is a database with the tables outcomes, recommendations "
     "and run (docs/sqlite.md); name its file by -o. xlsx is a workbook for people, with the columns of "
     "--spreadsheet on a worksheet, the refused profiles on another, and the totals on a third; name its "
     "file by -o. worklist says for each client what to do first, why, and what to ask: a page, Markdown or "
     "CSV if FILE ends in .html, .md or .csv, else text. Who needs help most comes first: by the horizon of "
     "the first recommendation, the soonest first; then by its score; then by the number of warnings, which "
     "are contradictions to talk about; then by name. Who has no advice yet comes behind, and who could not "
     "be read last. With --top N it has the first N things to do."},
    {"--fields", NULL, "NAMES", OPTION_TEXT, offsetof(batch_options, fields),
     "what to write beside id and status (default: given,recommendations)",
     "The fields, joined by commas, are number, file, line, given, recommendations; of each recommendation "
     "certainty, score, priority, priority_open, title, summary, effort and horizon; and questions, derived, "
     "undetermined, warnings, diagnostics. Fields from title to warnings need the whole report, which takes "
     "several times as long. Without given and with --top, packs of thousands of rules take less time: rules "
     "that cannot bring anything among the first N are skipped."},
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
     "spreadsheets have decimal commas. The file begins with a mark by which spreadsheets know UTF-8. map: "
     "as --map and options say that the input is written. It goes with a worklist in CSV too; plain --format "
     "csv is as programs want it."},
    {"--spreadsheet-decimal", NULL, DECIMALS, OPTION_CHOICE, offsetof(batch_options, order.decimal),
     "decimal sign for a spreadsheet; usual is a comma with semicolon, else a point", NULL},
    {"--since", NULL, "RESULTS", OPTION_TEXT, offsetof(batch_options, order.since),
     "write what changed since these results: NDJSON or HTML by the name of FILE, else text",
     "RESULTS are those of an earlier run in NDJSON, plain or compressed; clients are found in them by --id. "
     "For each client who moved it says what is done (no rule calls for it any more), what is new, and what "
     "has become more or less pressing; then, facts that --facts wrote both times and that differ. Who is "
     "new, no longer here, or not to be found is said too. Write the earlier results with all entries, and "
     "with --fields given,recommendations,score,pack,as_of, so that another pack is noticed."},
    {"--where", NULL, "FEEL", OPTION_TEXT, offsetof(batch_options, order.where),
     "write only profiles for which FEEL is true",
     "FEEL speaks of facts by their names, and of results: given (the ids of what is given), first (the id "
     "of the first), score (its score) and questions (how many open questions may change the first places). "
     "A fact of the same name hides a result. Columns that --map keeps are texts. What is unknown is not "
     "true. Refused profiles are written, since nobody knows what is true of them. How many were left out is "
     "said at the end; a summary does not count them."},
    {"--sort", NULL, "NAMES", OPTION_TEXT, offsetof(batch_options, order.sort),
     "sort by these, joined by commas: score, given, questions or facts; -NAME descends",
     "score is that of the first recommendation. Numbers and dates ascend by value, texts by their "
     "characters or, if the vocabulary lists them, in its order. What is unknown comes last in either "
     "direction, and what is equal keeps the order of the input. Some 100 MiB of memory suffice for any "
     "number of profiles: the rest waits in a temporary file without a name, beside FILE or in $TMPDIR, "
     "which only its owner can read. Nothing is written before all profiles are read."},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(batch_options, output), OUTPUT_HELP,
     OUTPUT_MORE
     " An input that cannot be "
     "read ends the run without a result; if the results are a stream, the next input follows. Until then "
     "the file is FILE.advise-part. A signal that ends the run removes it; what SIGKILL leaves, the next run "
     "takes over. One run writes FILE at a time. An input is never FILE."},
    {"--sheets", NULL, "DIR", OPTION_TEXT, offsetof(batch_options, sheets),
     "write a sheet for each client into DIR, with an index; or all to FILE.html",
     "They are as 'advise --format html' writes them. The folder must be new or empty. A file's name is the "
     "number of the profile and the letters and digits of its --id; index.html leads to each, and names "
     "refused profiles with the reasons. If DIR ends in .html, it is one page for printing, on which each "
     "client begins a sheet of paper. Only the owner can read what is written. There are no other results. A "
     "run that was cut off is continued by --resume, unless it was asked for --sort, --where or --summary; "
     "until the folder is complete, index.html.run lies in it. FILE.html can be continued if it is begun "
     "with --append."},
    {"--sheet", NULL, "person|counselor", OPTION_CHOICE, offsetof(batch_options, sheet),
     "whom the sheets are for", "See 'advise --help'."},
    {"--append", NULL, NULL, OPTION_FLAG, offsetof(batch_options, append),
     "write to FILE at once, so that a run can be resumed",
     "The format is ndjson or sqlite, or sheets. Until FILE is complete, FILE.run lies beside it and says "
     "what the run was asked for."},
    {"--resume", NULL, NULL, OPTION_FLAG, offsetof(batch_options, resume),
     "with --append or --sheets DIR, continue where a run was cut off",
     "No result is lost or doubled. What follows the last complete result is undone. The pack, date, options "
     "and inputs must be those with which it was begun; inputs are told by their size and the time they were "
     "changed."},
    {"--summary", NULL, "FILE", OPTION_TEXT, offsetof(batch_options, summary),
     "also write a summary: JSON or HTML by the name of FILE, else text",
     "It says how often each recommendation is given and with which scores; what profiles were refused for; "
     "with --rules, which rules never fired, and for how many profiles the others did; and, if whole reports "
     "are made, which facts are not known and how many points of score wait for each. A rule fires if it "
     "gives evidence for or against a recommendation, or a value that counts. Entries past --top are not "
     "counted; the summary says how many they are. '-' is standard output."},
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

static void look_at_terminal(outcome_options *output, const arguments *a)
{
    const screen s = screen_on(stdout, &a->common);
    output->width = s.width;
    output->colour = s.colour;
}

bool batch_appends(const batch_options *o)
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
    words[1] = "batch";
    for (size_t i = 0; i < count; i++)
        words[i + 2] = a->words[i];
    helper_become(words[0], words);
    free(words);
    return wrong_usage("this advise was built without libxlsxwriter, which --format %s needs: use csv",
                       format);
}

static bool is_stdout(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

/// Where results go: at the end of others, nowhere, or into a file of a kind that standard output cannot be.
static int check_destination(const arguments *a, const outcome_format *format, const char *path)
{
    const batch_options *o = a->own;
    char names[80];
    const char *name = outcome_format_name(outcome_format_at(o->format));
    if (o->append && is_stdout(path))
        return wrong_usage("--append needs a file: name it with -o");
    if (o->check && (o->append || o->explain || o->facts != NULL || o->fields != NULL || o->summary != NULL ||
                     o->top > 0 || o->format > 0 || o->order.sort != NULL || o->order.where != NULL))
        return wrong_usage(
            "--check writes no results: it works with -o and options on how profiles are read only");
    if (o->resume && !batch_appends(o))
        return wrong_usage("--resume needs --append");
    if (o->append && !outcome_format_can(format, OUTCOME_CAN_RESUME))
        return wrong_usage("--append works only with --format %s",
                           outcome_formats_that_can(OUTCOME_CAN_RESUME, names, sizeof names));
    if (outcome_format_can(format, OUTCOME_IS_WORKBOOK) && !outcome_workbook_is_there)
        return run_elsewhere(a, name);
    if (outcome_format_can(format, OUTCOME_IS_DATABASE | OUTCOME_IS_WORKBOOK) && is_stdout(path))
        return wrong_usage("--format %s needs a file: name it with -o", name);
    return EXIT_DONE;
}

/// What is said of each profile.
static int check_contents(const batch_options *o, const outcome_format *format)
{
    char names[80];
    const char *name = outcome_format_name(outcome_format_at(o->format));
    if (o->fields != NULL && o->explain)
        return wrong_usage("--fields and --explain cannot be combined");
    if (o->fields != NULL && !outcome_format_can(format, OUTCOME_TAKES_FIELDS))
        return wrong_usage("--fields does not work with --format %s", name);
    if (o->explain && !outcome_format_can(format, OUTCOME_TAKES_REASONS))
        return wrong_usage("--explain works only with --format %s",
                           outcome_formats_that_can(OUTCOME_TAKES_REASONS, names, sizeof names));
    if (o->facts != NULL && !outcome_format_can(format, OUTCOME_TAKES_FACTS))
        return wrong_usage("--facts does not work with --format %s", name);
    return EXIT_DONE;
}

/// @param path  of the results
static int check_summary(const batch_options *o, const outcome_format *format, const char *path)
{
    if (o->summary != NULL && batch_appends(o))
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
    if (o->summary != NULL && is_stdout(path) && strcmp(o->summary, "-") == 0)
        return wrong_usage("results and summary cannot both go to standard output: name a file with -o");
    if (o->summary != NULL && !is_stdout(path) && strcmp(o->summary, path) == 0)
        return wrong_usage("results and summary cannot both go to '%s'", path);
    return EXIT_DONE;
}

static int choose_fields(const batch_options *o, outcome_options *output)
{
    const char *bad = NULL;
    size_t bad_length = 0;
    if (o->fields == NULL)
        output->fields = outcome_fields_usual(outcome_format_can(output->format, OUTCOME_IS_DATABASE));
    else if (!outcome_fields_read(&output->fields, o->fields, &bad, &bad_length))
        return complain_field(bad, bad_length);
    const outcome_field homeless = outcome_field_without_place(output);
    if (homeless != OUTCOME_FIELDS)
        return wrong_usage("the field '%s' has no place in %s", outcome_field_name(homeless),
                           output->format->title);
    return EXIT_DONE;
}

int check_batch_options(const arguments *a, outcome_options *output)
{
    const batch_options *o = a->own;
    const char *path = o->sheets != NULL ? o->sheets : o->output;
    if (check_sheets(o, a) != EXIT_DONE)
        return EXIT_USAGE;
    *output = (outcome_options){.explain = o->explain, .top = o->top, .by = o->by, .width = 80};
    output->format = o->sheets != NULL ? sheet_batch_format(o->sheets)
                                       : choose_format(&o->order, o->format, is_stdout(path) ? NULL : path,
                                                       &output->dialect);
    if (output->format == NULL)
        return EXIT_USAGE;
    if (is_stdout(path))
        look_at_terminal(output, a);
    else if (a->common.width > 0)
        output->width = screen_width(stdout, a->common.width);
    if (a->operand_count == 0)
        return wrong_usage("name an input: files of profiles, folders, or '-'");
    const outcome_format *format = output->format;
    if (check_jobs(o->jobs) != EXIT_DONE || check_destination(a, format, path) != EXIT_DONE ||
        check_contents(o, format) != EXIT_DONE || check_summary(o, format, path) != EXIT_DONE ||
        check_order_options(&o->order, format, batch_appends(o)) != EXIT_DONE ||
        check_since(o) != EXIT_DONE || guard_inputs(o->output, a) != EXIT_DONE ||
        guard_inputs(o->summary, a) != EXIT_DONE)
        return EXIT_USAGE;
    return choose_fields(o, output);
}
