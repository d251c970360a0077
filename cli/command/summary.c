// advise summary RESULTS…: what a cohort was advised, from the results of advise batch.
#include "command/input_guard.h"
#include "command/pack_argument.h"
#include "command/terminal.h"
#include "file/output.h"
#include "options.h"
#include "summary/format.h"
#include "summary/read.h"

typedef struct summary_arguments {
    size_t format; ///< a position among SUMMARY_FORMATS
    const char *output, *by, *pack;
    size_t min_group;
    bool rules;
} summary_arguments;

static const option_row rows[] = {
    {"--format", NULL, FORMATS_WORDS(SUMMARY_FORMATS), OPTION_CHOICE, offsetof(summary_arguments, format),
     "output format", NULL},
    {"--by", NULL, "FACT", OPTION_TEXT, offsetof(summary_arguments, by),
     "also count for each value of FACT, written with 'batch --facts'", NULL},
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(summary_arguments, pack),
     "name recommendations and questions in the words of PACK (default: as the summary of a batch does)",
     "Results have ids, and titles for one person each."},
    {"--min-group", NULL, "N", OPTION_COUNT, offsetof(summary_arguments, min_group), MIN_GROUP_HELP,
     MIN_GROUP_MORE},
    {"--rules", NULL, NULL, OPTION_FLAG, offsetof(summary_arguments, rules), SUMMARY_RULES_HELP, NULL},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(summary_arguments, output), OUTPUT_HELP, OUTPUT_MORE},
    {0}};

static int write_summary(const arguments *a, summary *s)
{
    const summary_arguments *o = a->own;
    output_file out;
    if (!output_open(&out, o->output))
        return EXIT_IO;
    screen page = screen_on(out.stream, &a->common);
    const summary_options asked = {o->min_group, o->rules};
    bool good = summary_write(&page, s, &asked, summary_format_at(o->format));
    if (!output_close(&out, good))
        return EXIT_IO;
    return good ? EXIT_DONE : out_of_memory();
}

static int add_titles(const arguments *a, summary *s)
{
    const summary_arguments *o = a->own;
    int status = EXIT_DONE;
    advise_pack *pack = load_pack(o->pack, &a->common, &status);
    if (pack != NULL)
        summary_add_titles(s, pack);
    advise_pack_free(pack);
    return status;
}

static int run(const arguments *a)
{
    const summary_arguments *o = a->own;
    summary s = {0};
    int status = EXIT_DONE;
    if (a->operand_count == 0)
        return wrong_usage("name results of 'advise batch', or summaries in JSON");
    if (guard_inputs(o->output, a) != EXIT_DONE)
        return EXIT_USAGE;
    for (size_t i = 0; i < a->operand_count && status == EXIT_DONE; i++)
        status = summary_read(&s, o->by, a->operands[i]);
    if (status == EXIT_DONE && s.profiles == 0) {
        (void)fputs("advise: there was no result to sum up\n", stderr);
        status = EXIT_BAD_PROFILE;
    }
    if (status == EXIT_DONE && o->pack != NULL)
        status = add_titles(a, &s);
    if (status == EXIT_DONE)
        status = write_summary(a, &s);
    summary_free(&s);
    return status;
}

const command command_summary = {
    .name = "summary",
    .usage = "advise summary [OPTION…] RESULTS…",
    .summary = "Sum up the results of 'advise batch'.",
    .example = "advise summary results.ndjson --format html -o summary.html",
    .common = COMMON_PACK_PATH | COMMON_SCREEN,
    .rows = rows,
    .size = sizeof(summary_arguments),
    .run = run,
};
