// Decision tables within a run: which rows may still decide, what their cells test, whom advice is about, how much a table's rows weigh, and what items are called.
// What holds of the first row, input or item is tried with the later ones too.
#include "files.h"
#include "small_pack.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct job {
    arena *arena;
    const pack *pack;
    const char *stated;
    char got[512];
} job;

__attribute__((format(printf, 2, 3))) static void add(job *j, const char *format, ...)
{
    const size_t used = strlen(j->got);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(j->got + used, sizeof j->got - used, format, arguments);
    va_end(arguments);
}

/// "ID ITEM; " of what is given, then "? FACT WEIGHT; " of what is asked.
static void describe(void *argument)
{
    job *j = argument;
    const inference *of = small_pack_infer(j->arena, j->pack, j->stated);
    j->got[0] = '\0';
    for (size_t i = 0; i < of->advice_count; i++) {
        const advice *a = &of->advices[i];
        if (a->status != ADVICE_GIVEN)
            continue;
        add(j, "%.*s", SLICE_ARG(j->pack->recommendations[a->recommendation].id));
        if (!feel_is_null(a->item))
            add(j, " '%.*s'", SLICE_ARG(a->item_name));
        add(j, "; ");
    }
    for (size_t i = 0; i < of->question_count; i++)
        add(j, "? %.*s %g; ", SLICE_ARG(j->pack->facts[of->questions[i].fact].name), of->questions[i].weight);
}

static void assert_advice(const char *lists, const char *stated, const char *expected)
{
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    pack *p = small_pack(lists, diags);
    for (size_t i = 0; p == NULL && i < diags->count; i++)
        print_message("%zu:%zu: %.*s\n", diags->items[i].line, diags->items[i].column,
                      SLICE_ARG(diags->items[i].message));
    assert_non_null(p);
    job j = {.arena = a, .pack = p, .stated = stated};
    assert_int_equal(arena_run(a, describe, &j), ARENA_DONE);
    if (strcmp(j.got, expected) != 0)
        print_message("%s\n%s\n", lists, stated);
    assert_string_equal(j.got, expected);
    pack_free(p);
    arena_free(a);
}

// --- the first row that matches ---

typedef struct first_case {
    const char *rows[3]; ///< cells of `a` and `b`, and of the result
    const char *stated;
    const char *concluded, *recommended; ///< what a table that concludes leads to, and one that recommends
} first_case;

// Three rules wait for what a table concludes: 150.
static const first_case firsts[] = {
    {{"'< 3', '-', 1", "'-', '> 1', 2"}, "b: 5", "? a 150; ", "? a 50; "},
    {{"'-', '> 1', 2", "'< 3', '-', 1"}, "b: 5", "r2; ", "r2; "},
    {{"'< 3', '-', 1", "'-', '> 1', 2"}, "{a: 7, b: 5}", "r2; ", "r2; "},
    {{"'< 3', '-', 1", "'-', '> 1', 2"}, "{a: 1, b: 5}", "r1; ", "r1; "},
    {{"'-', '< 1', 1", "'< 3', '-', 2", "'-', '> 1', 3"}, "b: 5", "? a 150; ", "? a 50; "},
    {{"'< 3', '-', 1", "'-', '< 1', 2", "'-', '> 1', 3"}, "b: 5", "? a 150; ", "? a 50; "},
    {{"'-', '< 1', 1", "'-', '> 1', 2", "'< 3', '-', 3"}, "b: 5", "r2; ", "r2; "},
    {{"'-', '> 1', 1", "'< 3', '-', 2"}, "a: 1", "? b 150; ", "? b 50; "},
    // An earlier row that is unknown and says the same changes no conclusion; advice still hangs on which row gives it.
    {{"'< 3', '-', 2", "'-', '> 1', 2"}, "b: 5", "r2; ", "? a 50; "},
};

