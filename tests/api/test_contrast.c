// What if, through the public API: what it says, what it refuses, and memory that fails anywhere.
#include "advise.h"
#include "failing.h"

#include "test.h"

#include <string.h>

static const char person[] = "hours_per_week: 57\nduties: [{name: Filing, hours: 40, complexity: routine}]\n"
                             "junior_staff: true\nprospective_firms: [{name: Lund, size: small}]\n";

static const advise_report *run_person(advise_session *session)
{
    const advise_report *report = NULL;
    if (session == NULL || advise_session_set_date(session, "2026-01-31") != ADVISE_OK)
        return NULL;
    (void)advise_run_text(session, "p.yaml", person, strlen(person), NULL, &report, NULL);
    return report;
}

static void test_a_change_names_its_rule_and_the_fact(void **state)
{
    (void)state;
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, NULL);
    const advise_report *report = run_person(session);
    const advise_setting settings[] = {{"hours_per_week", "45"},
                                       {"prospective_firms[Lund].size", "\"large\""}};
    const advise_alternative alternative = {.settings = settings, .setting_count = 2};
    advise_contrast *c = NULL;
    assert_int_equal(advise_contrast_new(report, &alternative, &c, NULL), ADVISE_OK);
    assert_int_equal(advise_contrast_difference_count(c), 2);
    assert_string_equal(advise_contrast_difference(c, 0).path, "hours_per_week");
    assert_string_equal(advise_contrast_difference(c, 1).path, "prospective_firms[Lund].size");
    assert_string_equal(advise_contrast_difference(c, 1).before, "\"small\"");
    size_t left = 0;
    for (size_t i = 0; i < advise_contrast_count(c); i++) {
        const advise_change_of_advice change = advise_contrast_change(c, i);
        if (change.kind != ADVISE_LEAVES ||
            strcmp(advise_report_advice(report, change.before).recommendation, "agree-what-can-wait") != 0)
            continue;
        left++;
        assert_int_equal(change.cause_count, 1);
        assert_int_equal(advise_contrast_cause(c, i, 0), 0);
        const advise_change_of_evidence e = advise_contrast_evidence(c, i, 0);
        assert_true(e.was_there && !e.is_there);
        assert_string_equal(advise_report_evidence(report, change.before, e.before).rule, "full-plate");
        assert_int_equal(e.difference_count, 1);
        assert_int_equal(advise_contrast_evidence_difference(c, i, 0, 0), 0);
        assert_int_equal(e.derived_count, 1);
        const size_t derived = advise_contrast_evidence_derived(c, i, 0, 0);
        assert_string_equal(advise_contrast_derived(c, derived).fact, "overloaded");
        assert_string_equal(advise_contrast_derived(c, derived).after, "false");
    }
    assert_int_equal(left, 1);
    assert_string_equal(advise_report_profile(advise_contrast_report(c)), "p.yaml");
    advise_contrast_free(c);
    advise_session_free(session);
    advise_pack_free(pack);
}

/// Another profile as a text: what it says otherwise is told as it is of a file.
static void test_another_text_is_compared(void **state)
{
    (void)state;
    static const char other[] =
        "hours_per_week: 45\nduties: [{name: Filing, hours: 40, complexity: routine}]\n"
        "junior_staff: true\nprospective_firms: [{name: Lund, size: small}, {name: Ames}]\n";
    static const char named[] = "memos: [{title: A, text_file: a.txt}]\n";
    advise_pack *pack = NULL;
    advise_contrast *c = NULL;
    advise_diagnostics *problems = NULL;
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, NULL);
    const advise_report *report = run_person(session);
    const advise_alternative another = {.text = other, .length = strlen(other)};
    assert_int_equal(advise_contrast_new(report, &another, &c, NULL), ADVISE_OK);
    assert_int_equal(advise_contrast_difference_count(c), 2);
    assert_string_equal(advise_contrast_difference(c, 0).path, "hours_per_week");
    assert_string_equal(advise_contrast_difference(c, 0).after, "45");
    assert_int_equal(advise_contrast_difference(c, 1).kind, ADVISE_ITEM_ADDED);
    assert_string_equal(advise_contrast_difference(c, 1).item, "Ames");
    assert_string_equal(advise_report_profile(advise_contrast_report(c)), "p.yaml");
    advise_contrast_free(c);

    const advise_alternative both = {.file = "p.yaml", .text = other, .length = strlen(other)};
    assert_int_equal(advise_contrast_new(report, &both, &c, NULL), ADVISE_BAD_USE);
    const advise_alternative broken = {.text = "hours_per_week: [", .length = 17};
    assert_int_equal(advise_contrast_new(report, &broken, &c, &problems), ADVISE_BAD_PROFILE);
    assert_null(c);
    assert_string_equal(advise_diagnostics_get(problems, 0).file, "p.yaml");
    advise_diagnostics_free(problems);
    const advise_alternative reads = {.text = named, .length = strlen(named)};
    assert_int_equal(advise_contrast_new(report, &reads, &c, &problems), ADVISE_BAD_PROFILE);
    advise_diagnostics_free(problems);
    advise_session_free(session);
    advise_pack_free(pack);
}

