// The answers that questions are weighed by: of which fields an item is made if a rule asks what is derived of it, which the declaration allows,
// and when they stand for all.
#include "infer/answers.h"
#include "small_pack.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

#define FACTS                                                                                                \
    "types:\n  - name: memo\n    key: title\n    fields:\n      - {name: title, type: string}\n"             \
    "      - {name: pages, type: number}\n      - {name: fit, type: boolean, derived: true}\n"               \
    "      - {name: rate, type: number, derived: true}\n"                                                    \
    "facts:\n  - {name: memos, type: list, of: memo}\n  - {name: n, type: number}\n"                         \
    "  - {name: k, type: number}\n  - {name: total, type: number, derived: true}\n"                          \
    "recommendations:\n  - {id: r, title: R, priority: 50}\nrules:\n"
enum { MEMOS, N };
#define RULE(fields)     "  - {" fields ", because: B., source: s}\n"
#define RECOMMENDS(when) RULE("id: r, for: m in memos, when: '" when "', recommend: r")
#define CONCLUDES(id, when, conclusion, value)                                                               \
    RULE("id: " id ", for: m in memos, when: '" when "', conclude: " conclusion ", value: '" value "'")
#define TABLE(fields, input)                                                                                 \
    "tables:\n  - id: t\n    recommend: r\n    because: B.\n    source: s\n    hit_policy: collect\n" fields \
    "    inputs: [{expression: " input "}]\n    outputs: [{name: certainty}]\n"                              \
    "    rows: [{in: ['< 3'], out: ['0.5']}]\n"

typedef struct job {
    arena *arena;
    const pack *pack;
    double pages; ///< of the memo that the rule `r` looks for
    bool are_all; ///< of the answers for `n`
} job;

static pack *load(arena *a, const char *rules)
{
    char text[4096];
    diag_list *diags = diag_list_new(a);
    assert_in_range(snprintf(text, sizeof text, FACTS "%s", rules), 1, sizeof text - 1);
    pack *p = small_pack(text, diags);
    for (size_t i = 0; p == NULL && i < diags->count; i++)
        print_message("%s\n%zu:%zu: %.*s\n", rules, diags->items[i].line, diags->items[i].column,
                      SLICE_ARG(diags->items[i].message));
    assert_non_null(p);
    return p;
}

static void try_rules(const char *rules, void (*body)(void *job), job *j)
{
    arena *a = arena_new(NULL, 0);
    pack *p = load(a, rules);
    j->arena = a;
    j->pack = p;
    assert_int_equal(arena_run(a, body, j), ARENA_DONE);
    pack_free(p);
    arena_free(a);
}

// --- items ---

static void find_item(void *argument)
{
    job *j = argument;
    size_t asks = 0;
    while (!slice_is(j->pack->rules[asks].id, "r"))
        asks++;
    const open_question q = {.fact = MEMOS, .rules = &asks, .rule_count = 1};
    size_t count = 0;
    const feel_value *values = answers_to(answers_new(j->arena, j->pack), j->arena, &q, &count);
    assert_int_equal(count, 2);
    assert_int_equal(values[0].as.list->count, 0);
    assert_int_equal(values[1].as.list->count, 1);
    const feel_value item = values[1].as.list->items[0];
    assert_int_equal(item.kind, FEEL_CONTEXT);
    const feel_value pages = item.as.context->entries[1].value;
    assert_int_equal(pages.kind, FEEL_NUMBER);
    j->pages = decimal_to_double(feel_decimal(pages));
}

typedef struct item_case {
    const char *rules;
    double above, below; ///< between which the pages are
} item_case;

#define FIT                                                                                                  \
    CONCLUDES("long", "m.pages > 30", "m.fit", "false") CONCLUDES("short", "m.pages < 20", "m.fit", "true")
#define UNFIT                                                                                                \
    CONCLUDES("short", "m.pages < 20", "m.fit", "true") CONCLUDES("long", "m.pages > 30", "m.fit", "false")
#define COMPUTED CONCLUDES("computed", "m.pages > 40", "m.fit", "m.title = \"M\"")
#define RATES                                                                                                \
    CONCLUDES("one", "m.pages < 10", "m.rate", "1")                                                          \
    CONCLUDES("two", "m.pages in [10..20]", "m.rate", "2") CONCLUDES("three", "m.pages > 20", "m.rate", "3")

static const item_case items[] = {
    {RECOMMENDS("m.pages > 30"), 30, 1e9},
    {FIT RECOMMENDS("m.fit"), -1e9, 20},
    {UNFIT RECOMMENDS("m.fit"), -1e9, 20},
    {FIT RECOMMENDS("not(m.fit)"), 30, 1e9},
    {UNFIT RECOMMENDS("not(m.fit)"), 30, 1e9},
    {COMPUTED FIT RECOMMENDS("m.fit"), -1e9, 20},
    {RATES RECOMMENDS("m.rate = 1"), -1e9, 10},
    {RATES RECOMMENDS("m.rate = 2"), 9.99, 20.01},
    {RATES RECOMMENDS("m.rate = 3"), 20, 1e9},
    {RATES CONCLUDES("fit", "m.rate = 2", "m.fit", "true") RECOMMENDS("m.fit"), 9.99, 20.01},
};

