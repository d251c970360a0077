// Cells of text: what is quoted, what gets an apostrophe since a spreadsheet would compute it, and what is written otherwise.
#include "write/csv.h"

#include "random.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

typedef void writer(csv_writer *w, const char *text);

/// Two cells in a stream, in which all texts take the plain way. Free with free.
static char *cells_in_stream(writer *write, const csv_dialect *dialect, const char *text)
{
    char *got = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&got, &length);
    assert_non_null(out);
    csv_writer w = {.to = {.stream = out}, .dialect = dialect};
    write(&w, text);
    write(&w, text);
    assert_int_equal(fclose(out), 0);
    return got;
}

/// The same two in room for a text, in which most take the fast one.
static void expect_same_in_room(writer *write, const csv_dialect *dialect, const char *text,
                                const char *expected)
{
    char got[1024];
    csv_writer w = {.to = {.at = got, .begin = got, .end = got + sizeof got - 1}, .dialect = dialect};
    write(&w, text);
    write(&w, text);
    *w.to.at = '\0';
    if (strcmp(got, expected) != 0)
        print_message("of '%s'\n", text);
    assert_string_equal(got, expected);
}

static void expect_cell(writer *write, const csv_dialect *dialect, const char *text, const char *expected)
{
    char *cells = cells_in_stream(write, dialect, text);
    char twice[512];
    (void)snprintf(twice, sizeof twice, "%s%c%s", expected, dialect != NULL ? dialect->delimiter : ',',
                   expected);
    if (strcmp(cells, twice) != 0)
        print_message("of '%s'\n", text);
    assert_string_equal(cells, twice);
    expect_same_in_room(write, dialect, text, cells);
    free(cells);
}

static void expect_text(const char *text, const char *expected)
{
    expect_cell(csv_text, NULL, text, expected);
}

static void test_what_must_be_quoted_is(void **state)
{
    static const csv_dialect german = {';', ','};
    (void)state;
    expect_text("", "");
    expect_text("a b", "a b");
    expect_text("a,b", "\"a,b\"");
    expect_text("a;b", "a;b");
    expect_cell(csv_text, &german, "a;b", "\"a;b\"");
    expect_cell(csv_text, &german, "a", "a");
    expect_text("a\"b\"", "\"a\"\"b\"\"\"");
    expect_text("a\nb", "\"a\nb\"");
    expect_text("a\rb", "\"a\rb\"");
    expect_text(" a", "\" a\"");
    expect_text("a ", "\"a \"");
    expect_text(" ", "\" \"");
}

static void test_a_name_of_digits_is_told_from_a_number(void **state)
{
    (void)state;
    expect_cell(csv_name, NULL, "12", "\"12\"");
    expect_cell(csv_name, NULL, "12a", "12a");
    expect_cell(csv_name, NULL, "a12", "a12");
    expect_cell(csv_name, NULL, "", "\"\"");
    expect_text("12", "12");
}

