/// What a condition is put together from: the operands of `and`, `or` and `not`. All that take conditions apart (formulas, parts,
/// edits, explanations) go by this. Private to engine/reason/.
#ifndef ADVISE_REASON_OPERANDS_H
#define ADVISE_REASON_OPERANDS_H

#include "feel/ast.h"

/// Borrowed from the node.
typedef struct operand_list {
    node *const *items;
    size_t count; ///< 0: the node is none of these, but a part of its own
} operand_list;

/// True for a call of the built-in `not` with one argument that cannot be a list: `not([x])` is that of x, but a list is no truth.
static inline bool operands_are_negated(const node *n)
{
    if (n->kind != NODE_CALL || n->as.call.rows == NULL || n->as.call.count != 1 ||
        !slice_is(n->as.call.rows[0].name, "not"))
        return false;
    const feel_type *type = n->as.call.arguments[0]->type;
    return type != NULL && type->kind != FEEL_TYPE_ANY && type->kind != FEEL_TYPE_LIST;
}

/// True for `and` and `or`.
static inline bool operands_are_joined(const node *n)
{
    return n->kind == NODE_AND || n->kind == NODE_OR;
}

/// The operands of a node.
static inline operand_list operands_of(const node *n)
{
    if (operands_are_joined(n))
        return (operand_list){n->as.list.items, n->as.list.count};
    if (operands_are_negated(n))
        return (operand_list){n->as.call.arguments, 1};
    return (operand_list){NULL, 0};
}

/// What a comparison, range or list of tests is about; NULL for other nodes and for literals, which need no word.
static inline const node *operands_left_side(const node *n)
{
    const node *left = n->kind == NODE_COMPARE   ? n->as.binary.left
                       : n->kind == NODE_BETWEEN ? n->as.between.value
                       : n->kind == NODE_IN      ? n->as.in.value
                                                 : NULL;
    return left != NULL && left->kind != NODE_LITERAL ? left : NULL;
}

#endif