static void test_an_item_is_such_that_what_is_derived_of_it_is_as_wanted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        job j = {0};
        try_rules(items[i].rules, find_item, &j);
        if (j.pages <= items[i].above || j.pages >= items[i].below)
            print_message("%s%g pages\n", items[i].rules, j.pages);
        assert_true(j.pages > items[i].above && j.pages < items[i].below);
    }
}

// --- what is allowed ---

typedef struct allowed_case {
    const char *type, *allowed, *when;
} allowed_case;

static const allowed_case declared[] = {
    {"number", "[0..100]", "x > 50"},
    {"number", "[0..100]", "x > 100"},
    {"number", "not(4)", "x = 4 or x > 3"},
    {"number", "modulo(?, 7) = 0", "x > 30"},
    {"number", "modulo(?, 7) = 0", "x in [30..40] or x = 12"},
    {"string", "matches(?, \"[A-Z]+\")", "x = \"A\" or x = \"b\""},
    {"string", "\"a\", \"b\", \"c\"", "x = \"b\" or x = \"c\""},
    {"date", "> date(\"2020-01-01\")", "x > date(\"2024-01-01\")"},
    {"date", "?.day = 15", "x > date(\"2024-01-01\") or x = date(\"2023-06-15\")"},
};

static void try_allowed(void *argument)
{
    const job *j = argument;
    const open_question q = {.fact = 0};
    size_t count = 0;
    const feel_value *values = answers_to(answers_new(j->arena, j->pack), j->arena, &q, &count);
    feel_machine m;
    feel_machine_init(&m, j->arena);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        const feel_value fits = feel_evaluate_tests(&m, j->pack->facts[0].allowed, values[i], NULL, 0);
        if (!feel_is_true(fits))
            print_message("%s\n", feel_to_string(j->arena, values[i]).ptr);
        assert_true(feel_is_true(fits));
    }
}

static void test_an_answer_is_one_that_the_declaration_allows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof declared / sizeof *declared; i++) {
        char lists[600];
        (void)snprintf(lists, sizeof lists,
                       "facts:\n  - {name: x, type: %s, allowed: '%s'}\n"
                       "recommendations:\n  - {id: r, title: R, priority: 50}\n"
                       "rules:\n  - {id: r, when: '%s', recommend: r, because: B., source: s}\n",
                       declared[i].type, declared[i].allowed, declared[i].when);
        arena *a = arena_new(NULL, 0);
        pack *p = small_pack(lists, diag_list_new(a));
        assert_non_null(p);
        job j = {.arena = a, .pack = p};
        assert_int_equal(arena_run(a, try_allowed, &j), ARENA_DONE);
        pack_free(p);
        arena_free(a);
    }
}

// --- all ---

static void find_whether_all(void *argument)
{
    job *j = argument;
    const open_question q = {.fact = N};
    j->are_all = answers_are_all(answers_new(j->arena, j->pack), &q);
}

typedef struct all_case {
    const char *rules;
    bool are_all;
} all_case;

#define OF_N RULE("id: n, when: n > 3, recommend: r")

static const all_case alls[] = {
    {OF_N, true},
    {OF_N RECOMMENDS("m.pages > 5"), true},
    {OF_N RULE("id: x, when: n > 5 and k > 3, recommend: r"), true},
    {OF_N TABLE("    for: m in memos\n", "m.pages"), true},
    // compared with what else is said
    {OF_N RULE("id: x, when: n > k, recommend: r"), false},
    {OF_N RECOMMENDS("m.pages > n"), false},
    {OF_N RULE("id: x, for: 'm in memos[pages > n]', when: m.pages > 5, recommend: r"), false},
    // computed with
    {OF_N RULE("id: x, when: k > 3, certainty: n / 10, recommend: r"), false},
    {OF_N RULE("id: x, when: n > 5, certainty: n / 10, recommend: r"), false},
    {OF_N RULE("id: x, when: k > 3, conclude: total, value: n + 1"), false},
    {OF_N CONCLUDES("x", "m.pages > 5", "m.rate", "n + 1"), false},
    // read by a table
    {OF_N TABLE("", "n"), false},
    {OF_N TABLE("    for: 'm in memos[pages > n]'\n", "m.pages"), false},
};

static void test_answers_stand_for_all_if_nothing_computes_with_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof alls / sizeof *alls; i++) {
        job j = {0};
        try_rules(alls[i].rules, find_whether_all, &j);
        if (j.are_all != alls[i].are_all)
            print_message("%s", alls[i].rules);
        assert_int_equal(j.are_all, alls[i].are_all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_item_is_such_that_what_is_derived_of_it_is_as_wanted),
        cmocka_unit_test(test_an_answer_is_one_that_the_declaration_allows),
        cmocka_unit_test(test_answers_stand_for_all_if_nothing_computes_with_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
