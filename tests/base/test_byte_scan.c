// Bytes counted and found sixteen at a time are those that are counted and found one by one.
#include "base/byte_scan.h"
#include "random.h"

#include "test.h"

#include <string.h>

enum { ROUNDS = 20000, LONGEST = 100 };

static slice random_text(random_source *r, char *to)
{
    static const char bytes[] = "aaaaaaa\n\n-.\r\xC3\xA9\xE2\x82\xAC";
    const size_t length = (size_t)random_below(r, LONGEST + 1);
    for (size_t i = 0; i < length; i++)
        to[i] = bytes[random_below(r, sizeof bytes - 1)];
    return (slice){to, length};
}

static size_t plain_line_with(slice text, size_t line, char one, char other)
{
    for (size_t i = line; i < text.len; i++) {
        if (i == line && (text.ptr[i] == one || text.ptr[i] == other))
            return line;
        if (text.ptr[i] == '\n')
            line = i + 1;
    }
    return line;
}

static void test_sixteen_at_a_time_are_one_by_one(void **state)
{
    (void)state;
    random_source r = random_new();
    char bytes[LONGEST];
    size_t found = 0;
    for (int round = 0; round < ROUNDS; round++) {
        const slice text = random_text(&r, bytes);
        size_t lines = 0;
        size_t characters = 0;
        for (size_t i = 0; i < text.len; i++) {
            lines += text.ptr[i] == '\n';
            characters += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
        }
        assert_int_equal(byte_scan_lines(text), lines);
        assert_int_equal(byte_scan_characters(text), characters);
        const size_t line = plain_line_with(text, 0, '-', '.');
        assert_int_equal(byte_scan_line_with(text, 0, '-', '.'), line);
        found += line < text.len;
    }
    assert_in_range(found, ROUNDS / 10, ROUNDS - 1);
}

static void test_the_first_byte_that_is_not_ascii_is_found_in_texts_of_any_length(void **state)
{
    (void)state;
    enum { MOST = 5000 };
    static char bytes[MOST];
    random_source r = random_new();
    for (int round = 0; round < ROUNDS; round++) {
        const slice text = {bytes, (size_t)random_below(&r, random_below(&r, 2) == 0 ? LONGEST : MOST + 1)};
        const size_t from = (size_t)random_below(&r, text.len + 1);
        const size_t before =
            (size_t)random_below(&r, text.len + 1); // is not looked at if it lies before `from`
        const size_t at = (size_t)random_below(&r, 2 * text.len + 1); // mostly there is one
        memset(bytes, 'a', text.len);
        if (before < from)
            bytes[before] = '\xE9';
        if (at >= from && at < text.len)
            bytes[at] = round % 2 == 0 ? '\x80' : '\xFF';
        assert_int_equal(byte_scan_ascii(text, from), at >= from && at < text.len ? at : text.len);
    }
}

static void test_a_search_may_begin_at_any_line(void **state)
{
    (void)state;
    const slice text = SLICE("- a\nb\n. c\nd\n");
    assert_int_equal(byte_scan_line_with(text, 0, '-', '.'), 0);
    assert_int_equal(byte_scan_line_with(text, 4, '-', '.'), 6);
    assert_int_equal(byte_scan_line_with(text, 10, '-', '.'), text.len);
    assert_int_equal(byte_scan_line_with(text, text.len, '-', '.'), text.len);
    assert_int_equal(byte_scan_line_with(text, text.len + 1, '-', '.'), text.len + 1);
    assert_int_equal(byte_scan_line_with((slice){NULL, 0}, 0, '-', '.'), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sixteen_at_a_time_are_one_by_one),
        cmocka_unit_test(test_the_first_byte_that_is_not_ascii_is_found_in_texts_of_any_length),
        cmocka_unit_test(test_a_search_may_begin_at_any_line)};
    return cmocka_run_group_tests_name("base/byte_scan", tests, NULL, NULL);
}
