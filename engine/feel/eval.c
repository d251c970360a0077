// Walks the tree. What cannot be computed is null (DMN 1.5, 10.3.2.13). Never reports: the machine collects warnings. Steps and depth
// are bounded, so that every evaluation ends.
#include "feel/eval.h"

#include "feel/temporal.h"
#include "feel/trace.h"

enum { DEFAULT_STEPS = 10000000, DEEPEST_EVALUATION = 2500 };

void feel_machine_init(feel_machine *m, arena *a)
{
    *m = (feel_machine){.arena = a, .steps_left = DEFAULT_STEPS};
}

bool feel_spend(feel_machine *m, size_t steps)
{
    if (m->exhausted || steps > (size_t)m->steps_left) {
        m->exhausted = true;
        return false;
    }
    m->steps_left -= (int64_t)steps;
    return true;
}

feel_truth feel_equal_spending(feel_machine *m, feel_value a, feel_value b)
{
    feel_truth equal = feel_equal_within(a, b, &m->steps_left);
    m->exhausted = m->exhausted || m->steps_left == 0;
    return equal;
}

void feel_warn(feel_machine *m, const char *code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    feel_warning warning = {code, arena_format_list(m->arena, format, arguments)};
    va_end(arguments);
    struct {
        feel_warning *items;
        size_t count, capacity;
    } list = {m->warnings, m->warning_count, m->warning_capacity};
    ARENA_PUSH(m->arena, &list, items, count, capacity, warning);
    m->warnings = list.items;
    m->warning_count = list.count;
    m->warning_capacity = list.capacity;
}

static void note_unknown(feel_machine *m, feel_unknown unknown)
{
    if (!m->trace_unknowns)
        return;
    for (size_t i = 0; i < m->unknown_count; i++) {
        const feel_unknown *u = &m->unknowns[i];
        if (u->variable == unknown.variable && u->record == unknown.record &&
            slice_equal(u->field, unknown.field))
            return;
    }
    struct {
        feel_unknown *items;
        size_t count, capacity;
    } list = {m->unknowns, m->unknown_count, m->unknown_capacity};
    ARENA_PUSH(m->arena, &list, items, count, capacity, unknown);
    m->unknowns = list.items;
    m->unknown_count = list.count;
    m->unknown_capacity = list.capacity;
}

// --- operators ---

static bool add_small(operator_kind op, int64_t a, int64_t b, int64_t *out)
{
    switch (op) {
    case OP_ADD: return !__builtin_add_overflow(a, b, out);
    case OP_SUBTRACT: return !__builtin_sub_overflow(a, b, out);
    case OP_MULTIPLY: return !__builtin_mul_overflow(a, b, out);
    case OP_DIVIDE:
        if (b == 0 || b == -1 || a % b != 0)
            return false;
        *out = a / b;
        return true;
    default: return false;
    }
}

static feel_value number_arithmetic(feel_machine *m, operator_kind op, feel_value left, feel_value right)
{
    int64_t small;
    if (left.small && right.small && add_small(op, left.as.integer, right.as.integer, &small))
        return feel_integer(small);
    decimal a = feel_decimal(left);
    decimal b = feel_decimal(right);
    decimal result;
    bool done = false;
    switch (op) {
    case OP_ADD: done = decimal_add(a, b, &result); break;
    case OP_SUBTRACT: done = decimal_subtract(a, b, &result); break;
    case OP_MULTIPLY: done = decimal_multiply(a, b, &result); break;
    case OP_DIVIDE: done = decimal_divide(a, b, &result); break;
    case OP_POWER: done = decimal_power(a, b, &result); break;
    default: break;
    }
    return done ? feel_number(m->arena, result) : feel_null();
}

static feel_value join_strings(feel_machine *m, slice a, slice b)
{
    enum { LONGEST_STRING = 1 << 24 };
    if (a.len + b.len > LONGEST_STRING || !feel_spend(m, (a.len + b.len) / 64))
        return feel_null();
    char *joined = arena_alloc(m->arena, a.len + b.len + 1);
    if (a.len > 0)
        memcpy(joined, a.ptr, a.len);
    if (b.len > 0)
        memcpy(joined + a.len, b.ptr, b.len);
    return feel_string((slice){joined, a.len + b.len});
}

