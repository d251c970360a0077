#include "standard_table.h"

#include <ctype.h>

typedef struct compiled {
    feel_machine *machine;
    const standard_table *from;
    const feel_scope *scope;
    const feel_value *values; ///< of the scope
    diag_list *diags;
    feel_table_input *inputs;
    const feel_expression **cells, **results; ///< row by row
} compiled;

static feel_value evaluate(const compiled *c, const feel_expression *e)
{
    return e != NULL ? feel_evaluate(c->machine, e, c->values, c->scope->count) : feel_null();
}

static const feel_expression *parse(const compiled *c, const source_text *text)
{
    return text != NULL ? feel_parse(c->machine->arena, text, c->scope, c->diags) : NULL;
}

static const feel_expression *parse_tests(const compiled *c, const source_text *text, size_t input)
{
    if (text == NULL)
        return NULL;
    return feel_parse_unary_tests(c->machine->arena, text, c->scope, c->from->inputs[input].type, c->diags);
}

static slice lower_case(arena *a, slice text)
{
    char *out = arena_alloc(a, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        out[i] = (char)tolower((unsigned char)text.ptr[i]);
    return (slice){out, text.len};
}

static bool read_policy(const compiled *c, feel_table *out)
{
    arena *a = c->machine->arena;
    if (!feel_table_policy_named(lower_case(a, c->from->policy), &out->policy))
        return false;
    return c->from->aggregation.len == 0 ||
           (out->policy == TABLE_COLLECT &&
            feel_table_aggregation_named(lower_case(a, c->from->aggregation), &out->aggregation));
}

/// The outputs' values are written as "a, b, c": a list without its brackets.
static feel_value list_of_values(const compiled *c, const source_text *values)
{
    if (values == NULL)
        return feel_null();
    source_text *list = ARENA_NEW(c->machine->arena, source_text);
    *list = *values;
    list->text = arena_format(c->machine->arena, "[%.*s]", SLICE_ARG(values->text));
    return evaluate(c, parse(c, list));
}

static void compile(compiled *c, feel_table *out)
{
    arena *a = c->machine->arena;
    const standard_table *from = c->from;
    feel_value *priorities = ARENA_ARRAY(a, from->output_count, feel_value);
    c->inputs = ARENA_ARRAY(a, from->input_count, feel_table_input);
    c->cells = ARENA_ARRAY(a, from->row_count * from->input_count, const feel_expression *);
    c->results = ARENA_ARRAY(a, from->row_count * from->output_count, const feel_expression *);
    for (size_t i = 0; i < from->input_count; i++) {
        c->inputs[i] = (feel_table_input){parse(c, from->inputs[i].expression), from->inputs[i].type,
                                          parse_tests(c, from->inputs[i].values, i)};
        for (size_t r = 0; r < from->row_count; r++)
            c->cells[r * from->input_count + i] = parse_tests(c, &from->rows[r].tests[i], i);
    }
    for (size_t i = 0; i < from->output_count; i++) {
        priorities[i] = list_of_values(c, from->outputs[i].values);
        for (size_t r = 0; r < from->row_count; r++)
            c->results[r * from->output_count + i] = parse(c, &from->rows[r].results[i]);
    }
    out->inputs = c->inputs;
    out->input_count = from->input_count;
    out->cells = c->cells;
    out->row_count = from->row_count;
    out->priorities = priorities;
    out->output_count = from->output_count;
}

static feel_value coerce(const compiled *c, feel_value v, const feel_type *type)
{
    return type != NULL ? feel_coerce(c->machine->arena, v, type) : v;
}

static feel_value input(void *state, size_t at)
{
    const compiled *c = state;
    return coerce(c, evaluate(c, c->inputs[at].expression), c->inputs[at].type);
}

static feel_truth test(void *state, size_t row, const feel_expression *tests, feel_value value)
{
    const compiled *c = state;
    (void)row;
    return feel_truth_of(feel_evaluate_tests(c->machine, tests, value, c->values, c->scope->count));
}

/// The outputs together: bare for one, a context for several.
static feel_value outputs_of(const compiled *c, const feel_expression *const *cells)
{
    const standard_table *from = c->from;
    feel_entry *entries = ARENA_ARRAY(c->machine->arena, from->output_count, feel_entry);
    for (size_t i = 0; i < from->output_count; i++)
        entries[i] =
            (feel_entry){from->outputs[i].name, coerce(c, evaluate(c, cells[i]), from->outputs[i].type)};
    return from->output_count == 1 ? entries[0].value
                                   : feel_context_of(c->machine->arena, entries, from->output_count);
}

static feel_value result(void *state, size_t row)
{
    const compiled *c = state;
    return outputs_of(c, c->results + row * c->from->output_count);
}

static feel_value default_of(const compiled *c)
{
    const standard_table *from = c->from;
    const feel_expression **defaults =
        ARENA_ARRAY(c->machine->arena, from->output_count, const feel_expression *);
    bool any = false;
    for (size_t i = 0; i < from->output_count; i++) {
        defaults[i] = parse(c, from->outputs[i].default_value);
        any = any || defaults[i] != NULL;
    }
    return any ? outputs_of(c, defaults) : feel_null();
}

feel_value standard_table_evaluate(feel_machine *m, const standard_table *table, const feel_scope *scope,
                                   const feel_value *values)
{
    compiled c = {
        .machine = m, .from = table, .scope = scope, .values = values, .diags = diag_list_new(m->arena)};
    feel_table form = {0};
    if (!read_policy(&c, &form))
        return feel_null();
    compile(&c, &form);
    if (c.diags->errors > 0)
        return feel_null();
    feel_table_owner owner = {
        .machine = m, .state = &c, .input = input, .test = test, .result = result, .unknown_is_no = true};
    feel_table_outcome out = feel_table_decide(&form, &owner);
    return out.decided && out.row_count == 0 ? default_of(&c) : out.value;
}
