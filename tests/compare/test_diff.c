// Comparing two packs over a cohort: what is counted, under which cause, with which examples; bounds; memory that runs out, and memory
// that does not grow.
#include "advise.h"
#include "failing.h"
#include "files.h"
#include "generate.h"

#include "test.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Two packs of the same files but for one text.
typedef struct two_packs {
    char *folder;
    advise_pack *packs[2];
    advise_session *sessions[2];
} two_packs;

static const char facts[] = "facts:\n"
                            "  - {name: n, type: number}\n"
                            "  - {name: m, type: number}\n"
                            "  - {name: d, type: number, derived: true}\n";
static const char recommendations[] = "recommendations:\n"
                                      "  - {id: a, title: A, priority: 50}\n"
                                      "  - {id: b, title: B, priority: 40}\n";

static two_packs make_packs(const char *old_head, const char *new_head, const char *old_rules,
                            const char *new_rules)
{
    two_packs t = {.folder = folder_new()};
    const char *heads[] = {old_head, new_head};
    const char *rules[] = {old_rules, new_rules};
    for (int i = 0; i < 2; i++) {
        char *pack = text_of("%s/%d", t.folder, i);
        char *head = text_of(
            "advise: 1\npack: p\nversion: 1.0.0\ntitle: P\n%s\nsources: [{id: s, title: S}]\n", heads[i]);
        free(file_make(pack, "pack.yaml", head));
        free(file_make(pack, "vocabulary.yaml", facts));
        free(file_make(pack, "recommendations.yaml", recommendations));
        free(file_make(pack, "rules.yaml", rules[i]));
        assert_int_equal(advise_pack_load(pack, NULL, &t.packs[i], NULL), ADVISE_OK);
        t.sessions[i] = advise_session_new(t.packs[i], NULL);
        assert_non_null(t.sessions[i]);
        free(head);
        free(pack);
    }
    return t;
}

static void free_packs(two_packs *t)
{
    for (int i = 0; i < 2; i++) {
        advise_session_free(t->sessions[i]);
        advise_pack_free(t->packs[i]);
    }
    folder_remove(t->folder);
}

static advise_diff *compare(two_packs *t, const char *cohort, const advise_diff_options *options)
{
    char *path = file_make(t->folder, "cohort.ndjson", cohort);
    advise_diff *diff = NULL;
    assert_int_equal(
        advise_diff_run(t->sessions[0], t->sessions[1], (const char *const *)&path, 1, options, &diff, NULL),
        ADVISE_OK);
    free(path);
    return diff;
}

#define RULE(id, when, what, certainty)                                                                      \
    "  - {id: " id ", when: '" when "', recommend: " what ", certainty: '" certainty                         \
    "', because: B., source: s}\n"
#define CONCLUDE(id, when, value)                                                                            \
    "  - {id: " id ", when: '" when "', conclude: d, value: '" value "', because: B., source: s}\n"

typedef struct cause_case {
    const char *old_head, *new_head, *old_rules, *new_rules, *profile;
    advise_cause_kind kind;
    const char *name, *what;
    size_t gained, lost, rescored;
} cause_case;

