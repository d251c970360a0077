// The words of horizons are those of packs.
#include "report/measures.h"

#include "report/entry.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

double report_leading_score(const advise_report *r, size_t index)
{
    const advise_advice head = advise_report_advice(r, index);
    const size_t given = advise_report_given_count(r);
    double best = head.score;
    if (head.rank == 0 || !entry_is_head(&head))
        return best;
    for (size_t i = index + 1; i < given; i++) {
        const advise_advice below = advise_report_advice(r, i);
        if (below.rank != head.rank)
            break;
        best = fmax(best, below.score);
    }
    return best;
}

void report_score(char *out, const char *unit, const advise_report *r, size_t index)
{
    const long leading = lround(report_leading_score(r, index));
    const long own = lround(advise_report_advice(r, index).score);
    if (leading == own)
        (void)snprintf(out, MEASURES_LINE, "%ld%s", own, unit);
    else
        (void)snprintf(out, MEASURES_LINE, "%ld%s with its parts, %ld alone", leading, unit, own);
}

void report_measures(char *out, const advise_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r, index);
    report_score(out, " of 100", r, index);
    const size_t used = strlen(out);
    (void)snprintf(out + used, MEASURES_LINE - used, "%s%s%s%s%s", a.horizon[0] != '\0' ? ", " : "",
                   a.horizon, a.effort[0] != '\0' ? ", " : "", a.effort,
                   a.effort[0] != '\0' ? " effort" : "");
}

size_t report_horizon(const char *horizon)
{
    static const char *const words[REPORT_HORIZONS] = {"today",        "this week", "this month",
                                                       "this quarter", "this year", ""};
    size_t at = 0;
    while (at + 1 < REPORT_HORIZONS && strcmp(words[at], horizon) != 0)
        at++;
    return at;
}
