// advise why-not PROFILE REC[:ITEM]: what keeps a recommendation from being given, and the cheapest changes that would bring it.
#include "report/why_not.h"
#include "command/input_guard.h"
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"
#include "write/deadline.h"

enum {
    /// Rules that are evaluated in all tries of a search, if no time is given: on the paralegal pack, about a second. It is counted, so that the
    /// answer is the same on a busy machine.
    WORK_OF_SEARCH = 2500000,
    LEAST_TRIES = 200, ///< for each answer
};

typedef struct why_not_options {
    const char *pack, *as_of, *output;
    size_t format; ///< a position in `formats`
    size_t top, seconds;
    bool all;
    text_list sets;
} why_not_options;

static const why_not_format *const formats[] = FORMATS_TABLE(WHY_NOT_FORMATS);

static const option_row rows[] = {
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(why_not_options, pack), PACK_HELP, NULL},
    {"--format", NULL, FORMATS_WORDS(WHY_NOT_FORMATS), OPTION_CHOICE, offsetof(why_not_options, format),
     "output format", "The JSON is described in json.md."},
    {"--top", NULL, "N", OPTION_COUNT, offsetof(why_not_options, top),
     "ask what would bring it among the first N entries",
     "Without it, the question is what would give it at all."},
    {"--all", NULL, NULL, OPTION_FLAG, offsetof(why_not_options, all),
     "show every rule and every set of changes", NULL},
    {"--seconds", NULL, "S", OPTION_COUNT, offsetof(why_not_options, seconds),
     "how long to search for changes (default: about a second)",
     "If the search is ended before it is done, the answer says so. Without this option, what it tries is "
     "counted and not timed, so that the same question has the same answer on every machine."},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(why_not_options, as_of), AS_OF_HELP, NULL},
    {"--set", NULL, "FACT=FEEL", OPTION_TEXTS, offsetof(why_not_options, sets), SET_HELP, SET_MORE},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(why_not_options, output), OUTPUT_HELP, OUTPUT_MORE},
    {0}};

static int write_answers(const arguments *a, const why_not_report *report)
{
    const why_not_options *o = a->own;
    output_file out;
    if (!output_open(&out, o->output))
        return EXIT_IO;
    const screen s = screen_on(out.stream, &a->common);
    formats[o->format]->write(&s, report);
    return close_with_report(&out, report->report);
}

/// What was tried for an answer.
typedef struct try_count {
    size_t tries;  ///< for all answers
    size_t answer; ///< the one that is searched for
    size_t tried;  ///< for it
} try_count;

/// `should_stop` of advise_why_not_options: each of the answers has an equal share of the tries. The state is a try_count.
static bool has_tried_enough(void *state, size_t answer, size_t answers)
{
    try_count *c = state;
    const size_t share = c->tries / answers;
    c->tried = c->answer == answer ? c->tried + 1 : 1;
    c->answer = answer;
    return c->tried > (share > LEAST_TRIES ? share : LEAST_TRIES);
}

static int answer(const arguments *a, const advise_pack *pack, const advise_report *report, const void *state)
{
    (void)state;
    const why_not_options *o = a->own;
    advise_diagnostics *problems = NULL;
    advise_target target = {"", ""};
    const advise_status found = advise_report_find(report, a->operands[1], &target, &problems);
    if (found != ADVISE_OK)
        return say_problems(&a->common, found, problems);
    why_not_report why = {
        .report = report, .profile = a->operands[0], .target = &target, .top = o->top, .all = o->all};
    deadline d = deadline_in((double)o->seconds, NULL);
    try_count c = {.tries = WORK_OF_SEARCH / (advise_pack_rule_count(pack) + 1)};
    const advise_why_not_options asked = {.top = o->top,
                                          .should_stop =
                                              o->seconds > 0 ? deadline_of_answer : has_tried_enough,
                                          .state = o->seconds > 0 ? (void *)&d : (void *)&c};
    const advise_status status = advise_report_why_not(report, &target, &asked, &why.why_not);
    return status == ADVISE_OK ? write_answers(a, &why) : exit_status_of(status);
}

static int run(const arguments *a)
{
    const why_not_options *o = a->own;
    const report_question question = {o->pack, o->as_of, &o->sets, answer, NULL};
    if (check_pairs("--set", &o->sets) != EXIT_DONE || guard_inputs(o->output, a) != EXIT_DONE)
        return EXIT_USAGE;
    if (a->operand_count != 2)
        return wrong_usage("why-not takes a profile and one recommendation");
    return answer_for_profile(a, &question);
}

const command command_why_not = {
    .name = "why-not",
    .usage = "advise why-not [OPTION…] PROFILE REC[:ITEM]",
    .summary = "Say what keeps advice from being given, and which changes would bring it.",
    .example = "advise why-not me.yaml apply-to-firm:Lund --top 3",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(why_not_options),
    .run = run,
};
