// What goes by the operands of a condition: its parts and which of them decide, explanations, small changes.
#include "reason/edits.h"
#include "reason/explain.h"
#include "reason/parts.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

static const feel_value sizes[] = {{.kind = FEEL_STRING, .length = 5, .as.text = "small"},
                                   {.kind = FEEL_STRING, .length = 6, .as.text = "medium"},
                                   {.kind = FEEL_STRING, .length = 5, .as.text = "large"}};
static const feel_type size_type = {.kind = FEEL_TYPE_STRING, .allowed = sizes, .allowed_count = 3};
static const feel_type sizes_type = {.kind = FEEL_TYPE_LIST, .element = &size_type};

typedef struct job {
    arena *arena;
    const char *text;
    const feel_type *wanted;
    const feel_value *values;
    char out[4096]; ///< what came of it, as text
} job;

static const feel_expression *parse(job *j)
{
    const feel_type *boolean = feel_type_of_kind(FEEL_TYPE_BOOLEAN);
    feel_variable *variables = ARENA_ARRAY(j->arena, 6, feel_variable);
    variables[0] = (feel_variable){.name = SLICE("a"), .type = boolean};
    variables[1] = (feel_variable){.name = SLICE("b"), .type = boolean};
    variables[2] = (feel_variable){.name = SLICE("c"), .type = boolean};
    variables[3] = (feel_variable){.name = SLICE("n"), .type = feel_type_of_kind(FEEL_TYPE_NUMBER)};
    variables[4] = (feel_variable){.name = SLICE("size"), .type = &size_type};
    variables[5] = (feel_variable){.name = SLICE("sizes"), .type = &sizes_type};
    feel_scope *scope = ARENA_NEW(j->arena, feel_scope);
    *scope = (feel_scope){.variables = variables, .count = 6, .strict = true, .single_words = true};
    source_text *source = ARENA_NEW(j->arena, source_text);
    *source = (source_text){.file = SLICE("x"), .text = slice_of(j->text)};
    diag_list *diags = diag_list_new(j->arena);
    const feel_expression *x = feel_parse(j->arena, source, scope, diags);
    assert_non_null(x);
    return x;
}

static void add(job *j, slice text)
{
    size_t used = strlen(j->out);
    (void)snprintf(j->out + used, sizeof j->out - used, "%.*s\n", SLICE_ARG(text));
}

static void list_edits(void *argument)
{
    job *j = argument;
    const feel_expression *x = parse(j);
    size_t count;
    const expression_edit *edits = edits_of(j->arena, x, j->wanted, &count);
    for (size_t i = 0; i < count; i++)
        add(j, edit_apply(j->arena, x, &edits[i]));
}

static void list_shown(void *argument)
{
    job *j = argument;
    const feel_expression *x = parse(j);
    size_t count;
    const expression_edit *edits = edits_of(j->arena, x, NULL, &count);
    for (size_t i = 0; i < count; i++)
        add(j, arena_format(j->arena, "%.*s -> %.*s", SLICE_ARG(edit_before(j->arena, x, &edits[i])),
                            SLICE_ARG(edit_after(j->arena, x, &edits[i]))));
}

/// One line a part: its text, its value, and a star if it decides.
static void list_parts(void *argument)
{
    job *j = argument;
    const feel_expression *x = parse(j);
    const condition_parts *parts = parts_of(j->arena, x);
    part_value values[16];
    feel_machine m;
    feel_machine_init(&m, j->arena);
    feel_truth whole = parts_evaluate(&m, parts, j->values, 6, values);
    static const char *const words[] = {"false", "true", "unknown"};
    for (size_t i = 0; i < parts_count(parts); i++)
        add(j, arena_format(j->arena, "%.*s %s%s", SLICE_ARG(parts_text(parts, i)), words[values[i].value],
                            values[i].decides ? " *" : ""));
    add(j, slice_of(words[whole]));
}

/// One line for each part that an explanation names, with its left side.
static void list_explained(void *argument)
{
    job *j = argument;
    const feel_expression *x = parse(j);
    const explain_part *parts;
    size_t count;
    feel_machine m;
    feel_machine_init(&m, j->arena);
    feel_value whole = explain_condition(&m, x, j->values, 6, &parts, &count);
    for (size_t i = 0; i < count; i++)
        add(j, arena_format(j->arena, "%.*s %.*s%s%.*s", SLICE_ARG(parts[i].text),
                            SLICE_ARG(feel_to_literal(j->arena, parts[i].value)),
                            parts[i].left_text.len > 0 ? " " : "", SLICE_ARG(parts[i].left_text)));
    add(j, feel_to_literal(j->arena, whole));
}

static void expect(void (*body)(void *), const char *text, const feel_type *wanted, const feel_value *values,
                   const char *out)
{
    static job j;
    j = (job){.arena = arena_new(NULL, 0), .text = text, .wanted = wanted, .values = values};
    assert_int_equal(arena_run(j.arena, body, &j), ARENA_DONE);
    assert_string_equal(j.out, out);
    arena_free(j.arena);
}

