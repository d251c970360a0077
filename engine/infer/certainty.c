// EMYCIN's certainty factors.
#include "infer/infer.h"

#include <math.h>
#include <stdlib.h>

double certainty_combine(double a, double b)
{
    if (a >= 0 && b >= 0)
        return a + b - a * b;
    if (a <= 0 && b <= 0)
        return a + b + a * b;
    double least = fmin(fabs(a), fabs(b));
    return least >= 1 ? 0 : (a + b) / (1 - least);
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

double certainty_combine_all(double *certainties, size_t count)
{
    if (count == 0)
        return 0;
    if (count > 1)
        qsort(certainties, count, sizeof *certainties, compare_doubles);
    // Those against and those for are each combined first, so that a 1 and a -1 meet only once.
    double against = 0;
    double in_favour = 0;
    for (size_t i = 0; i < count; i++) {
        if (certainties[i] < 0)
            against = certainty_combine(against, certainties[i]);
        else
            in_favour = certainty_combine(in_favour, certainties[i]);
    }
    if (against == 0)
        return in_favour;
    return in_favour == 0 ? against : certainty_combine(in_favour, against);
}