static bool is_temporal(feel_value v)
{
    return v.kind >= FEEL_DATE && v.kind <= FEEL_MONTHS_DURATION;
}

feel_value eval_arithmetic(feel_machine *m, operator_kind op, feel_value left, feel_value right)
{
    static const char symbols[] = {'+', '-', '*', '/'};
    if (left.kind == FEEL_NUMBER && right.kind == FEEL_NUMBER)
        return number_arithmetic(m, op, left, right);
    if (op == OP_ADD && left.kind == FEEL_STRING && right.kind == FEEL_STRING)
        return join_strings(m, feel_text(left), feel_text(right));
    bool named =
        (left.kind == FEEL_TIME || left.kind == FEEL_DATE_TIME) && left.as.temporal->zone == FEEL_ZONE_NAMED;
    if (named && !feel_spend(m, 100)) // the zone's file is read
        return feel_null();
    if (op != OP_POWER && (is_temporal(left) || is_temporal(right)))
        return temporal_arithmetic(m->arena, symbols[op], left, right);
    return feel_null();
}

static feel_value compare_within(operator_kind op, feel_value left, feel_value right, int64_t *steps)
{
    if (op == OP_EQUAL)
        return feel_truth_value(feel_equal_within(left, right, steps));
    if (op == OP_NOT_EQUAL) {
        feel_truth equal = feel_equal_within(left, right, steps);
        return equal == FEEL_UNKNOWN ? feel_null() : feel_boolean(equal == FEEL_FALSE);
    }
    int order;
    if (!feel_order(left, right, &order))
        return feel_null();
    switch (op) {
    case OP_LESS: return feel_boolean(order < 0);
    case OP_AT_MOST: return feel_boolean(order <= 0);
    case OP_GREATER: return feel_boolean(order > 0);
    default: return feel_boolean(order >= 0);
    }
}

feel_value eval_compare(operator_kind op, feel_value left, feel_value right)
{
    int64_t steps = INT64_MAX;
    return compare_within(op, left, right, &steps);
}

static feel_value compare_spending(feel_machine *m, operator_kind op, feel_value left, feel_value right)
{
    if (left.kind == FEEL_STRING && !feel_spend(m, left.length / 64))
        return feel_null();
    feel_value v = compare_within(op, left, right, &m->steps_left);
    m->exhausted = m->exhausted || m->steps_left == 0;
    return v;
}

static feel_value eval_negate(env *e, const node *n)
{
    feel_value v = eval_node(e, n->as.binary.left);
    if (v.kind == FEEL_NUMBER)
        return number_arithmetic(e->machine, OP_SUBTRACT, feel_integer(0), v);
    return is_temporal(v) ? temporal_negate(e->machine->arena, v) : feel_null();
}

/// Kleene's `and` (decisive: false) and `or` (decisive: true); an operand that is not a boolean counts as null.
static feel_value eval_connective(env *e, const node *n, bool decisive)
{
    bool unknown = false;
    for (size_t i = 0; i < n->as.list.count; i++) {
        feel_value v = eval_node(e, n->as.list.items[i]);
        if (v.kind != FEEL_BOOLEAN)
            unknown = true;
        else if (v.as.boolean == decisive)
            return feel_boolean(decisive);
    }
    return unknown ? feel_null() : feel_boolean(!decisive);
}

static feel_truth truth_of(feel_value v)
{
    if (v.kind != FEEL_BOOLEAN)
        return FEEL_UNKNOWN;
    return v.as.boolean ? FEEL_TRUE : FEEL_FALSE;
}

static feel_truth truth_and(feel_truth a, feel_truth b)
{
    if (a == FEEL_FALSE || b == FEEL_FALSE)
        return FEEL_FALSE;
    return a == FEEL_UNKNOWN || b == FEEL_UNKNOWN ? FEEL_UNKNOWN : FEEL_TRUE;
}

static feel_value eval_between(env *e, const node *n)
{
    feel_value value = eval_node(e, n->as.between.value);
    feel_truth low =
        truth_of(compare_spending(e->machine, OP_AT_LEAST, value, eval_node(e, n->as.between.low)));
    feel_truth high =
        truth_of(compare_spending(e->machine, OP_AT_MOST, value, eval_node(e, n->as.between.high)));
    return feel_truth_value(truth_and(low, high));
}

// --- unary tests ---

