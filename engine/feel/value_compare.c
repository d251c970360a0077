// Equality, order and membership of ranges: DMN 1.5, 10.3.2.2 and table 42.
#include "base/limits.h"
#include "feel/temporal.h"
#include "feel/value.h"

static feel_truth truth(bool b)
{
    return b ? FEEL_TRUE : FEEL_FALSE;
}

static feel_truth equal_at(feel_value a, feel_value b, unsigned depth, int64_t *steps);

/// One step, and one for every 64 bytes of a text; false if none are left.
static bool take_step(feel_value v, int64_t *steps)
{
    int64_t cost = v.kind == FEEL_STRING ? 1 + v.length / 64 : 1;
    *steps -= cost < *steps ? cost : *steps;
    return *steps > 0;
}

static bool equal_numbers(feel_value a, feel_value b)
{
    if (a.small || b.small) // canonical: a small number has no other form
        return a.small && b.small && a.as.integer == b.as.integer;
    return decimal_compare(*a.as.decimal, *b.as.decimal) == 0;
}

/// False as soon as one pair differs; otherwise unknown if a pair cannot be compared.
static feel_truth equal_lists(const feel_list *a, const feel_list *b, unsigned depth, int64_t *steps)
{
    if (a->count != b->count)
        return FEEL_FALSE;
    feel_truth whole = FEEL_TRUE;
    for (size_t i = 0; i < a->count; i++) {
        feel_truth t = equal_at(a->items[i], b->items[i], depth + 1, steps);
        if (t == FEEL_FALSE)
            return FEEL_FALSE;
        if (t == FEEL_UNKNOWN)
            whole = FEEL_UNKNOWN;
    }
    return whole;
}

static feel_truth equal_contexts(const feel_context *a, const feel_context *b, unsigned depth, int64_t *steps)
{
    if (a->count != b->count)
        return FEEL_FALSE;
    feel_truth whole = FEEL_TRUE;
    for (size_t i = 0; i < a->count; i++) {
        const feel_value *other = feel_context_get(b, a->entries[i].name);
        feel_truth t = other != NULL ? equal_at(a->entries[i].value, *other, depth + 1, steps) : FEEL_FALSE;
        if (t == FEEL_FALSE)
            return FEEL_FALSE;
        if (t == FEEL_UNKNOWN)
            whole = FEEL_UNKNOWN;
    }
    return whole;
}

static bool spells_null_end(const feel_range *r)
{
    return (r->has_low && feel_is_null(r->low)) || (r->has_high && feel_is_null(r->high));
}

/// By end points and whether they belong to the range. (<10) has no lower end and (null..10) has one that is null, so they differ.
static feel_truth equal_ranges(const feel_range *a, const feel_range *b, unsigned depth, int64_t *steps)
{
    bool same_form = a->excludes == b->excludes && a->low_closed == b->low_closed &&
                     a->high_closed == b->high_closed &&
                     (a->by_operator == b->by_operator || !(spells_null_end(a) || spells_null_end(b)));
    if (!same_form)
        return FEEL_FALSE;
    return truth(equal_at(a->low, b->low, depth + 1, steps) == FEEL_TRUE &&
                 equal_at(a->high, b->high, depth + 1, steps) == FEEL_TRUE);
}

static feel_truth equal_at(feel_value a, feel_value b, unsigned depth, int64_t *steps)
{
    if (a.kind == FEEL_NULL || b.kind == FEEL_NULL)
        return truth(a.kind == b.kind);
    if (a.kind != b.kind || depth > LIMIT_EXPRESSION_NESTING || !take_step(a, steps))
        return FEEL_UNKNOWN;
    switch ((feel_kind)a.kind) {
    case FEEL_BOOLEAN: return truth(a.as.boolean == b.as.boolean);
    case FEEL_NUMBER: return truth(equal_numbers(a, b));
    case FEEL_STRING: return truth(slice_equal(feel_text(a), feel_text(b)));
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME:
    case FEEL_DAYS_DURATION:
    case FEEL_MONTHS_DURATION: return temporal_equal(a, b);
    case FEEL_LIST: return equal_lists(a.as.list, b.as.list, depth, steps);
    case FEEL_CONTEXT: return equal_contexts(a.as.context, b.as.context, depth, steps);
    case FEEL_RANGE: return equal_ranges(a.as.range, b.as.range, depth, steps);
    case FEEL_NULL:
    case FEEL_FUNCTION:
    case FEEL_ABSENT: break;
    }
    return FEEL_UNKNOWN;
}

feel_truth feel_equal_within(feel_value a, feel_value b, int64_t *steps)
{
    return equal_at(a, b, 0, steps);
}

feel_truth feel_equal(feel_value a, feel_value b)
{
    int64_t steps = INT64_MAX;
    return equal_at(a, b, 0, &steps);
}

bool feel_order(feel_value a, feel_value b, int *order)
{
    if (a.kind != b.kind)
        return false;
    switch ((feel_kind)a.kind) {
    case FEEL_NUMBER:
        if (a.small && b.small)
            *order = (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
        else
            *order = decimal_compare(feel_decimal(a), feel_decimal(b));
        return true;
    case FEEL_STRING: *order = slice_compare(feel_text(a), feel_text(b)); return true;
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME:
    case FEEL_DAYS_DURATION:
    case FEEL_MONTHS_DURATION: return temporal_order(a, b, order);
    default: return false;
    }
}

feel_truth feel_range_contains(const feel_range *r, feel_value v)
{
    if (feel_is_null(v))
        return FEEL_UNKNOWN;
    int order;
    if (r->excludes) {
        feel_truth same = feel_equal(v, r->low);
        return same == FEEL_UNKNOWN ? same : truth(same == FEEL_FALSE);
    }
    if (r->has_low) {
        if (!feel_order(v, r->low, &order))
            return FEEL_UNKNOWN;
        if (order < 0 || (order == 0 && !r->low_closed))
            return FEEL_FALSE;
    }
    if (r->has_high) {
        if (!feel_order(v, r->high, &order))
            return FEEL_UNKNOWN;
        if (order > 0 || (order == 0 && !r->high_closed))
            return FEEL_FALSE;
    }
    return FEEL_TRUE;
}

// --- truths ---

feel_truth feel_truth_not(feel_truth a)
{
    return a == FEEL_UNKNOWN ? FEEL_UNKNOWN : a == FEEL_TRUE ? FEEL_FALSE : FEEL_TRUE;
}

feel_truth feel_truth_and(feel_truth a, feel_truth b)
{
    if (a == FEEL_FALSE || b == FEEL_FALSE)
        return FEEL_FALSE;
    return a == FEEL_UNKNOWN || b == FEEL_UNKNOWN ? FEEL_UNKNOWN : FEEL_TRUE;
}

feel_truth feel_truth_or(feel_truth a, feel_truth b)
{
    return feel_truth_not(feel_truth_and(feel_truth_not(a), feel_truth_not(b)));
}
