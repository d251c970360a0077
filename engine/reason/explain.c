// The parts of a condition that made its result what it is: of a false `and` the false operands, of a true one all, of an
// unknown one the unknown; of `or` the other way round.
#include "reason/explain.h"

#include "feel/eval.h"
#include "feel/walk.h"
#include "reason/operands.h"

typedef struct explanation {
    env env;
    const feel_expression *of;
    feel_truth whole; ///< what is to be explained
    explain_part *items;
    size_t count, capacity;
} explanation;

static slice node_text(const feel_expression *x, const node *n)
{
    return slice_part(x->source->text, n->offset, n->length);
}

static void add_part(explanation *x, const node *n, feel_value v)
{
    explain_part part = {.text = node_text(x->of, n), .value = v, .node = n};
    const node *left = operands_left_side(n);
    if (left != NULL) {
        part.left = eval_node(&x->env, left);
        part.left_text = node_text(x->of, left);
    }
    ARENA_PUSH(x->env.machine->arena, x, items, count, capacity, part);
}

/// Adds the parts of a node that gave what the whole gave: `v`.
static void collect(explanation *x, const node *n, feel_value v)
{
    if (!operands_are_joined(n)) {
        add_part(x, n, v);
        return;
    }
    operand_list of = operands_of(n);
    for (size_t i = 0; i < of.count; i++) {
        feel_value operand = eval_node(&x->env, of.items[i]);
        if (feel_truth_of(operand) == x->whole)
            collect(x, of.items[i], operand);
    }
}

feel_value explain_condition(feel_machine *m, const feel_expression *x, const feel_value *values,
                             size_t count, const explain_part **parts, size_t *part_count)
{
    explanation e = {.env = eval_env(m, x, values, count), .of = x};
    feel_value v = eval_node(&e.env, x->root);
    e.whole = feel_truth_of(v);
    collect(&e, x->root, v);
    *parts = e.items;
    *part_count = e.count;
    return v;
}

feel_value explain_part_value(feel_machine *m, const feel_expression *x, const explain_part *part,
                              const feel_value *values, size_t count)
{
    env e = eval_env(m, x, values, count);
    return eval_node(&e, part->node);
}

feel_value explain_left_value(feel_machine *m, const feel_expression *x, const explain_part *part,
                              const feel_value *values, size_t count)
{
    const node *left = operands_left_side(part->node);
    env e = eval_env(m, x, values, count);
    return left != NULL ? eval_node(&e, left) : feel_null();
}

typedef struct read_set {
    bool *set;
    size_t count;
} read_set;

static void add_reads(void *state, const node *n, child_role role)
{
    const read_set *to = state;
    (void)role;
    if (n->kind == NODE_NAME && n->as.name.binding == BINDING_GLOBAL && n->as.name.slot < to->count)
        to->set[n->as.name.slot] = true;
    node_visit_children(n, add_reads, state);
}

void explain_part_reads(const explain_part *part, bool *set, size_t count)
{
    read_set to = {.count = count};
    to.set = set;
    add_reads(&to, part->node, (child_role){.role = "whole"});
}

slice explain_domain(const feel_expression *iterations, size_t variable)
{
    const node *root = iterations->root;
    return root->kind == NODE_FOR && variable < root->as.loop.count
               ? node_text(iterations, root->as.loop.iterations[variable].domain)
               : feel_expression_text(iterations);
}

feel_value explain_domain_value(feel_machine *m, const feel_expression *iterations, size_t variable,
                                const feel_value *bindings, const feel_value *values, size_t count)
{
    const node *root = iterations->root;
    env e = eval_env(m, iterations, values, count);
    if (root->kind != NODE_FOR || variable >= root->as.loop.count)
        return feel_null();
    const iteration *its = root->as.loop.iterations;
    for (size_t i = 0; i < variable; i++)
        e.locals[its[i].slot] = bindings[i];
    feel_value from = eval_node(&e, its[variable].domain);
    if (its[variable].to == NULL)
        return from;
    feel_value *ends = ARENA_ARRAY(m->arena, 2, feel_value);
    ends[0] = from;
    ends[1] = eval_node(&e, its[variable].to);
    return feel_list_of(m->arena, ends, 2);
}
