// advise check PACK…: everything that is wrong with a rule pack, and what was most likely not meant.
#include "command/pack_argument.h"
#include "command/terminal.h"
#include "report/diagnostics.h"

#include <string.h>

typedef struct check_options {
    size_t format; ///< a position in `formats`
    const char *explain;
    bool strict, plan;
} check_options;

static const diagnostics_format *const formats[] = FORMATS_TABLE(DIAGNOSTICS_FORMATS);

static const option_row rows[] = {
    {"--format", NULL, FORMATS_WORDS(DIAGNOSTICS_FORMATS), OPTION_CHOICE, offsetof(check_options, format),
     "output format",
     "The JSON is described in json.md. sarif is a SARIF 2.1.0 log for code "
     "scanning and editors; github writes workflow commands."},
    {"--explain", NULL, "CODE", OPTION_TEXT, offsetof(check_options, explain),
     "explain a code, such as never-fires; 'all' lists the codes", "Nothing is checked then."},
    {"--plan", NULL, NULL, OPTION_FLAG, offsetof(check_options, plan),
     "also note which rules a batch evaluates for one person at a time, and why",
     "The others are evaluated for 64 people at once. The advice is the same; a "
     "batch of a large cohort takes longer the more of such notes there are."},
    {"--strict", NULL, NULL, OPTION_FLAG, offsetof(check_options, strict), "treat notes as findings",
     "They make the exit status 1."},
    {0}};

static int check_one(const arguments *a, const char *folder, diagnostics_output *out)
{
    const check_options *o = a->own;
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    advise_status status = open_pack(folder, NEEDS_SOURCES, &a->common, &pack, &problems);
    if (status == ADVISE_OK && o->plan)
        status = advise_pack_plan(pack, &problems);
    if (status == ADVISE_OK)
        status = advise_pack_check(pack, &problems);
    formats[o->format]->write(out, folder, pack, problems);
    diagnostics_tally t = diagnostics_count(problems);
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    if (status == ADVISE_NO_MEMORY || status == ADVISE_IO_FAILED || status == ADVISE_MISSING)
        return exit_status_of(status); // nothing was checked: no findings, but no pack either
    bool found = t.of[ADVISE_ERROR] + t.of[ADVISE_WARNING] + (o->strict ? t.of[ADVISE_NOTE] : 0) > 0;
    return found ? EXIT_FINDINGS : EXIT_DONE;
}

// --- codes ---

/// Text with two spaces before each line.
static void print_indented(const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        (void)printf("  %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

static void print_code(const screen *s, const advise_code *c)
{
    (void)printf("%s (%s): %s\n", c->code, severity_name(c->severity), c->meaning);
    if (c->explanation[0] != '\0') {
        (void)fputs("\n", stdout);
        screen_wrap(s, "  ", INK_PLAIN, 2, c->explanation, INK_PLAIN);
    }
    if (c->example[0] != '\0') {
        (void)fputs("\nFor example:\n\n", stdout);
        print_indented(c->example);
    }
    if (c->severity != ADVISE_ERROR)
        (void)fputs("\nA pack can allow it, with a reason, under the key 'allow'.\n", stdout);
}

static int explain(const arguments *a, const char *code)
{
    screen out = screen_on(stdout, &a->common);
    bool all = strcmp(code, "all") == 0;
    for (size_t i = 0; i < advise_code_count(); i++) {
        advise_code c = advise_code_get(i);
        if (all)
            (void)printf("%-24s %-8s %s\n", c.code, severity_name(c.severity), c.meaning);
        else if (strcmp(c.code, code) == 0) {
            print_code(&out, &c);
            return EXIT_DONE;
        }
    }
    return all ? EXIT_DONE : wrong_usage("there is no code '%s'; --explain all lists them", code);
}

static int run(const arguments *a)
{
    const check_options *o = a->own;
    const char *folder = default_pack();
    int status = EXIT_DONE;
    if (o->explain != NULL)
        return explain(a, o->explain);
    if (a->operand_count == 0 && folder == NULL)
        return complain_no_default();
    const diagnostics_format *format = formats[o->format];
    diagnostics_output out = {.screen = screen_on(stdout, &a->common), .quiet = a->common.quiet};
    if (format->begin != NULL)
        format->begin(&out);
    for (size_t i = 0; i < a->operand_count; i++) {
        int one = check_one(a, a->operands[i], &out);
        status = one > status ? one : status;
    }
    if (a->operand_count == 0)
        status = check_one(a, folder, &out);
    if (format->end != NULL)
        format->end(&out);
    return status;
}

const command command_check = {
    .name = "check",
    .usage = "advise check [OPTION…] [PACK…]",
    .summary = "Report what is wrong with a rule pack (default: paralegal).",
    .example = "advise check ours --strict",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(check_options),
    .run = run,
};
