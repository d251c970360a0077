// Equality, order and membership of ranges: DMN 1.5, 10.3.2.2 and table 42.
#include "base/limits.h"
#include "feel/temporal.h"
#include "feel/value.h"

static feel_truth truth(bool b)
{
    return b ? FEEL_TRUE : FEEL_FALSE;
}

/// How two values are compared.
typedef struct comparison {
    int64_t *steps; ///< left to take
    bool open;      ///< null is a value that nobody knows, not a value of its own
} comparison;

static feel_truth equal_at(const comparison *how, feel_value a, feel_value b, unsigned depth);

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
static feel_truth equal_lists(const comparison *how, const feel_list *a, const feel_list *b, unsigned depth)
{
    if (a->count != b->count)
        return FEEL_FALSE;
    feel_truth whole = FEEL_TRUE;
    for (size_t i = 0; i < a->count; i++) {
        feel_truth t = equal_at(how, a->items[i], b->items[i], depth + 1);
        if (t == FEEL_FALSE)
            return FEEL_FALSE;
        if (t == FEEL_UNKNOWN)
            whole = FEEL_UNKNOWN;
    }
    return whole;
}

static feel_truth equal_contexts(const comparison *how, const feel_context *a, const feel_context *b,
                                 unsigned depth)
{
    if (a->count != b->count)
        return FEEL_FALSE;
    if (how->open && a == b && a->record != 0) // it is the same one, whatever is unknown of it
        return FEEL_TRUE;
    feel_truth whole = FEEL_TRUE;
    for (size_t i = 0; i < a->count; i++) {
        const feel_value *other = feel_context_get(b, a->entries[i].name);
        feel_truth t = other != NULL ? equal_at(how, a->entries[i].value, *other, depth + 1) : FEEL_FALSE;
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
static feel_truth equal_ranges(const comparison *how, const feel_range *a, const feel_range *b,
                               unsigned depth)
{
    bool same_form = a->excludes == b->excludes && a->low_closed == b->low_closed &&
                     a->high_closed == b->high_closed &&
                     (a->by_operator == b->by_operator || !(spells_null_end(a) || spells_null_end(b)));
    if (!same_form)
        return FEEL_FALSE;
    return truth(equal_at(how, a->low, b->low, depth + 1) == FEEL_TRUE &&
                 equal_at(how, a->high, b->high, depth + 1) == FEEL_TRUE);
}

static feel_truth equal_at(const comparison *how, feel_value a, feel_value b, unsigned depth)
{
    if (a.kind == FEEL_NULL || b.kind == FEEL_NULL)
        return how->open ? FEEL_UNKNOWN : truth(a.kind == b.kind);
    if (a.kind != b.kind || depth > LIMIT_EXPRESSION_NESTING || !take_step(a, how->steps))
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
    case FEEL_LIST: return equal_lists(how, a.as.list, b.as.list, depth);
    case FEEL_CONTEXT: return equal_contexts(how, a.as.context, b.as.context, depth);
    case FEEL_RANGE: return equal_ranges(how, a.as.range, b.as.range, depth);
    case FEEL_NULL:
    case FEEL_FUNCTION:
    case FEEL_ABSENT: break;
    }
    return FEEL_UNKNOWN;
}

feel_truth feel_equal_within(feel_value a, feel_value b, int64_t *steps)
{
    return equal_at(&(comparison){.steps = steps}, a, b, 0);
}

feel_truth feel_equal_open(feel_value a, feel_value b, int64_t *steps)
{
    return equal_at(&(comparison){.steps = steps, .open = true}, a, b, 0);
}

static bool has_unknown_at(feel_value v, unsigned depth, int64_t *steps)
{
    *steps -= *steps > 0;
    bool found = feel_is_null(v) || depth > LIMIT_EXPRESSION_NESTING || *steps == 0;
    if (v.kind == FEEL_LIST) {
        for (size_t i = 0; i < v.as.list->count && !found; i++)
            found = has_unknown_at(v.as.list->items[i], depth + 1, steps);
    } else if (v.kind == FEEL_CONTEXT) {
        for (size_t i = 0; i < v.as.context->count && !found; i++)
            found = has_unknown_at(v.as.context->entries[i].value, depth + 1, steps);
    } else if (v.kind == FEEL_RANGE) {
        found = found || spells_null_end(v.as.range);
    }
    return found;
}

bool feel_has_unknown(feel_value v, int64_t *steps)
{
    return has_unknown_at(v, 0, steps);
}

feel_truth feel_equal(feel_value a, feel_value b)
{
    int64_t steps = INT64_MAX;
    return equal_at(&(comparison){.steps = &steps}, a, b, 0);
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
