// Arenas, diagnostics, UTF-8 and decimals.
#include "base/arena.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/utf8.h"

#include "base/limits.h"
#include "test.h"

#include <stdlib.h>

static int released;

static void release(void *resource)
{
    released = released * 10 + *(int *)resource;
}

static void fill(void *argument)
{
    static int one = 1;
    static int two = 2;
    arena *a = argument;
    arena_on_release(a, release, &one);
    arena_on_release(a, release, &two);
    arena *child = arena_new_child(a);
    char *text = arena_grow(child, arena_alloc(child, 8), 8, 4000);
    text[3999] = 'x';
    (void)arena_alloc(a, 100000);
}

static void overflow(void *argument)
{
    (void)arena_array(argument, SIZE_MAX / 2, 3);
}

typedef struct too_much {
    arena *arena;
    size_t size;
} too_much;

static void ask_for_too_much(void *argument)
{
    const too_much *wanted = argument;
    (void)arena_alloc(wanted->arena, wanted->size);
}

static void grow_too_much(void *argument)
{
    const too_much *wanted = argument;
    (void)arena_grow(wanted->arena, arena_alloc(wanted->arena, 8), 8, wanted->size);
}

/// The C library, but for sizes that it refuses anyway: some end the program instead.
static void *resize_modestly(void *state, void *block, size_t size)
{
    return size > SIZE_MAX / 4 ? NULL : allocator_default.resize(state, block, size);
}

/// Sizes that overflow when they are rounded up, or once a block's head is added to them.
static void test_sizes_at_the_end_of_what_can_be_counted_are_a_lack_of_memory(void **state)
{
    (void)state;
    const allocator modest = {.resize = resize_modestly};
    arena *a = arena_new(&modest, 0);
    for (size_t below = 0; below < 300; below++) {
        too_much wanted = {a, SIZE_MAX - below};
        assert_int_equal(arena_run(a, ask_for_too_much, &wanted), ARENA_NO_MEMORY);
        assert_int_equal(arena_run(a, grow_too_much, &wanted), ARENA_NO_MEMORY);
    }
    arena_free(a);
}

static void test_an_arena_releases_in_reverse_and_stops_at_its_limit(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 150000);
    released = 0;
    assert_int_equal(arena_run(a, fill, a), ARENA_DONE);
    assert_int_equal(arena_run(a, overflow, a), ARENA_NO_MEMORY);
    assert_int_equal(arena_run(a, fill, a), ARENA_LIMIT);
    arena_reset(a);
    assert_int_equal(released, 2121);
    assert_int_equal(arena_used(a), 0);
    arena_free(a);
    arena_free(NULL);
}

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED
#endif
#ifdef SANITIZED
#include <sanitizer/asan_interface.h>

static void step_over_ends(void *argument)
{
    arena *a = argument;
    static const size_t sizes[] = {0, 1, 16, 17, 64, 65, 5000};
    char *texts[7];
    for (size_t i = 0; i < 7; i++)
        texts[i] = arena_alloc(a, sizes[i]);
    for (size_t i = 0; i < 7; i++) {
        assert_null(__asan_region_is_poisoned(texts[i], sizes[i]));
        assert_true(__asan_address_is_poisoned(texts[i] + sizes[i]));
    }
    for (size_t size = 5001; size < 9000; size += 999) { // in place, and then elsewhere
        texts[6] = arena_grow(a, texts[6], size > 5001 ? size - 999 : 5000, size);
        assert_null(__asan_region_is_poisoned(texts[6], size));
        assert_true(__asan_address_is_poisoned(texts[6] + size));
    }
    arena_reset(a);
    assert_true(__asan_address_is_poisoned(texts[6]));
}
#endif

static void test_a_sanitizer_sees_one_element_past_an_array(void **state)
{
    (void)state;
#ifdef SANITIZED
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, step_over_ends, a), ARENA_DONE);
    arena_free(a);
#endif
}

static void do_nothing(void *argument)
{
    (void)argument;
}

