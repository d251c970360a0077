// Evaluates unary tests: of a cell, of `in`, and of `allowed`.
#include "feel/unary.h"

#include "feel/trace.h"

/// The same if null is unknown: an item that is, or may not be in the list, leaves the test open.
static feel_truth test_against_value_open(feel_machine *m, feel_value test, feel_value input)
{
    possible_items items;
    if (test.kind == FEEL_RANGE && input.kind != FEEL_RANGE)
        return eval_range_contains_open(m, test.as.range, input);
    feel_truth same = feel_truth_of(eval_compare_open(m, OP_EQUAL, input, test));
    bool is_list = test.kind == FEEL_LIST || feel_is_null(test);
    if (same == FEEL_TRUE || !is_list || !eval_possible_items(m->arena, test, &items))
        return same;
    bool unknown = input.kind == FEEL_LIST && same == FEEL_UNKNOWN;
    for (size_t i = 0; i < items.list.count && feel_spend(m, 1); i++) {
        feel_value item = items.list.items[i];
        bool in_range = item.kind == FEEL_RANGE && input.kind != FEEL_RANGE;
        feel_truth t = in_range ? eval_range_contains_open(m, item.as.range, input)
                                : feel_truth_of(eval_compare_open(m, OP_EQUAL, input, item));
        if (t == FEEL_TRUE && eval_is_sure(&items, i))
            return FEEL_TRUE;
        unknown =
            unknown || t == FEEL_TRUE ||
            (t == FEEL_UNKNOWN && (in_range || eval_has_unknown(m, item) || eval_has_unknown(m, input)));
    }
    return unknown ? FEEL_UNKNOWN : FEEL_FALSE;
}

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
    feel_machine *m = e->machine;
    if (test->kind == NODE_TEST) {
        feel_value end = eval_node(e, test->as.binary.left);
        if (eval_is_null_literal(test->as.binary.left)) {
            eval_note_null_test(m, input);
            if (feel_is_hidden(input))
                return FEEL_UNKNOWN;
        }
        return feel_truth_of(eval_is_null_literal(test->as.binary.left)
                                 ? eval_compare_spending(m, (operator_kind)test->op, input, end)
                                 : eval_compared(m, (operator_kind)test->op, input, end));
    }
    e->locals[input_slot] = input;
    feel_value v = eval_node(e, test);
    if (test->mentions_input)
        return feel_truth_of(v);
    if (eval_is_null_literal(test)) {
        eval_note_null_test(m, input);
        if (feel_is_hidden(input))
            return FEEL_UNKNOWN;
    }
    return m->open_unknowns && !eval_is_null_literal(test) ? test_against_value_open(m, v, input)
                                                           : test_against_value(m, v, input);
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
