// Linear comparisons. A sum in doubles differs from the decimal one by less than a billionth of what was added up: beyond that its sign is sure.
#include "reason/linear.h"

#include "feel/ast.h"

#include <math.h>

/// True for what no product or quotient of a few brings near the ends of the range of doubles.
static bool is_moderate(double number)
{
    return number == 0 || (fabs(number) > 1e-100 && fabs(number) < 1e100);
}

/// The number as a double that has its decimal digits; false if there is none, or it is huge or tiny.
static bool take_number(feel_value v, double *out)
{
    if (v.small)
        *out = (double)v.as.integer;
    return v.small || (decimal_to_exact_double(*v.as.decimal, out) && is_moderate(*out));
}

static bool take_constant(const node *n, double *out)
{
    return n->kind == NODE_LITERAL && n->as.literal.kind == FEEL_NUMBER && take_number(n->as.literal, out);
}

static bool add_constant(linear *l, const node *n, double factor)
{
    double number;
    if (!take_constant(n, &number))
        return false;
    l->constant += factor * number;
    l->magnitude += fabs(factor * number);
    return true;
}

static bool add_variable(linear *l, const node *n, double factor)
{
    if (l->count == LINEAR_MOST || n->as.name.binding != BINDING_GLOBAL || n->as.name.filter_count > 0)
        return false;
    l->variables[l->count] = n->as.name.slot;
    l->factors[l->count++] = factor;
    return true;
}

/// Adds what a node gives, times a factor.
static bool add(linear *l, const node *n, double factor)
{
    double number;
    const bool is_product = n->kind == NODE_ARITHMETIC && n->op == OP_MULTIPLY;
    if (!is_moderate(factor))
        return false;
    if (n->kind == NODE_LITERAL)
        return add_constant(l, n, factor);
    if (n->kind == NODE_NAME)
        return add_variable(l, n, factor);
    if (n->kind == NODE_NEGATE)
        return add(l, n->as.binary.left, -factor);
    if (is_product && take_constant(n->as.binary.left, &number))
        return add(l, n->as.binary.right, factor * number);
    if (is_product && take_constant(n->as.binary.right, &number))
        return add(l, n->as.binary.left, factor * number);
    if (n->kind != NODE_ARITHMETIC || (n->op != OP_ADD && n->op != OP_SUBTRACT))
        return false;
    return add(l, n->as.binary.left, factor) &&
           add(l, n->as.binary.right, n->op == OP_ADD ? factor : -factor);
}

bool linear_of(const feel_expression *e, linear *out)
{
    const node *n = e->root;
    if (n->kind != NODE_COMPARE)
        return false;
    *out = (linear){.when_positive = n->op == OP_GREATER || n->op == OP_AT_LEAST,
                    .when_negative = n->op == OP_LESS || n->op == OP_AT_MOST};
    return out->when_positive != out->when_negative && add(out, n->as.binary.left, 1) &&
           add(out, n->as.binary.right, -1);
}

feel_truth linear_truth(const linear *l, const feel_value *values)
{
    double sum = l->constant;
    double magnitude = l->magnitude;
    for (size_t i = 0; i < l->count; i++) {
        const feel_value v = values[l->variables[i]];
        if (v.kind == FEEL_NULL && v.as.partial == NULL)
            return FEEL_FALSE;
        double number;
        if (v.kind != FEEL_NUMBER || !take_number(v, &number))
            return FEEL_UNKNOWN;
        const double part = l->factors[i] * number;
        sum += part;
        magnitude += fabs(part);
    }
    if (fabs(sum) <= 1e-9 * magnitude)
        return FEEL_UNKNOWN;
    return (sum > 0 ? l->when_positive : l->when_negative) ? FEEL_TRUE : FEEL_FALSE;
}