static void test_a_guard_over_several_arenas_ends_where_any_fails(void **state)
{
    (void)state;
    arena *arenas[] = {arena_new(NULL, 0), arena_new(NULL, 0), arena_new(NULL, 0)};
    assert_int_equal(arena_run_all(arenas, 3, do_nothing, NULL), ARENA_DONE);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(arena_run_all(arenas, 3, overflow, arenas[i]), ARENA_NO_MEMORY);
    for (size_t i = 0; i < 3; i++)
        arena_free(arenas[i]);
}

/// Every text of six parts that may end lines, at every byte, with a mark that goes on and one that begins anew.
static void test_lines_and_columns_are_counted_whatever_ends_a_line(void **state)
{
    (void)state;
    static const char *const parts[] = {"a", "\n", "\r", "\xC3\xA9"};
    for (size_t code = 0; code < 4096; code++) {
        char text[16] = "";
        for (size_t rest = code, i = 0; i < 6; i++, rest /= 4)
            strcat(text, parts[rest % 4]);
        const source_text source = {.file = SLICE("f"), .text = slice_of(text)};
        size_t line = 1;
        size_t column = 1;
        for (size_t at = 0; at <= source.text.len; at++) {
            const char before = at > 0 ? text[at - 1] : 'a';
            const bool ends = before == '\n' || (before == '\r' && text[at] != '\n');
            line += ends;
            column = ends ? 1 : column + (at > 0 && ((unsigned char)before & 0xC0) != 0x80);
            if (((unsigned char)text[at] & 0xC0) == 0x80)
                continue; // within a character
            const diagnostic_place found = place_resolve((place){&source, at, 1});
            assert_int_equal(found.line, line);
            if (text[at] != '\n') // the second half of one line end is a place that nothing has
                assert_int_equal(found.column, column);
        }
    }
}

static void diagnose(void *argument)
{
    arena *a = argument;
    diag_list *list = diag_list_new(a);
    source_text source = {.file = SLICE("f"), .text = SLICE("a\r\n\xC3\xA9\xC3\xA9 bad\nend")};
    slice names[] = {SLICE("years_experience"), SLICE("size"), SLICE("ab")};
    diag_error(list, (place){&source, 8, 3}, "later", "second line");
    diag_hint_nearest(list, SLICE("year_experience"), names, 3);
    diag_warning(list, (place){&source, 0, 1}, "first", "first line");
    diag_hint_nearest(list, SLICE("zzzz"), names, 3);
    diag_error(list, (place){0}, "nowhere", "no place");
    diag_sort(list);
    assert_string_equal(list->items[0].code, "nowhere");
    assert_string_equal(list->items[1].code, "first");
    assert_int_equal(list->items[1].hint.len, 0);
    assert_int_equal(list->items[2].line, 2);
    assert_int_equal(list->items[2].column, 4);
    assert_string_equal(list->items[2].hint.ptr, "did you mean 'years_experience'?");
    assert_int_equal(nearest_name(a, SLICE("siez"), names, 3), 1);
    assert_int_equal(nearest_name(a, SLICE("SIZE"), names, 3), 1);
    assert_int_equal(nearest_name(a, SLICE("  Size "), names, 3), 1);
    assert_int_equal(nearest_name(a, SLICE("  "), names, 3), -1);
    diag_warning(list, (place){0}, "blanks", "blanks around it");
    diag_hint_nearest(list, SLICE(" Size"), names, 3);
    assert_string_equal(list->items[list->count - 1].hint.ptr,
                        "did you mean 'size', without blanks around it?");
    for (size_t i = 0; i < LIMIT_DIAGNOSTICS + 5; i++)
        diag_error(list, (place){0}, "many", "again");
    assert_int_equal(list->count, LIMIT_DIAGNOSTICS);
    assert_int_equal(list->dropped, 9);
}

static void test_diagnostics_have_places_hints_and_an_end(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, diagnose, a), ARENA_DONE);
    arena_free(a);
}