static void test_each_change_has_its_cause(void **state)
{
    (void)state;
    static const cause_case cases[] = {
        // The threshold alone.
        {"threshold: 0.2", "threshold: 0.6", "rules:\n" RULE("r", "n = 1", "a", "0.5"),
         "rules:\n" RULE("r", "n = 1", "a", "0.5"), "{\"n\":1}", ADVISE_CAUSE_THRESHOLD, "", "threshold", 0,
         1, 0},
        {"threshold: 0.6", "threshold: 0.2", "rules:\n" RULE("r", "n = 1", "a", "0.5"),
         "rules:\n" RULE("r", "n = 1", "a", "0.5"), "{\"n\":1}", ADVISE_CAUSE_THRESHOLD, "", "threshold", 1,
         0, 0},
        // A condition, and a condition together with a certainty.
        {"", "", "rules:\n" RULE("r", "n = 1", "a", "0.5"), "rules:\n" RULE("r", "n = 2", "a", "0.5"),
         "{\"n\":1}", ADVISE_CAUSE_RULE_CHANGED, "r", "when", 0, 1, 0},
        {"", "", "rules:\n" RULE("r", "n = 1", "a", "0.5"), "rules:\n" RULE("r", "n = 2", "a", "0.6"),
         "{\"n\":2}", ADVISE_CAUSE_RULE_CHANGED, "r", "certainty, when", 1, 0, 0},
        // A rule that speaks for another recommendation now; both changes have the one cause.
        {"", "", "rules:\n" RULE("r", "n = 1", "a", "0.5"), "rules:\n" RULE("r", "n = 1", "b", "0.5"),
         "{\"n\":1}", ADVISE_CAUSE_RULE_CHANGED, "r", "recommend", 1, 1, 0},
        // A rule against it is the cause of the loss; the one for it, weaker now, is not where it gains.
        {"", "", "rules:\n" RULE("r", "n = 1", "a", "0.5"),
         "rules:\n" RULE("r", "n = 1", "a", "0.5") RULE("against", "n = 1", "a", "-0.9"), "{\"n\":1}",
         ADVISE_CAUSE_RULE_ADDED, "against", "", 0, 1, 0},
        {"", "", "rules:\n" RULE("r", "n = 1", "a", "0.5") RULE("q", "n = 1", "a", "-0.5"),
         "rules:\n" RULE("r", "n = 1", "a", "0.45"), "{\"n\":1}", ADVISE_CAUSE_RULE_REMOVED, "q", "", 1, 0,
         0},
        // Through a derived fact: the rule that reads it is written alike.
        {"", "", "rules:\n" CONCLUDE("c", "n > 1", "7") RULE("r", "d = 7", "a", "0.5"),
         "rules:\n" CONCLUDE("c", "n > 1", "8") RULE("r", "d = 7", "a", "0.5"), "{\"n\":2}",
         ADVISE_CAUSE_RULE_CHANGED, "c", "value", 0, 1, 0},
        {"", "", "rules:\n" CONCLUDE("c", "n > 1", "7") RULE("r", "d = 7", "a", "0.5"),
         "rules:\n" CONCLUDE("new", "m = 1", "8") CONCLUDE("c", "n > 1", "7") RULE("r", "d = 7", "a", "0.5"),
         "{\"n\":2,\"m\":1}", ADVISE_CAUSE_RULE_ADDED, "new", "", 0, 1, 0},
        // A certainty that only scores otherwise.
        {"", "", "rules:\n" RULE("r", "n = 1", "a", "0.5"), "rules:\n" RULE("r", "n = 1", "a", "0.6"),
         "{\"n\":1}", ADVISE_CAUSE_RULE_CHANGED, "r", "certainty", 0, 0, 1},
        // A constant that a certainty reads.
        {"", "", "constants: [{name: k, expression: \"0.5\"}]\nrules:\n" RULE("r", "n = 1", "a", "k"),
         "constants: [{name: k, expression: \"0.1\"}]\nrules:\n" RULE("r", "n = 1", "a", "k"), "{\"n\":1}",
         ADVISE_CAUSE_CONSTANT, "k", "expression", 0, 1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const cause_case *c = &cases[i];
        two_packs t = make_packs(c->old_head, c->new_head, c->old_rules, c->new_rules);
        advise_diff *diff = compare(&t, c->profile, NULL);
        assert_int_equal(advise_diff_cause_count(diff), 1);
        advise_diff_cause cause = advise_diff_get_cause(diff, 0);
        if (cause.kind != c->kind || strcmp(cause.name, c->name) != 0 || strcmp(cause.what, c->what) != 0)
            fail_msg("case %zu: kind %d, name '%s', what '%s'", i, (int)cause.kind, cause.name, cause.what);
        assert_int_equal(cause.gained, c->gained);
        assert_int_equal(cause.lost, c->lost);
        assert_int_equal(cause.rescored, c->rescored);
        assert_int_equal(cause.records, 1);
        advise_diff_free(diff);
        free_packs(&t);
    }
}

static void test_examples_prefer_what_is_gained_or_lost(void **state)
{
    (void)state;
    two_packs t = make_packs("", "", "rules:\n" RULE("r", "n >= 1", "a", "0.5"),
                             "rules:\n" RULE("r", "n >= 1", "a", "if n > 8 then 0 else 0.6"));
    advise_diff_options options = {.examples = 3};
    advise_diff *diff =
        compare(&t, "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n{\"n\":9}\n{\"n\":4}\n{\"n\":9}\n", &options);
    advise_diff_totals totals = advise_diff_get_totals(diff);
    assert_int_equal(totals.evaluated, 6);
    assert_int_equal(totals.changed, 2);
    assert_int_equal(totals.rescored, 4);
    assert_int_equal(totals.lost, 2);
    advise_diff_recommendation row = advise_diff_get_recommendation(diff, 0);
    assert_string_equal(row.id, "a");
    assert_int_equal(row.records, 2);
    assert_int_equal(row.example_count, 3);
    static const size_t lines[] = {4, 6, 1};
    for (size_t i = 0; i < 3; i++) {
        advise_diff_example e = advise_diff_get_example(diff, ADVISE_DIFF_RECOMMENDATIONS, 0, i);
        assert_int_equal(e.record.line, lines[i]);
        assert_int_equal(e.change, i < 2 ? ADVISE_LOST : ADVISE_RESCORED);
        assert_int_equal(e.old_rank, 1);
        assert_int_equal(e.new_rank, i < 2 ? 0 : 1);
        assert_string_equal(e.id, "");
    }
    advise_diff_free(diff);
    free_packs(&t);
}

static void test_groups_are_bounded_and_in_order(void **state)
{
    (void)state;
    two_packs t = make_packs("", "", "rules:\n" RULE("r", "n >= 1", "a", "0.5"),
                             "rules:\n" RULE("r", "n >= 3", "a", "0.5"));
    advise_diff_options options = {.by = "n", .groups = 3};
    advise_diff *diff =
        compare(&t, "{\"n\":10}\n{\"n\":2}\n{}\n{\"n\":-1}\n{\"n\":2.0}\n{\"n\":3}\n{\"n\":4}\n{\"n\":1}\n",
                &options);
    static const struct {
        const char *value;
        size_t records, changed;
    } expected[] = {{"-1", 1, 0}, {"2", 2, 2}, {"10", 1, 0}, {"", 1, 0}, {"", 3, 1}};
    assert_int_equal(advise_diff_group_count(diff), 5);
    for (size_t i = 0; i < 5; i++) {
        advise_diff_group g = advise_diff_get_group(diff, i);
        assert_string_equal(g.value, expected[i].value);
        assert_int_equal(g.records, expected[i].records);
        assert_int_equal(g.changed, expected[i].changed);
        assert_true(g.is_unknown == (i == 3) && g.is_other == (i == 4));
    }
    advise_diff_free(diff);
    free_packs(&t);
}

static void test_wrong_use_is_a_status(void **state)
{
    (void)state;
    two_packs t = make_packs("", "", "rules:\n" RULE("r", "n = 1", "a", "0.5"),
                             "rules:\n" RULE("r", "n = 1", "a", "0.5"));
    const char *input = "nowhere";
    advise_diff *diff = NULL;
    advise_diagnostics *problems = NULL;
    advise_session **s = t.sessions;
    assert_int_equal(advise_diff_run(NULL, s[1], &input, 1, NULL, &diff, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_diff_run(s[0], s[0], &input, 1, NULL, &diff, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_diff_run(s[0], s[1], NULL, 1, NULL, &diff, NULL), ADVISE_BAD_USE);
    advise_diff_options options = {.by = "k"};
    assert_int_equal(advise_diff_run(s[0], s[1], &input, 1, &options, &diff, &problems), ADVISE_BAD_USE);
    assert_null(diff);
    assert_string_equal(advise_diagnostics_get(problems, 0).message, "unknown fact 'k'");
    advise_diagnostics_free(problems);
    assert_int_equal(advise_diff_run(s[0], s[1], &input, 1, NULL, &diff, &problems), ADVISE_OK);
    assert_int_equal(advise_diff_get_totals(diff).unreadable, 1);
    assert_int_equal(advise_diff_get_totals(diff).records, 0);
    advise_diff_free(diff);
    free_packs(&t);
}

static void count_refused(void *state, const advise_record *record, bool by_old, bool by_new,
                          const advise_diagnostics *problems)
{
    assert_non_null(record);
    assert_true(by_old || by_new);
    assert_true(advise_diagnostics_count(problems) > 0);
    ++*(size_t *)state;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *cohort = file_make(folder, "c.ndjson", "{\"n\":1}\n{\"n\":3}\n{\"n\":\"x\"}\n");
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        advise_allocator given = {from.resize, from.state};
        advise_pack *packs[2] = {0};
        advise_session *sessions[2] = {0};
        advise_status status = ADVISE_OK;
        const char *const names[] = {"tests/packs/diff-old", "tests/packs/diff-new"};
        for (int i = 0; i < 2 && status == ADVISE_OK; i++) {
            status = advise_pack_load(names[i], &given, &packs[i], NULL);
            sessions[i] = packs[i] != NULL ? advise_session_new(packs[i], &given) : NULL;
        }
        advise_diff *diff = NULL;
        advise_diagnostics *problems = NULL;
        size_t refused = 0;
        advise_diff_options options = {
            .by = "role", .id = "name", .refused = count_refused, .state = &refused};
        if (sessions[0] != NULL && sessions[1] != NULL)
            status = advise_diff_run(sessions[0], sessions[1], (const char *const *)&cohort, 1, &options,
                                     &diff, &problems);
        if (status != ADVISE_OK)
            assert_int_equal(status, ADVISE_NO_MEMORY);
        assert_true(failing.failed || status == ADVISE_OK);
        if (diff != NULL) { // then no record was lost
            assert_int_equal(refused, 1);
            assert_int_equal(advise_diff_get_totals(diff).records, 3);
            assert_int_equal(advise_diff_get_totals(diff).unreadable, 0);
        }
        assert_true((diff != NULL) == (status == ADVISE_OK && sessions[0] != NULL && sessions[1] != NULL));
        advise_diff_free(diff);
        advise_diagnostics_free(problems);
        for (int i = 0; i < 2; i++) {
            advise_session_free(sessions[i]);
            advise_pack_free(packs[i]);
        }
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
    free(cohort);
    folder_remove(folder);
}

/// Counts live bytes: what the engine holds at most, whatever the C library keeps.
typedef struct counting {
    size_t live, peak;
} counting;

static void *count_resize(void *state, void *block, size_t size)
{
    counting *c = state;
    c->live -= block != NULL ? malloc_usable_size(block) : 0;
    if (size == 0) {
        free(block);
        return NULL;
    }
    void *larger = realloc(block, size);
    c->live += malloc_usable_size(larger != NULL ? larger : block);
    c->peak = c->live > c->peak ? c->live : c->peak;
    return larger;
}

static size_t peak_memory(const char *folder, size_t profiles)
{
    counting memory = {0};
    advise_allocator from = {count_resize, &memory};
    advise_pack *pack = NULL;
    advise_diff *diff = NULL;
    char *path = text_of("%s/%zu.ndjson", folder, profiles);
    generate_cohort(path, profiles, 7);
    assert_int_equal(advise_pack_load("rules/paralegal", &from, &pack, NULL), ADVISE_OK);
    advise_session *before = advise_session_new(pack, &from);
    advise_session *after = advise_session_new(pack, &from);
    assert_int_equal(advise_session_set_date(before, "2026-01-31"),
                     ADVISE_OK); // the other one does not know today
    advise_diff_options options = {.by = "years_experience", .id = "name"};
    assert_int_equal(advise_diff_run(before, after, (const char *const *)&path, 1, &options, &diff, NULL),
                     ADVISE_OK);
    assert_int_equal(advise_diff_get_totals(diff).evaluated, profiles);
    advise_diff_free(diff);
    advise_session_free(before);
    advise_session_free(after);
    advise_pack_free(pack);
    free(path);
    assert_int_equal(memory.live, 0);
    return memory.peak;
}

static void test_memory_does_not_grow_with_the_cohort(void **state)
{
    (void)state;
    char *folder = folder_new();
    size_t some = peak_memory(folder, 1000);
    size_t many = peak_memory(folder, 5000);
    printf("info: diff holds %zu KiB at most over 1,000 profiles, %zu KiB over 5,000\n", some / 1024,
           many / 1024);
    assert_true(many < some + some / 10);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_change_has_its_cause),
        cmocka_unit_test(test_examples_prefer_what_is_gained_or_lost),
        cmocka_unit_test(test_groups_are_bounded_and_in_order),
        cmocka_unit_test(test_wrong_use_is_a_status),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_memory_does_not_grow_with_the_cohort),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
