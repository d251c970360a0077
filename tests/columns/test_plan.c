// Plans: what is decided by columns alone and what needs more, on packs that are small enough to say so of each.
#include "columns/block.h"
#include "rows/row_reader.h"
#include "small_pack.h"

#include "test.h"

#include <stdio.h>

typedef struct planned {
    arena *arena;
    pack *pack;
    const size_t *kept;
    size_t kept_count;
    const plan *plan;
    block *block;
} planned;

static void make_plan(void *argument)
{
    planned *t = argument;
    t->plan = plan_new(t->arena, t->pack, t->kept, t->kept_count);
}

/// @param lists  as small_pack takes them
/// @param kept   the facts to keep, by their place in the vocabulary
static planned plan_of(const char *lists, const size_t *kept, size_t kept_count)
{
    planned t = {.arena = arena_new(NULL, 0), .kept = kept, .kept_count = kept_count};
    diag_list *diags = diag_list_new(t.arena);
    t.pack = small_pack(lists, diags);
    for (size_t i = 0; t.pack == NULL && i < diags->count; i++)
        print_error("%.*s\n", SLICE_ARG(diags->items[i].message));
    assert_non_null(t.pack);
    assert_int_equal(arena_run(t.arena, make_plan, &t), ARENA_DONE);
    t.block = block_new(NULL, t.plan);
    assert_non_null(t.block);
    return t;
}

static void forget(const planned *t)
{
    block_free(t->block);
    pack_free(t->pack);
    arena_free(t->arena);
}

/// Reads two people straight into the rows of the block, and applies the pack.
static void run_two(planned *t, char *first, char *second)
{
    row_reader *reader = row_reader_new(block_arena(t->block), t->plan);
    block_begin(t->block);
    assert_true(row_read(reader, t->block, slice_of(first)));
    assert_true(row_read(reader, t->block, slice_of(second)));
    block_run(t->block);
}

#define SCALARS                                                                                              \
    "facts:\n"                                                                                               \
    "  - {name: city, type: string}\n"                                                                       \
    "  - {name: age, type: number}\n"                                                                        \
    "  - {name: member, type: boolean}\n"                                                                    \
    "  - {name: skills, type: list, of: string}\n"                                                           \
    "recommendations: [{id: join, title: T, priority: 50}]\n"                                                \
    "rules:\n"                                                                                               \
    "  - {id: a, when: 'city = \"Ulm\" and age > 30', recommend: join, because: x, source: s}\n"             \
    "  - {id: b, when: 'member and list contains(skills, \"law\")', recommend: join, because: x, source: "   \
    "s}\n"

#define RECORDS                                                                                              \
    "types: [{name: job, fields: [{name: pay, type: number}]}]\n"                                            \
    "facts: [{name: jobs, type: list, of: job}]\n"                                                           \
    "recommendations: [{id: join, title: T, priority: 50}]\n"                                                \
    "rules: [{id: a, for: job in jobs, when: job.pay > 10, recommend: join, because: x, source: s}]\n"

static void test_facts_of_each_plain_type_have_columns_and_need_no_rows(void **state)
{
    (void)state;
    const column_kind kinds[] = {COLUMN_STRING, COLUMN_NUMBER, COLUMN_BOOLEAN, COLUMN_STRINGS};
    planned t = plan_of(SCALARS, NULL, 0);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        assert_true(t.plan->value_column[i] < t.plan->column_count);
        assert_int_equal(t.plan->columns[t.plan->value_column[i]].kind, kinds[i]);
        assert_false(t.plan->needs_value[i]);
    }
    assert_int_equal(t.plan->grouped_count, 2);
    assert_null(t.plan->lanes);
    assert_false(t.plan->needs_rows);
    forget(&t);
}

typedef struct two_people {
    planned *planned;
    char first[64 + ROW_READER_PADDING], second[64 + ROW_READER_PADDING];
} two_people;

