/* Advises on one profile: advise_one PACK PROFILE */
#include <advise.h>

#include <stdio.h>

static void print_problems(const advise_diagnostics *problems)
{
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++) {
        advise_diagnostic d = advise_diagnostics_get(problems, i);
        fprintf(stderr, "%s:%zu:%zu: %s\n", d.file, d.line, d.column, d.message);
    }
}

int main(int argc, char **argv)
{
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    const advise_report *report = NULL;
    if (argc != 3)
        return ADVISE_BAD_USE;

    advise_status status = advise_pack_load(argv[1], NULL, &pack, &problems);
    print_problems(problems);
    advise_diagnostics_free(problems);
    if (status != ADVISE_OK)
        return (int)status;

    advise_session *session = advise_session_new(pack, NULL);
    if (session == NULL) {
        advise_pack_free(pack);
        return ADVISE_NO_MEMORY;
    }
    status = advise_session_set_date(session, "2026-01-31");
    if (status == ADVISE_OK)
        status = advise_run_file(session, argv[2], &report, &problems);
    print_problems(problems);
    advise_diagnostics_free(problems);

    for (size_t i = 0; report != NULL && i < advise_report_given_count(report); i++) {
        advise_advice advice = advise_report_advice(report, i);
        printf("%zu. %s (%.0f)\n", advice.rank, advice.title, advice.score);
        for (size_t e = 0; e < advice.evidence_count; e++)
            printf("   %s\n", advise_report_evidence(report, i, e).because);
    }
    advise_session_free(session);
    advise_pack_free(pack);
    return (int)status;
}
