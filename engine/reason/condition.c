// Cuts a tree into atoms. Gives up on a shape by calling it an expression that is true or not: never wrong, only less
// telling. Recursion follows the tree, whose height the parser bounds.
#include "reason/condition.h"

#include "feel/eval.h"
#include "reason/condition_subject.h"
#include "reason/operands.h"

static const condition *cut(cutter *c, const node *n);

static condition *new_condition(const cutter *c, condition_kind kind, const node *n)
{
    condition *f = ARENA_NEW(c->arena, condition);
    f->kind = kind;
    f->offset = n->offset;
    f->length = n->length;
    return f;
}

static const condition *constant_condition(const cutter *c, const node *n, feel_truth truth)
{
    condition *f = new_condition(c, CONDITION_CONSTANT, n);
    f->constant = truth;
    return f;
}

static const condition *holds(const cutter *c, const node *n)
{
    condition *f = new_condition(c, CONDITION_ATOM, n);
    f->atom = (atom){.kind = ATOM_HOLDS, .subject = condition_subject(c, n)};
    return f;
}

static const condition *compare(const cutter *c, const node *where, atom_subject subject, comparison_kind op,
                                feel_value constant)
{
    condition *f = new_condition(c, CONDITION_ATOM, where);
    f->atom = (atom){ATOM_COMPARE, op, constant, subject};
    return f;
}

static const condition *join_as(const cutter *c, const node *where, condition_kind kind,
                                const condition *const *parts, size_t count, bool is_range)
{
    if (count == 1 && kind != CONDITION_NOT)
        return parts[0];
    condition *f = new_condition(c, kind, where);
    f->is_range = is_range;
    const condition **kept = ARENA_ARRAY(c->arena, count, const condition *);
    if (count > 0)
        memcpy(kept, parts, count * sizeof *kept);
    f->parts = kept;
    f->count = count;
    return f;
}

static const condition *join(const cutter *c, const node *where, condition_kind kind,
                             const condition *const *parts, size_t count)
{
    return join_as(c, where, kind, parts, count, false);
}

static comparison_kind comparison_of(uint8_t op)
{
    return (comparison_kind)(op - OP_EQUAL);
}

/// The comparison with its sides exchanged.
static comparison_kind mirrored(comparison_kind op)
{
    static const comparison_kind mirror[] = {COMPARE_EQUAL,    COMPARE_NOT_EQUAL, COMPARE_GREATER,
                                             COMPARE_AT_LEAST, COMPARE_LESS,      COMPARE_AT_MOST};
    return mirror[op];
}

/// A comparison of `left` with the constant `right`. If that is null and not written so, nobody knows what it is.
static const condition *compare_constant(cutter *c, const node *n, const node *left, const node *right,
                                         comparison_kind op, feel_value v)
{
    if (feel_is_null(v) && !eval_is_null_literal(right))
        return constant_condition(c, n, FEEL_UNKNOWN);
    return compare(c, n, condition_subject(c, left), op, v);
}

static const condition *cut_compare(cutter *c, const node *n)
{
    feel_value v;
    const node *left = n->as.binary.left;
    const node *right = n->as.binary.right;
    if (condition_constant(c, right, &v) && condition_is_plain(v))
        return compare_constant(c, n, left, right, comparison_of(n->op), v);
    if (condition_constant(c, left, &v) && condition_is_plain(v))
        return compare_constant(c, n, right, left, mirrored(comparison_of(n->op)), v);
    return holds(c, n);
}

static const condition *cut_between(cutter *c, const node *n)
{
    feel_value low;
    feel_value high;
    if (!condition_constant(c, n->as.between.low, &low) ||
        !condition_constant(c, n->as.between.high, &high) || !condition_is_plain(low) ||
        !condition_is_plain(high))
        return holds(c, n);
    atom_subject s = condition_subject(c, n->as.between.value);
    const condition *parts[] = {compare(c, n->as.between.low, s, COMPARE_AT_LEAST, low),
                                compare(c, n->as.between.high, s, COMPARE_AT_MOST, high)};
    return join_as(c, n, CONDITION_AND, parts, 2, true);
}

