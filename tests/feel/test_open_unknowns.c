// What expressions give while something in them is unknown, as packs mean it (`open_unknowns`): each row with the names k (known) and u
// (unknown) of several types.
#include "feel/feel.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

typedef struct row {
    const char *expression, *gives;
} row;

/// u, us, ub, ul: an unknown number, string, boolean, list. n 2, s "a", l ["x"], holey ["x", null]. ms: three records, the second without
/// `kind` and `size`.
static const row rows[] = {
    // comparisons
    {"u = 1", "null"},
    {"u != 1", "null"},
    {"1 != u", "null"},
    {"not(u = 1)", "null"},
    {"u < 1", "null"},
    {"u = u", "null"},
    {"2 * u != 10", "null"},
    {"upper case(us) != \"X\"", "null"},
    {"us + \"a\" = \"ba\"", "null"},
    {"n / 0 = 1", "null"},
    {"n = 2 and u = 1", "null"},
    {"n = 3 and u = 1", "false"},
    {"n = 2 or u = 1", "true"},
    // the literal null asks if something is unknown
    {"u = null", "true"},
    {"u != null", "false"},
    {"null = n", "false"},
    {"n != null", "true"},
    {"not(u = null)", "false"},
    {"u in (null, 1)", "true"},
    {"n in (null, 3)", "false"},
    {"u in (1, 2)", "null"},
    {"list contains(holey, null)", "true"},
    {"list contains(l, null)", "false"},
    // lists, contexts and ranges
    {"[1, u] = [1, 2]", "null"},
    {"[1, u] = [2, 2]", "false"},
    {"[1, u] = [1]", "false"},
    {"{a: u} = {a: 1}", "null"},
    {"{a: u, b: 1} = {a: 1, b: 2}", "false"},
    {"n in [u..3]", "null"},
    {"n in [3..u]", "false"},
    {"u in [1..3]", "null"},
    {"u between 1 and 3", "null"},
    {"n between u and 1", "false"},
    {"n in (u, 2)", "true"},
    {"n in (u, 3)", "null"},
    {"n in [u, 2]", "true"},
    {"n in [u, 3]", "null"},
    {"list contains(ul, \"x\")", "null"},
    {"list contains(l, us)", "null"},
    {"list contains([], us)", "null"},
    {"list contains(holey, \"x\")", "true"},
    {"list contains(holey, \"y\")", "null"},
    {"list contains([1, \"a\"], \"b\")", "false"},
    {"is(us, \"x\")", "null"},
    {"not(is(us, \"x\"))", "null"},
    {"u instance of number", "null"},
    {"n instance of number", "true"},
    // functions
    {"string join(holey, \",\")", "null"},
    {"string join(l, us)", "null"},
    {"count(holey)", "2"},
    {"count(append(l, us))", "2"},
    {"count(distinct values(holey))", "null"},
    {"count(flatten([l, ul]))", "null"},
    {"index of(holey, \"y\")", "null"},
    {"reverse(holey)[2]", "\"x\""},
    {"sum([1, u])", "null"},
    {"max(1, u)", "null"},
    {"string([u])", "null"},
    {"any([true, ub])", "true"},
    {"all(true, ub)", "null"},
    {"all(false, ub)", "false"},
    {"(function(x) x = 1)(u)", "null"},
    // if
    {"if us = \"x\" then false else true", "null"},
    {"if us = \"x\" then true else true", "true"},
    {"if us = \"x\" then 1 else u", "null"},
    {"if us = \"x\" then [1] else [1]", "[1]"},
    {"if n = 2 then 1 else u", "1"},
    // quantifiers
    {"every m in ms satisfies m.kind != \"c\"", "null"},
    {"every m in ms satisfies m.kind = \"b\"", "false"},
    {"some m in ms satisfies m.kind = \"a\"", "true"},
    {"some m in ms satisfies m.kind = \"c\"", "null"},
    {"some m in ul satisfies m = \"c\"", "null"},
    {"every m in [] satisfies ub", "true"},
    {"some q in l satisfies ub", "null"},
    // filters: an item whose filter is unknown is neither in nor out
    {"count(ms[kind = \"a\"])", "null"},
    {"count(ms[kind = \"a\"]) = 0", "false"},
    {"count(ms[kind = \"a\"]) >= 1", "true"},
    {"count(ms[kind = \"a\"]) >= 2", "null"},
    {"count(ms[kind = \"a\"]) > 2", "false"},
    {"count(ms[kind = \"a\"]) <= 2", "true"},
    {"2 < count(ms[kind = \"a\"])", "false"},
    {"count(ms[kind = \"a\"]) in [1..2]", "true"},
    {"count(ms[kind = \"a\"]) between 3 and 4", "false"},
    {"count(ms[kind = \"a\"]) != 3", "true"},
    {"count(ms[kind = \"c\"]) = 0", "null"},
    {"count(ms[kind = \"a\"][size = 1]) >= 1", "true"},
    {"count(ms[kind = \"a\"].size) >= 1", "true"},
    {"count(ms[size > u]) = 0", "null"},
    {"count(ms[size > 5 and size > u]) > 1", "false"},
    {"sum(ms[kind = \"a\"].size)", "null"},
    {"ms[kind = \"a\"][1].size", "1"},
    {"ms[kind = \"a\"][-1].size", "null"},
    {"ms[kind = \"b\"][1].size", "null"},
    {"list contains(ms[kind = \"a\"].size, 1)", "true"},
    {"list contains(ms[kind = \"a\"].size, 3)", "null"},
    {"list contains(ms[kind = \"a\"].kind, \"b\")", "null"},
    {"some m in ms[kind = \"a\"] satisfies m.size = 1", "true"},
    {"every m in ms[kind = \"a\"] satisfies m.size = 1", "null"},
    {"every m in ms[kind = \"a\"] satisfies m.size = 9", "false"},
    {"ms[kind = \"b\"] = []", "null"},
    {"count(l[u]) = 0", "null"},
    {"l[u]", "null"},
    {"l[1]", "\"x\""},
    // totals of lists that may be empty; [5, -1, 3][item > u or item = 5] surely has 5
    {"total of(ul)", "null"},
    {"total of([1, u])", "null"},
    {"total of(ms.size)", "null"},
    {"total of(l[count(l) > 1])", "0"},
    {"total of([5, -1, 3][item > u or item = 5])", "null"},
    {"total of([5, -1, 3][item > u or item = 5]) >= 4", "true"},
    {"total of([5, -1, 3][item > u or item = 5]) > 4", "null"},
    {"total of([5, -1, 3][item > u or item = 5]) <= 8", "true"},
    {"total of([5, -1, 3][item > u or item = 5]) > 8", "false"},
    {"total of([5, -1, 3][item > u or item = 5]) = 9", "false"},
    {"total of([0, 5][item > u or item = 5])", "5"},
    {"total of(ms[kind = \"b\"].size) <= 4", "null"},
    {"total of([5, u][item = 5 or u > 1]) > 1", "null"},
    {"sum([5, -1, 3][item > u or item = 5]) >= 4", "null"},
    {"greatest of([5, 2, 9][item > u or item = 5], 0) >= 5", "true"},
    {"greatest of([5, 2, 9][item > u or item = 5], 0) > 9", "false"},
    {"greatest of([5, 2][item > u or item = 5], 7)", "5"},
    {"greatest of([5, 2][item > u], 0) in [0..5]", "true"},
    {"greatest of([5, 2][item > u], 0) >= 1", "null"},
    {"greatest of([5, 2][item > u], 3) >= 2", "true"},
    {"greatest of([5, 2][item > u], 9) <= 9", "true"},
    {"greatest of([5, 2][item > u], u) >= 2", "null"},
    {"greatest of([], u)", "null"},
    {"greatest of([5], u)", "5"},
    {"greatest of([5, u], 1)", "null"},
    {"least of([5, 2, 9][item > u or item = 5], 0) <= 5", "true"},
    {"least of([5, 2, 9][item > u or item = 5], 0) < 2", "false"},
    {"least of([5, 9][item > u or item = 5], 1)", "5"},
    {"least of([5, 2][item > u], 9) in [2..9]", "true"},
    {"least of([@\"2026-01-01\", @\"2026-03-01\"][item > u or item < @\"2026-02-01\"], null) < "
     "@\"2026-02-01\"",
     "true"},
};

