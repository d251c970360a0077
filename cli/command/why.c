// advise why PROFILE [REC[:ITEM]]: what a piece of advice rests on.
#include "report/why.h"
#include "command/input_guard.h"
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"

typedef struct why_options {
    const char *pack, *as_of, *output;
    size_t format; ///< a position in `formats`
    text_list sets;
} why_options;

static const why_format *const formats[] = FORMATS_TABLE(WHY_FORMATS);

static const option_row rows[] = {
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(why_options, pack), PACK_HELP, NULL},
    {"--format", NULL, FORMATS_WORDS(WHY_FORMATS), OPTION_CHOICE, offsetof(why_options, format),
     "output format", "The JSON is described in json.md. 'dot' is a graph for Graphviz, 'html' a page."},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(why_options, as_of), AS_OF_HELP, NULL},
    {"--set", NULL, "FACT=FEEL", OPTION_TEXTS, offsetof(why_options, sets), SET_HELP, SET_MORE},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(why_options, output), OUTPUT_HELP, OUTPUT_MORE},
    {0}};

static int write_proofs(const arguments *a, const why_report *report)
{
    const why_options *o = a->own;
    output_file out;
    if (!output_open(&out, o->output))
        return EXIT_IO;
    const screen s = screen_on(out.stream, &a->common);
    formats[o->format]->write(&s, report);
    return close_with_report(&out, report->report);
}

static int answer(const arguments *a, const advise_pack *pack, const advise_report *report, const void *state)
{
    (void)state;
    advise_diagnostics *problems = NULL;
    advise_target target = {"", ""};
    const bool is_one = a->operand_count > 1;
    const advise_status found =
        is_one ? advise_report_find(report, a->operands[1], &target, &problems) : ADVISE_OK;
    if (found != ADVISE_OK)
        return say_problems(&a->common, found, problems);
    why_report why = {
        .pack = pack, .report = report, .profile = a->operands[0], .target = is_one ? &target : NULL};
    int status = exit_status_of(why_prove(&why));
    if (status == EXIT_DONE)
        status = write_proofs(a, &why);
    why_free(&why);
    return status;
}

static int run(const arguments *a)
{
    const why_options *o = a->own;
    const report_question question = {o->pack, o->as_of, &o->sets, answer, NULL};
    if (check_pairs("--set", &o->sets) != EXIT_DONE || guard_inputs(o->output, a) != EXIT_DONE)
        return EXIT_USAGE;
    if (a->operand_count == 0 || a->operand_count > 2)
        return wrong_usage("why takes a profile and one recommendation, or a profile alone");
    return answer_for_profile(a, &question);
}

const command command_why = {
    .name = "why",
    .usage = "advise why [OPTION…] PROFILE [REC[:ITEM]]",
    .summary = "Prove advice from the profile's lines, one recommendation or all.",
    .example = "advise why me.yaml apply-to-firm:Lund",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(why_options),
    .run = run,
};
