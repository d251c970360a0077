// Bounds of `total of`, `greatest of` and `least of` if nobody knows of some items whether they are in the list. A total lies between the
// sure items with all that would lessen it, and the sure items with all that would raise it.
#include "feel/eval.h"

/// What a function makes of the items that are sure, and of those that may come.
typedef bool total_bounds(feel_machine *m, const possible_items *items, feel_value otherwise,
                          feel_value *least, feel_value *most);

static bool are_ordered(const feel_list *list, feel_value with)
{
    int order;
    for (size_t i = 0; i < list->count; i++) {
        if (!feel_order(list->items[i], with, &order))
            return false;
    }
    return true;
}

static bool bound_total(feel_machine *m, const possible_items *items, feel_value otherwise, feel_value *least,
                        feel_value *most)
{
    const decimal zero = decimal_from_int64(0);
    decimal low = zero;
    decimal high = zero;
    (void)otherwise;
    for (size_t i = 0; i < items->list.count; i++) {
        if (items->list.items[i].kind != FEEL_NUMBER)
            return false;
        decimal d = feel_decimal(items->list.items[i]);
        const bool sure = eval_is_sure(items, i);
        const int sign = decimal_compare(d, zero);
        if (((sure || sign < 0) && !decimal_add(low, d, &low)) ||
            ((sure || sign > 0) && !decimal_add(high, d, &high)))
            return false;
    }
    *least = feel_number(m->arena, low);
    *most = feel_number(m->arena, high);
    return true;
}

/// Moves a bound to `v` if that lies further in the direction of `sign`.
static void stretch(feel_value *bound, feel_value v, int sign)
{
    int order = 0;
    if (feel_is_null(*bound) || (feel_order(v, *bound, &order) && order * sign > 0))
        *bound = v;
}

/// With `sign` 1, of the greatest item; with -1, of the least. Whatever is sure is a bound on one side; without anything sure, the list
/// may be empty, or hold only the item that is furthest on the other side.
static bool bound_extreme(const possible_items *items, feel_value otherwise, int sign, feel_value *near,
                          feel_value *far)
{
    *near = feel_null();
    *far = feel_null();
    for (size_t i = 0; i < items->list.count; i++) {
        if (eval_is_sure(items, i))
            stretch(near, items->list.items[i], sign);
        stretch(far, items->list.items[i], sign);
    }
    if (feel_is_null(*near)) {
        if (feel_is_null(otherwise))
            return false;
        *near = otherwise;
        stretch(far, otherwise, sign);
        for (size_t i = 0; i < items->list.count; i++)
            stretch(near, items->list.items[i], -sign);
    }
    return are_ordered(&items->list, *near) && are_ordered(&items->list, *far);
}

static bool bound_greatest(feel_machine *m, const possible_items *items, feel_value otherwise,
                           feel_value *least, feel_value *most)
{
    (void)m;
    return bound_extreme(items, otherwise, 1, least, most);
}

static bool bound_least(feel_machine *m, const possible_items *items, feel_value otherwise, feel_value *least,
                        feel_value *most)
{
    (void)m;
    return bound_extreme(items, otherwise, -1, most, least);
}

static total_bounds *bounds_of_call(const builtin *row)
{
    static const struct {
        slice name;
        total_bounds *bounds;
    } rows[] = {{SLICE_INIT("total of"), bound_total},
                {SLICE_INIT("greatest of"), bound_greatest},
                {SLICE_INIT("least of"), bound_least}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (slice_equal(row->name, rows[i].name))
            return rows[i].bounds;
    }
    return NULL;
}

bool eval_total_open(feel_machine *m, const builtin *row, const feel_value *arguments, size_t count,
                     feel_value *result)
{
    total_bounds *bounds =
        count == row->parameter_count && feel_is_null(arguments[0]) ? bounds_of_call(row) : NULL;
    if (bounds == NULL)
        return false;
    possible_items items;
    feel_value least;
    feel_value most;
    *result = feel_null();
    if (eval_possible_items(m->arena, arguments[0], &items) && feel_spend(m, 4 * items.list.count) &&
        bounds(m, &items, count > 1 ? arguments[1] : feel_null(), &least, &most))
        *result = eval_between_bounds(m->arena, least, most);
    return true;
}
