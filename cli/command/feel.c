// advise feel [EXPRESSION…]: evaluates FEEL from the command line, from a stream, or at a prompt.
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"
#include "file/lines.h"
#include "prompt/feel_output.h"
#include "prompt/prompt.h"
#include "write/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct feel_options {
    const char *context, *profile, *pack, *as_of, *input;
    size_t format; ///< 0 text, 1 JSON
    bool explain, tokens, tree, strict;
    text_list sets, lets;
} feel_options;

static const option_row rows[] = {
    {"--context", NULL, "FILE", OPTION_TEXT, offsetof(feel_options, context),
     "take names and values from a YAML or JSON mapping",
     "Plain scalars are null, true, false, numbers, or else text; what is quoted is text. A plain scalar "
     "that begins with = is FEEL over the names before it, and so is the value of a mapping with the only "
     "key =."},
    {"--let", NULL, "NAME=FEEL", OPTION_TEXTS, offsetof(feel_options, lets),
     "give a name a value; may be repeated", "Later ones may use earlier ones."},
    {"--profile", NULL, "FILE", OPTION_TEXT, offsetof(feel_options, profile),
     "take the facts of a profile; implies --strict",
     "Derived facts and the constants of the pack are there too."},
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(feel_options, pack), PACK_HELP,
     "It is needed only with --profile."},
    {"--set", NULL, "FACT=FEEL", OPTION_TEXTS, offsetof(feel_options, sets),
     "try another value for a fact of the profile; may be repeated", NULL},
    {"--input", NULL, "FEEL", OPTION_TEXT, offsetof(feel_options, input),
     "read the expressions as unary tests (\"> 10, [1..5]\") of this value", NULL},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(feel_options, as_of), AS_OF_HELP, "It sets now() too."},
    {"--strict", NULL, NULL, OPTION_FLAG, offsetof(feel_options, strict),
     "treat unknown names and types that never fit as errors",
     "By default they give null and a warning, as the standard has it."},
    {"--explain", NULL, NULL, OPTION_FLAG, offsetof(feel_options, explain),
     "show what each part of the expression gives",
     "Of loops and filters the first rounds and the last are shown."},
    {"--tokens", NULL, NULL, OPTION_FLAG, offsetof(feel_options, tokens),
     "show the tokens instead of evaluating", NULL},
    {"--ast", NULL, NULL, OPTION_FLAG, offsetof(feel_options, tree),
     "show the syntax tree instead of evaluating",
     "Each node has its static type. Columns are separated by tabs."},
    {"--format", NULL, "text|json", OPTION_CHOICE, offsetof(feel_options, format), "output format",
     "JSON is one object for each expression, with its diagnostics."},
    {0}};

static int let_names(const common_options *common, advise_scope *scope, const text_list *lets)
{
    int status = EXIT_DONE;
    for (size_t i = 0; i < lets->count && status == EXIT_DONE; i++) {
        const char *value;
        advise_diagnostics *problems = NULL;
        char *name = pair_name(lets->items[i], &value);
        advise_status let = advise_scope_let(scope, name, value, &problems);
        free(name);
        status = say_problems(common, let, problems);
    }
    return status;
}

/// Every line of a stream is an expression; empty lines and comments are skipped.
static int show_lines(feel_output *o, advise_scope *scope)
{
    size_t found = 0;
    int status = EXIT_DONE;
    line_reader lines = lines_open("-");
    while (lines_next(&lines)) {
        const char *line = lines.line;
        size_t length = lines.length;
        while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
            length--;
        size_t blank = 0;
        while (blank < length && (line[blank] == ' ' || line[blank] == '\t'))
            blank++;
        if (blank == length || (length - blank >= 2 && strncmp(line + blank, "//", 2) == 0))
            continue;
        found++;
        int one = feel_show(o, scope, line, length, "<stdin>", lines.number);
        status = one > status ? one : status;
    }
    const char *problem = lines.problem;
    lines_close(&lines);
    if (problem != NULL) {
        (void)fprintf(stderr, "advise: standard input could not be read: %s\n", problem);
        return EXIT_IO;
    }
    if (found == 0)
        return wrong_usage("standard input has no expression");
    return status;
}

/// "-" is standard input; but as a unary test it is the test that everything passes.
static bool is_stream(const char *input, const char *operand)
{
    return input == NULL && strcmp(operand, "-") == 0;
}

