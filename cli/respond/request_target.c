#include "respond/request_target.h"

bool request_target(request_session *s, const request_text *text, advise_target *target)
{
    advise_diagnostics *problems = NULL;
    *target = (advise_target){"", ""};
    const advise_status found = advise_report_find(s->report, text->text, target, &problems);
    if (found == ADVISE_OK || found == ADVISE_NO_MEMORY)
        return request_session_good(s, found, problems);
    response_fail(s->out, RESPONSE_BAD_REQUEST, "unknown-recommendation", problems,
                  "there is no such recommendation or item");
    advise_diagnostics_free(problems);
    return false;
}