static const condition *range_condition(const cutter *c, const node *where, atom_subject s,
                                        const feel_range *r)
{
    const condition *parts[2];
    size_t count = 0;
    if (r->has_low)
        parts[count++] = compare(c, where, s, r->low_closed ? COMPARE_AT_LEAST : COMPARE_GREATER, r->low);
    if (r->has_high)
        parts[count++] = compare(c, where, s, r->high_closed ? COMPARE_AT_MOST : COMPARE_LESS, r->high);
    return count > 0 ? join_as(c, where, CONDITION_AND, parts, count, true) : NULL;
}

static bool has_plain_ends(const feel_range *r)
{
    return (r->has_low || r->has_high) &&
           (!r->has_low || (condition_is_plain(r->low) && !feel_is_null(r->low))) &&
           (!r->has_high || (condition_is_plain(r->high) && !feel_is_null(r->high)));
}

/// True if a value of the type is a single value or null: membership of a list is then equality with one of its items.
static bool is_single(const feel_type *type)
{
    return type->kind >= FEEL_TYPE_BOOLEAN && type->kind <= FEEL_TYPE_MONTHS_DURATION;
}

/// A test with a constant, of the subject; NULL if the test is another one.
static const condition *constant_test(const cutter *c, const node *where, atom_subject s, feel_value v,
                                      bool in_list)
{
    if (v.kind == FEEL_RANGE && has_plain_ends(v.as.range))
        return range_condition(c, where, s, v.as.range);
    if (feel_is_null(v) && !eval_is_null_literal(where))
        return constant_condition(c, where, FEEL_UNKNOWN);
    if (condition_is_plain(v))
        return compare(c, where, s, COMPARE_EQUAL, v);
    if (v.kind != FEEL_LIST || in_list || !is_single(s.type) || v.as.list->count == 0)
        return NULL;
    const condition **parts = ARENA_ARRAY(c->arena, v.as.list->count, const condition *);
    for (size_t i = 0; i < v.as.list->count; i++) {
        parts[i] = constant_test(c, where, s, v.as.list->items[i], true);
        if (parts[i] == NULL)
            return NULL;
    }
    return join_as(c, where, CONDITION_OR, parts, v.as.list->count, true);
}

static const condition *cut_test(cutter *c, const node *test, atom_subject s)
{
    feel_value v;
    if (test->kind == NODE_TEST) {
        if (!condition_constant(c, test->as.binary.left, &v) || !condition_is_plain(v))
            return NULL;
        return feel_is_null(v) && !eval_is_null_literal(test->as.binary.left)
                   ? constant_condition(c, test, FEEL_UNKNOWN)
                   : compare(c, test, s, comparison_of(test->op), v);
    }
    if (test->mentions_input)
        return c->input == NULL ? cut(c, test) : NULL;
    return condition_constant(c, test, &v) ? constant_test(c, test, s, v, false) : NULL;
}

/// `value in (tests)`, or unary tests as a whole; NULL if a test has no atom.
static const condition *cut_tests(cutter *c, const node *n, const node *input)
{
    cutter inner = *c;
    inner.has_input = true;
    inner.input_slot = n->as.in.slot;
    inner.input = input;
    atom_subject s = input != NULL ? condition_subject(c, input)
                                   : (atom_subject){.kind = SUBJECT_INPUT,
                                                    .type = feel_type_of_kind(FEEL_TYPE_ANY),
                                                    .text = SLICE("?")};
    const condition **parts = ARENA_ARRAY(c->arena, n->as.in.count, const condition *);
    for (size_t i = 0; i < n->as.in.count; i++) {
        parts[i] = cut_test(&inner, n->as.in.tests[i], s);
        if (parts[i] == NULL)
            return NULL;
    }
    if (n->as.in.count == 0)
        return constant_condition(c, n, FEEL_TRUE);
    const condition *any = join(c, n, CONDITION_OR, parts, n->as.in.count);
    return n->as.in.negated ? join(c, n, CONDITION_NOT, &any, 1) : any;
}

static const condition *cut_contains(cutter *c, const node *n)
{
    feel_value v;
    atom_subject s;
    if (!condition_path(c, n->as.call.arguments[0], &s) || s.type->kind != FEEL_TYPE_LIST ||
        !condition_constant(c, n->as.call.arguments[1], &v) || !condition_is_plain(v) || feel_is_null(v))
        return holds(c, n);
    s.text = condition_key(c, n->as.call.arguments[0]);
    condition *f = new_condition(c, CONDITION_ATOM, n);
    f->atom = (atom){.kind = ATOM_CONTAINS, .constant = v, .subject = s};
    return f;
}

