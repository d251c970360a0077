// Profiles as YAML text, held against the small pack of the tests.
#include "advise.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static advise_pack *pack;

static void free_pack(void)
{
    advise_pack_free(pack);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (pack == NULL) {
        if (advise_pack_load("rules/paralegal", NULL, &pack, NULL) != ADVISE_OK)
            abort();
        (void)atexit(free_pack);
    }
    advise_session *session = advise_session_new(pack, NULL);
    advise_diagnostics *problems = NULL;
    const advise_report *report = NULL;
    if (session != NULL)
        (void)advise_run_text(session, "fuzz", (const char *)data, size, "tests/profiles", &report,
                              &problems);
    for (size_t i = 0; report != NULL && i < advise_report_count(report); i++)
        (void)advise_report_advice(report, i);
    advise_diagnostics_free(problems);
    advise_session_free(session);
    return 0;
}
