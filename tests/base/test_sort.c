// Sorting keeps equal items in their order, and names are found again, however many there are.
#include "base/names.h"
#include "base/sort.h"
#include "random.h"

#include "test.h"

typedef struct item {
    unsigned key;
    size_t place; ///< before sorting
} item;

typedef struct job {
    arena *arena;
    random_source random;
} job;

static void run(void (*body)(void *))
{
    job j = {.arena = arena_new(NULL, 0), .random = random_new()};
    assert_non_null(j.arena);
    assert_int_equal(arena_run(j.arena, body, &j), ARENA_DONE);
    arena_free(j.arena);
}

static int order_items(const void *a, const void *b, void *context)
{
    const unsigned x = ((const item *)a)->key;
    const unsigned y = ((const item *)b)->key;
    ++*(size_t *)context;
    return (x > y) - (x < y);
}

static void sort_items(void *argument)
{
    job *j = argument;
    for (size_t count = 0; count < 300; count++) {
        item *items = ARENA_ARRAY(j->arena, count, item);
        size_t compared = 0;
        for (size_t i = 0; i < count; i++)
            items[i] = (item){(unsigned)random_below(&j->random, 1 + count / 3), i};
        sort_stable(j->arena, items, count, sizeof *items, order_items, &compared);
        for (size_t i = 1; i < count; i++) {
            assert_true(items[i - 1].key <= items[i].key);
            assert_true(items[i - 1].key != items[i].key || items[i - 1].place < items[i].place);
        }
        assert_true(compared <= count * 9); // 2 to the power of 9 is 512
    }
    sort_stable(j->arena, NULL, 0, sizeof(item), order_items, NULL);
}

static void test_equal_items_keep_their_order(void **state)
{
    (void)state;
    run(sort_items);
}

static int answer_at_random(const void *a, const void *b, void *context)
{
    (void)a;
    (void)b;
    return (int)random_below(context, 3) - 1;
}

static void sort_without_order(void *argument)
{
    job *j = argument;
    size_t items[100];
    bool there[100] = {false};
    for (size_t i = 0; i < 100; i++)
        items[i] = i;
    sort_stable(j->arena, items, 100, sizeof *items, answer_at_random, &j->random);
    for (size_t i = 0; i < 100; i++)
        there[items[i]] = true;
    for (size_t i = 0; i < 100; i++)
        assert_true(there[i]);
}

static void test_sorting_ends_and_keeps_all_items_whatever_the_order_answers(void **state)
{
    (void)state;
    run(sort_without_order);
}

static void sort_texts(void *argument)
{
    job *j = argument;
    slice texts[] = {SLICE("b"), SLICE(""), SLICE("ab"), SLICE("a"), SLICE("\xC3\xA9")};
    sort_slices(j->arena, texts, 5);
    assert_true(slice_is(texts[0], "") && slice_is(texts[1], "a") && slice_is(texts[2], "ab"));
    assert_true(slice_is(texts[3], "b") && slice_is(texts[4], "\xC3\xA9"));
}

static void test_texts_are_sorted_by_their_bytes(void **state)
{
    (void)state;
    run(sort_texts);
}

static void add_names(void *argument)
{
    job *j = argument;
    name_index index = {0};
    const name_entry *entry = NULL;
    assert_null(name_find(&index, SLICE("n0")));
    for (size_t i = 0; i < 1000; i++) {
        assert_true(name_add(j->arena, &index, arena_format(j->arena, "n%zu", i), i, (place){0}, NULL));
        assert_true(index.capacity >= 2 * index.count);
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(name_find(&index, arena_format(j->arena, "n%zu", i))->index, i);
    assert_null(name_find(&index, SLICE("n1000")));
    assert_false(name_add(j->arena, &index, SLICE("n7"), 2000, (place){0}, &entry));
    assert_int_equal(entry->index, 7);
    assert_int_equal(index.count, 1000);
}

static void test_names_are_found_and_the_first_of_two_stays(void **state)
{
    (void)state;
    run(add_names);
}

static void add_no_text(void *argument)
{
    job *j = argument;
    name_index index = {0};
    assert_true(name_add(j->arena, &index, (slice){NULL, 0}, 3, (place){0}, NULL));
    assert_false(name_add(j->arena, &index, SLICE(""), 4, (place){0}, NULL));
    assert_int_equal(name_find(&index, (slice){NULL, 0})->index, 3);
}

static void test_the_empty_text_is_a_name(void **state)
{
    (void)state;
    run(add_no_text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_items_keep_their_order),
        cmocka_unit_test(test_sorting_ends_and_keeps_all_items_whatever_the_order_answers),
        cmocka_unit_test(test_texts_are_sorted_by_their_bytes),
        cmocka_unit_test(test_names_are_found_and_the_first_of_two_stays),
        cmocka_unit_test(test_the_empty_text_is_a_name)};
    return cmocka_run_group_tests_name("base/sort", tests, NULL, NULL);
}
