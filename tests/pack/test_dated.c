// What is in force on a day: the first and the last day, open ends, days that nobody knows; and which value of each constant counts.
#include "pack/dated.h"

#include "feel/temporal.h"
#include "files.h"
#include "small_pack.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct period_row {
    const char *from, *until, *today; ///< NULL: none, or unknown
    feel_truth in_force;
} period_row;

static const period_row rows[] = {
    {NULL, NULL, "2026-01-01", FEEL_TRUE},
    {NULL, NULL, NULL, FEEL_TRUE},
    {"2026-01-01", NULL, "2025-12-31", FEEL_FALSE},
    {"2026-01-01", NULL, "2026-01-01", FEEL_TRUE},
    {NULL, "2026-01-31", "2026-01-31", FEEL_TRUE},
    {NULL, "2026-01-31", "2026-02-01", FEEL_FALSE},
    {"2026-01-01", "2026-01-01", "2026-01-01", FEEL_TRUE},
    {"2026-01-01", "2026-01-31", "2026-02-28", FEEL_FALSE},
    {"2026-01-01", NULL, NULL, FEEL_UNKNOWN},
    {NULL, "2026-01-01", NULL, FEEL_UNKNOWN},
};

static feel_value day(arena *a, const char *text)
{
    return text != NULL ? temporal_parse_date(a, slice_of(text)) : feel_null();
}

static void try_rows(void *argument)
{
    arena *a = argument;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pack_period period = {day(a, rows[i].from), day(a, rows[i].until)};
        assert_int_equal(pack_in_force(&period, day(a, rows[i].today)), rows[i].in_force);
    }
}

static void test_both_days_of_a_period_are_included(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, try_rows, a), ARENA_DONE);
    arena_free(a);
}

static pack_period period_of(arena *a, const char *from, const char *until)
{
    return (pack_period){day(a, from), day(a, until)};
}

static void try_pairs(void *argument)
{
    arena *a = argument;
    const pack_period always = period_of(a, NULL, NULL);
    const pack_period january = period_of(a, "2026-01-01", "2026-01-31");
    const pack_period from_the_last = period_of(a, "2026-01-31", NULL);
    const pack_period february = period_of(a, "2026-02-01", "2026-02-28");
    assert_true(pack_periods_meet(&january, &from_the_last));
    assert_false(pack_periods_meet(&january, &february));
    assert_false(pack_periods_meet(&february, &january));
    assert_true(pack_periods_meet(&always, &february));
    assert_true(pack_period_covers(&always, &january));
    assert_false(pack_period_covers(&january, &always));
    assert_true(pack_period_covers(&january, &january));
    assert_true(pack_period_covers(&from_the_last, &february));
    assert_false(pack_period_covers(&february, &from_the_last));
}

static void test_periods_meet_if_they_share_a_day(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, try_pairs, a), ARENA_DONE);
    arena_free(a);
}

static void try_values(void *argument)
{
    arena *a = argument;
    const dated_value values[] = {{.from = day(a, "2024-01-01")}, {.from = day(a, "2025-01-01")}};
    const pack_constant c = {.dated = values, .dated_count = 2};
    assert_int_equal(pack_dated_index(&c, day(a, "2023-12-31")), -1);
    assert_int_equal(pack_dated_index(&c, day(a, "2024-01-01")), 0);
    assert_int_equal(pack_dated_index(&c, day(a, "2024-12-31")), 0);
    assert_int_equal(pack_dated_index(&c, day(a, "2025-01-01")), 1);
    assert_int_equal(pack_dated_index(&c, day(a, "2100-01-01")), 1);
    assert_int_equal(pack_dated_index(&c, feel_null()), -1);
}

static void test_a_value_counts_until_the_next_one_begins(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, try_values, a), ARENA_DONE);
    arena_free(a);
}

typedef struct day_case {
    const char *constants; ///< three of them
    const char *today;
    const char *expected[3]; ///< the constants' values
} day_case;

#define BY_DATE(name)                                                                                        \
    "  - {name: " name ", values: [{from: 2024-01-01, value: '10'}, {from: 2025-01-01, value: '20'}]}\n"
#define PLAIN(name, expression) "  - {name: " name ", expression: " expression "}\n"

static const day_case days[] = {
    {BY_DATE("x") PLAIN("y", "'7'") PLAIN("z", "'8'"), "2024-06-01", {"10", "7", "8"}},
    {PLAIN("x", "'7'") BY_DATE("y") PLAIN("z", "'8'"), "2024-06-01", {"7", "10", "8"}},
    {PLAIN("x", "'7'") PLAIN("y", "'8'") BY_DATE("z"), "2024-06-01", {"7", "8", "10"}},
    {BY_DATE("x") BY_DATE("y") BY_DATE("z"), "2024-06-01", {"10", "10", "10"}},
    {BY_DATE("x") BY_DATE("y") BY_DATE("z"), "2025-06-01", {"20", "20", "20"}},
    {BY_DATE("x") BY_DATE("y") BY_DATE("z"), "2023-06-01", {"null", "null", "null"}},
    {BY_DATE("x") BY_DATE("y") BY_DATE("z"), NULL, {"null", "null", "null"}},
    {BY_DATE("x") PLAIN("y", "x + 1") PLAIN("z", "y + 1"), "2024-06-01", {"10", "11", "12"}},
    {BY_DATE("x") PLAIN("y", "x + 1") PLAIN("z", "y + 1"), NULL, {"null", "null", "null"}},
};

