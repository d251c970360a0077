// Order and halves, for samples of values.
#include "check/sample.h"

bool sample_is_between(feel_value v, const feel_value *low, const feel_value *high)
{
    int order;
    if (feel_is_null(v))
        return false;
    if (low != NULL && (!feel_order(*low, v, &order) || order >= 0))
        return false;
    return high == NULL || (feel_order(v, *high, &order) && order < 0);
}

feel_value sample_halfway(arena *a, feel_value low, feel_value high)
{
    decimal sum;
    decimal half;
    if (low.kind != FEEL_NUMBER || !decimal_add(feel_decimal(low), feel_decimal(high), &sum) ||
        !decimal_divide(sum, feel_decimal(feel_integer(2)), &half))
        return feel_null();
    return feel_number(a, half);
}
