// advise what-if PROFILE: what other advice would be given if something were otherwise, or is given since last time.
#include "command/input_guard.h"
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"
#include "report/contrast.h"
#include "report/place.h"
#include "write/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct what_if_options {
    const char *pack, *as_of, *other, *output;
    size_t format; ///< a position in `formats`
    size_t top;
    text_list said; ///< of --case and --set, in the order in which they were given
} what_if_options;

static const contrast_format *const formats[] = FORMATS_TABLE(CONTRAST_FORMATS);

static const option_row rows[] = {
    {"--set", NULL, "FACT=FEEL", OPTION_SEQUENCE, offsetof(what_if_options, said),
     "say something else; may be repeated",
     "NAME is a fact, or a field of one of its items: 'prospective_firms[Lund IP].size' by what names the "
     "item, "
     "'memos[2].text' by its number. The value is that of a FEEL expression over the facts of the profile."},
    {"--case", NULL, "NAME", OPTION_SEQUENCE, offsetof(what_if_options, said),
     "begin an alternative, to which each --set after it belongs",
     "What is set before the first --case holds in all of them, and in what they are compared with."},
    {"--profile", NULL, "OTHER", OPTION_TEXT, offsetof(what_if_options, other),
     "compare with another profile, such as that of today",
     "Items of a list are the same if they have the same name."},
    {"--top", NULL, "N", OPTION_COUNT, offsetof(what_if_options, top),
     "show only the first N entries, and what changes among them (default: all)", NULL},
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(what_if_options, pack), PACK_HELP, NULL},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(what_if_options, as_of), AS_OF_HELP,
     "It holds for both profiles."},
    {"--format", NULL, FORMATS_WORDS(CONTRAST_FORMATS), OPTION_CHOICE, offsetof(what_if_options, format),
     "output format", "The JSON is described in json.md."},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(what_if_options, output),
     "write the result to FILE (default: standard output)", OUTPUT_MORE},
    {0}};

// --- what is said ---

/// An alternative as the options say it.
typedef struct alternative {
    const char *name;
    advise_setting *settings;
    size_t setting_count;
} alternative;

/// What the options say, in order: first what holds in all cases, then the cases.
typedef struct alternatives {
    text_list common; ///< pairs NAME=FEEL
    alternative *cases;
    size_t case_count;
} alternatives;

static void free_alternatives(alternatives *out)
{
    for (size_t i = 0; i < out->case_count; i++) {
        for (size_t k = 0; k < out->cases[i].setting_count; k++)
            free((void *)(uintptr_t)out->cases[i].settings[k].name);
        free(out->cases[i].settings);
    }
    free(out->cases);
    free(out->common.items);
}

static bool is_option(const text_list *said, size_t at, const char *name)
{
    return strcmp(said->items[at], name) == 0;
}

static void add_case(alternatives *out, const char *name, size_t most_settings)
{
    advise_setting *settings = must_have(calloc(most_settings + 1, sizeof *settings));
    out->cases[out->case_count++] = (alternative){.name = name, .settings = settings};
}

static void add_setting(alternative *to, const char *pair)
{
    const char *value;
    const char *name = pair_name(pair, &value);
    to->settings[to->setting_count++] = (advise_setting){name, value};
}

/// Sorts the options into cases. Without a --case, the --set are one.
static alternatives read_alternatives(const what_if_options *o)
{
    const text_list *said = &o->said;
    const size_t most = said->count / 2;
    alternatives out = {.cases = must_have(calloc(most + 1, sizeof *out.cases)),
                        .common.items = must_have(calloc(most + 1, sizeof *out.common.items))};
    bool has_cases = o->other != NULL;
    for (size_t i = 0; i < said->count; i += 2)
        has_cases = has_cases || is_option(said, i, "--case");
    if (!has_cases || o->other != NULL)
        add_case(&out, "what if", most);
    for (size_t i = 0; i < said->count; i += 2) {
        if (is_option(said, i, "--case"))
            add_case(&out, said->items[i + 1], most);
        else if (out.case_count == 0)
            out.common.items[out.common.count++] = said->items[i + 1];
        else
            add_setting(&out.cases[out.case_count - 1], said->items[i + 1]);
    }
    return out;
}

