// The words of horizons are those of packs.
#include "report/measures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void report_measures(char *out, const advise_advice *a)
{
    (void)snprintf(out, MEASURES_LINE, "%ld of 100%s%s%s%s%s", lround(a->score),
                   a->horizon[0] != '\0' ? ", " : "", a->horizon, a->effort[0] != '\0' ? ", " : "", a->effort,
                   a->effort[0] != '\0' ? " effort" : "");
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