static char *first_table(const first_case *c, bool recommends)
{
    char rows[512] = "";
    for (size_t i = 0; i < 3 && c->rows[i] != NULL; i++) {
        const size_t used = strlen(rows);
        const size_t cells = strlen(c->rows[i]) - 1;
        (void)snprintf(rows + used, sizeof rows - used, "\n      - {in: [%.*s], out: ['%s%s']}",
                       (int)(cells - 2), c->rows[i], recommends ? "r" : "", c->rows[i] + cells);
    }
    char *text = malloc(4096);
    assert_non_null(text);
    int length = snprintf(
        text, 4096,
        "facts:\n  - {name: a, type: number, ask: A?}\n  - {name: b, type: number, ask: B?}\n%s"
        "recommendations:\n  - {id: r1, title: R, priority: 50}\n  - {id: r2, title: R, priority: 50}\n"
        "  - {id: r3, title: R, priority: 50}\n%s"
        "tables:\n  - id: t\n    hit_policy: first\n    because: B.\n    source: s\n%s"
        "    inputs: [{expression: a}, {expression: b}]\n    outputs: [{name: %s}]\n    rows:%s\n",
        recommends ? "" : "  - {name: level, type: number, derived: true}\n",
        recommends ? ""
                   : "rules:\n  - {id: l1, when: level = 1, recommend: r1, because: B., source: s}\n"
                     "  - {id: l2, when: level = 2, recommend: r2, because: B., source: s}\n"
                     "  - {id: l3, when: level = 3, recommend: r3, because: B., source: s}\n",
        recommends ? "" : "    conclude: level\n", recommends ? "recommend" : "level", rows);
    assert_in_range(length, 1, 4095);
    return text;
}

static void test_a_first_table_does_not_decide_while_an_earlier_row_may_match(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        char *concludes = first_table(&firsts[i], false);
        char *recommends = first_table(&firsts[i], true);
        assert_advice(concludes, firsts[i].stated, firsts[i].concluded);
        assert_advice(recommends, firsts[i].stated, firsts[i].recommended);
        free(concludes);
        free(recommends);
    }
}

// --- inputs ---

typedef struct input_case {
    const char *input, *cell;
    const char *stated;
    bool fires;
} input_case;

static const input_case inputs[] = {
    {"a or b", "false", "{a: true, b: true}", false},
    {"a or b", "false", "{a: false, b: false}", true},
    {"a and b", "false", "{a: false, b: true}", true},
    {"a and b", "false", "{a: true, b: true}", false},
    {"n = 3", "false", "n: 4", true},
    {"n = 3", "false", "n: 3", false},
    {"n > 3", "true", "n: 4", true},
    {"if a then n else 9", "< 3", "{a: true, n: 1}", true},
    {"if a then n else 9", "< 3", "{a: true, n: 5}", false},
    {"if a then n else 9", "9", "{a: false, n: 1}", true},
    {"if a then n else 9", "9, 10", "{a: true, n: 1}", false},
    {"if a then n else 9", "not(9)", "{a: true, n: 1}", true},
    {"if a then n else 9", "[1..2]", "{a: false, n: 1}", false},
    {"-n", "< -3", "n: 4", true},
    {"n", "< 3", "n: 2", true},
};

/// Whether the pack's only rule fires, which is a row, by its cells; and by its condition, which explains it and decides it in batches.
static void try_input(void *argument)
{
    job *j = argument;
    const inference *of = small_pack_infer(j->arena, j->pack, j->stated);
    feel_machine m;
    feel_machine_init(&m, j->arena);
    const feel_value by_condition =
        feel_evaluate(&m, j->pack->rules[0].when, of->values, j->pack->scope.count);
    add(j, "%s, %s", of->given_count > 0 ? "fires" : "does not",
        feel_is_true(by_condition) ? "fires" : "does not");
}

static void test_a_cell_tests_the_whole_input_however_it_is_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        arena *a = arena_new(NULL, 0);
        char *lists =
            text_of("facts:\n  - {name: a, type: boolean}\n  - {name: b, type: boolean}\n"
                    "  - {name: n, type: number}\nrecommendations:\n  - {id: r, title: R, priority: 50}\n"
                    "tables:\n  - id: t\n    recommend: r\n    because: B.\n    source: s\n"
                    "    hit_policy: collect\n    inputs: [{expression: '%s'}]\n"
                    "    outputs: [{name: certainty}]\n    rows: [{in: ['%s'], out: ['0.5']}]\n",
                    inputs[i].input, inputs[i].cell);
        pack *p = small_pack(lists, diag_list_new(a));
        assert_non_null(p);
        job j = {.arena = a, .pack = p, .stated = inputs[i].stated};
        assert_int_equal(arena_run(a, try_input, &j), ARENA_DONE);
        const char *expected = inputs[i].fires ? "fires, fires" : "does not, does not";
        if (strcmp(j.got, expected) != 0)
            print_message("%s: %s of %s\n", inputs[i].input, inputs[i].cell, inputs[i].stated);
        assert_string_equal(j.got, expected);
        pack_free(p);
        free(lists);
        arena_free(a);
    }
}

// --- items ---

#define FIRMS                                                                                                \
    "types:\n  - name: firm\n    key: name\n    fields:\n"                                                   \
    "      - {name: name, type: string, ask: Which?}\n      - {name: size, type: number, ask: How large?}\n" \
    "facts:\n  - {name: firms, type: list, of: firm}\n"                                                      \
    "recommendations:\n  - {id: apply, about: firm, title: Apply, priority: 50}\n"

