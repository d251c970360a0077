// advise check PACK…: everything that is wrong with a rule pack, and what is most likely not meant.
#include "command/pack_argument.h"
#include "report/report.h"

#include <string.h>

enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_GITHUB };

typedef struct check_options {
    size_t format;
    const char *explain;
    bool strict;
} check_options;

static const option_row rows[] = {
    {"--format", NULL, "text|json|sarif|github", OPTION_CHOICE, offsetof(check_options, format),
     "how to write the result"},
    {"--explain", NULL, "CODE", OPTION_TEXT, offsetof(check_options, explain),
     "say what a code means; 'all' lists them"},
    {"--strict", NULL, NULL, OPTION_FLAG, offsetof(check_options, strict), "notes are findings too"},
    {0}};

/// How many diagnostics there are of each kind.
typedef struct tally {
    size_t of[3]; ///< by severity, those apart that the pack allows
    size_t allowed;
} tally;

static tally count(const advise_diagnostics *problems)
{
    tally t = {0};
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++) {
        advise_diagnostic one = advise_diagnostics_get(problems, i);
        if (one.allowed[0] != '\0')
            t.allowed++;
        else
            t.of[one.severity]++;
    }
    return t;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_summary(const char *folder, const advise_pack *pack, const tally *t)
{
    if (pack == NULL) {
        (void)printf("%s: %zu error%s, %zu warning%s\n", folder, t->of[ADVISE_ERROR],
                     plural(t->of[ADVISE_ERROR]), t->of[ADVISE_WARNING], plural(t->of[ADVISE_WARNING]));
        return;
    }
    size_t rules = advise_pack_rule_count(pack);
    size_t recommendations = advise_pack_recommendation_count(pack);
    size_t facts = advise_pack_fact_count(pack);
    size_t sources = advise_pack_source_count(pack);
    (void)printf("%s: %zu rule%s, %zu recommendation%s, %zu fact%s, %zu source%s; %zu warning%s", folder,
                 rules, plural(rules), recommendations, plural(recommendations), facts, plural(facts),
                 sources, plural(sources), t->of[ADVISE_WARNING], plural(t->of[ADVISE_WARNING]));
    if (t->of[ADVISE_NOTE] > 0)
        (void)printf(", %zu note%s", t->of[ADVISE_NOTE], plural(t->of[ADVISE_NOTE]));
    if (t->allowed > 0)
        (void)printf(", %zu allowed", t->allowed);
    (void)fputs("\n", stdout);
}

static void print_problems(const arguments *a, const char *folder, const advise_pack *pack,
                           const advise_diagnostics *problems, sarif_log *log)
{
    const check_options *o = a->own;
    screen out = screen_on(stdout, &a->common);
    tally t = count(problems);
    switch (o->format) {
    case FORMAT_JSON: diagnostics_json(stdout, folder, problems); return;
    case FORMAT_SARIF: sarif_run(log, problems); return;
    case FORMAT_GITHUB: diagnostics_github(stdout, problems); return;
    default: break;
    }
    diagnostics_text(&out, problems, a->common.quiet);
    if (!a->common.quiet)
        print_summary(folder, pack, &t);
}

static int check_one(const arguments *a, const char *folder, sarif_log *log)
{
    const check_options *o = a->own;
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    advise_status status = open_pack(folder, &a->common, &pack, &problems);
    if (status == ADVISE_OK)
        status = advise_pack_check(pack, &problems);
    print_problems(a, folder, pack, problems, log);
    tally t = count(problems);
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    if (status == ADVISE_NO_MEMORY)
        (void)fprintf(stderr, "advise: %s: out of memory\n", folder);
    if (status == ADVISE_IO_FAILED)
        return EXIT_IO;
    bool found = t.of[ADVISE_ERROR] + t.of[ADVISE_WARNING] + (o->strict ? t.of[ADVISE_NOTE] : 0) > 0;
    return status == ADVISE_NO_MEMORY ? EXIT_BUG : found ? EXIT_FINDINGS : EXIT_DONE;
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
        return wrong_usage("name a pack to check");
    sarif_log log = {0};
    if (o->format == FORMAT_SARIF)
        log = sarif_begin(stdout);
    for (size_t i = 0; i < a->operand_count; i++) {
        int one = check_one(a, a->operands[i], &log);
        status = one > status ? one : status;
    }
    if (a->operand_count == 0)
        status = check_one(a, folder, &log);
    if (o->format == FORMAT_SARIF)
        sarif_end(&log);
    return status;
}

const command command_check = {"check",
                               "advise check [OPTION…] [PACK…]",
                               "Say what is wrong with a rule pack.",
                               rows,
                               sizeof(check_options),
                               run};
