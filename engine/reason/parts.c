// A condition as a tree of and, or and not over its parts. Truth is worked out from the parts up to the root, and who decides from the
// root down: a part decides if none of its neighbours on the way up has settled the matter. Recursion is bounded by the height of the
// expression's tree.
#include "reason/parts.h"

#include "feel/eval.h"
#include "reason/operands.h"

typedef struct branch branch;

struct branch {
    const node *node;
    branch *const *below; ///< of and, or, not
    size_t count;
    size_t part; ///< its index, if nothing is below
};

typedef struct branch_list {
    branch **items;
    size_t count, capacity;
} branch_list;

struct condition_parts {
    const feel_expression *of;
    const branch *root;
    const branch *const *leaves;
    size_t count;
};

static branch *branch_of(arena *a, const node *n, branch_list *leaves)
{
    branch *b = ARENA_NEW(a, branch);
    operand_list of = operands_of(n);
    branch **below = ARENA_ARRAY(a, of.count, branch *);
    *b = (branch){.node = n, .below = below, .count = of.count, .part = leaves->count};
    for (size_t i = 0; i < of.count; i++)
        below[i] = branch_of(a, of.items[i], leaves);
    if (of.count == 0)
        ARENA_PUSH(a, leaves, items, count, capacity, b);
    return b;
}

const condition_parts *parts_of(arena *a, const feel_expression *x)
{
    condition_parts *parts = ARENA_NEW(a, condition_parts);
    branch_list leaves = {0};
    parts->of = x;
    parts->root = branch_of(a, x->root, &leaves);
    parts->leaves = (const branch *const *)leaves.items;
    parts->count = leaves.count;
    return parts;
}

size_t parts_count(const condition_parts *parts)
{
    return parts->count;
}

place parts_place(const condition_parts *parts, size_t part)
{
    const node *n = parts->leaves[part]->node;
    return (place){parts->of->source, n->offset, n->length};
}

slice parts_text(const condition_parts *parts, size_t part)
{
    const node *n = parts->leaves[part]->node;
    return slice_part(parts->of->source->text, n->offset, n->length);
}

/// The truth of an operand that leaves the matter to its neighbours.
static feel_truth neutral_of(const branch *b)
{
    return b->node->kind == NODE_OR ? FEEL_FALSE : FEEL_TRUE;
}

static feel_truth truth_of(const branch *b, const part_value *values)
{
    if (b->count == 0)
        return values[b->part].value;
    if (operands_are_negated(b->node))
        return feel_truth_not(truth_of(b->below[0], values));
    feel_truth whole = neutral_of(b);
    for (size_t i = 0; i < b->count; i++) {
        feel_truth one = truth_of(b->below[i], values);
        if (one == feel_truth_not(neutral_of(b)))
            return one;
        if (one == FEEL_UNKNOWN)
            whole = FEEL_UNKNOWN;
    }
    return whole;
}

static void mark_deciding(const branch *b, part_value *values)
{
    if (b->count == 0) {
        values[b->part].decides = values[b->part].value != FEEL_UNKNOWN;
        return;
    }
    size_t settled = 0; // operands that do not leave the matter to their neighbours
    size_t which = 0;
    for (size_t i = 0; i < b->count && !operands_are_negated(b->node); i++) {
        if (truth_of(b->below[i], values) != neutral_of(b)) {
            settled++;
            which = i;
        }
    }
    for (size_t i = 0; i < b->count; i++) {
        if (settled == 0 || (settled == 1 && which == i))
            mark_deciding(b->below[i], values);
    }
}

feel_truth parts_evaluate(feel_machine *m, const condition_parts *parts, const feel_value *values,
                          size_t count, part_value *out)
{
    env e = eval_env(m, parts->of, values, count);
    for (size_t i = 0; i < parts->count; i++) {
        feel_value v = eval_node(&e, parts->leaves[i]->node);
        out[i].decides = false;
        out[i].value = feel_truth_of(v);
    }
    feel_truth whole = truth_of(parts->root, out);
    if (whole != FEEL_UNKNOWN)
        mark_deciding(parts->root, out);
    return whole;
}