static void test_utf8_is_checked_and_counted(void **state)
{
    (void)state;
    size_t bad = 9;
    assert_true(utf8_valid(SLICE("\xF0\x9F\x90\x8E"), &bad));
    assert_false(utf8_valid(SLICE("a\xED\xA0\x80"), &bad)); // a surrogate
    assert_int_equal(bad, 1);
    assert_false(utf8_valid(SLICE("\xC0\x80"), NULL)); // overlong
    assert_int_equal(utf8_count(SLICE("\xC3\xA9x\xFF")), 3);
    assert_int_equal(utf8_offset(SLICE("\xC3\xA9x"), 1), 2);
}

static void test_a_shortened_text_ends_with_a_whole_character(void **state)
{
    (void)state;
    const slice text = SLICE("a\xC3\xA9\xE2\x82\xAC");
    static const size_t lengths[] = {0, 1, 1, 3, 3, 3, 6, 6};
    for (size_t most = 0; most < sizeof lengths / sizeof *lengths; most++)
        assert_int_equal(utf8_shortened(text, most).len, lengths[most]);
    assert_int_equal(utf8_shortened((slice){NULL, 0}, 3).len, 0);
}

static const char *text_of_number(const char *text, char *buffer)
{
    decimal d;
    if (!decimal_parse(slice_of(text), &d))
        return "none";
    (void)decimal_to_text(d, buffer);
    return buffer;
}

static void test_decimals_read_and_write_exactly(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"1.50", "1.5"},
        {"-0", "0"},
        {".5", "0.5"},
        {"1e3", "1000"},
        {"-1.2E-3", "-0.0012"},
        {"+7", "7"},
        {"1.", "1"},
        {"1234567890123456789012345678901234", "1234567890123456789012345678901234"},
        {"", "none"},
        {".", "none"},
        {"1e", "none"},
        {"1_0", "none"},
        {"0x1F", "none"},
        {"NaN", "none"},
        {"Infinity", "none"},
        {"1e6145", "none"},
        {"000000000000000000000000000000000000000000000000000000000000000000000000000000001", "1"},
        {"12345678901234567890123456789012345000000000000000000000000000000000000001e-41",
         "123456789012345678901234567890123.5"},
        {"1e99999999999999999999", "none"},
        {"1e-99999999999999999999", "0"},
    };
    char *buffer = malloc(DECIMAL_PLAIN_TEXT_SIZE);
    assert_non_null(buffer);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(text_of_number(cases[i][0], buffer), cases[i][1]);
    assert_int_equal(strlen(text_of_number("9e6144", buffer)), 6145);
    assert_int_equal(strlen(text_of_number("-1e-6176", buffer)), 6179);
    free(buffer);
    decimal sum;
    decimal tenth;
    assert_true(decimal_from_double(0.1, &tenth));
    assert_true(decimal_add(tenth, tenth, &sum) && decimal_add(sum, tenth, &sum));
    assert_true(decimal_multiply(sum, decimal_from_int64(10), &sum) &&
                decimal_compare(sum, decimal_from_int64(3)) == 0);
    assert_false(decimal_divide(sum, decimal_from_int64(0), &sum));
    assert_false(decimal_to_int64(tenth, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_arena_releases_in_reverse_and_stops_at_its_limit),
        cmocka_unit_test(test_sizes_at_the_end_of_what_can_be_counted_are_a_lack_of_memory),
        cmocka_unit_test(test_a_sanitizer_sees_one_element_past_an_array),
        cmocka_unit_test(test_a_guard_over_several_arenas_ends_where_any_fails),
        cmocka_unit_test(test_lines_and_columns_are_counted_whatever_ends_a_line),
        cmocka_unit_test(test_diagnostics_have_places_hints_and_an_end),
        cmocka_unit_test(test_utf8_is_checked_and_counted),
        cmocka_unit_test(test_a_shortened_text_ends_with_a_whole_character),
        cmocka_unit_test(test_decimals_read_and_write_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