#define FIRM_TABLE                                                                                           \
    "tables:\n  - id: t\n    for: firm in firms\n    recommend: apply\n    because: B.\n    source: s\n"     \
    "    inputs: [{expression: firm.size}]\n    outputs: [{name: certainty}]\n    rows:\n"

static const char *const three_rows =
    FIRMS FIRM_TABLE "      - {in: ['< 3'], out: ['0.9']}\n      - {in: ['[3..8]'], out: ['0.8']}\n"
                     "      - {in: ['> 8'], out: ['0.7']}\n";

static void test_advice_from_each_row_is_about_its_item(void **state)
{
    (void)state;
    assert_advice(three_rows, "firms: [{name: A, size: 9}, {name: B, size: 5}, {name: C, size: 1}]",
                  "apply 'C'; apply 'B'; apply 'A'; ");
    assert_advice(three_rows, "firms: [{name: A, size: 5}]", "apply 'A'; ");
    assert_advice(three_rows, "firms: [{name: A, size: 9}, {name: B, size: 9}]", "apply 'A'; apply 'B'; ");
}

static void test_an_item_without_its_key_has_an_empty_name(void **state)
{
    (void)state;
    const char *keyless =
        FIRMS "rules:\n  - {id: r, for: firm in firms, when: firm.size < 5, recommend: apply, "
              "because: B., source: s}\n";
    assert_advice(keyless, "firms: [{size: 2}]", "apply ''; ");
    assert_advice(keyless, "firms: [{name: A, size: 2}, {size: 3}]", "apply 'A'; apply ''; ");
    assert_advice(three_rows, "firms: [{name: A, size: 1}, {size: 5}]", "apply 'A'; apply ''; ");
}

// --- weights ---

#define WEIGHED                                                                                              \
    "facts:\n  - {name: a, type: number, ask: A?}\n  - {name: b, type: boolean, ask: B?}\n"                  \
    "recommendations:\n  - {id: many, title: M, priority: 50}\n  - {id: one, title: O, priority: 40}\n"
#define RULE_ON_B "rules:\n  - {id: rb, when: b, recommend: one, because: B., source: s}\n"
#define TABLE_ON_A(first, second, third)                                                                     \
    "tables:\n  - id: t\n    recommend: many\n    because: B.\n    source: s\n"                              \
    "    inputs: [{expression: a}]\n    outputs: [{name: certainty}]\n    rows:\n"                           \
    "      - {in: ['< 3'], out: ['" first "']}\n      - {in: ['[3..8]'], out: ['" second "']}\n"             \
    "      - {in: ['> 8'], out: ['" third "']}\n"

static void test_of_a_tables_rows_the_heaviest_weighs(void **state)
{
    (void)state;
    assert_advice(WEIGHED RULE_ON_B TABLE_ON_A("0.5", "0.5", "0.5"), "{}", "? b 40; ? a 25; ");
    assert_advice(WEIGHED RULE_ON_B TABLE_ON_A("0.5", "0.25", "0.125"), "{}", "? b 40; ? a 25; ");
    assert_advice(WEIGHED RULE_ON_B TABLE_ON_A("0.125", "0.5", "0.25"), "{}", "? b 40; ? a 25; ");
    assert_advice(WEIGHED RULE_ON_B TABLE_ON_A("0.125", "0.25", "0.5"), "{}", "? b 40; ? a 25; ");
    assert_advice(WEIGHED RULE_ON_B TABLE_ON_A("0.5", "0.125", "0.25"), "{}", "? b 40; ? a 25; ");
    assert_advice(WEIGHED RULE_ON_B TABLE_ON_A("0.25", "0.5", "-1"), "{}", "? a 50; ? b 40; ");
}

static void test_a_rule_weighs_beside_the_table(void **state)
{
    (void)state;
    assert_advice(
        WEIGHED RULE_ON_B
        "  - {id: ra, when: a = 3, recommend: one, because: B., source: s}\n" TABLE_ON_A("0.5", "0.5", "0.5"),
        "{}", "? a 65; ? b 40; ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_first_table_does_not_decide_while_an_earlier_row_may_match),
        cmocka_unit_test(test_a_cell_tests_the_whole_input_however_it_is_written),
        cmocka_unit_test(test_advice_from_each_row_is_about_its_item),
        cmocka_unit_test(test_an_item_without_its_key_has_an_empty_name),
        cmocka_unit_test(test_of_a_tables_rows_the_heaviest_weighs),
        cmocka_unit_test(test_a_rule_weighs_beside_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
