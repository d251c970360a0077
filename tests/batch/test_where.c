// Conditions on the profiles of a batch, through the public API. The profiles are those of tests/cohorts/clients.ndjson, the pack is
// tests/packs/diff-old; who matches was worked out by hand.
#include "advise.h"
#include "failing.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char clients[] = "tests/cohorts/clients.ndjson";

typedef struct found {
    char names[400];
    size_t most; ///< advices of an outcome
} found;

static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    (void)thread;
    found *f = state;
    const char *name = advise_outcome_is_refused(o) ? "refused" : advise_outcome_id(o);
    const size_t before = advise_text_length(out);
    advise_text_add(out, name, strlen(name));
    advise_text_add(out, " ", 1);
    assert_int_equal(advise_text_length(out) - before, strlen(name) + 1);
    if (advise_outcome_count(o) > f->most)
        f->most = advise_outcome_count(o);
}

static bool take(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    found *f = state;
    (void)records;
    (void)refused;
    (void)strncat(f->names, text, length);
    return true;
}

typedef struct setting {
    advise_pack *pack;
    advise_session *session;
} setting;

static int begin(void **state)
{
    static setting s;
    assert_int_equal(advise_pack_load("tests/packs/diff-old", NULL, &s.pack, NULL), ADVISE_OK);
    s.session = advise_session_new(s.pack, NULL);
    assert_non_null(s.session);
    assert_int_equal(advise_session_set_date(s.session, "2026-01-31"), ADVISE_OK);
    *state = &s;
    return 0;
}

static int end(void **state)
{
    setting *s = *state;
    advise_session_free(s->session);
    advise_pack_free(s->pack);
    return 0;
}

/// Checks which profiles get an outcome, and how many do not.
static found run(const setting *s, const char *condition, size_t top, const char *names, size_t left_out)
{
    static found f;
    f = (found){0};
    advise_where *where = NULL;
    advise_batch_totals totals = {0};
    const char *const inputs[] = {clients};
    assert_int_equal(advise_where_new(s->pack, NULL, "condition", condition, NULL, &where, NULL), ADVISE_OK);
    advise_batch_options o = {.id = "name",
                              .top = top,
                              .best_only = top > 0,
                              .where = where,
                              .reports = advise_where_needs_reports(where),
                              .state = &f,
                              .render = render,
                              .write = take};
    assert_int_equal(advise_batch_run(s->session, inputs, 1, &o, &totals, NULL), ADVISE_OK);
    assert_string_equal(f.names, names);
    assert_int_equal(totals.records, 10);
    assert_int_equal(totals.left_out, left_out);
    advise_where_free(where);
    return f;
}

static void test_facts_decide(void **state)
{
    (void)run(*state, "n > 6", 0, "Dot Eve Hal Jon ", 6);
    (void)run(*state, "role = \"clerk\" and n < 3", 0, "Ann Bob ", 8);
    (void)run(*state, "some tool in tools satisfies tool.worn", 0, "Ida ", 9);
}

static void test_unknown_is_not_true(void **state)
{
    // Eve, Gus and Ida have no role, and Ida no n.
    (void)run(*state, "role != \"clerk\"", 0, "Cid Dot Hal ", 7);
    (void)run(*state, "not(role = \"clerk\")", 0, "Cid Dot Hal ", 7);
    (void)run(*state, "n = null", 0, "Ida ", 9);
}

static void test_derived_facts_and_constants_decide(void **state)
{
    (void)run(*state, "mood = \"calm\" and n > many", 0, "Dot Eve ", 8);
    (void)run(*state, "ready", 0, "", 10);
}

static void test_results_decide(void **state)
{
    (void)run(*state, "first = \"excluder\"", 0, "Hal ", 9);
    (void)run(*state, "list contains(given, \"by-rule-added\")", 0, "Gus ", 9);
    (void)run(*state, "count(given) = 0", 0, "Bob Jon ", 8);
    (void)run(*state, "score >= 27", 0, "Ann Cid Fay Hal ", 6); // 30, 27, 27.6, 54
    (void)run(*state, "score = null", 0, "Bob Jon ", 8);
}

