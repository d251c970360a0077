// A table that is called decides as one that concludes a fact: for every hit policy, whatever is unknown, at random.
#include "random.h"
#include "small_pack.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES = 400, PROFILES = 25 };

static size_t below(random_source *r, size_t count)
{
    return random_below(r, count);
}

// --- random tables ---

static const char *const policies[] = {"unique",
                                       "any",
                                       "first",
                                       "priority",
                                       "rule order",
                                       "output order",
                                       "collect",
                                       "collect\n    aggregation: sum",
                                       "collect\n    aggregation: min",
                                       "collect\n    aggregation: max",
                                       "collect\n    aggregation: count"};

static const char *const number_cells[] = {"-",    "-",    "< 2",       ">= 2",   "[1..3]",
                                           "1, 3", "null", "null, > 2", "not(2)", "> other"};
static const char *const text_cells[] = {"-", "-", "\"x\"", "\"y\"", "not(\"x\")", "null"};
static const char *const results[] = {"1", "2", "3", "1", "", "a + 1"};

/// The rows of a table over `a`, a number, and `b`, a text.
static void add_rows(random_source *r, char *to, size_t room)
{
    const size_t count = 1 + below(r, 4);
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(to + used, room - used, "      - {in: ['%s', '%s'], out: ['%s']}\n",
                                 number_cells[below(r, sizeof number_cells / sizeof *number_cells)],
                                 text_cells[below(r, sizeof text_cells / sizeof *text_cells)],
                                 results[below(r, sizeof results / sizeof *results)]);
}

/// The same rows three times: concluding, called with the facts under other names, and called by a function.
static char *twin_tables(random_source *r)
{
    char rows[1024];
    const char *policy = policies[below(r, sizeof policies / sizeof *policies)];
    const bool lists = strcmp(policy, "rule order") == 0 || strcmp(policy, "output order") == 0 ||
                       strcmp(policy, "collect") == 0;
    const char *type = lists ? "list, of: number" : "number";
    const char *values = below(r, 3) == 0 ? ", values: '\"x\", \"y\"'" : "";
    const char *fallback = below(r, 2) == 0 && !lists ? ", default: '2'" : "";
    char *text = malloc(8192);
    assert_non_null(text);
    add_rows(r, rows, sizeof rows);
    const int length = snprintf(
        text, 8192,
        "facts:\n  - {name: a, type: number}\n  - {name: b, type: string}\n  - {name: other, type: number}\n"
        "  - {name: x, type: number}\n  - {name: y, type: string}\n"
        "  - {name: concluded, type: %s, derived: true, hit_policy: first}\n"
        "  - {name: called, type: %s, derived: true}\n  - {name: passed_on, type: %s, derived: true}\n"
        "recommendations:\n  - {id: r, title: R, priority: 50}\n"
        "functions:\n  - {name: pass, parameters: [{name: a}, {name: b}], body: 'answer(b: b, a: a)'}\n"
        "rules:\n  - {id: call, conclude: called, value: 'answer(x, y)', because: B., source: s}\n"
        "  - {id: call2, conclude: passed_on, value: 'pass(x, y)', because: B., source: s}\n"
        "  - {id: use, when: 'called = null and concluded = null and passed_on = null', recommend: r, "
        "because: "
        "B., source: s}\n"
        "tables:\n  - id: conclude\n    hit_policy: %s\n    conclude: concluded\n    because: B.\n    "
        "source: s\n"
        "    inputs: [{expression: a}, {expression: b%s}]\n"
        "    outputs: [{name: out, type: number, values: '3, 2, 1'%s}]\n    rows:\n%s"
        "  - id: answer\n    parameters: [{name: a, type: number}, {name: b, type: string}]\n"
        "    hit_policy: %s\n    inputs: [{expression: a}, {expression: b%s}]\n"
        "    outputs: [{name: out, type: number, values: '3, 2, 1'%s}]\n    rows:\n%s",
        type, type, type, policy, values, fallback, rows, policy, values, fallback, rows);
    assert_in_range(length, 1, 8191);
    return text;
}

