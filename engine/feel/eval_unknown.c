// What stays known if something is unknown, in a pack's expressions. A filter whose condition is unknown for an item neither keeps nor
// drops it: the list is then null with a `partial` that names what may be in it, and its count is null with bounds. Comparisons look at
// both. Everything else sees null and gives null.
#include "feel/eval.h"

bool eval_has_unknown(feel_machine *m, feel_value v)
{
    if (v.kind != FEEL_LIST && v.kind != FEEL_CONTEXT && v.kind != FEEL_RANGE)
        return feel_is_null(v);
    bool found = feel_has_unknown(v, &m->steps_left);
    m->exhausted = m->exhausted || m->steps_left == 0;
    return found;
}

// --- lists of which some items are in doubt ---

bool eval_possible_items(arena *a, feel_value v, possible_items *out)
{
    const feel_partial *partial = feel_is_null(v) ? v.as.partial : NULL;
    if (feel_is_null(v) && (partial == NULL || partial->sure == NULL))
        return false;
    *out = partial != NULL ? (possible_items){partial->items, partial->sure}
                           : (possible_items){eval_as_list(a, v), NULL};
    return true;
}

feel_value eval_partial_list(arena *a, const feel_value *items, const bool *sure, size_t count)
{
    bool all = true;
    for (size_t i = 0; i < count && sure != NULL; i++)
        all = all && sure[i];
    if (all)
        return feel_list_of(a, items, count);
    feel_partial *partial = ARENA_NEW(a, feel_partial);
    *partial = (feel_partial){.items = {count, items}, .sure = sure};
    return (feel_value){.kind = FEEL_NULL, .as.partial = partial};
}

// --- numbers between bounds ---

typedef struct bounds {
    feel_value least, most;
} bounds;

static bool bounds_of(feel_value v, bounds *out)
{
    const feel_partial *partial = feel_is_null(v) ? v.as.partial : NULL;
    bool counted = partial != NULL && partial->sure == NULL && !partial->hidden;
    *out = counted ? (bounds){partial->least, partial->most} : (bounds){v, v};
    return counted || !feel_is_null(v);
}

feel_value eval_between_bounds(arena *a, feel_value least, feel_value most)
{
    if (feel_same(least, most))
        return least;
    feel_partial *partial = ARENA_NEW(a, feel_partial);
    *partial = (feel_partial){.least = least, .most = most};
    return (feel_value){.kind = FEEL_NULL, .as.partial = partial};
}

static feel_value count_of(arena *a, const possible_items *items)
{
    int64_t sure = 0;
    for (size_t i = 0; i < items->list.count; i++)
        sure += eval_is_sure(items, i);
    return eval_between_bounds(a, feel_integer(sure), feel_integer((int64_t)items->list.count));
}

static feel_truth decided(bool yes, bool no)
{
    return yes ? FEEL_TRUE : no ? FEEL_FALSE : FEEL_UNKNOWN;
}

static feel_truth compare_bounds(operator_kind op, const bounds *left, const bounds *right)
{
    int lowest = 0;  // of left's least to right's most
    int highest = 0; // of left's most to right's least
    if (!feel_order(left->least, right->most, &lowest) || !feel_order(left->most, right->least, &highest))
        return FEEL_UNKNOWN;
    switch (op) {
    case OP_LESS: return decided(highest < 0, lowest >= 0);
    case OP_AT_MOST: return decided(highest <= 0, lowest > 0);
    case OP_GREATER: return decided(lowest > 0, highest <= 0);
    case OP_AT_LEAST: return decided(lowest >= 0, highest < 0);
    case OP_EQUAL: return decided(false, lowest > 0 || highest < 0);
    default: return decided(lowest > 0 || highest < 0, false);
    }
}

feel_value eval_compare_open(feel_machine *m, operator_kind op, feel_value left, feel_value right)
{
    bounds a;
    bounds b;
    if (feel_is_null(left) || feel_is_null(right))
        return bounds_of(left, &a) && bounds_of(right, &b) ? feel_truth_value(compare_bounds(op, &a, &b))
                                                           : feel_null();
    if (op != OP_EQUAL && op != OP_NOT_EQUAL)
        return eval_compare_spending(m, op, left, right);
    feel_truth equal = feel_equal_open(left, right, &m->steps_left);
    m->exhausted = m->exhausted || m->steps_left == 0;
    return feel_truth_value(op == OP_EQUAL ? equal : feel_truth_not(equal));
}

feel_truth eval_range_contains_open(feel_machine *m, const feel_range *r, feel_value v)
{
    if (r->excludes)
        return feel_truth_of(eval_compare_open(m, OP_NOT_EQUAL, v, r->low));
    feel_truth low = FEEL_TRUE;
    feel_truth high = FEEL_TRUE;
    if (r->has_low)
        low = feel_truth_of(eval_compare_open(m, r->low_closed ? OP_AT_LEAST : OP_GREATER, v, r->low));
    if (r->has_high)
        high = feel_truth_of(eval_compare_open(m, r->high_closed ? OP_AT_MOST : OP_LESS, v, r->high));
    return !r->has_low && !r->has_high && feel_is_null(v) ? FEEL_UNKNOWN : feel_truth_and(low, high);
}

// --- built-ins that look at what is unknown ---

static feel_value contains_open(feel_machine *m, feel_value list, feel_value wanted, bool wants_null)
{
    possible_items items;
    if (!eval_possible_items(m->arena, list, &items) || (feel_is_null(wanted) && !wants_null))
        return feel_null();
    bool unknown = false;
    for (size_t i = 0; i < items.list.count && feel_spend(m, 1); i++) {
        feel_value item = items.list.items[i];
        if (wants_null)
            eval_note_null_test(m, item);
        feel_truth same = !wants_null            ? feel_truth_of(eval_compare_open(m, OP_EQUAL, item, wanted))
                          : feel_is_hidden(item) ? FEEL_UNKNOWN
                          : feel_is_null(item)   ? FEEL_TRUE
                                                 : FEEL_FALSE;
        if (same == FEEL_TRUE && eval_is_sure(&items, i))
            return feel_boolean(true);
        // Values of two kinds are not equal; a value that holds null may be.
        unknown = unknown || same == FEEL_TRUE ||
                  (same == FEEL_UNKNOWN && (eval_has_unknown(m, item) || eval_has_unknown(m, wanted)));
    }
    return unknown ? feel_null() : feel_boolean(false);
}

bool eval_call_open(feel_machine *m, const builtin *row, const feel_value *arguments,
                    const feel_value *written_null, size_t count, feel_value *result)
{
    possible_items items;
    *result = feel_null();
    if (count == 2 && slice_is(row->name, "list contains")) {
        *result = contains_open(m, arguments[0], arguments[1], feel_is_true(written_null[1]));
        return true;
    }
    if (count == 1 && feel_is_null(arguments[0]) && slice_is(row->name, "count")) {
        if (eval_possible_items(m->arena, arguments[0], &items))
            *result = count_of(m->arena, &items);
        return true;
    }
    return eval_total_open(m, row, arguments, count, result);
}
