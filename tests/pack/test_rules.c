// A pack has rules, in its list of rules or as rows of a table; one without is refused, and the message names no line of it.
#include "small_pack.h"
#include "test.h"

#include <string.h>

#define LISTS "facts:\n  - {name: n, type: number}\nrecommendations:\n  - {id: r, title: R, priority: 50}\n"
#define RULE  "  - {id: r, when: n > 3, recommend: r, because: B., source: s}\n"
#define TABLE                                                                                                \
    "tables:\n  - id: t\n    recommend: r\n    because: B.\n    source: s\n    inputs: [{expression: n}]\n"  \
    "    outputs: [{name: certainty}]\n    rows: [{in: ['> 3'], out: ['0.5']}]\n"

typedef struct rules_case {
    const char *lists;
    bool has_rules;
} rules_case;

static const rules_case cases[] = {
    {LISTS "rules: []\n", false},      {LISTS "constants:\n  - {name: c, expression: '3'}\n", false},
    {LISTS "rules:\n" RULE, true},     {LISTS TABLE, true},
    {LISTS "rules: []\n" TABLE, true}, {LISTS "rules: []\ntables: []\n", false},
};

static void test_a_pack_without_rules_is_refused_and_no_line_is_blamed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena *a = arena_new(NULL, 0);
        diag_list *diags = diag_list_new(a);
        pack *p = small_pack(cases[i].lists, diags);
        const diagnostic *found = NULL;
        for (size_t k = 0; k < diags->count; k++) {
            if (strcmp(diags->items[k].code, "no-rules") == 0)
                found = &diags->items[k];
        }
        if ((p != NULL) != cases[i].has_rules)
            print_message("%s", cases[i].lists);
        assert_int_equal(p != NULL, cases[i].has_rules);
        assert_int_equal(found == NULL, cases[i].has_rules);
        if (found != NULL) {
            static const char end[] = ": the pack has no rules";
            assert_int_equal(found->severity, SEVERITY_ERROR);
            assert_int_equal(found->file.len + found->source_line.len, 0);
            assert_int_equal(found->line, 0);
            assert_non_null(memmem(found->message.ptr, found->message.len, end, strlen(end)));
        }
        pack_free(p);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_pack_without_rules_is_refused_and_no_line_is_blamed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
