// Maps are loaded, tested and applied whatever allocation fails; and a draft of a map is a map.
#include "mapping/draft.h"
#include "mapping/draft_match.h"
#include "mapping/draft_series.h"
#include "mapping/mapping_test.h"

#include "failing.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "test.h"

typedef struct load_job {
    const allocator *from;
    const pack *pack;
    arena *arena;
    load_outcome outcome;
    size_t passed, count;
} load_job;

static void load_and_test(void *argument)
{
    load_job *job = argument;
    diag_list *diags = diag_list_new(job->arena);
    mapping *m = NULL;
    job->outcome = mapping_load(job->from, "tests/maps/office.yaml", &job->pack, 1, diags, &m);
    if (m == NULL)
        return;
    job->count = m->test_count;
    job->passed = 0;
    for (size_t i = 0; i < m->test_count; i++)
        job->passed += mapping_test_run(job->arena, m, job->pack, &m->tests[i], diags);
    mapping_free(m);
}

static void test_a_map_passes_its_tests(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "rules/paralegal", diag_list_new(a));
    assert_non_null(p);
    load_job job = {&allocator_default, p, a, LOAD_UNREADABLE, 0, 0};
    assert_int_equal(arena_run(a, load_and_test, &job), ARENA_DONE);
    assert_int_equal(job.outcome, LOAD_DONE);
    assert_int_equal(job.count, 2);
    assert_int_equal(job.passed, 2);
    pack_free(p);
    arena_free(a);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "rules/paralegal", diag_list_new(a));
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        load_job job = {&from, p, arena_new(NULL, 0), LOAD_UNREADABLE, 0, 0};
        assert_int_equal(arena_run(job.arena, load_and_test, &job), ARENA_DONE);
        assert_int_equal(job.outcome, failing.failed ? LOAD_NO_MEMORY : LOAD_DONE);
        arena_free(job.arena);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
    pack_free(p);
    arena_free(a);
}

/// Columns of hostile names and values.
static void make_draft(draft *d)
{
    static const char *const names[] = {"",
                                        "a: b",
                                        "\"",
                                        "- x",
                                        "null",
                                        "yes",
                                        "#",
                                        "{n}",
                                        "Duty 1",
                                        "Duty 2",
                                        "Duty 999999999999",
                                        "\x01\x7f\xC2\x85",
                                        "years_experience",
                                        "  ",
                                        "'",
                                        "[",
                                        "Größe",
                                        "42",
                                        "true"};
    static const char *const values[] = {"\"",   ": ",  "# x", "null", "~",   "\n", "\\",
                                         "\x02", "Yes", "1,5", "N/A",  "- a", "{"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const size_t at = draft_find(d, slice_of(names[i]));
        for (size_t k = 0; k < sizeof values / sizeof *values; k++)
            draft_add(d, at, slice_of(values[k]), true);
    }
    const size_t at = draft_find(d, SLICE("satisfaction"));
    for (size_t k = 0; k < sizeof values / sizeof *values; k++)
        draft_add(d, at, slice_of(values[k]), true);
}

static void write_draft(void *argument)
{
    const load_job *job = argument;
    draft d = {.arena = job->arena};
    text_builder out = {.arena = job->arena};
    make_draft(&d);
    draft_write(&d, job->pack, SLICE("a\nb: \"c\""), &out);
    char path[] = "/tmp/advise-map-XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, out.bytes, out.length), (ssize_t)out.length);
    (void)close(fd);
    mapping *m = NULL;
    diag_list *diags = diag_list_new(job->arena);
    const load_outcome outcome = mapping_load(NULL, path, &job->pack, 1, diags, &m);
    (void)unlink(path);
    if (outcome != LOAD_DONE)
        fail_msg("line %zu: %.*s\n%.*s", diags->items[0].line, SLICE_ARG(diags->items[0].message),
                 SLICE_ARG(text_result(&out)));
    mapping_free(m);
}

static void test_a_draft_is_a_map_whatever_the_names(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "rules/paralegal", diag_list_new(a));
    load_job job = {NULL, p, a, LOAD_DONE, 0, 0};
    assert_int_equal(arena_run(a, write_draft, &job), ARENA_DONE);
    pack_free(p);
    arena_free(a);
}

/// A likely fact is a guess if it is well ahead of the next; it is sure if the name has all its words too.
static void test_a_guess_must_be_likely_and_well_ahead(void **state)
{
    (void)state;
    static const struct {
        int first, second;
        bool is_sure, is_guess;
    } cases[] = {{100, 84, true, true},  {100, 85, false, true}, {100, 86, false, false},
                 {99, 0, false, true},   {100, 0, true, true},   {60, 0, false, true},
                 {59, 0, false, false},  {60, 45, false, true},  {60, 46, false, false},
                 {130, 115, false, true}};
    const draft_column column = {.name = SLICE("another name")};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        draft_match m = {.names = {SLICE("first"), SLICE("second")},
                         .scores = {cases[i].first, cases[i].second},
                         .count = 2};
        draft_match_judge(&m, &column);
        assert_false(m.is_exact);
        assert_int_equal(m.is_sure, cases[i].is_sure);
        assert_int_equal(m.is_guess, cases[i].is_guess);
    }
    draft_match none = {.scores = {100}};
    draft_match_judge(&none, &column);
    assert_false(none.is_guess);
}

static void find_fields(void *argument)
{
    arena *a = argument;
    static const struct {
        const char *behind; ///< the number
        const char *field;  ///< NULL: like none
    } cases[] = {
        {" experience in years", "experience_in_years"},
        {" experience months required",
         "experience_in_years"},            // a word, and another unit: 3 of 5, just like it
        {" experience needed there", NULL}, // 2 of 5
        {" years", "experience_in_years"},  // a word of three
        {" title", "title"},
    };
    fact fields[] = {{.name = SLICE("title")}, {.name = SLICE("experience_in_years")}};
    const record_type type = {.fields = fields, .field_count = 2};
    const fact list = {.name = SLICE("duties"), .type = feel_type_of_kind(FEEL_TYPE_LIST), .record = &type};
    const pack p = {.facts = &list, .fact_count = 1};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        draft d = {.arena = a};
        const draft_writer w = {.arena = a, .draft = &d, .pack = &p};
        for (int n = 1; n <= 2; n++)
            (void)draft_find(&d, arena_format(a, "Duty %d%s", n, cases[i].behind));
        const series_list all = draft_find_all_series(&w);
        assert_int_equal(all.count, 1);
        assert_int_equal(all.items[0].list == &list, cases[i].field != NULL);
        if (cases[i].field != NULL)
            assert_true(slice_is(all.items[0].field, cases[i].field));
    }
}

static void test_numbered_columns_are_the_field_whose_name_is_like_theirs(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, find_fields, a), ARENA_DONE);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_map_passes_its_tests),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_a_draft_is_a_map_whatever_the_names),
        cmocka_unit_test(test_a_guess_must_be_likely_and_well_ahead),
        cmocka_unit_test(test_numbered_columns_are_the_field_whose_name_is_like_theirs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
