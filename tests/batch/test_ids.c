// Ids that name several records: found exactly, in order, and without a crash if memory ends.
#include "batch/ids.h"
#include "failing.h"
#include "random.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

enum { RECORDS = 5000 };

/// Ids that are often equal, often begin alike, and may be empty.
static slice make_id(random_source *r, char *text, size_t size)
{
    const uint64_t which = random_below(r, 3000);
    static const char *const begins[] = {"C", "a long name that many share ", ""};
    const int length =
        which == 7 ? 0 : snprintf(text, size, "%s%llu", begins[which % 3], (unsigned long long)which);
    return (slice){text, (size_t)length};
}

static void add_all(id_table *t, uint64_t seed, size_t *owners, size_t *ids, size_t *records)
{
    random_source r = {seed};
    size_t *first = calloc(3000, sizeof *first); // the record that had the id first, by its number
    *ids = *records = 0;
    for (size_t i = 1; i <= RECORDS; i++) {
        char text[100];
        random_source before = r;
        const uint64_t which = random_below(&before, 3000);
        const slice id = make_id(&r, text, sizeof text);
        id_table_add(t, id, i % 2 == 0 ? SLICE("even.csv") : SLICE("odd.csv"), i);
        if (id.len == 0)
            continue;
        if (first[which] == 0) {
            first[which] = i;
        } else {
            *ids += owners[which] == 0;
            *records += owners[which] == 0 ? 2 : 1;
            owners[which] = i;
        }
    }
    free(first);
}

static void test_it_finds_what_a_plain_search_finds(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        size_t *owners = calloc(3000, sizeof *owners);
        size_t ids, records;
        failing_allocator counting = {0};
        allocator from = failing_allocator_of(&counting);
        id_table *t = id_table_new(&from);
        add_all(t, seed, owners, &ids, &records);
        arena *a = arena_new(&from, 0);
        pipeline_ids found;
        id_table_give(t, a, &found);
        assert_int_equal(found.ids, ids);
        assert_int_equal(found.records, records);
        assert_int_equal(found.not_compared, 0);
        assert_int_equal(found.example_count, PIPELINE_EXAMPLES);
        for (size_t i = 0; i < PIPELINE_EXAMPLES; i++) {
            assert_true(found.examples[i][0].line < found.examples[i][1].line);
            for (size_t k = 0; k < 2; k++)
                assert_true(slice_is(found.examples[i][k].file,
                                     found.examples[i][k].line % 2 == 0 ? "even.csv" : "odd.csv"));
        }
        assert_true(found.examples[0][1].line < found.examples[1][1].line);
        arena_free(a);
        id_table_free(t);
        assert_int_equal(counting.live, 0);
        free(owners);
    }
}

/// Where memory ends, ids are no longer added, and that is said. What is found is true.
static void test_without_memory_it_says_what_was_not_compared(void **state)
{
    (void)state;
    size_t limited = 0;
    for (size_t at = 2; at < 30; at++) {
        size_t *owners = calloc(3000, sizeof *owners);
        size_t ids, records;
        failing_allocator failing = {.fail_at = at, .from_there_on = true};
        allocator from = failing_allocator_of(&failing);
        id_table *t = id_table_new(&from);
        assert_non_null(t);
        add_all(t, 3, owners, &ids, &records);
        failing_allocator other = {0};
        allocator plain = failing_allocator_of(&other);
        arena *a = arena_new(&plain, 0);
        pipeline_ids found;
        id_table_give(t, a, &found);
        assert_true(found.ids <= ids && found.records <= records);
        assert_int_equal(found.not_compared > 0, failing.failed);
        assert_true(failing.failed || found.ids == ids);
        limited += failing.failed;
        arena_free(a);
        id_table_free(t);
        free(owners);
    }
    assert_true(limited > 5);
}

static void test_ids_that_end_like_zeros_are_different(void **state)
{
    (void)state;
    failing_allocator counting = {0};
    allocator from = failing_allocator_of(&counting);
    id_table *t = id_table_new(&from);
    static const char zeros[20] = {0};
    for (size_t length = 1; length <= sizeof zeros; length++)
        id_table_add(t, (slice){zeros, length}, SLICE("f"), length);
    pipeline_ids found;
    arena *a = arena_new(&from, 0);
    id_table_give(t, a, &found);
    assert_int_equal(found.ids, 0);
    arena_free(a);
    id_table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_finds_what_a_plain_search_finds),
        cmocka_unit_test(test_without_memory_it_says_what_was_not_compared),
        cmocka_unit_test(test_ids_that_end_like_zeros_are_different),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
