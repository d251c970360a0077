#include "infer/certainty.h"

#include <stdlib.h>

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

double certainty_combine_all(double *certainties, size_t count)
{
    double in_favour = 1;
    double against = 1;
    if (count > 1)
        qsort(certainties, count, sizeof *certainties, compare_doubles);
    for (size_t i = 0; i < count; i++) {
        double *side = certainties[i] < 0 ? &against : &in_favour;
        *side = certainty_rest(*side, certainties[i]);
    }
    return certainty_of_rests(in_favour, against);
}
