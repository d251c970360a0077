// The tests of packs through the public API: results, coverage, mutants, updates, and memory that runs out anywhere.
#include "advise.h"
#include "failing.h"
#include "files.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static advise_pack *load(void)
{
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load("tests/packs/tested", NULL, &pack, NULL), ADVISE_OK);
    return pack;
}

static const char *const failing_file = "tests/packs/tested/more/failing.test.yaml";

static void test_passes_and_failures_are_counted(void **state)
{
    (void)state;
    advise_pack *pack = load();
    advise_tests *t = NULL;
    assert_int_equal(advise_tests_run(NULL, NULL, NULL, &t, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_tests_run(pack, NULL, NULL, NULL, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_tests_run(pack, NULL, NULL, &t, NULL), ADVISE_OK);
    assert_true(advise_tests_count(t) > 5);
    assert_int_equal(advise_tests_failed(t), 0);
    assert_string_equal(advise_tests_case(t, 0).name, "a good mood is for singing");
    assert_int_equal(advise_tests_case(t, 0).line, 3);
    assert_int_equal(advise_tests_rule_count(t) + advise_tests_item_count(t) + advise_tests_mutant_count(t),
                     0);
    advise_tests_free(t);
    const char *files[] = {failing_file};
    advise_test_options o = {.files = files, .file_count = 1, .filter = "numbers"};
    assert_int_equal(advise_tests_run(pack, &o, NULL, &t, NULL), ADVISE_OK);
    assert_int_equal(advise_tests_count(t), 1);
    assert_int_equal(advise_tests_failed(t), 1);
    advise_test_failure f = advise_tests_failure(t, 0, 0);
    assert_string_equal(f.expected, "cheer with rank 2");
    assert_string_equal(f.got, "rank 1");
    assert_true(f.can_update);
    assert_string_equal(f.written, "2");
    assert_string_equal(f.replacement, "1");
    advise_tests_free(t);
    o.list = true;
    assert_int_equal(advise_tests_run(pack, &o, NULL, &t, NULL), ADVISE_OK);
    assert_int_equal(advise_tests_failed(t), 0);
    advise_tests_free(t);
    advise_tests_free(NULL);
    advise_pack_free(pack);
}

static void test_bad_files_are_no_tests(void **state)
{
    (void)state;
    advise_pack *pack = load();
    advise_tests *t = NULL;
    advise_diagnostics *problems = NULL;
    const char *files[] = {"tests/packs/tested/broken/names.test.yaml"};
    advise_test_options o = {.files = files, .file_count = 1};
    assert_int_equal(advise_tests_run(pack, &o, NULL, &t, &problems), ADVISE_BAD_PACK);
    assert_null(t);
    assert_true(advise_diagnostics_count(problems) > 10);
    advise_diagnostics_free(problems);
    files[0] = "tests/packs/tested/nowhere.test.yaml";
    assert_int_equal(advise_tests_run(pack, &o, NULL, &t, NULL), ADVISE_IO_FAILED);
    advise_pack_free(pack);
}

static void test_coverage_counts_what_fired_and_what_decided(void **state)
{
    (void)state;
    advise_pack *pack = load();
    advise_tests *t = NULL;
    advise_test_options o = {.filter = "long memos", .coverage = true};
    assert_int_equal(advise_tests_run(pack, &o, NULL, &t, NULL), ADVISE_OK);
    assert_int_equal(advise_tests_rule_count(t), advise_pack_rule_count(pack));
    bool seen = false;
    for (size_t i = 0; i < advise_tests_rule_count(t); i++) {
        advise_rule_coverage c = advise_tests_rule(t, i);
        if (strcmp(c.rule, "long-memo") != 0)
            continue;
        seen = true;
        assert_int_equal(c.fired, 1);     // nine pages
        assert_int_equal(c.held_back, 2); // one page; nobody knows
        assert_int_equal(c.part_count, 1);
        advise_part_coverage part = advise_tests_part(t, i, 0);
        assert_string_equal(part.text, "memo.pages >= 2");
        assert_int_equal(part.evaluated, 3);
        assert_int_equal(part.decided_true, 1);
        assert_int_equal(part.decided_false, 1);
    }
    assert_true(seen);
    advise_tests_free(t);
    advise_pack_free(pack);
}

static void test_mutants_are_noticed_by_tests_that_fail_with_them(void **state)
{
    (void)state;
    advise_pack *pack = load();
    advise_tests *t = NULL;
    advise_test_options o = {.mutate = true};
    assert_int_equal(advise_tests_run(pack, &o, NULL, &t, NULL), ADVISE_OK);
    size_t noticed = 0;
    for (size_t i = 0; i < advise_tests_mutant_count(t); i++) {
        advise_mutant m = advise_tests_mutant(t, i);
        noticed += m.noticed;
        assert_false(m.noticed && m.equivalent);
        if (strcmp(m.subject, "few") == 0 && strcmp(m.after, "n >= many") == 0)
            assert_true(m.noticed);
        if (strcmp(m.subject, "few") == 0 && strcmp(m.after, "n <= many") == 0)
            assert_false(m.noticed);
    }
    assert_in_range(noticed, 30, advise_tests_mutant_count(t) - 1);
    assert_string_equal(advise_tests_unused_equivalent(t, 0), "many: constant: 10 -> 12");
    assert_null(advise_tests_unused_equivalent(t, 1));
    advise_tests_free(t);
    advise_pack_free(pack);
}

/// The changes of a rule's key, in the order in which they are tried.
static void assert_changes(const advise_tests *t, const char *subject, const char *key, const char *expected)
{
    char got[1024] = "";
    for (size_t i = 0; i < advise_tests_mutant_count(t); i++) {
        const advise_mutant m = advise_tests_mutant(t, i);
        const size_t used = strlen(got);
        if (strcmp(m.subject, subject) == 0 && strcmp(m.key, key) == 0)
            (void)snprintf(got + used, sizeof got - used, "%s -> %s; ", m.before, m.after);
    }
    assert_string_equal(got, expected);
}

static void test_each_neighbour_is_tried_once(void **state)
{
    (void)state;
    advise_pack *pack = load();
    advise_tests *t = NULL;
    advise_test_options o = {.mutate = true};
    assert_int_equal(advise_tests_run(pack, &o, NULL, &t, NULL), ADVISE_OK);
    assert_changes(t, "many", "constant", "10 -> 11; 10 -> 9; ");
    assert_changes(t, "good-mood", "certainty", "0.9 -> -0.9; 0.9 -> 1; 0.9 -> 0.09; ");
    assert_changes(t, "but-busy", "certainty", "-0.6 -> 0.6; -0.6 -> -1; -0.6 -> -0.06; ");
    assert_changes(t, "few", "when", "n < many -> true; n < many -> n <= many; n < many -> n >= many; ");
    assert_changes(
        t, "much-to-do", "when",
        "n > 50 -> true; n > 50 -> n >= 50; n > 50 -> n <= 50; n > 50 -> n > 51; n > 50 -> n > 49; ");
    for (size_t i = 0; i < advise_tests_mutant_count(t); i++) {
        const advise_mutant a = advise_tests_mutant(t, i);
        for (size_t k = 0; k < i; k++) {
            const advise_mutant b = advise_tests_mutant(t, k);
            assert_false(strcmp(a.subject, b.subject) == 0 && strcmp(a.key, b.key) == 0 &&
                         strcmp(a.before, b.before) == 0 && strcmp(a.after, b.after) == 0 &&
                         a.line == b.line);
        }
    }
    advise_tests_free(t);
    advise_pack_free(pack);
}

/// If a neighbour is what stands there already, one less is tried.
static void test_no_neighbour_is_what_stands_there(void **state)
{
    (void)state;
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml",
                   "advise: 1\npack: sure\nversion: 1.0.0\ntitle: S\nsources: [{id: s, title: S}]\n"));
    free(
        file_make(folder, "vocabulary.yaml", "facts: [{name: n, type: number}, {name: b, type: boolean}]\n"));
    free(file_make(folder, "recommendations.yaml", "recommendations: [{id: r, title: R, priority: 9}]\n"));
    free(file_make(folder, "rules.yaml",
                   "rules:\n  - {id: yes, when: b, recommend: r, certainty: 1, because: B., source: s}\n"
                   "  - {id: no, when: b, recommend: r, certainty: -1, because: B., source: s}\n"
                   "  - {id: plain, when: n < 1, recommend: r, because: B., source: s}\n"));
    char *file = file_make(folder, "all.test.yaml", "tests: [{name: t, profile: {n: 3}, absent: [r]}]\n");
    advise_pack *pack = NULL;
    advise_tests *t = NULL;
    const advise_test_options o = {.files = (const char *const *)&file, .file_count = 1, .mutate = true};
    assert_int_equal(advise_pack_load(folder, NULL, &pack, NULL), ADVISE_OK);
    assert_int_equal(advise_tests_run(pack, &o, NULL, &t, NULL), ADVISE_OK);
    assert_changes(t, "yes", "certainty", "1 -> -1; 1 -> 0.1; ");
    assert_changes(t, "no", "certainty", "-1 -> 1; -1 -> -0.1; ");
    assert_changes(t, "plain", "certainty", "1 -> -1; 1 -> 0.1; ");
    advise_tests_free(t);
    advise_pack_free(pack);
    free(file);
    folder_remove(folder);
}

