/// The evaluator's own header, of its files alone: eval.c (the walk), eval_name.c (names and paths), eval_operator.c, eval_loop.c (for,
/// some, every, filters) and eval_call.c (calls). Used also by the built-ins, by unary tests, and by engine/reason/.
#ifndef ADVISE_FEEL_EVAL_H
#define ADVISE_FEEL_EVAL_H

#include "feel/ast.h"
#include "feel/machine.h"

/// Where names find their values during one evaluation.
typedef struct env {
    feel_machine *machine;
    const feel_value *globals;
    size_t global_count;
    const feel_value *more; ///< variables behind the scope: the arguments of a called table
    size_t more_from, more_count;
    feel_value *locals;
    size_t local_count;
} env;

/// What an expression is evaluated in, with locals of its own from the machine's arena.
env eval_env(feel_machine *m, const feel_expression *x, const feel_value *values, size_t count);

/// The value of a node. Counts a step and guards the depth; null once the machine is exhausted.
feel_value eval_node(env *e, const node *n);

// --- a function for each kind of node, called by eval_node ---

feel_value eval_name(env *e, const node *n);
feel_value eval_path(env *e, const node *n);
feel_value eval_negate(env *e, const node *n);
feel_value eval_operation(env *e, const node *n);
feel_value eval_comparison(env *e, const node *n);
feel_value eval_between(env *e, const node *n);
feel_value eval_and(env *e, const node *n);
feel_value eval_or(env *e, const node *n);
feel_value eval_for(env *e, const node *n);
feel_value eval_quantified(env *e, const node *n);
feel_value eval_filter(env *e, const node *n);
feel_value eval_call(env *e, const node *n);

/// Calls a decision table.
/// @param arguments  kept: one for each parameter, in its type
feel_value eval_call_table(feel_machine *m, const struct feel_called_table *t, const feel_value *arguments);

// --- parts that others need ---

feel_value eval_arithmetic(feel_machine *m, operator_kind op, feel_value left, feel_value right);
/// A comparison outside an evaluation, which costs no steps.
feel_value eval_compare(operator_kind op, feel_value left, feel_value right);
/// A comparison that costs steps for long values.
feel_value eval_compare_spending(feel_machine *m, operator_kind op, feel_value left, feel_value right);
/// The entry `name` of a value: of a context, of each item of a list, or a property of a temporal value.
feel_value eval_member(env *e, feel_value object, slice name);
/// A value as a list: a list is itself, null is empty, and anything else is a list of one.
feel_list eval_as_list(arena *a, feel_value v);

/// The index (from 0) of a position that is counted from 1, or from the end if it is negative. False if there is no such item.
bool eval_position(const feel_list *list, feel_value position, size_t *index);

/// Calls a function value (a built-in or one written in FEEL) with positional arguments, as sort() calls its comparison. Null if it does
/// not accept them.
feel_value feel_call(feel_machine *m, const feel_function *f, const feel_value *arguments, size_t count);
/// How many parameters a function value has.
size_t feel_function_arity(const feel_function *f);

// --- what stays known if something is unknown (eval_unknown.c, eval_total.c); for machines with `open_unknowns` ---

/// True for `null` as it is written: whoever compares with it asks if the other side is unknown.
static inline bool eval_is_null_literal(const node *n)
{
    return n->kind == NODE_LITERAL && feel_is_null(n->as.literal);
}

/// Notes that `v` is compared with the literal null: if it is unknown, the answer may change.
static inline void eval_note_null_test(feel_machine *m, feel_value v)
{
    const bool is_unknown = feel_is_null(v) && !feel_is_hidden(v);
    m->null_tested = m->null_tested || is_unknown;
    for (size_t i = 0; m->trace_unknowns && is_unknown && i < m->unknowns.count; i++)
        feel_note_unknown(m, &m->tested, m->unknowns.items[i]);
}

/// Notes that a variable is read whose value may change.
static inline void eval_note_provisional(feel_machine *m, size_t variable)
{
    m->null_tested = true;
    if (m->trace_unknowns)
        feel_note_unknown(m, &m->tested, (feel_unknown){.variable = variable});
}

/// Evaluates a node of which nobody knows if it counts, since something before it is unknown. False if that takes more than
/// LIMIT_STEPS_BOTH_WAYS: what nobody may need must not use up the budget.
bool eval_briefly(env *e, const node *n, feel_value *out);

/// The items that a list may have, and of each whether it surely is in it.
typedef struct possible_items {
    feel_list list;
    const bool *sure; ///< NULL: all are
} possible_items;

static inline bool eval_is_sure(const possible_items *items, size_t i)
{
    return items->sure == NULL || items->sure[i];
}

/// The items of a value; false if nothing is known of them: then it is null.
bool eval_possible_items(arena *a, feel_value v, possible_items *out);
/// A list of such items: itself if all are sure, else null with what is known of it.
feel_value eval_partial_list(arena *a, const feel_value *items, const bool *sure, size_t count);
/// A null of which it is known that the value lies between two, both included; the value itself if these are the same.
feel_value eval_between_bounds(arena *a, feel_value least, feel_value most);
/// A comparison that null leaves open, if what is known of both sides does not decide it.
feel_value eval_compare_open(feel_machine *m, operator_kind op, feel_value left, feel_value right);
/// A comparison as the machine takes null: as a value of its own, or as unknown.
static inline feel_value eval_compared(feel_machine *m, operator_kind op, feel_value left, feel_value right)
{
    return m->open_unknowns ? eval_compare_open(m, op, left, right)
                            : eval_compare_spending(m, op, left, right);
}
/// Whether a range contains a value.
feel_truth eval_range_contains_open(feel_machine *m, const feel_range *r, feel_value v);
/// True if the value is null or holds null, however deep.
bool eval_has_unknown(feel_machine *m, feel_value v);
/// A call of `list contains`, or of a function that counts or totals a list of which some items are in doubt: they look at what is
/// unknown. False if the call is another.
/// @param written_null  for each argument, true if it is written `null`
bool eval_call_open(feel_machine *m, const builtin *row, const feel_value *arguments,
                    const feel_value *written_null, size_t count, feel_value *result);
/// The same of `total of`, `greatest of` and `least of` alone (eval_total.c).
bool eval_total_open(feel_machine *m, const builtin *row, const feel_value *arguments, size_t count,
                     feel_value *result);

static inline bool eval_is_temporal(feel_value v)
{
    return v.kind >= FEEL_DATE && v.kind <= FEEL_MONTHS_DURATION;
}

#endif