static void keep_two(void *argument)
{
    two_people *two = argument;
    const block *b = two->planned->block;
    run_two(two->planned, two->first, two->second);
    assert_true(slice_equal(feel_text(block_value(b, 0, 0)), SLICE("Ulm")));
    assert_true(slice_equal(feel_text(block_value(b, 1, 0)), SLICE("Bonn")));
    assert_true(feel_is_null(block_value(b, 1, 1)));
    assert_int_equal(block_result_of(b, 0).count, 1);
    assert_int_equal(block_result_of(b, 1).count, 0);
}

static void test_each_person_keeps_their_own_values(void **state)
{
    (void)state;
    const size_t kept[] = {0, 1};
    planned t = plan_of(SCALARS, kept, 2);
    two_people two = {&t, "{\"city\": \"Ulm\", \"age\": 31}", "{\"city\": \"Bonn\"}"};
    assert_null(t.plan->lanes);
    assert_int_equal(arena_run(block_arena(t.block), keep_two, &two), ARENA_DONE);
    forget(&t);
}

static void advise_two(void *argument)
{
    two_people *two = argument;
    run_two(two->planned, two->first, two->second);
    assert_int_equal(block_result_of(two->planned->block, 0).count, 1);
    assert_int_equal(block_result_of(two->planned->block, 1).count, 0);
}

static void test_each_person_has_their_own_records(void **state)
{
    (void)state;
    planned t = plan_of(RECORDS, NULL, 0);
    two_people two = {&t, "{\"jobs\": [{\"pay\": 5}, {\"pay\": 20}]}", "{\"jobs\": [{\"pay\": 5}]}"};
    assert_non_null(t.plan->lanes);
    assert_int_equal(t.plan->row_rule_count, 0);
    assert_int_equal(arena_run(block_arena(t.block), advise_two, &two), ARENA_DONE);
    forget(&t);
}

/// Whether something is stated is asked of columns too, of each plain type: such rules need no rows.
static void test_columns_tell_what_is_not_stated(void **state)
{
    (void)state;
    const char *const names[] = {"city", "age", "member", "skills"};
    for (size_t i = 0; i < 8; i++) {
        char lists[600];
        (void)snprintf(lists, sizeof lists,
                       "facts:\n"
                       "  - {name: city, type: string}\n"
                       "  - {name: age, type: number}\n"
                       "  - {name: member, type: boolean}\n"
                       "  - {name: skills, type: list, of: string}\n"
                       "recommendations: [{id: join, title: T, priority: 50}]\n"
                       "rules: [{id: a, when: %s %s null, recommend: join, because: x, source: s}]\n",
                       names[i / 2], i % 2 == 0 ? "=" : "!=");
        const planned t = plan_of(lists, NULL, 0);
        assert_int_equal(t.plan->grouped_count, 1);
        assert_false(t.plan->needs_value[i / 2]);
        assert_false(t.plan->needs_rows);
        forget(&t);
    }
}

/// A table of all integers between the constants would else take as much memory as these lie apart.
static void test_integers_are_tabulated_only_if_they_lie_close(void **state)
{
    (void)state;
    const struct {
        const char *highest;
        bool close;
    } cases[] = {{"1000", true}, {"2000", true}, {"1000000", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char lists[400];
        (void)snprintf(lists, sizeof lists,
                       "facts: [{name: age, type: number}]\n"
                       "recommendations: [{id: join, title: T, priority: 50}]\n"
                       "rules:\n"
                       "  - {id: a, when: age > 0, recommend: join, because: x, source: s}\n"
                       "  - {id: b, when: age > %s, recommend: join, because: x, source: s}\n",
                       cases[i].highest);
        const planned t = plan_of(lists, NULL, 0);
        assert_int_equal(t.plan->column_count, 1);
        assert_int_equal(t.plan->columns[0].cut_count, 2);
        assert_int_equal(t.plan->columns[0].codes != NULL, cases[i].close);
        forget(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts_of_each_plain_type_have_columns_and_need_no_rows),
        cmocka_unit_test(test_each_person_keeps_their_own_values),
        cmocka_unit_test(test_each_person_has_their_own_records),
        cmocka_unit_test(test_columns_tell_what_is_not_stated),
        cmocka_unit_test(test_integers_are_tabulated_only_if_they_lie_close)};
    return cmocka_run_group_tests_name("columns/plan", tests, NULL, NULL);
}