/// A value as a test: equal to it, in it where it is a range, or one of it where it is a list.
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
        return truth_of(
            compare_spending(e->machine, (operator_kind)test->op, input, eval_node(e, test->as.binary.left)));
    e->locals[input_slot] = input;
    feel_value v = eval_node(e, test);
    if (test->mentions_input)
        return truth_of(v);
    return test_against_value(e->machine, v, input);
}

feel_truth eval_test(env *e, const node *test, feel_value input, uint32_t input_slot)
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

feel_truth eval_tests(env *e, node *const *tests, size_t count, feel_value input, uint32_t input_slot)
{
    bool unknown = false;
    for (size_t i = 0; i < count; i++) {
        feel_truth t = eval_test(e, tests[i], input, input_slot);
        if (t == FEEL_TRUE)
            return FEEL_TRUE;
        unknown = unknown || t == FEEL_UNKNOWN;
    }
    return unknown ? FEEL_UNKNOWN : FEEL_FALSE;
}

static feel_truth eval_all_tests(env *e, const node *n, feel_value input, uint32_t slot)
{
    if (n->as.in.count == 0)
        return FEEL_TRUE; // "-"
    feel_truth t = eval_tests(e, n->as.in.tests, n->as.in.count, input, slot);
    if (!n->as.in.negated || t == FEEL_UNKNOWN)
        return t;
    return t == FEEL_TRUE ? FEEL_FALSE : FEEL_TRUE;
}

// --- names and paths ---

static feel_value eval_name(env *e, const node *n)
{
    for (uint32_t i = 0; i < n->as.name.filter_count; i++) {
        feel_value item = e->locals[n->as.name.filters[i]];
        const feel_value *entry =
            item.kind == FEEL_CONTEXT ? feel_context_get(item.as.context, n->as.name.text) : NULL;
        if (entry != NULL) {
            if (feel_is_null(*entry) && item.as.context->record != 0)
                note_unknown(e->machine, (feel_unknown){.record = item.as.context, .field = n->as.name.text});
            return *entry;
        }
        feel_value property;
        if (is_temporal(item) && temporal_property(e->machine->arena, item, n->as.name.text, &property))
            return property;
    }
    switch ((binding_kind)n->as.name.binding) {
    case BINDING_GLOBAL: {
        feel_value v = n->as.name.slot < e->global_count ? e->globals[n->as.name.slot] : feel_null();
        if (feel_is_null(v))
            note_unknown(e->machine, (feel_unknown){.variable = n->as.name.slot});
        return v;
    }
    case BINDING_LOCAL: return e->locals[n->as.name.slot];
    case BINDING_BUILTIN: {
        feel_function *f = ARENA_NEW(e->machine->arena, feel_function);
        f->rows = builtin_find(n->as.name.text, &f->row_count);
        return (feel_value){.kind = FEEL_FUNCTION, .as.function = f};
    }
    case BINDING_NONE: break;
    }
    return feel_null();
}

static feel_value range_member(const feel_range *r, slice name)
{
    if (slice_is(name, "start"))
        return r->has_low ? r->low : feel_null();
    if (slice_is(name, "end"))
        return r->has_high ? r->high : feel_null();
    if (slice_is(name, "start included"))
        return feel_boolean(r->low_closed);
    if (slice_is(name, "end included"))
        return feel_boolean(r->high_closed);
    return feel_null();
}

static feel_value member_of_one(env *e, feel_value object, slice name)
{
    if (object.kind == FEEL_CONTEXT) {
        const feel_value *entry = feel_context_get(object.as.context, name);
        if ((entry == NULL || feel_is_null(*entry)) && object.as.context->record != 0)
            note_unknown(e->machine, (feel_unknown){.record = object.as.context, .field = name});
        return entry != NULL ? *entry : feel_null();
    }
    if (object.kind == FEEL_RANGE)
        return range_member(object.as.range, name);
    feel_value property;
    return is_temporal(object) && temporal_property(e->machine->arena, object, name, &property) ? property
                                                                                                : feel_null();
}

feel_value eval_member(env *e, feel_value object, slice name)
{
    if (object.kind != FEEL_LIST)
        return member_of_one(e, object, name);
    size_t count = object.as.list->count;
    if (!feel_spend(e->machine, count))
        return feel_null();
    feel_value *items = ARENA_ARRAY(e->machine->arena, count, feel_value);
    for (size_t i = 0; i < count; i++)
        items[i] = member_of_one(e, object.as.list->items[i], name);
    return feel_list_of(e->machine->arena, items, count);
}

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

