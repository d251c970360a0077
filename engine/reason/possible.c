// A part that depends on nothing open keeps its value: true, false, or unknown for good, which a conjunction cannot be true with.
#include "reason/possible.h"

#include "feel/eval.h"
#include "reason/operands.h"

typedef struct prospect {
    env env;
    const unknown_filter *open;
} prospect;

static bool is_any_open(const prospect *p, const feel_unknown_list *unknowns)
{
    bool found = false;
    for (size_t i = 0; i < unknowns->count && !found; i++)
        found = p->open->is_open(p->open->state, &unknowns->items[i]);
    return found;
}

/// True if what is unknown has no part in the value: what is known while something is unknown holds for all that this may be.
static bool is_known(feel_value v)
{
    return !feel_is_null(v) && v.kind != FEEL_LIST && v.kind != FEEL_CONTEXT;
}

/// Evaluates a part and tells whether what is open may change its value.
static bool may_change(prospect *p, const node *n, feel_value *v)
{
    feel_machine *m = p->env.machine;
    m->trace_unknowns = true;
    m->unknowns = m->tested = (feel_unknown_list){0};
    m->null_tested = false;
    *v = eval_node(&p->env, n);
    m->trace_unknowns = false;
    const bool tested = m->null_tested && (m->tested.count == 0 || is_any_open(p, &m->tested));
    return m->exhausted || tested || (!is_known(*v) && is_any_open(p, &m->unknowns));
}

/// True if a value of the type, or an item of it if it is a list, may be `v`: an enumeration has no others.
static bool may_have(const feel_type *type, feel_value v)
{
    bool may = type == NULL || type->allowed_count == 0 || v.kind != FEEL_STRING;
    for (size_t i = 0; !may && i < type->allowed_count; i++)
        may = feel_equal(type->allowed[i], v) == FEEL_TRUE;
    return may;
}

/// True if the two nodes can never be equal: one is unknown, and its enumeration lacks what the other is.
static bool are_apart(prospect *p, const node *a, const node *b)
{
    const feel_value left = eval_node(&p->env, a);
    const feel_value right = eval_node(&p->env, b);
    return (feel_is_null(left) && !may_have(a->type, right)) ||
           (feel_is_null(right) && !may_have(b->type, left));
}

/// What a part may be that is taken apart no further.
static possible_truth look_at_part(prospect *p, const node *n)
{
    feel_value v;
    const bool open = may_change(p, n, &v);
    possible_truth out = {open || feel_is_true(v), open || feel_is_false(v)};
    if (open && feel_is_null(v) && n->kind == NODE_COMPARE && n->op == OP_EQUAL &&
        are_apart(p, n->as.binary.left, n->as.binary.right))
        out.may_be_true = false;
    return out;
}

static possible_truth look_at(prospect *p, const node *n)
{
    const operand_list of = operands_of(n);
    if (of.count == 0)
        return look_at_part(p, n);
    const bool is_and = n->kind == NODE_AND;
    possible_truth out = {is_and, !is_and};
    for (size_t i = 0; i < of.count; i++) {
        const possible_truth part = look_at(p, of.items[i]);
        if (operands_are_negated(n))
            out = (possible_truth){part.may_be_false, part.may_be_true};
        else if (is_and)
            out =
                (possible_truth){out.may_be_true && part.may_be_true, out.may_be_false || part.may_be_false};
        else
            out =
                (possible_truth){out.may_be_true || part.may_be_true, out.may_be_false && part.may_be_false};
    }
    return out;
}

possible_truth possible_of_condition(feel_machine *m, const feel_expression *x, const feel_value *values,
                                     size_t count, const unknown_filter *open)
{
    prospect p = {eval_env(m, x, values, count), open};
    return look_at(&p, x->root);
}

bool possible_change(feel_machine *m, const feel_expression *x, const feel_value *values, size_t count,
                     const unknown_filter *open)
{
    prospect p = {eval_env(m, x, values, count), open};
    feel_value v;
    return may_change(&p, x->root, &v);
}
