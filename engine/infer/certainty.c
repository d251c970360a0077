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
    double against = 0;
    double in_favour = 0;
    if (count > 1)
        qsort(certainties, count, sizeof *certainties, compare_doubles);
    for (size_t i = 0; i < count; i++) {
        if (certainties[i] < 0)
            against = certainty_add(against, certainties[i], true);
        else
            in_favour = certainty_add(in_favour, certainties[i], false);
    }
    return certainty_combine(in_favour, against);
}
