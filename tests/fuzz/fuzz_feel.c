// FEEL text, parsed strictly and leniently, evaluated, explained, written out, taken apart and changed. The first byte chooses the entry
// point: an expression, unary tests, iterations, a type, or a decision table. What is known to hold of every expression is held here:
// the formula of a condition and its parts have the value of the condition, and every change of it can be read.
#include "feel/feel.h"
#include "reason/condition.h"
#include "reason/condition_truth.h"
#include "reason/edits.h"
#include "reason/explain.h"
#include "reason/explain_tree.h"
#include "reason/parts.h"
#include "standard_table.h"

#include <stdint.h>
#include <stdlib.h>

enum { VARIABLES = 4 };

typedef struct fuzz_input {
    arena *arena;
    slice text;
    unsigned way;
} fuzz_input;

typedef struct fuzz_scope {
    feel_variable variables[VARIABLES];
    feel_value values[VARIABLES];
    feel_scope scope;
} fuzz_scope;

static void make_scope(fuzz_scope *out, arena *a, bool strict)
{
    static const feel_field no_type = {SLICE_INIT("due date"), NULL};
    feel_field *fields = ARENA_ARRAY(a, 2, feel_field);
    fields[0] = (feel_field){SLICE("title"), feel_type_of_kind(FEEL_TYPE_STRING)};
    fields[1] = no_type;
    feel_type *record = ARENA_NEW(a, feel_type);
    *record = (feel_type){
        .kind = FEEL_TYPE_CONTEXT, .fields = fields, .field_count = 2, .closed = true, .name = SLICE("memo")};
    feel_entry *entries = ARENA_ARRAY(a, 2, feel_entry);
    entries[0] = (feel_entry){SLICE("title"), feel_string(SLICE("A"))};
    entries[1] = (feel_entry){SLICE("due date"), feel_null()};
    feel_value *memo = ARENA_NEW(a, feel_value);
    *memo = feel_context_of(a, entries, 2);
    const feel_variable variables[VARIABLES] = {
        {.name = SLICE("n"), .type = feel_type_of_kind(FEEL_TYPE_NUMBER)},
        {.name = SLICE("Full Name"), .type = feel_type_of_kind(FEEL_TYPE_STRING)},
        {.name = SLICE("memos"), .type = feel_type_list(a, record)},
        {.name = SLICE("unknown")}};
    const feel_value values[VARIABLES] = {feel_integer(3), feel_string(SLICE("Dana")),
                                          feel_list_of(a, memo, 1), feel_null()};
    memcpy(out->variables, variables, sizeof variables);
    memcpy(out->values, values, sizeof values);
    out->scope =
        (feel_scope){.variables = out->variables, .count = VARIABLES, .strict = strict, .alone = strict};
}

static void hold(bool what)
{
    if (!what)
        abort();
}

static feel_truth truth_of(feel_value v)
{
    return v.kind != FEEL_BOOLEAN ? FEEL_UNKNOWN : v.as.boolean ? FEEL_TRUE : FEEL_FALSE;
}

/// The formula and the parts of a condition have its value.
static void take_apart(feel_machine *m, const feel_expression *e, const fuzz_scope *s, feel_value v)
{
    condition_scope in = {&s->scope, s->values, m};
    const condition *formula = condition_of(&in, e);
    feel_truth truth = condition_truth(m, e, formula, s->values, VARIABLES);
    const condition_parts *parts = parts_of(m->arena, e);
    part_value *each = ARENA_ARRAY(m->arena, parts_count(parts), part_value);
    feel_truth whole = parts_evaluate(m, parts, s->values, VARIABLES, each);
    if (m->exhausted)
        return;
    hold(truth == truth_of(v));
    hold(whole == truth_of(v));
}

static void change(arena *a, const feel_expression *e, const fuzz_scope *s)
{
    size_t count;
    const expression_edit *edits = edits_of(a, e, NULL, &count);
    for (size_t i = 0; i < count && i < 20; i++) {
        source_text *changed = ARENA_NEW(a, source_text);
        *changed = (source_text){.file = SLICE("fuzz"), .text = edit_apply(a, e, &edits[i])};
        (void)edit_before(a, e, &edits[i]);
        (void)edit_after(a, e, &edits[i]);
        (void)feel_parse(a, changed, &s->scope, diag_list_new(a));
    }
}

