// What the formats have in common.
#include "report/diagnostics.h"

diagnostics_tally diagnostics_count(const advise_diagnostics *d)
{
    diagnostics_tally t = {0};
    for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
        advise_diagnostic one = advise_diagnostics_get(d, i);
        if (one.allowed[0] != '\0')
            t.allowed++;
        else
            t.of[one.severity]++;
    }
    return t;
}

const char *severity_name(advise_severity severity)
{
    static const char *const names[] = {"error", "warning", "note"};
    return names[severity];
}