static void try_day(void *argument)
{
    arena *a = argument;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        diag_list *diags = diag_list_new(a);
        const slice lists =
            arena_format(a,
                         "constants:\n%sfacts:\n  - {name: n, type: number}\nrecommendations:\n"
                         "  - {id: r, title: R, priority: 50}\n"
                         "rules:\n  - {id: r, when: n > x + y + z, recommend: r, because: B., source: s}\n",
                         days[i].constants);
        pack *p = small_pack(arena_copy(a, lists).ptr, diags);
        for (size_t k = 0; p == NULL && k < diags->count; k++)
            print_message("%s%.*s\n", days[i].constants, SLICE_ARG(diags->items[k].message));
        assert_non_null(p);
        const pack *then = pack_at(a, p, day(a, days[i].today));
        assert_int_equal(then->constant_count, 3);
        for (size_t k = 0; k < 3; k++) {
            const slice value = feel_to_string(a, then->constants[k].value);
            if (!slice_is(value, days[i].expected[k]))
                print_message("%sthe %zuth: %.*s\n", days[i].constants, k + 1, SLICE_ARG(value));
            assert_true(slice_is(value, days[i].expected[k]));
        }
        pack_free(p);
    }
}

static void test_each_constant_has_its_value_of_the_day(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, try_day, a), ARENA_DONE);
    arena_free(a);
}

// --- what is wrong with values by date ---

typedef struct wrong_case {
    const char *values; ///< of the constant `x`
    const char *codes;  ///< of all that is said
} wrong_case;

#define VALUE(from, value) "{from: " from ", value: '" value "'}, "
#define EARLY              VALUE("2024-01-01", "10")
#define LATER              VALUE("2025-01-01", "20")

static const wrong_case wrongs[] = {
    {EARLY LATER, ""},
    {EARLY VALUE("2024-07-01", "seven + 1") LATER, ""},
    // what it reads
    {VALUE("2023-01-01", "n") EARLY LATER, "not-constant "},
    {EARLY VALUE("2024-07-01", "n + 1") LATER, "not-constant "},
    {EARLY LATER VALUE("2026-01-01", "n"), "not-constant "},
    {EARLY LATER VALUE("2026-01-01", "n + n"), "not-constant "},
    {EARLY VALUE("2025-01-01", "early + 1"), "not-constant "},
    {VALUE("2024-01-01", "double(5)") LATER, "not-constant "},
    {VALUE("2024-01-01", "n") VALUE("2025-01-01", "early"), "not-constant not-constant "},
    // no value
    {VALUE("2023-01-01", "1 / 0") EARLY LATER, "not-constant "},
    {EARLY LATER VALUE("2026-01-01", "null"), "not-constant "},
    {VALUE("2023-01-01", "1 +") EARLY LATER, "syntax "},
    {EARLY LATER VALUE("2026-01-01", "eight"), "unknown-name "},
    // no day
    {VALUE("soon", "10") LATER, "wrong-type "},
    {EARLY VALUE("2025-02-29", "20"), "wrong-type "},
    {EARLY VALUE("soon", "n"), "wrong-type not-constant "},
    // the order of the days
    {LATER EARLY, "bad-dates "},
    {EARLY EARLY LATER, "bad-dates "},
    {EARLY LATER LATER, "bad-dates "},
    // the types
    {EARLY VALUE("2025-01-01", "\"much\""), "type-mismatch "},
    {EARLY VALUE("2025-01-01", "\"much\"") VALUE("2026-01-01", "\"more\""), "type-mismatch "},
    {EARLY VALUE("2025-01-01", "\"much\"") VALUE("2026-01-01", "3"), "type-mismatch type-mismatch "},
};

/// Each mistake is named once, and nothing is said that follows from it.
static void test_each_wrong_value_by_date_is_named_and_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        arena *a = arena_new(NULL, 0);
        diag_list *diags = diag_list_new(a);
        char *lists = text_of(
            "constants:\n  - {name: seven, expression: '7'}\n"
            "  - {name: early, values: [{from: 2020-01-01, value: '1'}]}\n  - {name: x, values: [%s]}\n"
            "functions:\n  - {name: double, parameters: [{name: k, type: number}], body: k * 2}\n"
            "facts:\n  - {name: n, type: number}\nrecommendations:\n  - {id: r, title: R, priority: 50}\n"
            "rules:\n  - {id: r, when: n > 5, recommend: r, because: 'Over {x}.', source: s}\n",
            wrongs[i].values);
        char codes[200] = "";
        pack_free(small_pack(lists, diags));
        for (size_t k = 0; k < diags->count; k++)
            (void)snprintf(codes + strlen(codes), sizeof codes - strlen(codes), "%s ", diags->items[k].code);
        if (strcmp(codes, wrongs[i].codes) != 0)
            print_message("%s\n", wrongs[i].values);
        assert_string_equal(codes, wrongs[i].codes);
        free(lists);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_days_of_a_period_are_included),
        cmocka_unit_test(test_periods_meet_if_they_share_a_day),
        cmocka_unit_test(test_a_value_counts_until_the_next_one_begins),
        cmocka_unit_test(test_each_constant_has_its_value_of_the_day),
        cmocka_unit_test(test_each_wrong_value_by_date_is_named_and_nothing_else)};
    return cmocka_run_group_tests_name("pack/dated", tests, NULL, NULL);
}
