// Calls of decision tables: the table's expressions are evaluated with the values of the whole evaluation, and the arguments behind them.
#include "feel/called_table.h"
#include "feel/eval.h"

typedef struct table_call {
    const feel_called_table *of;
    env env; ///< without locals
} table_call;

/// What one of the table's expressions is evaluated in.
static env env_of(const table_call *c, const feel_expression *x)
{
    env e = c->env;
    e.local_count = x->local_count;
    e.locals = ARENA_ARRAY(e.machine->arena, x->local_count, feel_value);
    return e;
}

static feel_value evaluate(const table_call *c, const feel_expression *x)
{
    env e = env_of(c, x);
    return eval_node(&e, x->root);
}

static feel_value evaluate_input(void *state, size_t input)
{
    const table_call *c = state;
    return evaluate(c, c->of->form->inputs[input].expression);
}

static feel_truth test(void *state, size_t row, const feel_expression *tests, feel_value input)
{
    const table_call *c = state;
    env e = env_of(c, tests);
    (void)row;
    e.locals[tests->input_slot] = input;
    return feel_truth_of(eval_node(&e, tests->root));
}

static feel_value result(void *state, size_t row)
{
    const table_call *c = state;
    const feel_expression *x = c->of->results[row];
    return x != NULL ? evaluate(c, x) : feel_null();
}

static void warn_of(feel_machine *m, const feel_called_table *t, const feel_table_outcome *out)
{
    const slice name = t->signature.name;
    if (out->refused)
        feel_warn(m, "table-input", "'%.*s' is none of the values that table '%.*s' takes",
                  SLICE_ARG(feel_expression_text(t->form->inputs[out->refused_input].expression)),
                  SLICE_ARG(name));
    if (out->conflict)
        feel_warn(m, "table-conflict", "rows %zu and %zu of table '%.*s' both match, against its hit policy",
                  out->rows[0] + 1, out->rows[1] + 1, SLICE_ARG(name));
}

feel_value eval_call_table(feel_machine *m, const feel_called_table *t, const feel_value *arguments)
{
    table_call c = {t,
                    {.machine = m,
                     .globals = m->values,
                     .global_count = t->scope_count < m->value_count ? t->scope_count : m->value_count,
                     .more = arguments,
                     .more_from = t->scope_count,
                     .more_count = t->signature.parameter_count}};
    const feel_table_owner owner = {
        .machine = m, .state = &c, .input = evaluate_input, .test = test, .result = result};
    m->tables++;
    const feel_table_outcome out = feel_table_decide(t->form, &owner);
    const bool by_default = out.decided && out.row_count == 0 && !out.refused && t->default_value != NULL;
    const feel_value v = by_default ? evaluate(&c, t->default_value) : out.value;
    m->tables--;
    if (m->exhausted)
        return feel_null();
    warn_of(m, t, &out);
    if (m->watch != NULL)
        m->watch->decided(m->watch->state, t, arguments, &out, v);
    return v;
}

feel_value feel_table_value(arena *a, const feel_called_table *t)
{
    feel_function *f = ARENA_NEW(a, feel_function);
    f->table = t;
    return (feel_value){.kind = FEEL_FUNCTION, .as.function = f};
}

const feel_called_table *feel_table_of(feel_value v)
{
    return v.kind == FEEL_FUNCTION ? v.as.function->table : NULL;
}