// --- comparison ---

typedef struct job {
    arena *arena;
    const pack *pack;
    random_source *random;
    const char *lists;
    size_t known, unknown;
} job;

static feel_value value_of(const job *j, const inference *of, const char *name)
{
    const ptrdiff_t at = pack_find_fact(j->pack, slice_of(name));
    assert_true(at >= 0);
    return of->values[at];
}

static void compare_one(void *argument)
{
    static const char *const numbers[] = {"null", "0", "1", "2", "3"};
    static const char *const texts[] = {"null", "x", "y", "z"};
    job *j = argument;
    char stated[160];
    const char *a = numbers[below(j->random, 5)];
    const char *b = texts[below(j->random, 4)];
    (void)snprintf(stated, sizeof stated, "{a: %s, x: %s, b: %s, y: %s, other: %s}", a, a, b, b,
                   numbers[below(j->random, 5)]);
    const inference *of = small_pack_infer(j->arena, j->pack, stated);
    const feel_value wanted = value_of(j, of, "concluded");
    const feel_value got[] = {value_of(j, of, "called"), value_of(j, of, "passed_on")};
    for (size_t i = 0; i < 2; i++) {
        const bool same =
            feel_is_null(wanted) ? feel_is_null(got[i]) : feel_equal(wanted, got[i]) == FEEL_TRUE;
        if (!same)
            print_error("%s: %.*s, but %.*s\n%s\n", stated, SLICE_ARG(feel_to_literal(j->arena, wanted)),
                        SLICE_ARG(feel_to_literal(j->arena, got[i])), strstr(j->lists, "  - id: answer"));
        assert_true(same);
    }
    j->known += !feel_is_null(wanted);
    j->unknown += feel_is_null(wanted);
}

static void compare_tables(random_source *r, size_t *known, size_t *unknown)
{
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    char *lists = twin_tables(r);
    pack *p = small_pack(lists, diags);
    for (size_t i = 0; p == NULL && i < diags->count; i++)
        print_error("%zu:%zu: %.*s\n", diags->items[i].line, diags->items[i].column,
                    SLICE_ARG(diags->items[i].message));
    assert_non_null(p);
    job j = {.arena = a, .pack = p, .random = r, .lists = lists};
    for (size_t i = 0; i < PROFILES; i++)
        assert_int_equal(arena_run(a, compare_one, &j), ARENA_DONE);
    *known += j.known;
    *unknown += j.unknown;
    free(lists);
    pack_free(p);
    arena_free(a);
}

static void test_a_called_table_decides_as_one_that_concludes(void **state)
{
    (void)state;
    random_source r = random_new();
    size_t known = 0;
    size_t unknown = 0;
    for (size_t i = 0; i < TABLES; i++)
        compare_tables(&r, &known, &unknown);
    assert_true(known > (size_t)TABLES * PROFILES / 10);
    assert_true(unknown > (size_t)TABLES * PROFILES / 10);
}

// --- what calls see ---

typedef struct seen_case {
    const char *condition, *stated;
    bool given;
} seen_case;