static int check_usage(const arguments *a)
{
    const what_if_options *o = a->own;
    text_list pairs = {.items = must_have(calloc(o->said.count + 1, sizeof *pairs.items))};
    const char *inputs[] = {a->operand_count > 0 ? a->operands[0] : "", o->other};
    arguments both = *a;
    both.operands = inputs;
    both.operand_count = o->other != NULL ? 2 : a->operand_count;
    for (size_t i = 0; i < o->said.count; i += 2) {
        if (is_option(&o->said, i, "--set"))
            pairs.items[pairs.count++] = o->said.items[i + 1];
    }
    int status = check_pairs("--set", &pairs);
    if (status != EXIT_DONE)
        ;
    else if (a->operand_count != 1)
        status =
            wrong_usage("name one profile%s", a->operand_count > 1 ? ": another comes after --profile" : "");
    else if (o->other != NULL && o->said.count > 0)
        status = wrong_usage("--profile compares two files as they are, without --set and --case");
    else if (o->other == NULL && o->said.count == 0)
        status = wrong_usage("say what would be otherwise: --set 'NAME=VALUE', or --profile OTHER");
    else
        status = guard_inputs(o->output, &both);
    free(pairs.items);
    return status;
}

// --- what comes of it ---

/// Makes a contrast for each case. What is wrong with one does not keep the others from being looked at.
static int make_contrasts(const arguments *a, const alternatives *said, const advise_report *report,
                          contrast_case *cases)
{
    const what_if_options *o = a->own;
    int status = EXIT_DONE;
    for (size_t i = 0; i < said->case_count; i++) {
        const alternative *one = &said->cases[i];
        const advise_alternative asked = {
            .file = o->other, .settings = one->settings, .setting_count = one->setting_count};
        advise_contrast *contrast = NULL;
        advise_diagnostics *problems = NULL;
        const advise_status made = advise_contrast_new(report, &asked, &contrast, &problems);
        cases[i] = (contrast_case){o->other != NULL ? place_file_name(o->other) : one->name, contrast};
        if (said->case_count > 1 && problems != NULL && !(a->common.quiet && contrast != NULL)) {
            (void)fputs("advise: in the case '", stderr);
            screen_safe(stderr, one->name);
            (void)fputs("':\n", stderr);
        }
        const int one_status = say_problems(&a->common, made, problems);
        status = one_status > status ? one_status : status;
    }
    return status;
}

static int write_result(const arguments *a, const contrast_output *result)
{
    const what_if_options *o = a->own;
    output_file out;
    if (!output_open(&out, o->output))
        return EXIT_IO;
    const screen s = screen_on(out.stream, &a->common);
    formats[o->format]->write(&s, result);
    return close_with_report(&out, result->base);
}

/// @param state  the alternatives
static int compare(const arguments *a, const advise_pack *pack, const advise_report *report,
                   const void *state)
{
    const what_if_options *o = a->own;
    const alternatives *said = state;
    contrast_case *cases = must_have(calloc(said->case_count + 1, sizeof *cases));
    const contrast_output result = {.pack = pack,
                                    .base = report,
                                    .base_name =
                                        o->other != NULL ? place_file_name(a->operands[0]) : "as it is",
                                    .cases = cases,
                                    .case_count = said->case_count,
                                    .is_other_profile = o->other != NULL,
                                    .top = o->top};
    int status = make_contrasts(a, said, report, cases);
    if (status == EXIT_DONE)
        status = write_result(a, &result);
    for (size_t i = 0; i < said->case_count; i++)
        advise_contrast_free(cases[i].contrast);
    free(cases);
    return status;
}

static int run(const arguments *a)
{
    const what_if_options *o = a->own;
    int status = check_usage(a);
    if (status != EXIT_DONE)
        return status;
    alternatives said = read_alternatives(o);
    const report_question question = {o->pack, o->as_of, &said.common, compare, &said};
    status = answer_for_profile(a, &question);
    free_alternatives(&said);
    return status;
}

const command command_what_if = {
    .name = "what-if",
    .usage = "advise what-if [OPTION…] PROFILE",
    .summary = "Show what other advice would be given if something were otherwise.",
    .example = "advise what-if me.yaml --set 'prospective_firms[Lund IP].size=\"large\"'",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(what_if_options),
    .run = run,
};
