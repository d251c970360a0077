// A decision table in a run: its cells are evaluated as those of its rows' rules, with the values in place.
#include "infer/run_table.h"

typedef struct owner_state {
    run *run;
    const pack_table *table;
} owner_state;

static feel_value evaluate_input(void *state, size_t input)
{
    const owner_state *of = state;
    return run_evaluate(of->run, of->table->first_rule, of->table->form.inputs[input].expression);
}

static feel_truth test(void *state, size_t row, const feel_expression *tests, feel_value input)
{
    const owner_state *of = state;
    return run_test(of->run, of->table->first_rule + row, tests, input);
}

/// The value that a row concludes; of a recommending one what it recommends, and with which certainty.
static feel_value result(void *state, size_t row)
{
    const owner_state *of = state;
    run *r = of->run;
    size_t index = of->table->first_rule + row;
    const rule *which = &r->pack->rules[index];
    const feel_expression *e = which->kind != RULE_RECOMMENDS ? which->value : which->certainty;
    feel_value v = e != NULL ? run_evaluate(r, index, e) : feel_null();
    if (which->kind != RULE_RECOMMENDS)
        return v;
    feel_value *both = ARENA_ARRAY(r->arena, 2, feel_value);
    both[0] = feel_integer((int64_t)which->target);
    both[1] = v;
    return feel_list_of(r->arena, both, 2);
}

static void warn_of_input(run *r, const pack_table *t, size_t input)
{
    inference_warning warning = {
        t->first_rule, "table-input",
        arena_format(r->arena, "'%.*s' is none of the values that table '%.*s' takes",
                     SLICE_ARG(feel_expression_text(t->form.inputs[input].expression)), SLICE_ARG(t->id))};
    ARENA_PUSH(r->arena, &r->warnings, items, count, capacity, warning);
}

feel_table_outcome run_table(run *r, const pack_table *t)
{
    owner_state state = {r, t};
    feel_table_owner owner = {
        .machine = r->machine, .state = &state, .input = evaluate_input, .test = test, .result = result};
    feel_table_outcome out = feel_table_decide(&t->form, &owner);
    if (out.refused)
        warn_of_input(r, t, out.refused_input);
    return out;
}

void run_record_open_rows(run *r, const pack_table *t, const feel_table_outcome *o,
                          const feel_value *bindings)
{
    const size_t bound = r->pack->rules[t->first_rule].variable_count;
    const feel_expression *open = NULL;
    for (size_t i = 0; i < o->undetermined_count; i++) {
        const size_t index = t->first_rule + o->undetermined[i];
        open = r->pack->rules[index].when;
        run_record_undetermined(r, index, bindings, bound, open);
    }
    for (size_t i = 0; i < o->row_count && open != NULL && !o->decided;
         i++) // they wait for what the others wait for
        run_record_undetermined(r, t->first_rule + o->rows[i], bindings, bound, open);
}
