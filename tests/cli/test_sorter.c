// Texts sorted in little memory come as a plain sort gives them, and in the order in which they came if their keys are equal.
#include "file/nameless.h"
#include "file/sorter.h"

#include "files.h"
#include "random.h"
#include "test.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COUNT = 3000 };

typedef struct item {
    char key[24];
    size_t key_length;
    size_t number;
    size_t length; ///< of its text
} item;

static int compare(const void *left, const void *right)
{
    const item *a = left;
    const item *b = right;
    size_t shorter = a->key_length < b->key_length ? a->key_length : b->key_length;
    int order = memcmp(a->key, b->key, shorter);
    if (order == 0)
        order = (a->key_length > b->key_length) - (a->key_length < b->key_length);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

typedef struct expected {
    const item *items;
    size_t next, stop_after;
} expected;

/// A text is its number, and bytes that say which one it is up to its end.
static char *text_for(const item *i)
{
    char *text = malloc(i->length + 1);
    assert_non_null(text);
    memset(text, (int)('a' + i->number % 26), i->length);
    (void)snprintf(text, i->length, "%zu", i->number);
    return text;
}

static bool take(void *state, const char *text, size_t length)
{
    expected *e = state;
    const item *wanted = &e->items[e->next++];
    char *all = text_for(wanted);
    assert_int_equal(length, wanted->length);
    assert_memory_equal(text, all, length);
    free(all);
    return e->next != e->stop_after;
}

/// Sorts random items with some memory, and compares the result with that of qsort.
static void try_memory(size_t memory, size_t longest)
{
    random_source r = random_new();
    char *folder = folder_new();
    item *items = calloc(COUNT, sizeof *items);
    sorter *s = sorter_new(folder, memory);
    for (size_t i = 0; i < COUNT; i++) {
        item *one = &items[i];
        *one = (item){.number = i, .length = 8 + random_below(&r, longest)};
        one->key_length = random_below(&r, 4); // few keys: many are equal, or begin with another
        for (size_t k = 0; k < one->key_length; k++)
            one->key[k] = (char)(random_below(&r, 3) * 127);
        char *text = text_for(one);
        assert_true(sorter_add(s, one->key, one->key_length, text, one->length));
        free(text);
    }
    qsort(items, COUNT, sizeof *items, compare);
    expected e = {.items = items};
    assert_true(sorter_finish(s, take, &e));
    assert_int_equal(e.next, COUNT);
    sorter_free(s);
    DIR *left = opendir(folder);
    size_t names = 0;
    while (readdir(left) != NULL)
        names++;
    (void)closedir(left);
    assert_int_equal(names, 2); // "." and ".."
    free(items);
    folder_remove(folder);
}

static void test_all_that_fits_in_memory_is_sorted(void **state)
{
    (void)state;
    try_memory(SORTER_MEMORY, 100);
}

static void test_runs_are_merged(void **state)
{
    (void)state;
    try_memory(20000, 100);
}

static void test_texts_longer_than_windows_and_memory_are_sorted(void **state)
{
    (void)state;
    try_memory(50000, 9000);
    try_memory(1, 300); // each is a run
}

static void test_nothing_is_nothing(void **state)
{
    (void)state;
    sorter *s = sorter_new("/nowhere", SORTER_MEMORY);
    expected e = {0};
    assert_true(sorter_finish(s, take, &e));
    sorter_free(s);
    sorter_free(NULL);
}

static void test_what_is_written_is_read_however_little(void **state)
{
    (void)state;
    static const char text[] = "abcdefgh";
    const int fd = nameless_open(nameless_folder());
    assert_true(fd >= 0);
    assert_true(nameless_write(fd, text, sizeof text - 1, 0));
    for (size_t length = 0; length < sizeof text; length++) {
        for (size_t at = 0; at + length < sizeof text; at++) {
            char got[sizeof text] = "--------";
            assert_true(nameless_read(fd, got, length, at));
            assert_memory_equal(got, text + at, length);
            assert_int_equal(got[length], length < sizeof text - 1 ? '-' : '\0');
        }
    }
    for (size_t length = 0; length < sizeof text; length++) {
        char got[sizeof text];
        assert_true(nameless_write(fd, "ABCDEFGH", length, 0));
        assert_true(nameless_read(fd, got, sizeof text - 1, 0));
        assert_memory_equal(got, "ABCDEFGH", length);
        assert_memory_equal(got + length, text + length, sizeof text - 1 - length);
    }
    char beyond[4];
    errno = 0;
    assert_false(nameless_read(fd, beyond, 2, sizeof text - 2));
    assert_int_equal(errno, EIO);
    (void)close(fd);
}

static void test_a_folder_that_is_not_there_is_a_failure(void **state)
{
    (void)state;
    sorter *s = sorter_new("/nowhere/at/all", 10);
    assert_true(sorter_add(s, "a", 1, "text", 4));
    errno = 0;
    assert_false(sorter_add(s, "a", 1, "text", 4));
    assert_int_equal(errno, ENOENT);
    sorter_free(s);
}

static void test_whoever_takes_can_stop(void **state)
{
    (void)state;
    char *folder = folder_new();
    for (size_t memory = 10; memory < 100000; memory += 99000) {
        item items[4] = {{.number = 0, .length = 9}, {.number = 1, .length = 9}, {.number = 2, .length = 9}};
        sorter *s = sorter_new(folder, memory);
        for (size_t i = 0; i < 3; i++) {
            char *text = text_for(&items[i]);
            assert_true(sorter_add(s, "", 0, text, items[i].length));
            free(text);
        }
        expected e = {.items = items, .stop_after = 2};
        assert_false(sorter_finish(s, take, &e));
        assert_int_equal(e.next, 2);
        sorter_free(s);
    }
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_that_fits_in_memory_is_sorted),
        cmocka_unit_test(test_runs_are_merged),
        cmocka_unit_test(test_texts_longer_than_windows_and_memory_are_sorted),
        cmocka_unit_test(test_nothing_is_nothing),
        cmocka_unit_test(test_what_is_written_is_read_however_little),
        cmocka_unit_test(test_a_folder_that_is_not_there_is_a_failure),
        cmocka_unit_test(test_whoever_takes_can_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
