/// What the nodes of a condition are for those who cut it into atoms: constants, subjects, or neither. Private to engine/reason/.
#ifndef ADVISE_REASON_CONDITION_SUBJECT_H
#define ADVISE_REASON_CONDITION_SUBJECT_H

#include "feel/ast.h"
#include "reason/condition.h"

/// What cutting has to know of the place that it has reached.
typedef struct cutter {
    const condition_scope *in;
    arena *arena;
    slice text; ///< of the expression
    size_t local_count;
    // What `?` stands for, within tests:
    bool has_input;
    uint32_t input_slot;
    const node *input; ///< the tested value; NULL: the input of unary tests
    // In the filter of a loop's list: the filtered item.
    bool has_item;
    uint32_t item_slot;
    size_t item_variable;
    const feel_type *item_type;
} cutter;

/// True if the node's value depends on nothing. False for some shapes that are constant but that nobody writes.
bool condition_is_constant(const cutter *c, const node *n);
/// The value of a constant node.
feel_value condition_value(const cutter *c, const node *n);
/// Both: false, and nothing in `*out`, if the node is not constant.
bool condition_constant(const cutter *c, const node *n, feel_value *out);
/// True if atoms compare with such values.
bool condition_is_plain(feel_value v);

/// The text of a node, one space between any two tokens.
slice condition_key(const cutter *c, const node *n);
/// The static type of a node; never NULL.
const feel_type *condition_type(const node *n);
/// A variable by its bare name: of the scope, of the loop, or the filtered item.
bool condition_variable(const cutter *c, const node *n, size_t *variable);
/// A variable, or a field of the record that it holds. Without its text.
bool condition_path(const cutter *c, const node *n, atom_subject *out);
/// What the node is about; any node is about something.
atom_subject condition_subject(const cutter *c, const node *n);
/// True for a call of the built-in with `count` arguments by position.
bool condition_is_call(const node *n, const char *name, size_t count);

#endif