static void test_every_operator_and_constant_is_changed(void **state)
{
    (void)state;
    expect(list_edits, "n >= 3", NULL, NULL, "n > 3\nn < 3\nn >= 4\nn >= 2\n");
    expect(list_edits, "n < 0.5", NULL, NULL, "n <= 0.5\nn >= 0.5\nn < 0.6\nn < 0.4\n");
    expect(list_edits, "(n) = (0)", NULL, NULL, "(n) != (0)\n(n) = (1)\n(n) = ((-1))\n");
    expect(list_edits, "a and b", NULL, NULL, "true and b\na or b\na and true\n");
    expect(list_edits, "(a or not(b)) and c", NULL, NULL,
           "true and c\n(false or not(b)) and c\n(a and not(b)) and c\n(a or false) and c\n"
           "(a or (b)) and c\n(a or not(b)) or c\n(a or not(b)) and true\n");
    expect(list_edits, "n in (>= 1, 5)", NULL, NULL,
           "n in (> 1, 5)\nn in (< 1, 5)\nn in (>= 2, 5)\nn in (>= 0, 5)\nn in (>= 1, 6)\nn in (>= 1, 4)\n");
    expect(list_edits, "n between 1 and 2", NULL, NULL,
           "n between 2 and 2\nn between 0 and 2\nn between 1 and 3\nn between 1 and 1\n");
    expect(list_edits, "if a then true else false", NULL, NULL,
           "if a then false else false\nif a then true else true\n");
    expect(list_edits, "some x in sizes satisfies x = size", NULL, NULL,
           "some x in sizes satisfies x != size\n");
}

static void test_texts_are_replaced_by_other_allowed_values(void **state)
{
    (void)state;
    expect(list_edits, "size = \"large\"", NULL, NULL, "size != \"large\"\nsize = \"small\"\n");
    expect(list_edits, "size in (\"small\", \"medium\")", NULL, NULL,
           "size in (\"large\", \"medium\")\nsize in (\"small\", \"large\")\n");
    expect(list_edits, "list contains(sizes, \"small\")", NULL, NULL, "list contains(sizes, \"medium\")\n");
    expect(list_edits, "\"medium\"", &size_type, NULL, "\"large\"\n");
    expect(list_edits, "\"medium\"", NULL, NULL, "");
    expect(list_edits, "size = string(n)", NULL, NULL, "size != string(n)\n");
}

static void test_a_change_is_shown_with_the_part_around_it(void **state)
{
    (void)state;
    expect(list_shown, "a\n  and (n > 1)", NULL, NULL,
           "a and (n > 1) -> true and (n > 1)\na and (n > 1) -> a or (n > 1)\na and (n > 1) -> a and true\n"
           "(n > 1) -> (n >= 1)\n(n > 1) -> (n <= 1)\n(n > 1) -> (n > 2)\n(n > 1) -> (n > 0)\n");
}

static void test_a_part_decides_if_no_other_has_settled_it(void **state)
{
    (void)state;
    const feel_value yes = feel_boolean(true);
    const feel_value no = feel_boolean(false);
    const feel_value unknown = feel_null();
    const feel_value all[] = {yes, yes, yes, unknown, unknown, unknown};
    const feel_value first[] = {yes, no, no, unknown, unknown, unknown};
    const feel_value none[] = {no, no, no, unknown, unknown, unknown};
    const feel_value open[] = {yes, unknown, no, unknown, unknown, unknown};
    expect(list_parts, "a and b", NULL, all, "a true *\nb true *\ntrue\n");
    expect(list_parts, "a and b", NULL, first, "a true\nb false *\nfalse\n");
    expect(list_parts, "a and b", NULL, none, "a false\nb false\nfalse\n");
    expect(list_parts, "a or b", NULL, all, "a true\nb true\ntrue\n");
    expect(list_parts, "a or b", NULL, first, "a true *\nb false\ntrue\n");
    expect(list_parts, "a or b", NULL, none, "a false *\nb false *\nfalse\n");
    expect(list_parts, "a and b", NULL, open, "a true\nb unknown\nunknown\n");
    expect(list_parts, "c and b", NULL, open,
           "c false\nb unknown\nfalse\n"); // if c were true: unknown, not true
    expect(list_parts, "a and not(b or c)", NULL, first, "a true *\nb false *\nc false *\ntrue\n");
    expect(list_parts, "not(a)", NULL, none, "a false *\ntrue\n");
    expect(list_parts, "n > 1", NULL, none, "n > 1 unknown\nunknown\n");
}

static void test_an_explanation_names_the_parts_that_gave_the_result(void **state)
{
    (void)state;
    const feel_value yes = feel_boolean(true);
    const feel_value no = feel_boolean(false);
    const feel_value mixed[] = {yes, no, feel_null(), feel_integer(1), feel_null(), feel_null()};
    expect(list_explained, "a and b and n > 2", NULL, mixed, "b false\nn > 2 false n\nfalse\n");
    expect(list_explained, "a and c", NULL, mixed, "c null\nnull\n");
    expect(list_explained, "b or (a and n in [1..2])", NULL, mixed, "a true\nn in [1..2] true n\ntrue\n");
    expect(list_explained, "b or (a and b) or n > 2", NULL, mixed,
           "b false\nb false\nn > 2 false n\nfalse\n");
    expect(list_explained, "not(a or b)", NULL, mixed, "not(a or b) false\nfalse\n");
    expect(list_explained, "1 < n", NULL, mixed, "1 < n false\nfalse\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_operator_and_constant_is_changed),
        cmocka_unit_test(test_texts_are_replaced_by_other_allowed_values),
        cmocka_unit_test(test_a_change_is_shown_with_the_part_around_it),
        cmocka_unit_test(test_a_part_decides_if_no_other_has_settled_it),
        cmocka_unit_test(test_an_explanation_names_the_parts_that_gave_the_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
