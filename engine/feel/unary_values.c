// Unary tests read as a list of values and ranges, for schemas and forms. Tests that compute are not evaluated.
#include "feel/eval.h"

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
