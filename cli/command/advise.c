// advise PROFILE…: ranked advice with reasons.
#include "command/input_guard.h"
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"
#include "file/output.h"
#include "report/report.h"
#include "sheet/sheet.h"

typedef struct advise_options {
    const char *pack, *as_of, *output;
    size_t format; ///< a position in `formats`
    size_t sheet;  ///< a position in SHEETS
    report_options report;
    text_list sets;
} advise_options;

#define ALL_FORMATS(ROW, type)                                                                               \
    REPORT_FORMATS(ROW, type)                                                                                \
    SHEET_FORMATS(ROW, type)

static const report_format *const formats[] = FORMATS_TABLE(ALL_FORMATS);

enum { SHEET_OF_COUNSELOR = 1 }; // the second of SHEETS
#define SHEETS "person|counselor"

static const option_row rows[] = {
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(advise_options, pack), PACK_HELP, NULL},
    {"--format", NULL, FORMATS_WORDS(ALL_FORMATS), OPTION_CHOICE, offsetof(advise_options, format),
     "output format",
     "The JSON is described in json.md. HTML and Markdown are a sheet to take home: HTML for a phone or "
     "paper, in one file; Markdown for "
     "mail."},
    {"--sheet", NULL, SHEETS, OPTION_CHOICE, offsetof(advise_options, sheet), "whom a sheet is for",
     "The counselor's also says what was nearly advised and what is in its way, which rules wait for which "
     "answers, warnings, and "
     "the profile's notes."},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(advise_options, output),
     "write the result to FILE (default: standard output)", "Only its owner can read the file."},
    {"--top", NULL, "N", OPTION_COUNT, offsetof(advise_options, report.top),
     "show only the first N entries (default: all)", NULL},
    {"--all", NULL, NULL, OPTION_FLAG, offsetof(advise_options, report.all),
     "also show what was withheld or below the threshold", "Every reason and every next step is shown then."},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(advise_options, as_of), AS_OF_HELP,
     "The report states it."},
    {"--set", NULL, "FACT=FEEL", OPTION_TEXTS, offsetof(advise_options, sets), SET_HELP, SET_MORE},
    {0}};

/// @param printed  how many reports were written; counts this one
static int advise_one(advise_session *session, const advise_pack *pack, const arguments *a, const char *path,
                      FILE *stream, size_t *printed)
{
    const advise_options *o = a->own;
    const advise_report *report = NULL;
    advise_diagnostics *problems = NULL;
    screen out = screen_on(stream, &a->common);
    advise_status ran = advise_run_file(session, path, &report, &problems);
    (void)fflush(stream);
    int status = say_problems(&a->common, ran, problems);
    if (report == NULL)
        return status;
    for (size_t i = 0; !a->common.quiet && i < advise_report_warning_count(report); i++) {
        advise_warning w = advise_report_warning(report, i);
        (void)fprintf(stderr, "advise: warning: rule %s: ", w.rule);
        screen_safe(stderr, w.message);
        (void)fprintf(stderr, " [%s]\n", w.code);
    }
    const report_format *format = formats[o->format];
    if (*printed > 0 && format->between != NULL)
        (void)fputs(format->between, stream);
    report_options shown = o->report;
    shown.explain_signs = *printed == 0;
    shown.counselor = o->sheet == SHEET_OF_COUNSELOR;
    (*printed)++;
    format->write(&out, &shown, pack, report);
    return advise_report_is_complete(report) ? EXIT_DONE : out_of_memory();
}

static int advise_all(advise_session *session, const advise_pack *pack, const arguments *a)
{
    const advise_options *o = a->own;
    size_t printed = 0;
    int status = EXIT_DONE;
    output_file out;
    if (!output_open(&out, o->output))
        return EXIT_IO;
    for (size_t i = 0; i < a->operand_count && status != EXIT_NO_MEMORY; i++) {
        int one = advise_one(session, pack, a, a->operands[i], out.stream, &printed);
        status = one > status ? one : status;
    }
    return output_close(&out, printed > 0 && status != EXIT_NO_MEMORY) ? status : EXIT_IO;
}

static int run(const arguments *a)
{
    const advise_options *o = a->own;
    int status = EXIT_DONE;
    if (check_pairs("--set", &o->sets) != EXIT_DONE)
        return EXIT_USAGE;
    if (a->operand_count == 0)
        return wrong_usage("name a profile to advise on");
    if (formats[o->format] == &sheet_as_html && a->operand_count > 1)
        return wrong_usage("a page is for one person: name one profile");
    if (o->sheet == SHEET_OF_COUNSELOR && formats[o->format] != &sheet_as_html &&
        formats[o->format] != &sheet_as_markdown)
        return wrong_usage("--sheet counselor is for --format html or markdown");
    if (guard_inputs(o->output, a) != EXIT_DONE)
        return EXIT_USAGE;
    advise_pack *pack = load_pack(o->pack, &a->common, &status);
    if (pack == NULL)
        return status;
    advise_session *session = open_session(pack, o->as_of, &o->sets, &status);
    if (session != NULL) {
        (void)advise_session_set_places(session, o->report.top);
        status = advise_all(session, pack, a);
    }
    advise_session_free(session);
    advise_pack_free(pack);
    return status;
}

const command command_advise = {
    .name = "",
    .usage = "advise [OPTION…] PROFILE…",
    .summary = "Advise on each profile ('-' is standard input).",
    .example = "advise me.yaml --top 3 --set 'wanted_specialty=\"family\"'",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(advise_options),
    .run = run,
};
