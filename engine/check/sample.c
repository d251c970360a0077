// Order and halves, for samples of values.
#include "check/sample.h"

int sample_order(feel_value a, feel_value b)
{
    int order = 0;
    if (a.kind != b.kind)
        return a.kind < b.kind ? -1 : 1;
    if (a.kind == FEEL_BOOLEAN)
        return (int)a.as.boolean - (int)b.as.boolean;
    (void)feel_order(a, b, &order);
    return order;
}

void sample_insert(arena *a, value_list *list, feel_value v)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = sample_order(list->items[middle], v);
        if (order == 0)
            return;
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    ARENA_PUSH(a, list, items, count, capacity, v);
    memmove(&list->items[low + 1], &list->items[low], (list->count - 1 - low) * sizeof *list->items);
    list->items[low] = v;
}

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