typedef struct evaluation {
    arena *arena;
    bool open;
    const row *row;
    slice given;
    bool holds;
} evaluation;

static feel_value record_of(arena *a, uint32_t number, feel_value kind, feel_value size)
{
    feel_entry *entries = ARENA_ARRAY(a, 2, feel_entry);
    entries[0] = (feel_entry){SLICE("kind"), kind};
    entries[1] = (feel_entry){SLICE("size"), size};
    feel_context *c = ARENA_NEW(a, feel_context);
    *c = (feel_context){.count = 2, .entries = entries, .record = number};
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = c};
}

static void evaluate(void *argument)
{
    evaluation *job = argument;
    arena *a = job->arena;
    const feel_type *text = feel_type_of_kind(FEEL_TYPE_STRING);
    const feel_type *number = feel_type_of_kind(FEEL_TYPE_NUMBER);
    const feel_type *texts = feel_type_list(a, text);
    static feel_field fields[2];
    fields[0] = (feel_field){.name = SLICE("kind"), .type = text};
    fields[1] = (feel_field){.name = SLICE("size"), .type = number};
    feel_type *of_record = ARENA_NEW(a, feel_type);
    *of_record = (feel_type){.kind = FEEL_TYPE_CONTEXT, .fields = fields, .field_count = 2, .closed = true};
    const feel_variable names[] = {
        {.name = SLICE("u"), .type = number},
        {.name = SLICE("us"), .type = text},
        {.name = SLICE("ub"), .type = feel_type_of_kind(FEEL_TYPE_BOOLEAN)},
        {.name = SLICE("ul"), .type = texts},
        {.name = SLICE("n"), .type = number},
        {.name = SLICE("s"), .type = text},
        {.name = SLICE("l"), .type = texts},
        {.name = SLICE("holey"), .type = texts},
        {.name = SLICE("ms"), .type = feel_type_list(a, of_record)},
    };
    enum { NAMES = sizeof names / sizeof *names };
    const feel_value x = feel_string(SLICE("x"));
    const feel_value holey[] = {x, feel_null()};
    const feel_value items[] = {record_of(a, 1, feel_string(SLICE("a")), feel_integer(1)),
                                record_of(a, 2, feel_null(), feel_null()),
                                record_of(a, 3, feel_string(SLICE("b")), feel_integer(3))};
    const feel_value values[NAMES] = {feel_null(),
                                      feel_null(),
                                      feel_null(),
                                      feel_null(),
                                      feel_integer(2),
                                      feel_string(SLICE("a")),
                                      feel_list_of(a, &x, 1),
                                      feel_list_of(a, holey, 2),
                                      feel_list_of(a, items, 3)};
    const feel_scope scope = {.variables = names, .count = NAMES};
    const source_text source = {.file = SLICE("row"), .text = slice_of(job->row->expression)};
    const feel_expression *e = feel_parse(a, &source, &scope, diag_list_new(a));
    if (e == NULL)
        print_error("%s is no expression\n", job->row->expression);
    assert_non_null(e);
    feel_machine m;
    feel_machine_init(&m, a);
    m.open_unknowns = job->open;
    job->given = feel_to_literal(a, feel_evaluate(&m, e, values, NAMES));
    job->holds = feel_holds(&m, e, values, NAMES);
}

