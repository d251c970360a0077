// Which rules of a pack a batch evaluates for one person at a time, as `advise_pack_plan` says it.
#include "advise.h"
#include "failing.h"
#include "files.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/// A pack whose first rule is done for many people at once; the others may not be.
static char *pack_of_rules(const char *rules)
{
    char *folder = folder_new();
    char *text = text_of("rules:\n"
                         "  - {id: plain, when: n > 3, recommend: r, because: x}\n"
                         "%s",
                         rules);
    free(file_make(folder, "pack.yaml", "advise: 1\npack: p\nversion: 1.0.0\ntitle: T\n"));
    free(file_make(folder, "vocabulary.yaml",
                   "facts:\n"
                   "  - {name: n, type: number}\n"
                   "  - {name: m, type: number}\n"
                   "  - {name: part, type: number, derived: true, hit_policy: first}\n"));
    free(file_make(folder, "recommendations.yaml", "recommendations: [{id: r, title: T, priority: 1}]"));
    free(file_make(folder, "rules.yaml", text));
    free(text);
    return folder;
}

static const char *const computing = "  - id: computes\n"
                                     "    conclude: part\n"
                                     "    value: n / m\n"
                                     "    because: x\n"
                                     "  - {id: reads, when: part > 0, recommend: r, because: x}\n";

static void load(const char *folder, advise_pack **pack, advise_diagnostics **problems)
{
    const advise_status status = advise_pack_load(folder, NULL, pack, problems);
    for (size_t i = 0; status != ADVISE_OK && i < advise_diagnostics_count(*problems); i++)
        print_error("%s\n", advise_diagnostics_get(*problems, i).message);
    assert_int_equal(status, ADVISE_OK);
}

static void test_a_rule_that_goes_by_row_has_a_note_at_the_part_that_makes_it_so(void **state)
{
    (void)state;
    char *folder = pack_of_rules(computing);
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    load(folder, &pack, &problems);
    assert_int_equal(advise_pack_plan(pack, &problems), ADVISE_OK);
    assert_int_equal(advise_diagnostics_count(problems), 1);
    const advise_diagnostic d = advise_diagnostics_get(problems, 0);
    assert_int_equal(d.severity, ADVISE_NOTE);
    assert_string_equal(d.code, "by-row");
    assert_string_equal(d.about, "rule");
    assert_string_equal(d.id, "computes");
    assert_non_null(strstr(d.message, "'computes'"));
    assert_non_null(strstr(d.file, "rules.yaml"));
    assert_int_equal(d.line, 5);
    assert_non_null(strstr(d.source_line, "n / m"));
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    folder_remove(folder);
}

static void test_a_pack_that_is_done_by_columns_has_no_note(void **state)
{
    (void)state;
    char *folder = pack_of_rules("  - {id: gives, when: m > 1, conclude: part, value: 3, because: x}\n"
                                 "  - {id: reads, when: part > 0, recommend: r, because: x}\n");
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    load(folder, &pack, &problems);
    assert_int_equal(advise_pack_plan(pack, &problems), ADVISE_OK);
    assert_int_equal(advise_diagnostics_count(problems), 0);
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    folder_remove(folder);
}

static void test_notes_are_added_to_what_was_found_before(void **state)
{
    (void)state;
    char *rules = text_of("%s  - {id: never, when: n > 3 and n < 2, recommend: r, because: x}\n", computing);
    char *folder = pack_of_rules(rules);
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    load(folder, &pack, &problems);
    assert_int_equal(advise_pack_plan(pack, &problems), ADVISE_OK);
    assert_int_equal(advise_pack_check(pack, &problems), ADVISE_OK);
    size_t notes = 0;
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++)
        notes += strcmp(advise_diagnostics_get(problems, i).code, "by-row") == 0;
    assert_int_equal(notes, 1);
    assert_true(advise_diagnostics_count(problems) > 1); // `check` finds the rule that never fires
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    folder_remove(folder);
    free(rules);
}

static void test_wrong_use_is_refused(void **state)
{
    (void)state;
    char *folder = pack_of_rules(computing);
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    load(folder, &pack, &problems);
    assert_int_equal(advise_pack_plan(NULL, &problems), ADVISE_BAD_USE);
    assert_int_equal(advise_pack_plan(pack, NULL), ADVISE_BAD_USE);
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    folder_remove(folder);
}

static void test_each_allocation_may_fail(void **state)
{
    (void)state;
    char *folder = pack_of_rules(computing);
    for (size_t at = 1;; at++) {
        failing_allocator failing = {0};
        allocator source = failing_allocator_of(&failing);
        const advise_allocator from = {source.resize, source.state};
        advise_pack *pack = NULL;
        advise_diagnostics *problems = NULL;
        assert_int_equal(advise_pack_load(folder, &from, &pack, &problems), ADVISE_OK);
        failing.fail_at = failing.allocations + at;
        const advise_status status = advise_pack_plan(pack, &problems);
        assert_true(status == (failing.failed ? ADVISE_NO_MEMORY : ADVISE_OK));
        advise_diagnostics_free(problems);
        advise_pack_free(pack);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_rule_that_goes_by_row_has_a_note_at_the_part_that_makes_it_so),
        cmocka_unit_test(test_a_pack_that_is_done_by_columns_has_no_note),
        cmocka_unit_test(test_notes_are_added_to_what_was_found_before),
        cmocka_unit_test(test_wrong_use_is_refused),
        cmocka_unit_test(test_each_allocation_may_fail),
    };
    return cmocka_run_group_tests_name("api/pack_plan", tests, NULL, NULL);
}