/// The next cell of a table: up to a bar or a line end.
static const source_text *next_cell(arena *a, slice text, size_t *at)
{
    size_t start = *at;
    while (*at < text.len && text.ptr[*at] != '|' && text.ptr[*at] != '\n')
        ++*at;
    source_text *cell = ARENA_NEW(a, source_text);
    *cell = (source_text){.file = SLICE("fuzz"), .text = slice_part(text, start, *at - start)};
    *at += *at < text.len;
    return cell;
}

/// A table of two inputs and one output: policy, aggregation, two input expressions, then rows of three cells.
static void run_table(feel_machine *m, slice text, const fuzz_scope *s)
{
    enum { MOST_ROWS = 16 };
    arena *a = m->arena;
    size_t at = 0;
    standard_input inputs[2] = {0};
    standard_output output = {.name = SLICE("out")};
    standard_row rows[MOST_ROWS];
    standard_table table = {
        .inputs = inputs, .input_count = 2, .outputs = &output, .output_count = 1, .rows = rows};
    table.policy = next_cell(a, text, &at)->text;
    table.aggregation = next_cell(a, text, &at)->text;
    inputs[0].expression = next_cell(a, text, &at);
    inputs[1].expression = next_cell(a, text, &at);
    while (at < text.len && table.row_count < MOST_ROWS) {
        source_text *cells = ARENA_ARRAY(a, 3, source_text);
        for (size_t i = 0; i < 3; i++)
            cells[i] = *next_cell(a, text, &at);
        rows[table.row_count++] = (standard_row){cells, cells + 2};
    }
    (void)feel_to_literal(a, standard_table_evaluate(m, &table, &s->scope, s->values));
}

static void run(void *argument)
{
    enum { EXPRESSION, TESTS, ITERATIONS, TYPE, TABLE, WAYS };
    fuzz_input *in = argument;
    arena *a = in->arena;
    unsigned way = (in->way >> 1) % WAYS;
    source_text source = {.file = SLICE("fuzz"), .text = in->text};
    fuzz_scope s;
    make_scope(&s, a, (in->way & 1) != 0);
    diag_list *diags = diag_list_new(a);
    feel_machine m;
    feel_machine_init(&m, a);
    m.steps_left = 20000;
    m.trace_unknowns = true;
    const explain_part *parts;
    const explain_step *steps;
    size_t count;
    const feel_variable *loop_variables;
    size_t loop_count;
    const feel_expression *e = NULL;
    if (way == TYPE) {
        const feel_type *type = feel_parse_type(a, &source, &s.scope, diags);
        if (type != NULL)
            (void)feel_coerce(a, s.values[2], type);
    } else if (way == TABLE) {
        run_table(&m, in->text, &s);
    } else if (way == TESTS) {
        e = feel_parse_unary_tests(a, &source, &s.scope, NULL, diags);
        if (e != NULL)
            (void)feel_evaluate_tests(&m, e, feel_integer(1), s.values, VARIABLES);
    } else if (way == ITERATIONS) {
        e = feel_parse_iterations(a, &source, &s.scope, diags, &loop_variables, &loop_count);
    } else {
        e = feel_parse(a, &source, &s.scope, diags);
    }
    if (e == NULL || way == TESTS)
        return;
    feel_value v = feel_evaluate(&m, e, s.values, VARIABLES);
    bool whole = !m.exhausted;
    (void)feel_to_literal(a, v);
    (void)feel_equal(v, v);
    (void)feel_type_text(a, feel_type_of_value(a, v));
    (void)explain_condition(&m, e, s.values, VARIABLES, &parts, &count);
    (void)explain_tree(&m, e, feel_null(), s.values, VARIABLES, &steps, &count);
    (void)feel_syntax(a, e, &count);
    if (way != EXPRESSION)
        return;
    if (whole)
        take_apart(&m, e, &s, v);
    change(a, e, &s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    fuzz_input in = {
        .arena = arena_new(NULL, 64u << 20), .text = {(const char *)data + 1, size - 1}, .way = data[0]};
    if (in.arena != NULL)
        (void)arena_run(in.arena, run, &in);
    arena_free(in.arena);
    return 0;
}
