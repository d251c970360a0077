// Operators: arithmetic, comparisons, `and`, `or`, `between`.
#include "feel/eval.h"

#include "base/limits.h"
#include "feel/temporal.h"

static bool add_small(operator_kind op, int64_t a, int64_t b, int64_t *out)
{
    switch (op) {
    case OP_ADD: return !__builtin_add_overflow(a, b, out);
    case OP_SUBTRACT: return !__builtin_sub_overflow(a, b, out);
    case OP_MULTIPLY: return !__builtin_mul_overflow(a, b, out);
    case OP_DIVIDE:
        if (b == 0 || b == -1 || a % b != 0)
            return false;
        *out = a / b;
        return true;
    default: return false;
    }
}

static feel_value number_arithmetic(feel_machine *m, operator_kind op, feel_value left, feel_value right)
{
    int64_t small;
    if (left.small && right.small && add_small(op, left.as.integer, right.as.integer, &small))
        return feel_integer(small);
    decimal a = feel_decimal(left);
    decimal b = feel_decimal(right);
    decimal result;
    bool done = false;
    switch (op) {
    case OP_ADD: done = decimal_add(a, b, &result); break;
    case OP_SUBTRACT: done = decimal_subtract(a, b, &result); break;
    case OP_MULTIPLY: done = decimal_multiply(a, b, &result); break;
    case OP_DIVIDE: done = decimal_divide(a, b, &result); break;
    case OP_POWER: done = decimal_power(a, b, &result); break;
    default: break;
    }
    return done ? feel_number(m->arena, result) : feel_null();
}

static feel_value join_strings(feel_machine *m, slice a, slice b)
{
    if (a.len + b.len > LIMIT_JOINED_STRING || !feel_spend(m, (a.len + b.len) / 64))
        return feel_null();
    char *joined = arena_alloc(m->arena, a.len + b.len + 1);
    if (a.len > 0)
        memcpy(joined, a.ptr, a.len);
    if (b.len > 0)
        memcpy(joined + a.len, b.ptr, b.len);
    return feel_string((slice){joined, a.len + b.len});
}

static bool has_named_zone(feel_value v)
{
    return (v.kind == FEEL_TIME || v.kind == FEEL_DATE_TIME) && v.as.temporal->zone == FEEL_ZONE_NAMED;
}

feel_value eval_arithmetic(feel_machine *m, operator_kind op, feel_value left, feel_value right)
{
    static const char symbols[] = {'+', '-', '*', '/'};
    if (left.kind == FEEL_NUMBER && right.kind == FEEL_NUMBER)
        return number_arithmetic(m, op, left, right);
    if (op == OP_ADD && left.kind == FEEL_STRING && right.kind == FEEL_STRING)
        return join_strings(m, feel_text(left), feel_text(right));
    if ((has_named_zone(left) || has_named_zone(right)) && !feel_spend(m, 100)) // the zone's file is read
        return feel_null();
    if (op != OP_POWER && (eval_is_temporal(left) || eval_is_temporal(right)))
        return temporal_arithmetic(m->arena, symbols[op], left, right);
    return feel_null();
}

static feel_value compare_within(operator_kind op, feel_value left, feel_value right, int64_t *steps)
{
    if (op == OP_EQUAL)
        return feel_truth_value(feel_equal_within(left, right, steps));
    if (op == OP_NOT_EQUAL)
        return feel_truth_value(feel_truth_not(feel_equal_within(left, right, steps)));
    int order;
    if (!feel_order(left, right, &order))
        return feel_null();
    switch (op) {
    case OP_LESS: return feel_boolean(order < 0);
    case OP_AT_MOST: return feel_boolean(order <= 0);
    case OP_GREATER: return feel_boolean(order > 0);
    default: return feel_boolean(order >= 0);
    }
}

feel_value eval_compare(operator_kind op, feel_value left, feel_value right)
{
    int64_t steps = INT64_MAX;
    return compare_within(op, left, right, &steps);
}

feel_value eval_compare_spending(feel_machine *m, operator_kind op, feel_value left, feel_value right)
{
    if (left.kind == FEEL_STRING && !feel_spend(m, left.length / 64))
        return feel_null();
    feel_value v = compare_within(op, left, right, &m->steps_left);
    feel_note_spent(m);
    return v;
}

feel_value eval_negate(env *e, const node *n)
{
    feel_value v = eval_node(e, n->as.binary.left);
    if (v.kind == FEEL_NUMBER)
        return number_arithmetic(e->machine, OP_SUBTRACT, feel_integer(0), v);
    return eval_is_temporal(v) ? temporal_negate(e->machine->arena, v) : feel_null();
}

/// Kleene's `and` (decisive: false) and `or` (decisive: true); an operand that is not a boolean counts as null. An operand that decides by
/// testing for null may change its mind, so the others are asked if one decides for good.
static feel_value eval_connective(env *e, const node *n, bool decisive)
{
    feel_machine *m = e->machine;
    const bool tested_before = m->null_tested;
    bool unknown = false;
    bool decided = false;
    bool tested = false;
    for (size_t i = 0; i < n->as.list.count; i++) {
        m->null_tested = false;
        feel_value v = feel_null();
        if (!unknown || !m->open_unknowns)
            v = eval_node(e, n->as.list.items[i]);
        else if (!eval_briefly(e, n->as.list.items[i], &v))
            v = feel_null();
        const bool decides = v.kind == FEEL_BOOLEAN && v.as.boolean == decisive;
        if (decides && (!m->null_tested || !m->open_unknowns)) {
            m->null_tested = tested_before;
            return feel_boolean(decisive);
        }
        decided = decided || decides;
        tested = tested || m->null_tested;
        unknown = unknown || v.kind != FEEL_BOOLEAN;
    }
    m->null_tested = tested_before || tested;
    return decided ? feel_boolean(decisive) : unknown ? feel_null() : feel_boolean(!decisive);
}

feel_value eval_between(env *e, const node *n)
{
    feel_value value = eval_node(e, n->as.between.value);
    feel_truth low =
        feel_truth_of(eval_compared(e->machine, OP_AT_LEAST, value, eval_node(e, n->as.between.low)));
    feel_truth high =
        feel_truth_of(eval_compared(e->machine, OP_AT_MOST, value, eval_node(e, n->as.between.high)));
    return feel_truth_value(feel_truth_and(low, high));
}

feel_value eval_operation(env *e, const node *n)
{
    feel_value left = eval_node(e, n->as.binary.left);
    return eval_arithmetic(e->machine, (operator_kind)n->op, left, eval_node(e, n->as.binary.right));
}

feel_value eval_comparison(env *e, const node *n)
{
    feel_value left = eval_node(e, n->as.binary.left);
    feel_value right = eval_node(e, n->as.binary.right);
    if (eval_is_null_literal(n->as.binary.left) || eval_is_null_literal(n->as.binary.right)) {
        const feel_value tested = eval_is_null_literal(n->as.binary.left) ? right : left;
        eval_note_null_test(e->machine, tested);
        if (feel_is_hidden(tested))
            return feel_null();
        return eval_compare_spending(e->machine, (operator_kind)n->op, left, right);
    }
    return eval_compared(e->machine, (operator_kind)n->op, left, right);
}

feel_value eval_and(env *e, const node *n)
{
    return eval_connective(e, n, false);
}

feel_value eval_or(env *e, const node *n)
{
    return eval_connective(e, n, true);
}
