// Terms of comparisons: with constants, with each other, with null, between bounds, and by the tests of `in`.
#include "feel/eval.h"
#include "reason/term_make.h"

static comparison_kind comparison_of(uint8_t op)
{
    return (comparison_kind)(op - OP_EQUAL);
}

static bool is_equality(comparison_kind op)
{
    return op == COMPARE_EQUAL || op == COMPARE_NOT_EQUAL;
}

static const term *known(term_maker *m, const node *n, const node *value, comparison_kind op)
{
    const term *part = is_equality(op) ? term_make(m, value) : term_refuse(m, n, "orders by null");
    if (part == NULL)
        return NULL;
    if (part->kind != TERM_FACT && part->kind != TERM_FIELD)
        return term_refuse(m, n, "compares a computed value with null");
    const term *t =
        term_put(m, n, (term){.kind = TERM_KNOWN, .type = TERM_BOOLEAN, .parts = {part}, .part_count = 1});
    return t != NULL && op == COMPARE_EQUAL ? term_not(m->collection, t) : t;
}

/// A ratio is compared with a constant alone: whether doubles round alike does not matter then.
static bool compares_ratio(const term *left, const term *right)
{
    const term *other = left->kind == TERM_RATIO ? right : left;
    decimal scaled;
    if (left->kind != TERM_RATIO && right->kind != TERM_RATIO)
        return true;
    // At most four decimals.
    return other->kind == TERM_CONSTANT &&
           decimal_multiply(feel_decimal(other->constant), decimal_from_int64(10000), &scaled) &&
           decimal_is_integer(scaled);
}

static const term *put_comparison(term_maker *m, const node *n, comparison_kind op, const term *left,
                                  const term *right)
{
    return term_put(
        m, n,
        (term){
            .kind = TERM_COMPARE, .type = TERM_BOOLEAN, .op = op, .parts = {left, right}, .part_count = 2});
}

/// Of numbers there are `<` and `=` alone, so that conditions that deny each other share a comparison: `a > b` is `b < a`, and `a >= b` is
/// true where `a < b` is false, and unknown where that is.
static const term *compare_numbers(term_maker *m, const node *n, comparison_kind op, const term *left,
                                   const term *right)
{
    const bool is_turned = op == COMPARE_GREATER || op == COMPARE_AT_MOST;
    const bool is_denied = op == COMPARE_NOT_EQUAL || op == COMPARE_AT_MOST || op == COMPARE_AT_LEAST;
    const comparison_kind how = is_equality(op) ? COMPARE_EQUAL : COMPARE_LESS;
    const term *t = put_comparison(m, n, how, is_turned ? right : left, is_turned ? left : right);
    return t != NULL && is_denied ? term_not(m->collection, t) : t;
}

static const term *compare_terms(term_maker *m, const node *n, comparison_kind op, const term *left,
                                 const term *right)
{
    if (left == NULL || right == NULL)
        return NULL;
    if (left->type != right->type || left->type > TERM_TEXT)
        return term_refuse(m, n, "compares values of other kinds");
    if (left->type != TERM_NUMBER && !is_equality(op))
        return term_refuse(m, n, "orders texts");
    if (!compares_ratio(left, right))
        return term_refuse(m, n, "divides");
    return left->type == TERM_NUMBER ? compare_numbers(m, n, op, left, right)
                                     : put_comparison(m, n, op, left, right);
}

static const term *compare_nodes(term_maker *m, const node *n, comparison_kind op, const node *left,
                                 const node *right)
{
    if (eval_is_null_literal(right))
        return known(m, n, left, op);
    if (eval_is_null_literal(left))
        return known(m, n, right, op);
    const term *first = term_make(m, left);
    return compare_terms(m, n, op, first, first != NULL ? term_make(m, right) : NULL);
}

const term *term_make_comparison(term_maker *m, const node *n)
{
    return compare_nodes(m, n, comparison_of(n->op), n->as.binary.left, n->as.binary.right);
}

const term *term_make_between(term_maker *m, const node *n)
{
    const term *low = compare_nodes(m, n, COMPARE_AT_LEAST, n->as.between.value, n->as.between.low);
    const term *high =
        low != NULL ? compare_nodes(m, n, COMPARE_AT_MOST, n->as.between.value, n->as.between.high) : NULL;
    return high != NULL ? term_join(m->collection, TERM_AND, low, high) : NULL;
}

// --- tests of `in` ---

static const term *compare_constant(term_maker *m, const node *n, const node *value, comparison_kind op,
                                    feel_value constant)
{
    const term *left = term_make(m, value);
    return compare_terms(m, n, op, left, left != NULL ? term_constant_of(m, n, constant) : NULL);
}

const term *term_compare_constant(term_maker *m, const node *n, comparison_kind op, feel_value constant)
{
    return feel_is_null(constant) ? known(m, n, n, op) : compare_constant(m, n, n, op, constant);
}

static const term *test_range(term_maker *m, const node *n, const node *value, const feel_range *r)
{
    const term *low = NULL;
    const term *high = NULL;
    if (r->excludes || (!r->has_low && !r->has_high))
        return term_refuse(m, n, "tests for a range of another kind");
    if (r->has_low)
        low = compare_constant(m, n, value, r->low_closed ? COMPARE_AT_LEAST : COMPARE_GREATER, r->low);
    if (r->has_high)
        high = compare_constant(m, n, value, r->high_closed ? COMPARE_AT_MOST : COMPARE_LESS, r->high);
    if ((r->has_low && low == NULL) || (r->has_high && high == NULL))
        return NULL;
    return term_put_both(m, n, TERM_AND, low, high);
}

static const term *test_constant(term_maker *m, const node *test, const node *value, feel_value v,
                                 bool in_list)
{
    if (v.kind == FEEL_RANGE)
        return test_range(m, test, value, v.as.range);
    if (feel_is_null(v))
        return eval_is_null_literal(test) ? known(m, test, value, COMPARE_EQUAL)
                                          : term_refuse(m, test, "tests for a constant that is unknown");
    if (v.kind != FEEL_LIST)
        return compare_constant(m, test, value, COMPARE_EQUAL, v);
    if (in_list || v.as.list->count == 0)
        return term_refuse(m, test, "tests for a list of another kind");
    const term *any = NULL;
    for (size_t i = 0; i < v.as.list->count; i++) {
        const term *one = test_constant(m, test, value, v.as.list->items[i], true);
        if (one == NULL)
            return NULL;
        any = term_put_both(m, test, TERM_OR, any, one);
    }
    return any;
}

static const term *make_test(term_maker *m, const node *test, const node *value)
{
    feel_value v;
    const bool has_operator = test->kind == NODE_TEST;
    if (test->mentions_input ||
        !condition_constant(&m->cutter, has_operator ? test->as.binary.left : test, &v))
        return term_refuse(m, test, "tests for a value that is no constant");
    if (!has_operator)
        return test_constant(m, test, value, v, false);
    return feel_is_null(v) ? term_refuse(m, test, "tests for null by an operator")
                           : compare_constant(m, test, value, comparison_of(test->op), v);
}

const term *term_make_in(term_maker *m, const node *n)
{
    const term *any = NULL;
    if (n->as.in.count == 0 || n->as.in.value == NULL)
        return term_refuse(m, n, "has no tests");
    for (size_t i = 0; i < n->as.in.count; i++) {
        const term *one = make_test(m, n->as.in.tests[i], n->as.in.value);
        if (one == NULL)
            return NULL;
        any = term_put_both(m, n, TERM_OR, any, one);
    }
    return n->as.in.negated ? term_not(m->collection, any) : any;
}
