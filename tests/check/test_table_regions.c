// What is found between, at and beyond the values that the cells of a table name, for inputs of each kind: a value that no row matches, and
// one that two rows match.
#include "check/check.h"
#include "small_pack.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static const char lists[] =
    "facts:\n  - {name: n, type: number}\n  - {name: k, type: integer}\n  - {name: day, type: date}\n"
    "  - {name: other, type: date}\n  - {name: hour, type: time}\n  - {name: met, type: date and time}\n"
    "  - {name: s, type: string}\n  - {name: b, type: boolean}\n"
    "  - {name: out, type: number, derived: true}\n"
    "recommendations:\n  - {id: go, title: Go, priority: 50}\n"
    "rules:\n  - {id: r, when: out > 1, recommend: go, because: B., source: s}\n"
    "tables:\n  - id: t\n    because: B.\n    source: s\n    conclude: out\n    hit_policy: unique\n"
    "    inputs: [{expression: '%s'}]\n    outputs: [{name: o}]\n    rows:\n%s";

#define MONTHS    "years and months duration(other, day)"
#define ROW(cell) "      - {in: ['" cell "'], out: ['1']}\n"

static const struct {
    const char *input, *rows;
    const char *code, *found; ///< NULL: nothing is wrong
} cases[] = {
    // beyond the last value, below the first, at one, and between two
    {"n", ROW("<= 5"), "table-gap", "n = 6"},
    {"n", ROW(">= 5"), "table-gap", "n = 4"},
    {"n", ROW("< 5") ROW("> 5"), "table-gap", "n = 5"},
    {"n", ROW("<= 5") ROW(">= 9"), "table-gap", "n = 6"},
    {"n", ROW("<= 5") ROW(">= 5.5"), "table-gap", "n = 5.25"},
    {"k", ROW("<= 5"), "table-gap", "k = 6"},
    {"k", ROW(">= 5"), "table-gap", "k = 4"},
    {"k", ROW("<= 5") ROW(">= 7"), "table-gap", "k = 6"},
    {"k", ROW("<= 5") ROW(">= 6"), NULL, NULL},
    {"k", ROW("< 5.5") ROW("> 5.5"), NULL, NULL},
    {"day", ROW("<= @\"2024-02-28\""), "table-gap", "day = @\"2024-02-29\""},
    {"day", ROW(">= @\"2024-03-01\""), "table-gap", "day = @\"2024-02-29\""},
    {"day", ROW("<= @\"2024-02-28\"") ROW(">= @\"2024-03-01\""), "table-gap", "day = @\"2024-02-29\""},
    {"day", ROW("<= @\"2024-02-29\"") ROW(">= @\"2024-03-01\""), NULL, NULL},
    {"hour", ROW("<= @\"10:00:00\""), "table-gap", "hour = @\"10:00:01\""},
    {"hour", ROW(">= @\"10:00:00\""), "table-gap", "hour = @\"09:59:59\""},
    {"met", ROW("<= @\"2024-03-01T10:00:00\""), "table-gap", "met = @\"2024-03-01T10:00:01\""},
    {"met", ROW(">= @\"2024-03-01T00:00:00\""), "table-gap", "met = @\"2024-02-29T23:59:59\""},
    {"day - other", ROW("<= @\"P2D\""), "table-gap", "day - other = @\"P2DT1S\""},
    {"day - other", ROW(">= @\"P2D\""), "table-gap", "day - other = @\"P1DT23H59M59S\""},
    {MONTHS, ROW("<= @\"P1Y\""), "table-gap", MONTHS " = @\"P1Y1M\""},
    {MONTHS, ROW(">= @\"P1Y\""), "table-gap", MONTHS " = @\"P11M\""},
    {MONTHS, ROW("<= @\"P1M\"") ROW(">= @\"P3M\""), "table-gap", MONTHS " = @\"P2M\""},
    {MONTHS, ROW("<= @\"P1M\"") ROW(">= @\"P2M\""), NULL, NULL},
    {"s", ROW("\"x\"") ROW("\"y\""), "table-gap", "s = \"other\""},
    {"s", ROW("\"x\"") ROW("\"other\""), "table-gap", "s = \"other one\""},
    {"s", ROW("not(\"x\")"), "table-gap", "s = \"x\""},
    {"s", ROW("\"x\"") ROW("not(\"x\")"), NULL, NULL},
    {"b", ROW("true"), "table-gap", "b = false"},
    {"b", ROW("true") ROW("false"), NULL, NULL},
    // two rows
    {"n", ROW("<= 5") ROW(">= 5"), "table-overlap", "n = 5"},
    {"day", ROW("<= @\"2024-02-29\"") ROW(">= @\"2024-02-29\""), "table-overlap", "day = @\"2024-02-29\""},
    {MONTHS, ROW("<= @\"P2M\"") ROW(">= @\"P2M\""), "table-overlap", MONTHS " = @\"P2M\""},
    {"s", ROW("\"x\", \"y\"") ROW("not(\"x\")"), "table-overlap", "s = \"y\""},
    {"s", ROW("\"x\"") ROW("-"), "table-overlap", "s = \"x\""},
    {"b", ROW("true") ROW("-"), "table-overlap", "b = true"},
};

static void expect_found(size_t which)
{
    char text[4096];
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    assert_in_range(snprintf(text, sizeof text, lists, cases[which].input, cases[which].rows), 1,
                    sizeof text - 1);
    pack *p = small_pack(text, diags);
    if (p != NULL)
        assert_true(check_pack(NULL, p, diags, NULL));
    bool found = cases[which].code == NULL;
    for (size_t i = 0; i < diags->count; i++) {
        const diagnostic *d = &diags->items[i];
        const bool is_it = cases[which].code != NULL && strcmp(d->code, cases[which].code) == 0;
        char wanted[128];
        (void)snprintf(wanted, sizeof wanted, " %s", is_it ? cases[which].found : "");
        const char *at = is_it ? strstr(d->message.ptr, wanted) : NULL;
        found = found || (at != NULL && strchr(" ,", at[strlen(wanted)]) != NULL);
        if (!is_it && strncmp(d->code, "table-", 6) == 0)
            fail_msg("%s\n%s%s: %s", cases[which].input, cases[which].rows, d->code, d->message.ptr);
        if (is_it && at == NULL)
            print_message("%s: %s\n", d->code, d->message.ptr);
    }
    if (p == NULL || !found)
        fail_msg("%s\n%snot found: %s", cases[which].input, cases[which].rows, cases[which].found);
    pack_free(p);
    arena_free(a);
}

static void test_what_no_row_or_two_rows_match_is_found_for_inputs_of_each_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_found(i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_no_row_or_two_rows_match_is_found_for_inputs_of_each_kind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
