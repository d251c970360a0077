// min, max, sum, product, mean, median, stddev, mode (DMN 1.5, 10.3.4.4). Null if an item has the wrong kind.
#include "feel/builtin_statistic.h"

#include "base/sort.h"

typedef feel_value statistic(feel_machine *m, const feel_value *items, size_t count);

static bool all_numbers(feel_machine *m, const feel_value *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind != FEEL_NUMBER)
            return false;
    }
    return count > 0 && feel_spend(m, count);
}

static feel_value extreme(const feel_value *items, size_t count, int sign)
{
    if (count == 0)
        return feel_null();
    feel_value best = items[0];
    for (size_t i = 0; i < count; i++) {
        int order;
        if (!feel_order(items[i], best, &order))
            return feel_null();
        if (order * sign > 0)
            best = items[i];
    }
    return best;
}

/// A step an item, and one for each 64 bytes of a text.
static bool spend_items(feel_machine *m, const feel_value *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!feel_spend(m, items[i].kind == FEEL_STRING ? 1 + items[i].length / 64 : 1))
            return false;
    }
    return true;
}

static feel_value min_of(feel_machine *m, const feel_value *items, size_t count)
{
    return spend_items(m, items, count) ? extreme(items, count, -1) : feel_null();
}

static feel_value max_of(feel_machine *m, const feel_value *items, size_t count)
{
    return spend_items(m, items, count) ? extreme(items, count, 1) : feel_null();
}

static bool fold(const feel_value *items, size_t count, bool (*combine)(decimal, decimal, decimal *),
                 decimal *out)
{
    *out = feel_decimal(items[0]);
    for (size_t i = 1; i < count; i++) {
        if (!combine(*out, feel_decimal(items[i]), out))
            return false;
    }
    return true;
}

static feel_value sum_of(feel_machine *m, const feel_value *items, size_t count)
{
    decimal sum;
    return all_numbers(m, items, count) && fold(items, count, decimal_add, &sum) ? feel_number(m->arena, sum)
                                                                                 : feel_null();
}

static feel_value product_of(feel_machine *m, const feel_value *items, size_t count)
{
    decimal product;
    return all_numbers(m, items, count) && fold(items, count, decimal_multiply, &product)
               ? feel_number(m->arena, product)
               : feel_null();
}

static bool mean_decimal(const feel_value *items, size_t count, decimal *mean)
{
    decimal sum;
    return fold(items, count, decimal_add, &sum) &&
           decimal_divide(sum, decimal_from_int64((int64_t)count), mean);
}

static feel_value mean_of(feel_machine *m, const feel_value *items, size_t count)
{
    decimal mean;
    return all_numbers(m, items, count) && mean_decimal(items, count, &mean) ? feel_number(m->arena, mean)
                                                                             : feel_null();
}

static int compare_numbers(const void *a, const void *b, void *context)
{
    int order = 0;
    (void)context;
    (void)feel_order(*(const feel_value *)a, *(const feel_value *)b, &order);
    return order;
}

/// NULL if the steps do not suffice: 16 an item, about the comparisons of sorting a longer list.
static feel_value *sorted_copy(feel_machine *m, const feel_value *items, size_t count)
{
    if (!feel_spend(m, 16 * count))
        return NULL;
    feel_value *copy = ARENA_ARRAY(m->arena, count, feel_value);
    memcpy(copy, items, count * sizeof *copy);
    sort_stable(m->arena, copy, count, sizeof *copy, compare_numbers, NULL);
    return copy;
}

static feel_value median_of(feel_machine *m, const feel_value *items, size_t count)
{
    if (!all_numbers(m, items, count))
        return feel_null();
    const feel_value *sorted = sorted_copy(m, items, count);
    if (sorted == NULL)
        return feel_null();
    if (count % 2 == 1)
        return sorted[count / 2];
    decimal mean;
    return mean_decimal(sorted + count / 2 - 1, 2, &mean) ? feel_number(m->arena, mean) : feel_null();
}

/// The square root of the sum of squared distances from the mean, divided by count - 1.
static feel_value stddev_of(feel_machine *m, const feel_value *items, size_t count)
{
    decimal mean;
    if (count < 2 || !all_numbers(m, items, count) || !mean_decimal(items, count, &mean))
        return feel_null();
    decimal sum = decimal_from_int64(0);
    for (size_t i = 0; i < count; i++) {
        decimal distance;
        decimal square;
        if (!decimal_subtract(feel_decimal(items[i]), mean, &distance) ||
            !decimal_multiply(distance, distance, &square) || !decimal_add(sum, square, &sum))
            return feel_null();
    }
    decimal result;
    if (!decimal_divide(sum, decimal_from_int64((int64_t)count - 1), &result) ||
        !decimal_square_root(result, &result))
        return feel_null();
    return feel_number(m->arena, result);
}

static feel_value mode_of(feel_machine *m, const feel_value *items, size_t count)
{
    if (count == 0)
        return feel_list_of(m->arena, NULL, 0);
    if (!all_numbers(m, items, count))
        return feel_null();
    const feel_value *sorted = sorted_copy(m, items, count);
    if (sorted == NULL)
        return feel_null();
    feel_value *modes = ARENA_ARRAY(m->arena, count, feel_value);
    size_t mode_count = 0;
    size_t most = 0;
    for (size_t start = 0; start < count;) {
        size_t end = start + 1;
        while (end < count && compare_numbers(&sorted[start], &sorted[end], NULL) == 0)
            end++;
        if (end - start > most) {
            most = end - start;
            mode_count = 0;
        }
        if (end - start == most)
            modes[mode_count++] = sorted[start];
        start = end;
    }
    return feel_list_of(m->arena, modes, mode_count);
}

static feel_value of_list(feel_machine *m, const feel_value *arguments, statistic *how)
{
    return how(m, arguments[0].as.list->items, arguments[0].as.list->count);
}

#define STATISTIC(name)                                                                                      \
    feel_value statistic_##name(feel_machine *m, const feel_value *arguments, size_t count)                  \
    {                                                                                                        \
        (void)count;                                                                                         \
        return of_list(m, arguments, name##_of);                                                             \
    }                                                                                                        \
    feel_value statistic_##name##_of(feel_machine *m, const feel_value *arguments, size_t count)             \
    {                                                                                                        \
        return name##_of(m, arguments, count);                                                               \
    }

STATISTIC(min)
STATISTIC(max)
STATISTIC(sum)
STATISTIC(product)
STATISTIC(mean)
STATISTIC(median)
STATISTIC(stddev)
STATISTIC(mode)