static void test_questions_need_reports(void **state)
{
    const setting *s = *state;
    (void)run(s, "questions = 0 and n > 0", 0, "", 10); // everybody could still say something about tools
    (void)run(s, "questions > 0 and n = 7", 0, "Hal ", 9);
    advise_where *where = NULL;
    found f = {0};
    const char *const inputs[] = {clients};
    assert_int_equal(advise_where_new(s->pack, NULL, "c", "questions > 0", NULL, &where, NULL), ADVISE_OK);
    assert_true(advise_where_needs_reports(where));
    advise_batch_options o = {.where = where, .state = &f, .render = render, .write = take};
    assert_int_equal(advise_batch_run(s->session, inputs, 1, &o, NULL, NULL), ADVISE_BAD_USE);
    advise_where_free(where);
}

static void test_the_condition_sees_what_is_cut_off(void **state)
{
    // Gus and Hal are given two; both are seen, one is in the outcome. Ida is given one for two items.
    const found f = run(*state, "count(given) > 1", 1, "Gus Hal ", 8);
    assert_int_equal(f.most, 1);
}

static void test_mistakes_have_a_place(void **state)
{
    const setting *s = *state;
    static const struct {
        const char *condition, *code;
        size_t column;
    } mistakes[] = {{"nn > 3", "unknown-name", 1},
                    {"n + 1", "type-mismatch", 1},
                    {"n = \"x\"", "type-mismatch", 1},
                    {"first = \"by-certanty\"", "not-allowed", 9},
                    {"n >", "syntax", 4}};
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        advise_where *where = NULL;
        advise_diagnostics *problems = NULL;
        assert_int_equal(advise_where_new(s->pack, NULL, "c", mistakes[i].condition, NULL, &where, &problems),
                         ADVISE_BAD_USE);
        assert_null(where);
        assert_int_equal(advise_diagnostics_count(problems), 1);
        const advise_diagnostic d = advise_diagnostics_get(problems, 0);
        assert_string_equal(d.code, mistakes[i].code);
        assert_int_equal(d.line, 1);
        assert_int_equal(d.column, mistakes[i].column);
        advise_diagnostics_free(problems);
    }
    assert_int_equal(advise_where_new(NULL, NULL, "c", "n > 3", NULL, &(advise_where *){NULL}, NULL),
                     ADVISE_BAD_USE);
    assert_int_equal(advise_where_new(s->pack, NULL, "c", NULL, NULL, &(advise_where *){NULL}, NULL),
                     ADVISE_BAD_USE);
    assert_int_equal(advise_where_new(s->pack, NULL, "c", "n > 3", NULL, NULL, NULL), ADVISE_BAD_USE);
    advise_where_free(NULL);
}

static void test_a_condition_of_another_pack_is_refused(void **state)
{
    const setting *s = *state;
    advise_pack *other = NULL;
    advise_where *where = NULL;
    found f = {0};
    const char *const inputs[] = {clients};
    assert_int_equal(advise_pack_load("tests/packs/diff-old", NULL, &other, NULL), ADVISE_OK);
    assert_int_equal(advise_where_new(other, NULL, "c", "n > 3", NULL, &where, NULL), ADVISE_OK);
    advise_batch_options o = {.where = where, .state = &f, .render = render, .write = take};
    assert_int_equal(advise_batch_run(s->session, inputs, 1, &o, NULL, NULL), ADVISE_BAD_USE);
    advise_where_free(where);
    advise_pack_free(other);
}

static void test_memory_may_run_out(void **state)
{
    const setting *s = *state;
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        const allocator inner = failing_allocator_of(&failing);
        const advise_allocator from = {inner.resize, inner.state};
        advise_where *where = NULL;
        const advise_status status =
            advise_where_new(s->pack, NULL, "c", "n > 3 and count(given) > 1", &from, &where, NULL);
        assert_int_equal(status, failing.failed ? ADVISE_NO_MEMORY : ADVISE_OK);
        assert_int_equal(where != NULL, status == ADVISE_OK);
        advise_where_free(where);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts_decide),
        cmocka_unit_test(test_unknown_is_not_true),
        cmocka_unit_test(test_derived_facts_and_constants_decide),
        cmocka_unit_test(test_results_decide),
        cmocka_unit_test(test_questions_need_reports),
        cmocka_unit_test(test_the_condition_sees_what_is_cut_off),
        cmocka_unit_test(test_mistakes_have_a_place),
        cmocka_unit_test(test_a_condition_of_another_pack_is_refused),
        cmocka_unit_test(test_memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
