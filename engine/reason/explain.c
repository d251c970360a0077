// The parts of a condition that made its result what it is: of a false `and` the false operands, of a true one all, of an
// unknown one the unknown; of `or` the other way round.
#include "reason/explain.h"

#include "feel/eval.h"

typedef struct part_list {
    explain_part *items;
    size_t count, capacity;
} part_list;

static slice node_text(const feel_expression *x, const node *n)
{
    return slice_part(x->source->text, n->offset, n->length);
}

static void collect(env *e, const feel_expression *x, const node *n, part_list *parts)
{
    if (n->kind == NODE_AND || n->kind == NODE_OR) {
        feel_value whole = eval_node(e, n);
        for (size_t i = 0; i < n->as.list.count; i++) {
            feel_value v = eval_node(e, n->as.list.items[i]);
            bool same = v.kind == FEEL_BOOLEAN
                            ? whole.kind == FEEL_BOOLEAN && v.as.boolean == whole.as.boolean
                            : whole.kind != FEEL_BOOLEAN;
            if (same)
                collect(e, x, n->as.list.items[i], parts);
        }
        return;
    }
    explain_part part = {.text = node_text(x, n), .value = eval_node(e, n)};
    const node *left = NULL;
    if (n->kind == NODE_COMPARE)
        left = n->as.binary.left;
    else if (n->kind == NODE_BETWEEN)
        left = n->as.between.value;
    else if (n->kind == NODE_IN)
        left = n->as.in.value;
    if (left != NULL && left->kind != NODE_LITERAL) {
        part.left = eval_node(e, left);
        part.left_text = node_text(x, left);
    }
    ARENA_PUSH(e->machine->arena, parts, items, count, capacity, part);
}

feel_value explain_condition(feel_machine *m, const feel_expression *x, const feel_value *values,
                             size_t count, const explain_part **parts, size_t *part_count)
{
    env e = eval_env(m, x, values, count);
    part_list list = {0};
    collect(&e, x, x->root, &list);
    *parts = list.items;
    *part_count = list.count;
    return eval_node(&e, x->root);
}