static void test_an_update_changes_what_failed_and_nothing_else(void **state)
{
    (void)state;
    advise_pack *pack = load();
    advise_tests *t = NULL;
    const char *files[] = {failing_file};
    advise_test_options o = {.files = files, .file_count = 1, .filter = "numbers"};
    assert_int_equal(advise_tests_run(pack, &o, NULL, &t, NULL), ADVISE_OK);
    const char *text = NULL;
    size_t length = 0;
    assert_int_equal(advise_tests_update(t, failing_file, &text, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_tests_update(t, "another.test.yaml", &text, &length), ADVISE_OK);
    assert_null(text);
    assert_int_equal(advise_tests_update(t, failing_file, &text, &length), ADVISE_OK);
    assert_non_null(strstr(text, "rank: 1              # kept"));
    assert_non_null(strstr(text, "certainty:   0.9     # kept"));
    assert_non_null(strstr(text, "title: 'Sing 5 songs'"));
    char *before = file_read(failing_file, NULL);
    assert_non_null(before);
    const char *rest = strstr(before, "  - name: recommendations that are missing");
    assert_non_null(strstr(text, rest));
    free(before);
    advise_tests_free(t);
    advise_pack_free(pack);
}

/// What failed on the way changes nothing of what the tests say.
static void assert_as_ever(const advise_tests *t, const advise_tests *ever)
{
    assert_int_equal(advise_tests_count(t), advise_tests_count(ever));
    for (size_t i = 0; i < advise_tests_count(ever); i++)
        assert_int_equal(advise_tests_case(t, i).failure_count, advise_tests_case(ever, i).failure_count);
    assert_int_equal(advise_tests_rule_count(t), advise_tests_rule_count(ever));
    for (size_t i = 0; i < advise_tests_item_count(ever); i++)
        assert_int_equal(advise_tests_item(t, i).times, advise_tests_item(ever, i).times);
    assert_int_equal(advise_tests_mutant_count(t), advise_tests_mutant_count(ever));
    for (size_t i = 0; i < advise_tests_mutant_count(ever); i++)
        assert_int_equal(advise_tests_mutant(t, i).noticed, advise_tests_mutant(ever, i).noticed);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    advise_pack *pack = load();
    advise_tests *ever = NULL;
    const char *files[] = {failing_file, "tests/packs/tested/all.test.yaml"};
    advise_test_options o = {
        .files = files, .file_count = 2, .filter = "memo", .coverage = true, .mutate = true};
    assert_int_equal(advise_tests_run(pack, &o, NULL, &ever, NULL), ADVISE_OK);
    assert_true(advise_tests_count(ever) > 0 && advise_tests_mutant_count(ever) > 0);
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        advise_allocator given = {from.resize, from.state};
        advise_tests *t = NULL;
        advise_diagnostics *problems = NULL;
        advise_status status = advise_tests_run(pack, &o, &given, &t, &problems);
        assert_true(failing.failed || status == ADVISE_OK);
        if (status != ADVISE_OK)
            assert_int_equal(status, ADVISE_NO_MEMORY);
        assert_true((t != NULL) == (status == ADVISE_OK));
        if (t != NULL)
            assert_as_ever(t, ever);
        advise_diagnostics_free(problems);
        advise_tests_free(t);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
        if (at > 400)
            at += at / 10; // what is evaluated over and over fails here and there
    }
    advise_tests_free(ever);
    advise_pack_free(pack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_passes_and_failures_are_counted),
        cmocka_unit_test(test_bad_files_are_no_tests),
        cmocka_unit_test(test_coverage_counts_what_fired_and_what_decided),
        cmocka_unit_test(test_mutants_are_noticed_by_tests_that_fail_with_them),
        cmocka_unit_test(test_each_neighbour_is_tried_once),
        cmocka_unit_test(test_no_neighbour_is_what_stands_there),
        cmocka_unit_test(test_an_update_changes_what_failed_and_nothing_else),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
