// Finds the proofs that answer a question.
#include "report/why.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

/// True if what was asked about has this piece of advice.
static bool is_meant(const why_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r->report, index);
    if (r->target == NULL)
        return a.status == ADVISE_GIVEN;
    return strcmp(a.recommendation, r->target->recommendation) == 0 &&
           (r->target->item[0] == '\0' || strcmp(a.item, r->target->item) == 0);
}

advise_status why_prove(why_report *r)
{
    advise_status status = ADVISE_OK;
    const size_t most = advise_report_count(r->report);
    r->count = 0;
    r->advices = must_have(calloc(most + 1, sizeof *r->advices));
    r->proofs = must_have(calloc(most + 1, sizeof *r->proofs));
    for (size_t i = 0; i < most && status == ADVISE_OK; i++) {
        if (!is_meant(r, i))
            continue;
        status = advise_report_prove(r->report, i, &r->proofs[r->count]);
        r->advices[r->count++] = i;
    }
    return status;
}

void why_free(why_report *r)
{
    free(r->advices);
    free(r->proofs);
}
