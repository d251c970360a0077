/// The evaluator's own header, of its files alone: eval.c (the walk), eval_name.c (names and paths), eval_operator.c, eval_loop.c (for,
/// some, every, filters) and eval_call.c (calls). Used also by the built-ins, by unary tests, and by engine/reason/.
#ifndef ADVISE_FEEL_EVAL_H
#define ADVISE_FEEL_EVAL_H

#include "feel/ast.h"

/// Where names find their values during one evaluation.
typedef struct env {
    feel_machine *machine;
    const feel_value *globals;
    size_t global_count;
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

static inline bool eval_is_temporal(feel_value v)
{
    return v.kind >= FEEL_DATE && v.kind <= FEEL_MONTHS_DURATION;
}

#endif
