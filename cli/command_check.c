// advise check PACK…: everything that is wrong with a rule pack.
#include "pack_argument.h"
#include "report.h"

typedef struct check_options {
    size_t format; ///< 0 text, 1 JSON
} check_options;

static const option_row rows[] = {{"--format", NULL, "text|json", OPTION_CHOICE,
                                   offsetof(check_options, format), "how to write the result"},
                                  {0}};

static int check_one(const arguments *a, const char *folder)
{
    const check_options *o = a->own;
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    screen out = screen_on(stdout, &a->common);
    advise_status status = open_pack(folder, &a->common, &pack, &problems);
    size_t count = advise_diagnostics_count(problems);
    size_t errors = 0;
    for (size_t i = 0; i < count; i++)
        errors += advise_diagnostics_get(problems, i).is_error;
    if (o->format == 1)
        diagnostics_json(stdout, folder, problems);
    else
        diagnostics_text(&out, problems, a->common.quiet);
    if (o->format == 0 && !a->common.quiet && pack != NULL)
        (void)printf("%s: %zu rules, %zu recommendations, %zu facts, %zu sources; %zu warnings\n", folder,
                     advise_pack_rule_count(pack), advise_pack_recommendation_count(pack),
                     advise_pack_fact_count(pack), advise_pack_source_count(pack), count);
    else if (o->format == 0 && !a->common.quiet)
        (void)printf("%s: %zu errors, %zu warnings\n", folder, errors, count - errors);
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    if (status == ADVISE_NO_MEMORY)
        (void)fprintf(stderr, "advise: %s: out of memory\n", folder);
    if (status == ADVISE_IO_FAILED)
        return EXIT_IO;
    return status == ADVISE_NO_MEMORY ? EXIT_BUG : count > 0 ? EXIT_FINDINGS : EXIT_DONE;
}

static int run(const arguments *a)
{
    const char *folder = default_pack();
    int status = EXIT_DONE;
    if (a->operand_count == 0 && folder == NULL)
        return wrong_usage("name a pack to check");
    for (size_t i = 0; i < a->operand_count; i++) {
        int one = check_one(a, a->operands[i]);
        status = one > status ? one : status;
    }
    return a->operand_count > 0 ? status : check_one(a, folder);
}

const command command_check = {"check",
                               "advise check [OPTION…] [PACK…]",
                               "Say what is wrong with a rule pack.",
                               rows,
                               sizeof(check_options),
                               run};
