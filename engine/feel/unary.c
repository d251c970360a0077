// How unary tests are written, for decision tables, schemas and forms: their form, and the values and ranges that they name.
#include "feel/eval.h"

feel_tests_form feel_tests_form_of(const feel_expression *tests)
{
    const node *n = tests->root;
    if (n->as.in.count == 0)
        return FEEL_TESTS_ANY;
    if (n->as.in.negated)
        return FEEL_TESTS_NEGATED;
    if (n->as.in.count > 1)
        return FEEL_TESTS_OTHER;
    if (n->as.in.tests[0]->kind == NODE_TEST)
        return FEEL_TESTS_COMPARISON;
    return n->as.in.tests[0]->kind == NODE_LITERAL ? FEEL_TESTS_LITERAL : FEEL_TESTS_OTHER;
}

bool feel_tests_answer_null(const feel_expression *tests)
{
    const node *n = tests->root;
    for (size_t i = 0; i < n->as.in.count; i++) {
        const node *test = n->as.in.tests[i];
        const node *value = test->kind == NODE_TEST ? test->as.binary.left : test;
        if (test->mentions_input || (value->kind == NODE_LITERAL && feel_is_null(value->as.literal)))
            return true;
    }
    return n->as.in.count == 0;
}

typedef struct part_list {
    feel_test_part *items;
    size_t count, capacity;
} part_list;

static void add_part(env *e, part_list *parts, const node *test)
{
    arena *a = e->machine->arena;
    feel_test_part part = {.value = feel_null()};
    if (test->kind == NODE_TEST && test->op == OP_NOT_EQUAL) {
        part = (feel_test_part){eval_node(e, test->as.binary.left), true};
    } else if (test->kind == NODE_TEST && test->op == OP_EQUAL) {
        part.value = eval_node(e, test->as.binary.left);
    } else {
        part.value = eval_node(e, test);
    }
    if (part.value.kind != FEEL_LIST || part.differs) {
        ARENA_PUSH(a, parts, items, count, capacity, part);
        return;
    }
    for (size_t i = 0; i < part.value.as.list->count; i++) { // `[a, b]` as a test: one of them
        feel_test_part item = {.value = part.value.as.list->items[i]};
        ARENA_PUSH(a, parts, items, count, capacity, item);
    }
}

bool feel_tests_parts(feel_machine *m, const feel_expression *tests, const feel_scope *scope,
                      const feel_test_part **parts, size_t *count, bool *negated)
{
    const node *n = tests->root;
    if (tests->uses_clock)
        return false;
    for (size_t i = 0; i < tests->read_count; i++) {
        if (scope->variables[tests->reads[i]].constant == NULL)
            return false;
    }
    feel_value *values = ARENA_ARRAY(m->arena, scope->count, feel_value);
    for (size_t i = 0; i < tests->read_count; i++)
        values[tests->reads[i]] = *scope->variables[tests->reads[i]].constant;
    env e = eval_env(m, tests, values, scope->count);
    part_list list = {0};
    for (size_t i = 0; i < n->as.in.count; i++) {
        if (n->as.in.tests[i]->mentions_input)
            return false;
        add_part(&e, &list, n->as.in.tests[i]);
    }
    *parts = list.items;
    *count = list.count;
    *negated = n->as.in.negated;
    return !m->exhausted;
}

const feel_value *feel_tests_values(feel_machine *m, const feel_expression *x, size_t *count)
{
    const node *tests = x->root;
    if (tests->kind != NODE_TESTS || tests->as.in.negated || tests->as.in.count == 0 || x->read_count > 0 ||
        x->uses_clock)
        return NULL;
    env e = eval_env(m, x, NULL, 0);
    feel_value *values = ARENA_ARRAY(m->arena, tests->as.in.count, feel_value);
    for (size_t i = 0; i < tests->as.in.count; i++) {
        values[i] =
            tests->as.in.tests[i]->mentions_input ? feel_null() : eval_node(&e, tests->as.in.tests[i]);
        if (feel_is_null(values[i]) || values[i].kind == FEEL_LIST || values[i].kind == FEEL_CONTEXT ||
            values[i].kind == FEEL_FUNCTION)
            return NULL;
    }
    *count = tests->as.in.count;
    return values;
}
