/// Functions that reduce many numbers to one value: those of a list, or all arguments (…_of). Their rows are in builtin_list.c.
#ifndef ADVISE_FEEL_BUILTIN_STATISTIC_H
#define ADVISE_FEEL_BUILTIN_STATISTIC_H

#include "feel/builtin.h"

builtin_function statistic_min, statistic_min_of, statistic_max, statistic_max_of, statistic_sum,
    statistic_sum_of, statistic_product, statistic_product_of, statistic_mean, statistic_mean_of,
    statistic_median, statistic_median_of, statistic_stddev, statistic_stddev_of, statistic_mode,
    statistic_mode_of;

#endif
