// The public API: wrong use, memory that runs out anywhere, two threads on one pack, and what a report holds.
#include "advise.h"
#include "failing.h"
#include "files.h"

#include "test.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const char person[] = "n: 2\n";

static void test_wrong_use_is_a_status(void **state)
{
    (void)state;
    advise_pack *pack = NULL;
    const advise_report *report = NULL;
    assert_int_equal(advise_pack_load(NULL, NULL, &pack, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_pack_load("tests/packs/nowhere", NULL, &pack, NULL), ADVISE_MISSING);
    assert_int_equal(advise_pack_load("tests/packs/circle", NULL, &pack, NULL), ADVISE_BAD_PACK);
    assert_null(pack);
    assert_null(advise_session_new(NULL, NULL));
    assert_int_equal(advise_run_file(NULL, "x", &report, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_pack_load("tests/packs/warned", NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, NULL);
    assert_int_equal(advise_session_set_date(session, "soon"), ADVISE_BAD_USE);
    assert_int_equal(advise_session_set_fact(session, "n", NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_run_file(session, "tests/profiles/nowhere.yaml", &report, NULL),
                     ADVISE_IO_FAILED);
    assert_int_equal(advise_run_text(session, "x", "n: two", 6, NULL, &report, NULL), ADVISE_BAD_PROFILE);
    assert_null(report);
    advise_session_free(session);
    advise_pack_free(pack);
    assert_string_equal(advise_version(), ADVISE_VERSION);
}

static void test_a_report_tells_what_was_found(void **state)
{
    (void)state;
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    const advise_report *report = NULL;
    assert_int_equal(advise_pack_load("tests/packs/warned", NULL, &pack, &problems), ADVISE_OK);
    assert_int_equal(advise_diagnostics_count(problems), 3);
    assert_false(advise_diagnostics_get(problems, 0).is_error);
    assert_int_equal(advise_diagnostics_dropped(problems), 0);
    advise_diagnostics_free(problems);
    advise_session *session = advise_session_new(pack, NULL);
    assert_int_equal(advise_session_set_date(session, "2026-01-31T10:00:00Z"), ADVISE_OK);
    assert_int_equal(advise_run_text(session, "x", person, strlen(person), NULL, &report, &problems),
                     ADVISE_OK);
    assert_null(problems);
    assert_int_equal(advise_report_given_count(report), 1);
    advise_advice a = advise_report_advice(report, 0);
    assert_string_equal(a.title, "Give 2");
    assert_string_equal(a.recommendation, "given");
    assert_true(a.certainty == 0.5 && a.score == 25);
    assert_string_equal(advise_report_evidence(report, 0, 0).because, "n is 2.");
    assert_string_equal(advise_report_evidence(report, 0, 0).condition, "n > 1");
    assert_string_equal(advise_report_source(report, 0, 0, 0).id, "a");
    assert_string_equal(advise_report_date(report), "2026-01-31");
    assert_string_equal(advise_report_person(report), "");
    assert_int_equal(advise_report_derived_count(report), 1);
    assert_string_equal(advise_report_derived(report, 0).origin, "unknown");
    assert_int_equal(advise_session_set_fact(session, "n", "n - 2"), ADVISE_OK);
    assert_int_equal(advise_run_text(session, "x", person, strlen(person), NULL, &report, NULL), ADVISE_OK);
    assert_int_equal(advise_report_count(report), 0);
    assert_int_equal(advise_session_set_fact(session, NULL, NULL), ADVISE_OK);
    assert_int_equal(advise_session_set_fact(session, "n", "null"), ADVISE_OK);
    assert_int_equal(advise_run_text(session, "x", person, strlen(person), NULL, &report, NULL), ADVISE_OK);
    assert_int_equal(advise_report_undetermined_count(report), 1); // unknown is neither zero nor false
    assert_string_equal(advise_report_undetermined_unknown(report, 0, 0), "n");
    assert_int_equal(advise_report_question_count(report), 1);
    assert_string_equal(advise_report_question(report, 0).fact, "n");
    assert_string_equal(advise_report_question_rule(report, 0, 0), "r");
    advise_session_free(session);
    advise_pack_free(pack);
}

/// The pack is not bad and the profile is not bad: if memory ends, that is what is said, or it does not matter.
static void assert_done_or_no_memory(advise_status status, const failing_allocator *failing)
{
    if (status != ADVISE_OK)
        assert_int_equal(status, ADVISE_NO_MEMORY);
    assert_true(failing->failed || status == ADVISE_OK);
}

/// Loads a pack, runs a small profile and lists the pack, with each allocation failing once.
static void try_failing(const char *folder, const char *facts)
{
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        advise_allocator given = {from.resize, from.state};
        advise_pack *pack = NULL;
        advise_diagnostics *problems = NULL;
        const advise_report *report = NULL;
        advise_status status = advise_pack_load(folder, &given, &pack, &problems);
        assert_done_or_no_memory(status, &failing);
        assert_true((pack != NULL) == (status == ADVISE_OK));
        advise_diagnostics_free(problems);
        problems = NULL;
        advise_listing *listing = pack != NULL ? advise_listing_new(pack, &given) : NULL;
        assert_true(failing.failed || listing != NULL);
        advise_listing_free(listing);
        advise_session *session = pack != NULL ? advise_session_new(pack, &given) : NULL;
        if (session != NULL && advise_session_set_date(session, "2026-01-31") == ADVISE_OK)
            status = advise_run_text(session, "x", facts, strlen(facts), NULL, &report, &problems);
        advise_diagnostics_free(problems);
        assert_done_or_no_memory(status, &failing);
        assert_true(report == NULL || status == ADVISE_OK);
        advise_session_free(session);
        advise_pack_free(pack);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    try_failing("tests/packs/warned", person);
}

static void test_every_allocation_of_an_overlay_may_fail(void **state)
{
    (void)state;
    try_failing("tests/packs/overlay/branch", "years: 1\nmood: bad\nmemos: [{title: A}]\n");
    try_failing("tests/packs/edits/city",
                "months: 30\nreason: care\nspells: [{started: 2025-01-31, weeks: 4, kind: care}]\n");
    try_failing("tests/packs/edits/both", "months: 11\nreason: care\n");
}

static void test_a_listing_says_where_each_field_is_from(void **state)
{
    (void)state;
    static const char *const path[] = {"tests/packs/overlay"};
    advise_load_options options = {.path = path, .path_count = 1};
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load_with("branch", NULL, &pack, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_pack_load_with("branch", &options, &pack, NULL), ADVISE_OK);
    assert_int_equal(advise_pack_level_count(pack), 3);
    assert_string_equal(advise_pack_level(pack, 0).name, "base");
    assert_string_equal(advise_pack_level(pack, 2).folder, "tests/packs/overlay/branch");
    advise_listing *l = advise_listing_new(pack, NULL);
    size_t at = 0;
    while (strcmp(advise_listing_thing(l, at).id, "ask-when-keen") != 0)
        at++;
    advise_thing t = advise_listing_thing(l, at);
    assert_string_equal(t.kind, "rule");
    assert_string_equal(t.pack, "base");
    assert_false(t.disabled);
    assert_int_equal(t.change_count, 2);
    assert_string_equal(advise_listing_change(l, at, 0).before.text, "0.5");
    assert_string_equal(advise_listing_change(l, at, 1).after.text, "0.7");
    assert_string_equal(advise_listing_change(l, at, 1).reason, "Not as well as at the head office.");
    advise_field certainty = advise_listing_field(l, at, 2);
    assert_string_equal(certainty.key, "certainty");
    assert_string_equal(certainty.pack, "branch");
    assert_int_equal(certainty.line, 6);
    assert_true(certainty.changed);
    assert_string_equal(advise_listing_field(l, at, 0).file, "tests/packs/overlay/base/rules.yaml");
    assert_string_equal(advise_listing_nearest(l, "ask-when-kean"), "ask-when-keen");
    assert_null(advise_listing_nearest(l, "something quite different"));
    assert_int_equal(advise_listing_override_count(l), 4);
    assert_int_equal(advise_listing_outdated_count(l), 0);
    advise_listing_free(l);
    advise_pack_free(pack);
    assert_null(advise_listing_new(NULL, NULL));
    advise_listing_free(NULL);
}

static void test_every_allocation_may_fail_in_tables_and_functions(void **state)
{
    (void)state;
    try_failing("tests/packs/small-table", "n: 2");
    try_failing("tests/packs/small-table", "{}");
}

typedef struct thread_job {
    const advise_pack *pack;
    double scores[64];
    size_t count;
} thread_job;

static void *advise_often(void *argument)
{
    thread_job *job = argument;
    advise_session *session = advise_session_new(job->pack, NULL);
    const advise_report *report = NULL;
    for (int i = 0; i < 20; i++) {
        if (advise_run_file(session, "profiles/changing-environment.yaml", &report, NULL) != ADVISE_OK)
            break;
        job->count = advise_report_count(report);
        for (size_t a = 0; a < job->count && a < 64; a++)
            job->scores[a] = advise_report_advice(report, a).score;
    }
    advise_session_free(session);
    return NULL;
}

static void test_two_threads_share_one_pack(void **state)
{
    (void)state;
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, &pack, NULL), ADVISE_OK);
    thread_job jobs[2] = {{.pack = pack}, {.pack = pack}};
    pthread_t other;
    assert_int_equal(pthread_create(&other, NULL, advise_often, &jobs[1]), 0);
    (void)advise_often(&jobs[0]);
    assert_int_equal(pthread_join(other, NULL), 0);
    assert_true(jobs[0].count > 0);
    assert_int_equal(jobs[0].count, jobs[1].count);
    assert_memory_equal(jobs[0].scores, jobs[1].scores, sizeof jobs[0].scores);
    advise_pack_free(pack);
}

/// Runs a profile of the default pack given as text, and says whether it was accepted and under which code refused.
static const char *refusal(advise_session *session, const char *text, size_t length, char code[64])
{
    advise_diagnostics *problems = NULL;
    const advise_report *report = NULL;
    code[0] = '\0';
    if (advise_run_text(session, "x", text, length, NULL, &report, &problems) != ADVISE_OK &&
        advise_diagnostics_count(problems) > 0)
        (void)strncat(code, advise_diagnostics_get(problems, 0).code, 63);
    advise_diagnostics_free(problems);
    return code;
}

static void test_limits_hold_below_at_and_above(void **state)
{
    (void)state;
    advise_pack *pack = NULL;
    char code[64];
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, NULL);
    size_t mebibyte = 1 << 20;
    char *text = malloc(mebibyte + 2);
    assert_non_null(text);
    memset(text, ' ', mebibyte + 2);
    static const char comment[] = "name: A\n#";
    static const char key[] = "name: ";
    for (size_t i = 0; i < sizeof comment - 1; i++)
        text[i] = comment[i];
    assert_string_equal(refusal(session, text, mebibyte - 1, code), "");
    assert_string_equal(refusal(session, text, mebibyte, code), "");
    assert_string_equal(refusal(session, text, mebibyte + 1, code), "too-large");
    size_t longest = 256 * 1024;
    for (size_t i = 0; i < sizeof key - 1; i++)
        text[i] = key[i];
    memset(text + 6, 'a', longest + 1);
    assert_string_equal(refusal(session, text, 6 + longest - 1, code), "");
    assert_string_equal(refusal(session, text, 6 + longest, code), "");
    assert_string_equal(refusal(session, text, 6 + longest + 1, code), "too-long");
    assert_string_equal(refusal(session, "name: \"a\\0b\"", 12, code), "nul");
    assert_string_equal(refusal(session, "name: a\0b", 9, code), "nul");
    assert_string_equal(refusal(session, "name: a\n...\n---\nname: b\n", 24, code), "several-documents");
    assert_string_equal(refusal(session, "\xEF\xBB\xBFname: a\n", 11, code), "");
    assert_string_equal(refusal(session, "memos: [{title: A, text_file: a.txt}]", 37, code), "text-file");
    free(text);
    advise_session_free(session);
    advise_pack_free(pack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrong_use_is_a_status),
        cmocka_unit_test(test_a_report_tells_what_was_found),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_every_allocation_of_an_overlay_may_fail),
        cmocka_unit_test(test_a_listing_says_where_each_field_is_from),
        cmocka_unit_test(test_every_allocation_may_fail_in_tables_and_functions),
        cmocka_unit_test(test_two_threads_share_one_pack),
        cmocka_unit_test(test_limits_hold_below_at_and_above),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
