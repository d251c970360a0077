// Numbers as JSON: at most four decimals, rounded half away from zero, without needless zeros. Texts: what is escaped.
#include "write/digits.h"
#include "write/json.h"

#include "random.h"
#include "test.h"

#include <math.h>
#include <stdlib.h>

/// What the writer puts between the brackets of a list.
static void assert_list(void (*write)(json_writer *w, const void *values), const void *values,
                        const char *expected)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    json_writer w = json_begin(out);
    json_array_begin(&w);
    write(&w, values);
    json_array_end(&w);
    assert_int_equal(fclose(out), 0);
    assert_true(length >= 2);
    text[length - 1] = '\0';
    assert_string_equal(text + 1, expected);
    free(text);
}

static void write_number(json_writer *w, const void *value)
{
    json_number(w, *(const double *)value);
}

static void write_count(json_writer *w, const void *value)
{
    json_count(w, *(const size_t *)value);
}

static void assert_number(double value, const char *expected)
{
    assert_list(write_number, &value, expected);
}

static void test_numbers_have_no_zeros_that_say_nothing(void **state)
{
    (void)state;
    assert_number(0, "0");
    assert_number(1, "1");
    assert_number(10, "10");
    assert_number(0.1, "0.1");
    assert_number(-0.25, "-0.25");
    assert_number(0.0001, "0.0001");
    assert_number(100.05, "100.05");
    assert_number(9999.9999, "9999.9999");
    assert_number(10000, "10000");
    assert_number(10000.5, "10000.5");
    assert_number(123456789.125, "123456789.125");
    assert_number(1000000000.0001, "1000000000.0001");
}

static void test_numbers_are_rounded_half_away_from_zero(void **state)
{
    (void)state;
    assert_number(0.00005, "0.0001");
    assert_number(0.00003, "0");
    assert_number(-0.00003, "0");
    assert_number(-0.00005, "-0.0001");
    assert_number(0.99995, "1");
    assert_number(9999.99996, "10000");
    assert_number(1.03125, "1.0313"); // exact halves, since they are binary fractions
    assert_number(-1.03125, "-1.0313");
}

static void test_random_numbers_are_as_the_library_rounds_them(void **state)
{
    (void)state;
    random_source random = random_new();
    for (int i = 0; i < 20000; i++) {
        static const double sizes[] = {1, 100, 10000, 1e7, 1e11};
        const double size = sizes[random_below(&random, sizeof sizes / sizeof *sizes)];
        const double unit = (double)(random_next(&random) >> 11) / 9007199254740992.0;
        const double value = (random_below(&random, 2) == 0 ? 1 : -1) * unit * size;
        const long long scaled = llround(fabs(value) * 10000);
        char expected[80];
        int length = snprintf(expected, sizeof expected, "%s%lld.%04lld", value < 0 && scaled > 0 ? "-" : "",
                              scaled / 10000, scaled % 10000);
        while (expected[length - 1] == '0')
            length--;
        length -= expected[length - 1] == '.';
        expected[length] = '\0';
        assert_number(value, expected);
    }
}

/// A writer of a text that needs no more room than this.
static json_writer writer_in(char *room, size_t size)
{
    return (json_writer){.to = {.at = room, .begin = room, .end = room + size}};
}

/// What a writer makes of a text, twice in a list: through a stream, a stream for people, and a text.
static void assert_text(const char *text, size_t length, const char *escaped)
{
    char expected[256];
    char *got = NULL;
    size_t got_length = 0;
    for (int pretty = 0; pretty < 2; pretty++) {
        FILE *out = open_memstream(&got, &got_length);
        assert_non_null(out);
        json_writer w = pretty != 0 ? json_begin_pretty(out) : json_begin(out);
        json_array_begin(&w);
        json_bytes(&w, text, length);
        json_bytes(&w, text, length);
        json_array_end(&w);
        assert_int_equal(fclose(out), 0);
        (void)snprintf(expected, sizeof expected, "[\"%s\",%s\"%s\"]", escaped, pretty != 0 ? " " : "",
                       escaped);
        assert_string_equal(got, expected);
        free(got);
    }
    char room[512];
    json_writer w = writer_in(room, sizeof room);
    json_array_begin(&w);
    json_bytes(&w, text, length);
    json_bytes(&w, text, length);
    json_array_end(&w);
    const int expected_length = snprintf(expected, sizeof expected, "[\"%s\",\"%s\"]", escaped, escaped);
    assert_int_equal(w.to.at - room, expected_length);
    assert_memory_equal(room, expected, (size_t)expected_length);
}

