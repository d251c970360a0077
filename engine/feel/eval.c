// Walks the tree. What cannot be computed is null (DMN 1.5, 10.3.2.13). Nothing is reported; the machine collects warnings. Steps and
// depth are bounded, so that every evaluation ends.
#include "feel/eval.h"

#include "base/limits.h"
#include "feel/temporal.h"
#include "feel/trace.h"
#include "feel/unary.h"

// --- constructors ---

static feel_value eval_list(env *e, const node *n)
{
    feel_value *items = ARENA_ARRAY(e->machine->arena, n->as.list.count, feel_value);
    for (size_t i = 0; i < n->as.list.count; i++)
        items[i] = eval_node(e, n->as.list.items[i]);
    return feel_list_of(e->machine->arena, items, n->as.list.count);
}

static feel_value eval_context(env *e, const node *n)
{
    feel_entry *entries = ARENA_ARRAY(e->machine->arena, n->as.context.count, feel_entry);
    for (size_t i = 0; i < n->as.context.count; i++) {
        feel_value v = eval_node(e, n->as.context.values[i]);
        entries[i] = (feel_entry){n->as.context.names[i], v};
        e->locals[n->as.context.first_slot + i] = v;
    }
    return feel_context_of(e->machine->arena, entries, n->as.context.count);
}

static feel_value eval_range(env *e, const node *n)
{
    feel_range r = {.low_closed = n->as.range.low_closed, .high_closed = n->as.range.high_closed};
    r.has_low = n->as.range.low != NULL;
    r.has_high = n->as.range.high != NULL;
    r.low = r.has_low ? eval_node(e, n->as.range.low) : feel_null();
    r.high = r.has_high ? eval_node(e, n->as.range.high) : feel_null();
    int order;
    bool both = r.has_low && r.has_high && !feel_is_null(r.low) && !feel_is_null(r.high);
    if (both && (!feel_order(r.low, r.high, &order) || order > 0))
        return feel_null();
    feel_range *range = ARENA_NEW(e->machine->arena, feel_range);
    *range = r;
    return (feel_value){.kind = FEEL_RANGE, .as.range = range};
}

/// `(<10)` or, in a list, `<10`: the range of the values that pass the test.
static feel_value eval_test_as_range(env *e, const node *n)
{
    feel_value end = eval_node(e, n->as.binary.left);
    bool low = n->op == OP_GREATER || n->op == OP_AT_LEAST || n->op == OP_EQUAL;
    bool high = n->op == OP_LESS || n->op == OP_AT_MOST || n->op == OP_EQUAL;
    bool closed = n->op == OP_EQUAL || n->op == OP_AT_LEAST || n->op == OP_AT_MOST;
    feel_range *range = ARENA_NEW(e->machine->arena, feel_range);
    *range = (feel_range){.has_low = low,
                          .has_high = high,
                          .low_closed = low && closed,
                          .high_closed = high && closed,
                          .by_operator = true,
                          .excludes = n->op == OP_NOT_EQUAL,
                          .low = high && !low ? feel_null() : end,
                          .high = high ? end : feel_null()};
    return (feel_value){.kind = FEEL_RANGE, .as.range = range};
}

static feel_value eval_function(env *e, const node *n)
{
    feel_function *f = ARENA_NEW(e->machine->arena, feel_function);
    feel_value *locals = ARENA_ARRAY(e->machine->arena, e->local_count, feel_value);
    if (e->local_count > 0)
        memcpy(locals, e->locals, e->local_count * sizeof *locals);
    *f = (feel_function){.literal = n,
                         .globals = e->globals,
                         .global_count = e->global_count,
                         .more = e->more,
                         .more_from = e->more_from,
                         .more_count = e->more_count,
                         .locals = locals,
                         .local_count = e->local_count};
    return (feel_value){.kind = FEEL_FUNCTION, .as.function = f};
}

static feel_value eval_instance_of(env *e, const node *n)
{
    feel_value v = eval_node(e, n->as.instance.value);
    if (n->as.instance.type == NULL)
        return feel_null();
    if (e->machine->open_unknowns && feel_is_null(v))
        return feel_null();
    bool is = feel_value_is_within(v, n->as.instance.type, &e->machine->steps_left);
    feel_note_spent(e->machine);
    return feel_boolean(is);
}

static feel_value eval_literal(env *e, const node *n)
{
    (void)e;
    return n->as.literal;
}

bool eval_briefly(env *e, const node *n, feel_value *out)
{
    feel_machine *m = e->machine;
    const int64_t budget = m->steps_left < LIMIT_STEPS_BOTH_WAYS ? m->steps_left : LIMIT_STEPS_BOTH_WAYS;
    const int64_t kept = m->steps_left - budget;
    if (m->exhausted)
        return false;
    m->steps_left = budget;
    m->both_ways++;
    *out = eval_node(e, n);
    m->both_ways--;
    const bool done = !m->exhausted;
    m->exhausted = kept == 0 && !done;
    m->steps_left += kept;
    return done;
}

/// What both branches give, if they agree: which of them counts is unknown.
static feel_value eval_both_branches(env *e, const node *n)
{
    feel_machine *m = e->machine;
    feel_value yes;
    feel_value no;
    if (!eval_briefly(e, n->as.branch.yes, &yes) || !eval_briefly(e, n->as.branch.no, &no))
        return feel_null();
    return feel_is_true(eval_compare_open(m, OP_EQUAL, yes, no)) ? yes : feel_null();
}

