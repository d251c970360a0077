// advise PROFILE… and advise check PACK….
#include "report.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static screen screen_on(FILE *out, const options *o)
{
    return (screen){out, screen_width(out, o->width), screen_colour(out, o->no_colour)};
}

static int status_of(advise_status status)
{
    return status == ADVISE_NO_MEMORY ? EXIT_BUG : (int)status;
}

/// Loads the pack and prints what is wrong with it; NULL where it cannot be used.
static advise_pack *load_pack(const options *o, int *status)
{
    const char *folder = o->pack != NULL ? o->pack : default_pack();
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    if (folder == NULL) {
        (void)fputs("advise: the default pack was not found; name one with --pack DIR\n", stderr);
        *status = EXIT_IO;
        return NULL;
    }
    advise_status loaded = advise_pack_load(folder, NULL, &pack, &problems);
    screen errors = screen_on(stderr, o);
    diagnostics_text(&errors, problems, o->quiet);
    advise_diagnostics_free(problems);
    if (loaded == ADVISE_NO_MEMORY)
        (void)fputs("advise: out of memory\n", stderr);
    *status = loaded == ADVISE_IO_FAILED ? EXIT_BAD_PACK : status_of(loaded);
    return pack;
}

static bool prepare(advise_session *session, const options *o)
{
    char today[16];
    time_t now = time(NULL);
    struct tm local;
    if (o->as_of == NULL &&
        (localtime_r(&now, &local) == NULL || strftime(today, sizeof today, "%Y-%m-%d", &local) == 0))
        return false;
    if (advise_session_set_date(session, o->as_of != NULL ? o->as_of : today) != ADVISE_OK) {
        (void)fprintf(stderr, "advise: --as-of wants a date such as 2026-01-31, not '%s'\n", o->as_of);
        return false;
    }
    for (size_t i = 0; i < o->set_count; i++) {
        const char *equals = strchr(o->sets[i], '=');
        char *name = strndup(o->sets[i], (size_t)(equals - o->sets[i]));
        bool good = name != NULL && advise_session_set_fact(session, name, equals + 1) == ADVISE_OK;
        free(name);
        if (!good)
            return false;
    }
    return true;
}

static int advise_one(advise_session *session, const advise_pack *pack, const options *o, const char *path,
                      bool *printed)
{
    const advise_report *report = NULL;
    advise_diagnostics *problems = NULL;
    screen out = screen_on(stdout, o);
    screen errors = screen_on(stderr, o);
    advise_status status = advise_run_file(session, path, &report, &problems);
    (void)fflush(stdout);
    diagnostics_text(&errors, problems, o->quiet);
    advise_diagnostics_free(problems);
    if (status == ADVISE_NO_MEMORY)
        (void)fprintf(stderr, "advise: %s: out of memory\n", path);
    if (report == NULL)
        return status_of(status);
    for (size_t i = 0; !o->quiet && i < advise_report_warning_count(report); i++) {
        advise_warning w = advise_report_warning(report, i);
        (void)fprintf(stderr, "advise: warning: rule %s: ", w.rule);
        screen_safe(stderr, w.message);
        (void)fprintf(stderr, " [%s]\n", w.code);
    }
    if (o->json) {
        report_json(stdout, o, pack, report);
        return EXIT_DONE;
    }
    if (*printed)
        (void)fputs("\n", stdout);
    *printed = true;
    report_text(&out, o, pack, report);
    return EXIT_DONE;
}

int command_advise(const options *o)
{
    int status = EXIT_DONE;
    if (o->operand_count == 0) {
        (void)fputs("advise: name a profile to advise on\nTry 'advise --help'.\n", stderr);
        return EXIT_USAGE;
    }
    advise_pack *pack = load_pack(o, &status);
    if (pack == NULL)
        return status;
    advise_session *session = advise_session_new(pack, NULL);
    if (session == NULL || !prepare(session, o)) {
        status = session == NULL ? EXIT_BUG : EXIT_USAGE;
    } else {
        bool printed = false;
        for (size_t i = 0; i < o->operand_count; i++) {
            int one = advise_one(session, pack, o, o->operands[i], &printed);
            status = one > status ? one : status;
        }
    }
    advise_session_free(session);
    advise_pack_free(pack);
    return status;
}

static int check_one(const options *o, const char *folder)
{
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    screen out = screen_on(stdout, o);
    advise_status status = advise_pack_load(folder, NULL, &pack, &problems);
    size_t count = advise_diagnostics_count(problems);
    size_t errors = 0;
    for (size_t i = 0; i < count; i++)
        errors += advise_diagnostics_get(problems, i).is_error;
    if (o->json)
        diagnostics_json(stdout, folder, problems);
    else
        diagnostics_text(&out, problems, o->quiet);
    if (!o->json && !o->quiet && pack != NULL)
        (void)printf("%s: %zu rules, %zu recommendations, %zu facts, %zu sources; %zu warnings\n", folder,
                     advise_pack_rule_count(pack), advise_pack_recommendation_count(pack),
                     advise_pack_fact_count(pack), advise_pack_source_count(pack), count);
    else if (!o->json && !o->quiet)
        (void)printf("%s: %zu errors, %zu warnings\n", folder, errors, count - errors);
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    if (status == ADVISE_NO_MEMORY)
        (void)fprintf(stderr, "advise: %s: out of memory\n", folder);
    if (status == ADVISE_IO_FAILED)
        return EXIT_IO;
    return status == ADVISE_NO_MEMORY ? EXIT_BUG : count > 0 ? EXIT_FINDINGS : EXIT_DONE;
}

int command_check(const options *o)
{
    const char *folder = default_pack();
    int status = EXIT_DONE;
    if (o->operand_count == 0 && folder == NULL) {
        (void)fputs("advise: name a pack to check\n", stderr);
        return EXIT_USAGE;
    }
    for (size_t i = 0; i < o->operand_count; i++) {
        int one = check_one(o, o->operands[i]);
        status = one > status ? one : status;
    }
    return o->operand_count > 0 ? status : check_one(o, folder);
}