static int show_all(feel_output *o, advise_scope *scope, const arguments *a)
{
    if (a->operand_count == 0) {
        bool person = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
        return person ? prompt_run(o, scope) : show_lines(o, scope);
    }
    int status = EXIT_DONE;
    for (size_t i = 0; i < a->operand_count; i++) {
        const char *text = a->operands[i];
        int one = is_stream(o->input, text) ? show_lines(o, scope)
                                            : feel_show(o, scope, text, strlen(text), NULL, 0);
        status = one > status ? one : status;
    }
    return status;
}

static int run_in_scope(feel_output *o, advise_scope *scope, const arguments *a)
{
    const feel_options *own = a->own;
    if (own->strict)
        advise_scope_set_strict(scope, true);
    int status = let_names(&a->common, scope, &own->lets);
    return status == EXIT_DONE ? show_all(o, scope, a) : status;
}

static int run_with_context(feel_output *o, advise_scope *scope, const arguments *a)
{
    const feel_options *own = a->own;
    int status = set_scope_date(scope, own->as_of);
    if (status != EXIT_DONE)
        return status;
    if (own->context != NULL) {
        advise_diagnostics *problems = NULL;
        advise_status read = advise_scope_read_file(scope, own->context, &problems);
        status = say_problems(&a->common, read, problems);
    }
    return status == EXIT_DONE ? run_in_scope(o, scope, a) : status;
}

static int run_with_report(feel_output *o, advise_scope *scope, advise_session *session, const arguments *a)
{
    const feel_options *own = a->own;
    const advise_report *report = NULL;
    advise_diagnostics *problems = NULL;
    advise_status ran = advise_run_file(session, own->profile, &report, &problems);
    int status = say_problems(&a->common, ran, problems);
    if (status != EXIT_DONE)
        return status;
    if (advise_scope_use_report(scope, report) != ADVISE_OK)
        return out_of_memory();
    return run_in_scope(o, scope, a);
}

static int run_with_profile(feel_output *o, advise_scope *scope, const arguments *a)
{
    const feel_options *own = a->own;
    int status = EXIT_DONE;
    advise_pack *pack = load_pack(own->pack, &a->common, &status);
    if (pack == NULL)
        return status;
    advise_session *session = open_session(pack, own->as_of, &own->sets, &status);
    if (session != NULL)
        status = run_with_report(o, scope, session, a);
    advise_session_free(session);
    advise_pack_free(pack);
    return status;
}

static const char *conflict(const feel_options *o, const arguments *a)
{
    const char *reads_input = o->context != NULL ? o->context : o->profile;
    bool from_stream = a->operand_count == 0;
    for (size_t i = 0; i < a->operand_count; i++)
        from_stream = from_stream || is_stream(o->input, a->operands[i]);
    if (o->explain + o->tokens + o->tree > 1)
        return "--explain, --tokens and --ast cannot be combined";
    if (o->context != NULL && o->profile != NULL)
        return "--context and --profile cannot be combined";
    if (o->profile == NULL && (o->pack != NULL || o->sets.count > 0))
        return "--pack and --set need --profile; to give a name a value use --let";
    if (reads_input != NULL && strcmp(reads_input, "-") == 0 && from_stream)
        return "standard input cannot have both the names and the expressions";
    return NULL;
}

static int run(const arguments *a)
{
    const feel_options *own = a->own;
    if (check_pairs("--let", &own->lets) != EXIT_DONE || check_pairs("--set", &own->sets) != EXIT_DONE)
        return EXIT_USAGE;
    const char *bad = conflict(own, a);
    if (bad != NULL)
        return wrong_usage("%s", bad);
    feel_output o = {.out = screen_on(stdout, &a->common),
                     .errors = screen_on(stderr, &a->common),
                     .json = own->format == 1,
                     .quiet = a->common.quiet,
                     .input = own->input,
                     .view = own->explain  ? FEEL_VIEW_EXPLANATION
                             : own->tokens ? FEEL_VIEW_TOKENS
                             : own->tree   ? FEEL_VIEW_TREE
                                           : FEEL_VIEW_VALUE};
    advise_scope *scope = advise_scope_new(NULL);
    if (scope == NULL)
        return out_of_memory();
    int status = own->profile != NULL ? run_with_profile(&o, scope, a) : run_with_context(&o, scope, a);
    advise_scope_free(scope);
    return status;
}

const command command_feel = {
    .name = "feel",
    .usage = "advise feel [OPTION…] [EXPRESSION…]",
    .summary = "Evaluate FEEL expressions ('-' is standard input).",
    .example = "advise feel --let 'x = [1, 2, 3]' 'sum(x) > 5'",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(feel_options),
    .run = run,
};