static void test_numbers_are_no_formulas_however_they_are_written(void **state)
{
    (void)state;
    static const char *const numbers[] = {"-1",    "+1",        "-12",   "-1.5",   "+.5",   "-5.",
                                          "-1e5",  "-1E5",      "-1e+5", "-1e-5",  "-12e3", "-.5e2",
                                          "-5.e2", "+1.25E-12", "-1;-2", "-1|+1e3"};
    static const char *const others[] = {"-",
                                         "+",
                                         "-.",
                                         "-e5",
                                         "-1e",
                                         "-1e+",
                                         "-1.2.3",
                                         "--1",
                                         "-1e5x",
                                         "-1x",
                                         "-1 ",
                                         "=1",
                                         "@1",
                                         "-.e5",
                                         "+1+1",
                                         "-1e5.5",
                                         "\xEF\xBC\x9D+1",
                                         "\xEF\xBC\x8B+1",
                                         "\xEF\xBC\x8D+1",
                                         "\xEF\xBC\xA0+1"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        expect_text(numbers[i], numbers[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char expected[32];
        const bool quoted = others[i][strlen(others[i]) - 1] == ' ';
        (void)snprintf(expected, sizeof expected, quoted ? "\"'%s\"" : "'%s", others[i]);
        expect_text(others[i], expected);
    }
}

static void test_a_number_longer_than_any_is_a_formula(void **state)
{
    (void)state;
    char text[66] = "-";
    char expected[67];
    memset(text + 1, '1', 62);
    expect_text(text, text);
    memset(text + 1, '1', 63);
    (void)snprintf(expected, sizeof expected, "'%s", text);
    expect_text(text, expected);
}

static void test_formulas_behind_whatever_may_separate_cells_are_found(void **state)
{
    (void)state;
    for (const char *separator = ";|"; *separator != '\0'; separator++) {
        char text[] = {'a', *separator, '=', 'b', *separator, '-', '1', '\0'};
        char expected[] = {'a', *separator, '\'', '=', 'b', *separator, '-', '1', '\0'};
        expect_text(text, expected);
    }
    expect_text("a,=b", "\"a,'=b\"");
    expect_text("a\n=b", "\"a\n'=b\"");
    expect_text("a\r-b", "\"a\r'-b\"");
    expect_text("a\t@b", "a\t'@b");
    expect_text("a,,+b", "\"a,,'+b\"");
    expect_text("\t=a", "'\t'=a");
    expect_text("\ta", "'\ta");
    // behind nothing of the kind they are none
    expect_text("a=b", "a=b");
    expect_text("a -b", "a -b");
    expect_text("a:@b", "a:@b");
    expect_text("a.=b", "a.=b");
}

static void test_what_acts_on_a_terminal_is_shown(void **state)
{
    (void)state;
    expect_text("a\x1B[1m", "a\\u{1B}[1m");
    expect_text("\x01", "\\u{1}");
    expect_text("a\x7F", "a\\u{7F}");
    expect_text("\xC2\x9B", "\\u{9B}");
    expect_text("a\xE2\x80\xAE"
                "b",
                "a\\u{202E}b");
    expect_text("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    expect_text("a\xFF"
                "b",
                "a\xEF\xBF\xBD"
                "b");
    expect_text("a\xC3", "a\xEF\xBF\xBD");
}

static void test_random_texts_are_the_same_cells_on_the_fast_way(void **state)
{
    (void)state;
    static const csv_dialect german = {';', ','};
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789.-:/_()";
    static const char *const others[] = {
        " ",  "=",    "+",    "-",    "@",        ",", ";",  "|",        "\"",           "\t",          "\r",
        "\n", "\x7F", "\x01", "\xFF", "\xC3\xA9", "'", "\\", "\xC2\x9B", "\xE2\x80\xAE", "\xEF\xBC\x9D"};
    random_source random = random_new();
    for (int i = 0; i < 50000; i++) {
        char text[160] = "";
        const size_t length = random_below(&random, 40);
        const size_t rare = random_below(&random, 3) == 0 ? 4 : 40;
        for (size_t k = 0; k < length; k++) {
            const char letter[] = {letters[random_below(&random, sizeof letters - 1)], '\0'};
            const char *other = others[random_below(&random, sizeof others / sizeof *others)];
            (void)strcat(text, random_below(&random, rare) == 0 ? other : letter);
        }
        const csv_dialect *dialect = random_below(&random, 4) == 0 ? &german : NULL;
        writer *write = random_below(&random, 4) == 0 ? csv_name : csv_text;
        char *cells = cells_in_stream(write, dialect, text);
        expect_same_in_room(write, dialect, text, cells);
        free(cells);
    }
}

static void write_numbers(csv_writer *w, const char *text)
{
    csv_number(w, strtod(text, NULL));
    csv_empty(w);
    csv_count(w, strtoul(text, NULL, 10));
}

static void test_numbers_are_the_same_cells_on_the_fast_way(void **state)
{
    (void)state;
    static const csv_dialect german = {';', ','};
    static const char *const numbers[] = {"0", "9", "10", "99.99995", "0.3333", "120.5", "-3.25"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        for (int k = 0; k < 2; k++) {
            char *cells = cells_in_stream(write_numbers, k == 0 ? NULL : &german, numbers[i]);
            expect_same_in_room(write_numbers, k == 0 ? NULL : &german, numbers[i], cells);
            free(cells);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_must_be_quoted_is),
        cmocka_unit_test(test_a_name_of_digits_is_told_from_a_number),
        cmocka_unit_test(test_numbers_are_no_formulas_however_they_are_written),
        cmocka_unit_test(test_a_number_longer_than_any_is_a_formula),
        cmocka_unit_test(test_formulas_behind_whatever_may_separate_cells_are_found),
        cmocka_unit_test(test_what_acts_on_a_terminal_is_shown),
        cmocka_unit_test(test_random_texts_are_the_same_cells_on_the_fast_way),
        cmocka_unit_test(test_numbers_are_the_same_cells_on_the_fast_way)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
