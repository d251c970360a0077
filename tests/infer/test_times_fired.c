// How often a rule fired: once for each piece of evidence, for each call that its row answers, and for each fact and field whose value it gives.
#include "infer/replay.h"

#include "test.h"

enum { FIRST_ROW = 4 };

static const size_t rules_0_1[] = {0, 1};
static const size_t rules_1_2[] = {1, 2};
static const size_t rules_3[] = {3};
static const size_t rows_0_2[] = {0, 2};
static const evidence of_0_0_3[] = {{.rule = 0}, {.rule = 0}, {.rule = 3}};
static const evidence of_1[] = {{.rule = 1}};
static const pack_table called = {.first_rule = FIRST_ROW};
static const advice advices[] = {{.evidence = of_0_0_3, .evidence_count = 3},
                                 {.evidence = of_1, .evidence_count = 1}};
static const table_call_note calls[] = {{.table = &called, .rows = rows_0_2, .row_count = 2},
                                        {.table = &called, .rows = rows_0_2, .row_count = 1}};
static const derivation derivations[] = {{.rules = rules_0_1, .rule_count = 2},
                                         {.rules = rules_1_2, .rule_count = 2},
                                         {.rules = rules_3, .rule_count = 1}};

typedef struct count_case {
    size_t advices, calls, facts, fields; ///< how many of each, from the first
    size_t times[FIRST_ROW + 3];
} count_case;

static const count_case cases[] = {
    {0, 0, 0, 0, {0}},
    {1, 0, 0, 0, {2, 0, 0, 1}},
    {2, 0, 0, 0, {2, 1, 0, 1}},
    {0, 1, 0, 0, {[FIRST_ROW] = 1, [FIRST_ROW + 2] = 1}},
    {0, 2, 0, 0, {[FIRST_ROW] = 2, [FIRST_ROW + 2] = 1}},
    {0, 0, 1, 0, {1, 1}},
    {0, 0, 2, 0, {1, 2, 1}},
    {0, 0, 3, 0, {1, 2, 1, 1}},
    {0, 0, 0, 1, {1, 1}},
    {0, 0, 0, 2, {1, 2, 1}},
    {1, 1, 2, 1, {4, 3, 1, 1, 1, 0, 1}},
};

static void test_each_kind_is_counted_as_far_as_it_goes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const count_case *c = &cases[i];
        const inference of = {.advices = advices,
                              .advice_count = c->advices,
                              .calls = calls,
                              .call_count = c->calls,
                              .derivations = derivations,
                              .derivation_count = c->facts,
                              .field_derivations = derivations,
                              .field_derivation_count = c->fields};
        for (size_t r = 0; r < sizeof c->times / sizeof *c->times; r++) {
            if (infer_times_fired(&of, r) != c->times[r])
                print_message("case %zu, rule %zu\n", i, r);
            assert_int_equal(infer_times_fired(&of, r), c->times[r]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_kind_is_counted_as_far_as_it_goes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
