// Walks the tree once. Recursion is bounded by the height of the tree.
#include "reason/vanity.h"

#include "feel/walk.h"
#include "reason/condition_subject.h"

typedef struct search {
    cutter cutter;
    const feel_expression *expression;
    const feel_type *tested;
    struct {
        vain_part *items;
        size_t count, capacity;
    } found;
} search;

static slice text_of(const search *s, const node *n)
{
    return slice_part(s->expression->source->text, n->offset, n->length);
}

static vain_part *add(search *s, vain_kind kind, const node *n)
{
    const vain_part part = {
        .kind = kind, .where = {s->expression->source, n->offset, n->length}, .text = text_of(s, n)};
    ARENA_PUSH(s->cutter.arena, &s->found, items, count, capacity, part);
    return &s->found.items[s->found.count - 1];
}

// --- ranges ---

static bool is_empty(const search *s, const node *low, const node *high, bool closed)
{
    feel_value from;
    feel_value to;
    int order;
    return low != NULL && high != NULL && condition_constant(&s->cutter, low, &from) &&
           condition_constant(&s->cutter, high, &to) && feel_order(from, to, &order) &&
           (order > 0 || (order == 0 && !closed));
}

// --- comparisons with itself ---

/// A number that is added to something: `n + 1`, `1 + n`, `n - 1`, `n`.
typedef struct shifted {
    const node *base;
    decimal by;
} shifted;

static bool constant_number(const search *s, const node *n, decimal *out)
{
    feel_value v;
    const bool number = condition_constant(&s->cutter, n, &v) && v.kind == FEEL_NUMBER;
    if (number)
        *out = feel_decimal(v);
    return number;
}

static shifted shifted_of(const search *s, const node *n)
{
    shifted out = {n, decimal_from_int64(0)};
    const bool sum = n->kind == NODE_ARITHMETIC && (n->op == OP_ADD || n->op == OP_SUBTRACT);
    if (!sum || (n->type != NULL && n->type->kind != FEEL_TYPE_NUMBER))
        return out;
    if (constant_number(s, n->as.binary.right, &out.by)) {
        out.base = n->as.binary.left;
        out.by = n->op == OP_SUBTRACT ? decimal_negate(out.by) : out.by;
    } else if (n->op == OP_ADD && constant_number(s, n->as.binary.left, &out.by)) {
        out.base = n->as.binary.right;
    }
    return out;
}

static bool holds(operator_kind op, int order)
{
    switch (op) {
    case OP_EQUAL: return order == 0;
    case OP_NOT_EQUAL: return order != 0;
    case OP_LESS: return order < 0;
    case OP_AT_MOST: return order <= 0;
    case OP_GREATER: return order > 0;
    default: return order >= 0;
    }
}

static void look_at_comparison(search *s, const node *n)
{
    const shifted left = shifted_of(s, n->as.binary.left);
    const shifted right = shifted_of(s, n->as.binary.right);
    if (condition_is_constant(&s->cutter, left.base) || condition_is_constant(&s->cutter, right.base) ||
        !slice_equal(condition_key(&s->cutter, left.base), condition_key(&s->cutter, right.base)))
        return;
    vain_part *part = add(s, VAIN_COMPARISON, n);
    part->truth = holds((operator_kind)n->op, decimal_compare(left.by, right.by));
}

// --- values that cannot be ---

static const feel_type *listed_texts(const feel_type *type)
{
    if (type != NULL && type->kind == FEEL_TYPE_LIST)
        type = type->element;
    return type != NULL && type->kind == FEEL_TYPE_STRING && type->allowed != NULL ? type : NULL;
}

static void check_value(search *s, const node *where, feel_value v, const feel_type *type, slice compared)
{
    bool allowed = v.kind != FEEL_STRING;
    for (size_t i = 0; !allowed && i < type->allowed_count; i++)
        allowed = feel_equal(type->allowed[i], v) == FEEL_TRUE;
    if (allowed)
        return;
    vain_part *part = add(s, VAIN_VALUE, where);
    part->value = feel_text(v);
    part->compared = compared;
    part->type = type;
}

/// Checks a constant, or the items of a constant list, that something of a type is compared with.
static void check_constant(search *s, const node *constant, const feel_type *type, slice compared)
{
    feel_value v;
    type = listed_texts(type);
    if (type == NULL || !condition_constant(&s->cutter, constant, &v))
        return;
    if (v.kind != FEEL_LIST)
        check_value(s, constant, v, type, compared);
    for (size_t i = 0; v.kind == FEEL_LIST && i < v.as.list->count; i++)
        check_value(s, constant, v.as.list->items[i], type, compared);
}

static void check_both(search *s, const node *a, const node *b)
{
    check_constant(s, a, b->type, text_of(s, b));
    check_constant(s, b, a->type, text_of(s, a));
}

static void check_tests(search *s, const node *n)
{
    const node *value = n->as.in.value;
    const feel_type *type = value != NULL ? value->type : s->tested;
    for (size_t i = 0; i < n->as.in.count; i++)
        check_constant(s, n->as.in.tests[i], type, value != NULL ? text_of(s, value) : SLICE("?"));
}

// --- the walk ---

static void look_at(search *s, const node *n);

static void look_at_child(void *state, const node *n, child_role role)
{
    (void)role;
    look_at(state, n);
}

static void look_at(search *s, const node *n)
{
    switch ((node_kind)n->kind) {
    case NODE_RANGE:
        if (is_empty(s, n->as.range.low, n->as.range.high, n->as.range.low_closed && n->as.range.high_closed))
            (void)add(s, VAIN_RANGE, n);
        break;
    case NODE_BETWEEN:
        if (is_empty(s, n->as.between.low, n->as.between.high, true))
            (void)add(s, VAIN_RANGE, n);
        break;
    case NODE_COMPARE:
        look_at_comparison(s, n);
        if (n->op == OP_EQUAL || n->op == OP_NOT_EQUAL)
            check_both(s, n->as.binary.left, n->as.binary.right);
        break;
    case NODE_IN:
    case NODE_TESTS: check_tests(s, n); break;
    case NODE_CALL:
        if (condition_is_call(n, "list contains", 2))
            check_both(s, n->as.call.arguments[0], n->as.call.arguments[1]);
        break;
    default: break;
    }
    node_visit_children(n, look_at_child, s);
}

const vain_part *vain_parts(const condition_scope *in, const feel_expression *x, const feel_type *tested,
                            size_t *count)
{
    search s = {.cutter = {.in = in,
                           .arena = in->machine->arena,
                           .text = x->source->text,
                           .local_count = x->local_count},
                .expression = x,
                .tested = tested};
    look_at(&s, x->root);
    *count = s.found.count;
    return s.found.items;
}
