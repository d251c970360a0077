// Evaluates unary tests: of a cell, of `in`, and of `allowed`.
#include "feel/unary.h"

#include "feel/trace.h"

/// A value as a test: the input equals it, lies in it if it is a range, or is one of its items if it is a list.
static feel_truth test_against_value(feel_machine *m, feel_value test, feel_value input)
{
    if (test.kind == FEEL_RANGE && input.kind != FEEL_RANGE)
        return feel_range_contains(test.as.range, input);
    feel_truth same = feel_equal_spending(m, input, test);
    if (test.kind != FEEL_LIST || same == FEEL_TRUE)
        return same;
    bool unknown = false;
    for (size_t i = 0; i < test.as.list->count && feel_spend(m, 1); i++) {
        feel_value item = test.as.list->items[i];
        feel_truth t = item.kind == FEEL_RANGE && input.kind != FEEL_RANGE
                           ? feel_range_contains(item.as.range, input)
                           : feel_equal_spending(m, input, item);
        if (t == FEEL_TRUE)
            return FEEL_TRUE;
        unknown = unknown || (t == FEEL_UNKNOWN && item.kind == FEEL_RANGE);
    }
    return unknown ? FEEL_UNKNOWN : FEEL_FALSE;
}

static feel_truth run_test(env *e, const node *test, feel_value input, uint32_t input_slot)
{
    if (test->kind == NODE_TEST)
        return feel_truth_of(eval_compare_spending(e->machine, (operator_kind)test->op, input,
                                                   eval_node(e, test->as.binary.left)));
    e->locals[input_slot] = input;
    feel_value v = eval_node(e, test);
    if (test->mentions_input)
        return feel_truth_of(v);
    return test_against_value(e->machine, v, input);
}

static feel_truth test_one(env *e, const node *test, feel_value input, uint32_t input_slot)
{
    feel_trace *trace = e->machine->trace;
    if (trace == NULL)
        return run_test(e, test, input, input_slot);
    trace_record *record =
        trace_begin(trace, e, test); // what the test says, not the value that it compares with
    feel_truth truth = run_test(e, test, input, input_slot);
    trace_end(trace, record, feel_truth_value(truth));
    return truth;
}

static feel_truth test_any(env *e, node *const *tests, size_t count, feel_value input, uint32_t input_slot)
{
    bool unknown = false;
    for (size_t i = 0; i < count; i++) {
        feel_truth t = test_one(e, tests[i], input, input_slot);
        if (t == FEEL_TRUE)
            return FEEL_TRUE;
        unknown = unknown || t == FEEL_UNKNOWN;
    }
    return unknown ? FEEL_UNKNOWN : FEEL_FALSE;
}

static feel_truth test_whole(env *e, const node *n, feel_value input, uint32_t slot)
{
    if (n->as.in.count == 0)
        return FEEL_TRUE; // "-"
    feel_truth t = test_any(e, n->as.in.tests, n->as.in.count, input, slot);
    return n->as.in.negated ? feel_truth_not(t) : t;
}

feel_value unary_in(env *e, const node *n)
{
    feel_value input = eval_node(e, n->as.in.value);
    return feel_truth_value(test_any(e, n->as.in.tests, n->as.in.count, input, n->as.in.slot));
}

feel_value unary_whole(env *e, const node *n)
{
    return feel_truth_value(test_whole(e, n, e->locals[n->as.in.slot], n->as.in.slot));
}
