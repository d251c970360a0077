// FEEL text, parsed strictly and leniently, evaluated, explained and written out. The first byte chooses the entry point.
#include "feel/feel.h"

#include <stdint.h>

typedef struct fuzz_input {
    arena *arena;
    slice text;
    unsigned way;
} fuzz_input;

static void run(void *argument)
{
    fuzz_input *in = argument;
    arena *a = in->arena;
    source_text source = {.file = SLICE("fuzz"), .text = in->text};
    feel_field fields[] = {{SLICE("title"), feel_type_of_kind(FEEL_TYPE_STRING)}, {SLICE("due date"), NULL}};
    feel_type record = {
        .kind = FEEL_TYPE_CONTEXT, .fields = fields, .field_count = 2, .closed = true, .name = SLICE("memo")};
    feel_entry entries[] = {{SLICE("title"), feel_string(SLICE("A"))}, {SLICE("due date"), feel_null()}};
    feel_value memo = feel_context_of(a, entries, 2);
    feel_variable variables[] = {{.name = SLICE("n"), .type = feel_type_of_kind(FEEL_TYPE_NUMBER)},
                                 {.name = SLICE("Full Name"), .type = feel_type_of_kind(FEEL_TYPE_STRING)},
                                 {.name = SLICE("memos"), .type = feel_type_list(a, &record)},
                                 {.name = SLICE("unknown")}};
    feel_value values[] = {feel_integer(3), feel_string(SLICE("Dana")), feel_list_of(a, &memo, 1),
                           feel_null()};
    feel_scope scope = {.variables = variables, .count = 4, .strict = (in->way & 1) != 0};
    diag_list *diags = diag_list_new(a);
    feel_machine m;
    feel_machine_init(&m, a);
    m.steps_left = 20000;
    m.trace_unknowns = true;
    const feel_part *parts;
    size_t part_count;
    const feel_variable *loop_variables;
    size_t loop_count;
    const feel_expression *e;
    if ((in->way & 6) == 2)
        e = feel_parse_unary_tests(a, &source, &scope, NULL, diags);
    else if ((in->way & 6) == 4)
        e = feel_parse_iterations(a, &source, &scope, diags, &loop_variables, &loop_count);
    else
        e = feel_parse(a, &source, &scope, diags);
    if (e == NULL)
        return;
    feel_value v = (in->way & 6) == 2 ? feel_evaluate_tests(&m, e, feel_integer(1), values, 4)
                                      : feel_evaluate(&m, e, values, 4);
    (void)feel_to_literal(a, v);
    (void)feel_equal(v, v);
    (void)feel_type_text(a, feel_type_of_value(a, v));
    if ((in->way & 6) != 2)
        (void)feel_explain(&m, e, values, 4, &parts, &part_count);
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