/// `(<10)` or, in a list, `<10`: the range of what passes the test.
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
                         .locals = locals,
                         .local_count = e->local_count};
    return (feel_value){.kind = FEEL_FUNCTION, .as.function = f};
}

static feel_value eval_instance_of(env *e, const node *n)
{
    feel_value v = eval_node(e, n->as.instance.value);
    if (n->as.instance.type == NULL)
        return feel_null();
    bool is = feel_value_is_within(v, n->as.instance.type, &e->machine->steps_left);
    e->machine->exhausted = e->machine->exhausted || e->machine->steps_left == 0;
    return feel_boolean(is);
}

static feel_value dispatch(env *e, const node *n)
{
    switch ((node_kind)n->kind) {
    case NODE_LITERAL: return n->as.literal;
    case NODE_NAME: return eval_name(e, n);
    case NODE_PATH: return eval_member(e, eval_node(e, n->as.path.object), n->as.path.name);
    case NODE_FILTER: return eval_filter(e, n);
    case NODE_CALL: return eval_call(e, n);
    case NODE_NEGATE: return eval_negate(e, n);
    case NODE_ARITHMETIC: {
        feel_value left = eval_node(e, n->as.binary.left);
        return eval_arithmetic(e->machine, (operator_kind)n->op, left, eval_node(e, n->as.binary.right));
    }
    case NODE_COMPARE: {
        feel_value left = eval_node(e, n->as.binary.left);
        return compare_spending(e->machine, (operator_kind)n->op, left, eval_node(e, n->as.binary.right));
    }
    case NODE_BETWEEN: return eval_between(e, n);
    case NODE_IN: {
        feel_value input = eval_node(e, n->as.in.value);
        return feel_truth_value(eval_tests(e, n->as.in.tests, n->as.in.count, input, n->as.in.slot));
    }
    case NODE_AND: return eval_connective(e, n, false);
    case NODE_OR: return eval_connective(e, n, true);
    case NODE_IF:
        return eval_node(e, feel_is_true(eval_node(e, n->as.branch.condition)) ? n->as.branch.yes
                                                                               : n->as.branch.no);
    case NODE_FOR: return eval_for(e, n);
    case NODE_SOME:
    case NODE_EVERY: return eval_quantified(e, n);
    case NODE_INSTANCE_OF: return eval_instance_of(e, n);
    case NODE_LIST: return eval_list(e, n);
    case NODE_CONTEXT: return eval_context(e, n);
    case NODE_RANGE: return eval_range(e, n);
    case NODE_FUNCTION: return eval_function(e, n);
    case NODE_TEST: return eval_test_as_range(e, n);
    case NODE_TESTS: return feel_truth_value(eval_all_tests(e, n, e->locals[n->as.in.slot], n->as.in.slot));
    }
    return feel_null();
}

feel_value eval_node(env *e, const node *n)
{
    feel_machine *m = e->machine;
    if (m->depth >= DEEPEST_EVALUATION || !feel_spend(m, 1)) {
        m->exhausted = true;
        return feel_null();
    }
    m->depth++;
    trace_record *record = m->trace != NULL ? trace_begin(m->trace, e, n) : NULL;
    feel_value v = dispatch(e, n);
    if (m->trace != NULL)
        trace_end(m->trace, record, v);
    m->depth--;
    return v;
}

feel_value feel_evaluate(feel_machine *m, const feel_expression *x, const feel_value *values, size_t count)
{
    env e = {.machine = m, .globals = values, .global_count = count, .local_count = x->local_count};
    e.locals = ARENA_ARRAY(m->arena, x->local_count, feel_value);
    return eval_node(&e, x->root);
}

feel_value feel_evaluate_tests(feel_machine *m, const feel_expression *x, feel_value input,
                               const feel_value *values, size_t count)
{
    env e = {.machine = m, .globals = values, .global_count = count, .local_count = x->local_count};
    e.locals = ARENA_ARRAY(m->arena, x->local_count, feel_value);
    e.locals[x->input_slot] = input;
    return eval_node(&e, x->root);
}