/// The byte as JSON; the bytes around it are ASCII, so that above 0x7F it is no character.
static const char *escape_of(unsigned byte, char out[8])
{
    if (byte == '"' || byte == '\\')
        (void)snprintf(out, 8, "\\%c", (char)byte);
    else if (byte < 0x20 || byte == 0x7F)
        (void)snprintf(out, 8, "\\u%04x", byte);
    else if (byte > 0x7F)
        (void)snprintf(out, 8, "\\ufffd");
    else
        (void)snprintf(out, 8, "%c", (char)byte);
    return out;
}

/// Eight bytes are looked at together, or sixteen: each of them in its turn, in a text of one such group, of two, of more, and of less.
static void test_every_byte_is_escaped_wherever_it_stands(void **state)
{
    (void)state;
    static const size_t lengths[] = {1, 2, 3, 4, 5, 7, 8, 13, 15, 16, 17, 32, 39};
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
            for (size_t at = 0; at < lengths[l]; at++) {
                char text[40] = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
                char escape[8];
                char expected[80];
                text[at] = (char)byte;
                (void)snprintf(expected, sizeof expected, "%.*s%s%.*s", (int)at, text,
                               escape_of(byte, escape), (int)(lengths[l] - at - 1), text + at + 1);
                assert_text(text, lengths[l], expected);
            }
        }
    }
}

/// Pieces that are already JSON, in a list of two objects, between what is written by the plain way.
static void write_pieces(json_writer *w)
{
    json_array_begin(w);
    for (size_t i = 0; i < 2; i++) {
        char *at = json_put(json_take(w, 64), JSON_PIECE("{\"rank\":"));
        at = digits_put_count(at, i);
        at = digits_put_count(json_put(at, JSON_PIECE(",\"place\":")), 12345 * i);
        at = digits_put_number(json_put(at, JSON_PIECE(",\"score\":")), -0.12345);
        json_took(w, json_put(at, JSON_PIECE(",\"parts\":[")), false);
        json_number(w, -1.5);
        json_string(w, "a");
        json_took(w, json_put(json_take(w, 16), JSON_PIECE("\"ok\"")), true);
        json_array_end(w);
        json_string_entry(w, "id", "b\n");
        json_took(w, json_put(json_take(w, 16), JSON_PIECE("\"last\":")), false);
        json_boolean(w, true);
        json_object_end(w);
    }
    json_array_end(w);
}

/// The same by the plain way alone.
static void write_all(json_writer *w)
{
    json_array_begin(w);
    for (size_t i = 0; i < 2; i++) {
        json_object_begin(w);
        json_count_entry(w, "rank", i);
        json_count_entry(w, "place", 12345 * i);
        json_number_entry(w, "score", -0.12345);
        json_array_entry(w, "parts");
        json_number(w, -1.5);
        json_string(w, "a");
        json_string(w, "ok");
        json_array_end(w);
        json_string_entry(w, "id", "b\n");
        json_boolean_entry(w, "last", true);
        json_object_end(w);
    }
    json_array_end(w);
}

static void test_ready_pieces_have_their_commas(void **state)
{
    (void)state;
    char *expected = NULL;
    size_t length = 0;
    char room[512];
    FILE *out = open_memstream(&expected, &length);
    assert_non_null(out);
    json_writer plain = json_begin(out);
    write_all(&plain);
    assert_int_equal(fclose(out), 0);
    json_writer w = writer_in(room, sizeof room);
    write_pieces(&w);
    assert_int_equal(w.to.at - room, length);
    assert_memory_equal(room, expected, length);
    free(expected);
}

static void test_counts_have_all_their_digits(void **state)
{
    (void)state;
    random_source random = random_new();
    for (int i = 0; i < 20000; i++) {
        const size_t count = (size_t)(random_next(&random) >> random_below(&random, 64));
        char expected[32];
        (void)snprintf(expected, sizeof expected, "%zu", count);
        assert_list(write_count, &count, expected);
    }
    const size_t none = 0;
    const size_t most = SIZE_MAX;
    assert_list(write_count, &none, "0");
    assert_list(write_count, &most, "18446744073709551615");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_have_no_zeros_that_say_nothing),
        cmocka_unit_test(test_numbers_are_rounded_half_away_from_zero),
        cmocka_unit_test(test_random_numbers_are_as_the_library_rounds_them),
        cmocka_unit_test(test_every_byte_is_escaped_wherever_it_stands),
        cmocka_unit_test(test_ready_pieces_have_their_commas),
        cmocka_unit_test(test_counts_have_all_their_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