static const condition *cut_operands(cutter *c, const node *n, operand_list of)
{
    condition_kind kind = n->kind == NODE_AND  ? CONDITION_AND
                          : n->kind == NODE_OR ? CONDITION_OR
                                               : CONDITION_NOT;
    const condition **parts = ARENA_ARRAY(c->arena, of.count, const condition *);
    for (size_t i = 0; i < of.count; i++)
        parts[i] = cut(c, of.items[i]);
    return join(c, n, kind, parts, of.count);
}

static const condition *cut(cutter *c, const node *n)
{
    if (condition_is_constant(c, n)) {
        feel_value v = condition_value(c, n);
        return constant_condition(c, n, feel_truth_of(v));
    }
    const condition *tests = NULL;
    operand_list of = operands_of(n);
    if (of.count > 0)
        return cut_operands(c, n, of);
    switch ((node_kind)n->kind) {
    case NODE_COMPARE: return cut_compare(c, n);
    case NODE_BETWEEN: return cut_between(c, n);
    case NODE_IN: tests = cut_tests(c, n, n->as.in.value); return tests != NULL ? tests : holds(c, n);
    case NODE_TESTS: tests = cut_tests(c, n, NULL); return tests != NULL ? tests : holds(c, n);
    case NODE_CALL: return condition_is_call(n, "list contains", 2) ? cut_contains(c, n) : holds(c, n);
    default: return holds(c, n);
    }
}

static cutter cutter_of(const condition_scope *in, const feel_expression *x)
{
    return (cutter){
        .in = in, .arena = in->machine->arena, .text = x->source->text, .local_count = x->local_count};
}

const condition *condition_of(const condition_scope *in, const feel_expression *x)
{
    cutter c = cutter_of(in, x);
    return cut(&c, x->root);
}

bool condition_expression_subject(const condition_scope *in, const feel_expression *x, atom_subject *out)
{
    cutter c = cutter_of(in, x);
    if (!condition_path(&c, x->root, out))
        return false;
    out->text = condition_key(&c, x->root);
    return true;
}

/// The list below a domain's filters; adds the filters' conditions to `filters`.
static ptrdiff_t cut_domain(cutter *c, const node *n, const condition **filters, size_t *count)
{
    enum { MOST_FILTERS = 8 };
    size_t variable;
    if (n->kind == NODE_NAME && condition_variable(c, n, &variable) &&
        condition_type(n)->kind == FEEL_TYPE_LIST)
        return (ptrdiff_t)variable;
    if (n->kind != NODE_FILTER || *count >= MOST_FILTERS)
        return -1;
    ptrdiff_t list = cut_domain(c, n->as.filter.list, filters, count);
    const feel_type *type = n->as.filter.list->type;
    const node *filter = n->as.filter.condition;
    bool is_index = filter->type == NULL || filter->type->kind != FEEL_TYPE_BOOLEAN;
    if (list < 0 || is_index || type == NULL)
        return -1;
    cutter inner = *c;
    inner.has_item = true;
    inner.item_slot = n->as.filter.slot;
    inner.item_type = type->element;
    filters[(*count)++] = cut(&inner, filter);
    return list;
}

const loop_list *condition_loop_lists(const condition_scope *in, const feel_expression *iterations,
                                      size_t first, size_t *count)
{
    const node *loop = iterations->root;
    loop_list *out = ARENA_ARRAY(in->machine->arena, loop->as.loop.count, loop_list);
    *count = loop->as.loop.count;
    for (size_t i = 0; i < loop->as.loop.count; i++) {
        const iteration *it = &loop->as.loop.iterations[i];
        cutter c = cutter_of(in, iterations);
        c.item_variable = first + i;
        const condition *filters[8];
        size_t filter_count = 0;
        out[i].text = condition_key(&c, it->domain);
        out[i].list = it->to == NULL ? cut_domain(&c, it->domain, filters, &filter_count) : -1;
        if (out[i].list >= 0 && filter_count > 0)
            out[i].filter = join(&c, it->domain, CONDITION_AND, filters, filter_count);
    }
    return out;
}

place condition_place(const feel_expression *x, const condition *part)
{
    return (place){x->source, part->offset, part->length};
}

slice condition_text(const feel_expression *x, const condition *part)
{
    return slice_part(x->source->text, part->offset, part->length);
}