static const char seen_pack[] =
    "types:\n  - {name: item, key: name, fields: [{name: name, type: string}, {name: size, type: number}]}\n"
    "facts:\n  - {name: n, type: number}\n  - {name: m, type: number}\n  - {name: items, type: list, of: "
    "item}\n"
    "recommendations:\n  - {id: r, title: R, priority: 50}\n"
    "constants:\n  - {name: limit, expression: '2'}\n  - {name: early, expression: 'at_limit(3)'}\n"
    "functions:\n  - {name: over, parameters: [{name: x}], body: x > limit}\n"
    "  - {name: bigger, parameters: [{name: a}, {name: b}], body: 'precedes(a, b)'}\n"
    "tables:\n"
    "  - {id: at_limit, parameters: [{name: n, type: number}], hit_policy: first, inputs: [{expression: n > "
    "limit}],"
    " outputs: [{name: y}], rows: [{in: ['true'], out: ['n']}, {in: ['-'], out: ['limit']}]}\n"
    "  - {id: with_fact, parameters: [{name: x}], hit_policy: first, inputs: [{expression: x}, {expression: "
    "m}],"
    " outputs: [{name: y}], rows: [{in: ['> 9', '-'], out: ['0']}, {in: ['-', '> 1'], out: ['x + m']}]}\n"
    "  - {id: precedes, parameters: [{name: a}, {name: b}], inputs: [{expression: a.size > b.size}],"
    " outputs: [{name: y}], rows: [{in: ['true'], out: ['true']}, {in: ['false'], out: ['false']}]}\n"
    "  - {id: adder, parameters: [{name: x}], inputs: [{expression: x}], outputs: [{name: y}],"
    " rows: [{in: ['-'], out: ['function(z) x + z + m']}]}\n";

static const seen_case seen[] = {
    {"n in range(\"[1..5]\") and over(n)", "n: 3", true}, // what range() parses takes no values away
    {"at_limit(n) = 2 and early = 3", "n: 1", true},      // a parameter hides the fact of its name
    {"at_limit(7) = 7", "n: 1", true},
    {"with_fact(n) = 8", "{n: 5, m: 3}", true},
    {"with_fact(n) = 8", "n: 5", false},
    {"with_fact(10) = 0", "n: 5", true}, // the first row needs no fact
    {"with_fact(x: n) + with_fact(m) = 9", "{n: 4, m: 2}", false},
    {"with_fact(x: n) + with_fact(m) = 10", "{n: 4, m: 2}", true},
    {"sort(items, bigger)[1].name = \"B\"", "items: [{name: A, size: 1}, {name: B, size: 2}]", true},
    {"sort(items, precedes)[1].name = \"B\"", "items: [{name: A, size: 1}, {name: B, size: 2}]", true},
    {"some x in items satisfies with_fact(x.size) = 5", "{m: 4, items: [{name: A, size: 1}, {name: B}]}",
     true},
    {"every x in items satisfies with_fact(x.size) > 5", "{m: 4, items: [{name: A, size: 1}, {name: B}]}",
     false},
    {"adder(n)(2) = 9", "{n: 3, m: 4}", true}, // a function that a table gives keeps the arguments
    {"with_fact(\"text\") = null", "m: 4", true},
    {"precedes instance of function<item, item> -> boolean", "n: 1", true},
};

typedef struct seen_job {
    arena *arena;
    const pack *pack;
    const seen_case *tried;
    size_t given;
} seen_job;

static void try_seen(void *argument)
{
    seen_job *j = argument;
    j->given = small_pack_infer(j->arena, j->pack, j->tried->stated)->given_count;
}

static void test_calls_see_arguments_constants_and_facts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
        char lists[8192];
        arena *a = arena_new(NULL, 0);
        diag_list *diags = diag_list_new(a);
        const int length = snprintf(
            lists, sizeof lists, "%srules:\n  - {id: e, when: '%s', recommend: r, because: B., source: s}\n",
            seen_pack, seen[i].condition);
        assert_in_range(length, 1, sizeof lists - 1);
        pack *p = small_pack(lists, diags);
        for (size_t k = 0; p == NULL && k < diags->count; k++)
            print_error("%s: %.*s\n", seen[i].condition, SLICE_ARG(diags->items[k].message));
        assert_non_null(p);
        seen_job j = {.arena = a, .pack = p, .tried = &seen[i]};
        assert_int_equal(arena_run(a, try_seen, &j), ARENA_DONE);
        if (j.given != seen[i].given)
            print_error("%s, %s\n", seen[i].condition, seen[i].stated);
        assert_int_equal(j.given, seen[i].given);
        pack_free(p);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_called_table_decides_as_one_that_concludes),
        cmocka_unit_test(test_calls_see_arguments_constants_and_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