static void test_an_unknown_operand_leaves_an_expression_open(void **state)
{
    (void)state;
    evaluation job = {.arena = arena_new(NULL, 0), .open = true};
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        job.row = &rows[i];
        assert_int_equal(arena_run(job.arena, evaluate, &job), ARENA_DONE);
        if (slice_is(job.given, rows[i].gives))
            continue;
        print_error("%s gives %.*s, not %s\n", rows[i].expression, SLICE_ARG(job.given), rows[i].gives);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    arena_free(job.arena);
}

static void test_feel_itself_takes_null_for_a_value(void **state)
{
    (void)state;
    static const row own[] = {{"u != 1", "true"},
                              {"u = 1", "false"},
                              {"list contains(holey, \"y\")", "false"},
                              {"count(ms[kind = \"a\"])", "1"},
                              {"if us = \"x\" then false else true", "true"},
                              {"string join(holey, \",\")", "\"x\""}};
    evaluation job = {.arena = arena_new(NULL, 0)};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        job.row = &own[i];
        assert_int_equal(arena_run(job.arena, evaluate, &job), ARENA_DONE);
        assert_true(slice_is(job.given, own[i].gives));
    }
    arena_free(job.arena);
}

/// Writes operands where "%" stands in the shape.
static void write_shape(char *to, size_t size, const char *shape, const char *const *operands)
{
    size_t length = 0;
    for (; *shape != '\0'; shape++) {
        const char one[] = {*shape, '\0'};
        length += (size_t)snprintf(to + length, size - length, "%s", *shape == '%' ? *operands++ : one);
    }
}

/// Three-valued operands, joined in all ways of two levels.
static void test_a_condition_holds_if_its_value_is_true(void **state)
{
    (void)state;
    static const char *const operands[] = {"n = 2", "n = 3", "u = 1", "u = null", "u != null"};
    enum { COUNT = sizeof operands / sizeof *operands };
    static const char *const shapes[] = {"% and % and %",    "% or % or %",       "(% and %) or %",
                                         "(% or %) and %",   "% and not(% or %)", "% and (% and %)",
                                         "not(% and %) or %"};
    evaluation job = {.arena = arena_new(NULL, 0), .open = true};
    size_t held = 0;
    for (size_t i = 0; i < COUNT * COUNT * COUNT; i++) {
        for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
            char text[100];
            const row one = {text, NULL};
            job.row = &one;
            write_shape(text, sizeof text, shapes[k],
                        (const char *const[]){operands[i % COUNT], operands[i / COUNT % COUNT],
                                              operands[i / COUNT / COUNT]});
            assert_int_equal(arena_run(job.arena, evaluate, &job), ARENA_DONE);
            assert_int_equal(job.holds, slice_is(job.given, "true"));
            held += job.holds;
            arena_reset(job.arena);
        }
    }
    assert_true(held > 100);
    arena_free(job.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_an_unknown_operand_leaves_an_expression_open),
                                       cmocka_unit_test(test_feel_itself_takes_null_for_a_value),
                                       cmocka_unit_test(test_a_condition_holds_if_its_value_is_true)};
    return cmocka_run_group_tests_name("feel/open_unknowns", tests, NULL, NULL);
}