static feel_value eval_if(env *e, const node *n)
{
    feel_value condition = eval_node(e, n->as.branch.condition);
    if (e->machine->open_unknowns && feel_is_null(condition))
        return eval_both_branches(e, n);
    bool yes = feel_is_true(condition);
    return eval_node(e, yes ? n->as.branch.yes : n->as.branch.no);
}

/// A function for each kind of node. One large switch would give every level of recursion the frame of the largest.
static feel_value (*const evaluators[])(env *e, const node *n) = {
    [NODE_LITERAL] = eval_literal,
    [NODE_NAME] = eval_name,
    [NODE_PATH] = eval_path,
    [NODE_FILTER] = eval_filter,
    [NODE_CALL] = eval_call,
    [NODE_NEGATE] = eval_negate,
    [NODE_ARITHMETIC] = eval_operation,
    [NODE_COMPARE] = eval_comparison,
    [NODE_BETWEEN] = eval_between,
    [NODE_IN] = unary_in,
    [NODE_AND] = eval_and,
    [NODE_OR] = eval_or,
    [NODE_IF] = eval_if,
    [NODE_FOR] = eval_for,
    [NODE_SOME] = eval_quantified,
    [NODE_EVERY] = eval_quantified,
    [NODE_INSTANCE_OF] = eval_instance_of,
    [NODE_LIST] = eval_list,
    [NODE_CONTEXT] = eval_context,
    [NODE_RANGE] = eval_range,
    [NODE_FUNCTION] = eval_function,
    [NODE_TEST] = eval_test_as_range,
    [NODE_TESTS] = unary_whole,
};

/// A literal, or a variable of which nothing is to be noted: most nodes. False if it is neither.
static inline bool eval_leaf(const env *e, const node *n, feel_value *out)
{
    const feel_machine *m = e->machine;
    if (n->kind == NODE_LITERAL) {
        *out = n->as.literal;
        return true;
    }
    const size_t slot = n->as.name.slot;
    if (n->kind != NODE_NAME || n->as.name.filter_count > 0 || m->trace_unknowns)
        return false;
    if (n->as.name.binding == BINDING_LOCAL && slot < e->local_count) {
        *out = e->locals[slot];
        return true;
    }
    if (n->as.name.binding != BINDING_GLOBAL || e->more_count > 0 || slot >= e->global_count ||
        (m->provisional != NULL && slot < m->provisional_count && m->provisional[slot]))
        return false;
    *out = e->globals[slot];
    return true;
}

static feel_value eval_traced(env *e, const node *n)
{
    trace_record *record = trace_begin(e->machine->trace, e, n);
    feel_value v = evaluators[n->kind](e, n);
    trace_end(e->machine->trace, record, v);
    return v;
}

static feel_value eval_branch(env *e, const node *n)
{
    feel_machine *m = e->machine;
    const size_t unknown_before = m->unknowns.count;
    m->depth++;
    feel_value v = m->trace == NULL ? evaluators[n->kind](e, n) : eval_traced(e, n);
    m->depth--;
    if (v.kind >= FEEL_BOOLEAN && v.kind <= FEEL_MONTHS_DURATION)
        m->unknowns.count = unknown_before; // it is known in spite of what was met on the way
    return v;
}

feel_value eval_node(env *e, const node *n)
{
    feel_machine *m = e->machine;
    feel_value leaf;
    if (m->depth >= LIMIT_EVALUATION_DEPTH || !feel_spend(m, 1)) {
        m->exhausted = true;
        return feel_null();
    }
    return m->trace == NULL && eval_leaf(e, n, &leaf) ? leaf : eval_branch(e, n);
}

env eval_env(feel_machine *m, const feel_expression *x, const feel_value *values, size_t count)
{
    env e = {.machine = m, .globals = values, .global_count = count, .local_count = x->local_count};
    if (x->local_count > 0)
        e.locals = ARENA_ARRAY(m->arena, x->local_count, feel_value);
    if (values != NULL) { // a literal that is parsed on the way, as by range(), reads none
        m->values = values;
        m->value_count = count;
    }
    return e;
}

feel_value feel_evaluate(feel_machine *m, const feel_expression *x, const feel_value *values, size_t count)
{
    env e = eval_env(m, x, values, count);
    return eval_node(&e, x->root);
}

static bool holds(env *e, const node *n)
{
    const bool all = n->kind == NODE_AND;
    if ((!all && n->kind != NODE_OR) || e->machine->trace != NULL)
        return feel_is_true(eval_node(e, n));
    bool so_far = all;
    for (size_t i = 0; i < n->as.list.count && so_far == all; i++)
        so_far = holds(e, n->as.list.items[i]);
    return so_far;
}

bool feel_holds(feel_machine *m, const feel_expression *x, const feel_value *values, size_t count)
{
    env e = eval_env(m, x, values, count);
    return holds(&e, x->root);
}

feel_value feel_evaluate_tests(feel_machine *m, const feel_expression *x, feel_value input,
                               const feel_value *values, size_t count)
{
    env e = eval_env(m, x, values, count);
    if (x->input_slot < e.local_count) // it is: the tests were parsed with it
        e.locals[x->input_slot] = input;
    return eval_node(&e, x->root);
}