static void test_what_cannot_be_said_is_refused(void **state)
{
    (void)state;
    advise_pack *pack = NULL;
    advise_contrast *c = NULL;
    advise_diagnostics *problems = NULL;
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, NULL);
    const advise_report *report = run_person(session);
    const advise_alternative nothing = {0};
    assert_int_equal(advise_contrast_new(NULL, &nothing, &c, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_contrast_new(report, NULL, &c, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_contrast_new(report, &nothing, NULL, NULL), ADVISE_BAD_USE);
    const advise_alternative unsaid = {.setting_count = 1};
    assert_int_equal(advise_contrast_new(report, &unsaid, &c, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_contrast_new(report, &nothing, &c, NULL), ADVISE_OK);
    assert_int_equal(advise_contrast_count(c) + advise_contrast_difference_count(c), 0);
    assert_int_equal(advise_contrast_same_entries(c), advise_report_entry_count(report));
    advise_contrast_free(c);
    const advise_setting misspelt = {"hour_per_week", "45"};
    const advise_alternative wrong = {.settings = &misspelt, .setting_count = 1};
    assert_int_equal(advise_contrast_new(report, &wrong, &c, &problems), ADVISE_BAD_PROFILE);
    assert_null(c);
    assert_string_equal(advise_diagnostics_get(problems, 0).hint, "did you mean 'hours_per_week'?");
    advise_diagnostics_free(problems);
    const advise_alternative nowhere = {.file = "nowhere.yaml"};
    assert_int_equal(advise_contrast_new(report, &nowhere, &c, NULL), ADVISE_IO_FAILED);
    const advise_setting unlikely = {"hours_per_week", "20"};
    const advise_alternative warned = {.settings = &unlikely, .setting_count = 1};
    assert_int_equal(advise_contrast_new(report, &warned, &c, &problems), ADVISE_OK);
    assert_int_equal(advise_diagnostics_count(problems), 1);
    assert_string_equal(advise_diagnostics_get(problems, 0).code, "unlikely");
    advise_diagnostics_free(problems);
    advise_contrast_free(c);
    advise_session_free(session);
    advise_pack_free(pack);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, &pack, NULL), ADVISE_OK);
    const advise_setting settings[] = {{"hours_per_week", "20"}, {"prospective_firms[1].size", "\"large\""}};
    const advise_alternative alternative = {.settings = settings, .setting_count = 2};
    size_t failures = 0;
    size_t changes = 0; // whatever failed on the way
    for (bool failed = true; failed; failures++) {
        failing_allocator failing = {.fail_at = failures + 1};
        const allocator from = failing_allocator_of(&failing);
        const advise_allocator given = {from.resize, from.state};
        advise_session *session = advise_session_new(pack, &given);
        const advise_report *report = run_person(session);
        advise_contrast *c = NULL;
        advise_diagnostics *problems = NULL;
        advise_status status = ADVISE_NO_MEMORY;
        if (report != NULL)
            status = advise_contrast_new(report, &alternative, &c, &problems);
        assert_int_equal(status == ADVISE_OK, c != NULL);
        assert_true(status == ADVISE_OK || status == ADVISE_NO_MEMORY);
        if (c != NULL) {
            changes = changes > 0 ? changes : advise_contrast_count(c);
            assert_int_equal(advise_contrast_difference_count(c), 2);
            assert_int_equal(advise_contrast_count(c), changes);
        }
        advise_contrast_free(c);
        advise_diagnostics_free(problems);
        advise_session_free(session);
        assert_int_equal(failing.live, 0);
        failed = failing.failed;
        assert_true(failed || status == ADVISE_OK);
    }
    assert_in_range(failures, 10, 10000);
    assert_true(changes > 0);
    advise_pack_free(pack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_change_names_its_rule_and_the_fact),
        cmocka_unit_test(test_another_text_is_compared),
        cmocka_unit_test(test_what_cannot_be_said_is_refused),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
