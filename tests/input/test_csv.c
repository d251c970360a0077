// CSV in every form that spreadsheet programs write, what is none with its place, and reading in windows of any size.
#include "input/csv.h"

#include "base/limits.h"
#include "base/text.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/// The records as text: fields between bars, one line each; `CODE@LINE:COLUMN` for what is wrong.
static slice read_quoted(arena *a, slice text, char delimiter, csv_quoting quoting)
{
    text_builder out = {.arena = a};
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = SLICE("f"), .text = text};
    csv_reader r = csv_reader_of(a, delimiter);
    r.quoting = quoting;
    for (size_t at = 0;;) {
        csv_record record;
        csv_problem problem;
        size_t used;
        csv_outcome outcome = csv_read(&r, slice_part(text, at, text.len), true, &record, &used, &problem);
        assert_int_not_equal(outcome, CSV_MORE);
        if (outcome == CSV_END)
            break;
        if (outcome == CSV_WRONG) {
            const diagnostic_place where =
                place_resolve((place){source, at + problem.offset, problem.length});
            text_add_format(&out, "%s@%zu:%zu\n", problem.code, where.line, where.column);
        } else {
            for (size_t i = 0; i < record.count; i++)
                text_add_format(&out, "%s%.*s", i > 0 ? "|" : "", SLICE_ARG(record.fields[i].text));
            text_add_byte(&out, '\n');
        }
        assert_true(used > 0);
        at += used;
    }
    return text_result(&out);
}

static slice read_all(arena *a, slice text, char delimiter)
{
    return read_quoted(a, text, delimiter, CSV_QUOTED);
}

typedef struct csv_case {
    const char *text, *expected;
    csv_quoting quoting;
} csv_case;

typedef struct job {
    arena *arena;
    slice text;
    slice got;
    size_t window;
    csv_quoting quoting;
} job;

static void read_whole(void *argument)
{
    job *j = argument;
    j->got = read_quoted(j->arena, j->text, '\0', j->quoting);
}

static const csv_case cases[] = {
    {"", "", CSV_QUOTED},
    {"a,b\n1,2\n", "a|b\n1|2\n", CSV_QUOTED},
    {"a,b\r\n1,2", "a|b\n1|2\n", CSV_QUOTED},
    {"\xEF\xBB\xBF"
     "a,b\n",
     "a|b\n", CSV_QUOTED},
    {"\xEF\xBB\xBF", "", CSV_QUOTED},
    {"a;b,c;d\n1;2;3\n", "a|b,c|d\n1|2|3\n", CSV_QUOTED},
    {"a\tb\n1\t2,5\n", "a|b\n1|2,5\n", CSV_QUOTED},
    {"sep=;\r\na,b,c;d\n", "a,b,c|d\n", CSV_QUOTED},
    {"\xEF\xBB\xBFsep=,\na;b;c,d\n", "a;b;c|d\n", CSV_QUOTED},
    {"\"a;b;c\",d\n", "a;b;c|d\n", CSV_QUOTED},
    {"\"say \"\"hi\"\"\",b\n", "say \"hi\"|b\n", CSV_QUOTED},
    {"\"\"\"\",\"\"\n", "\"|\n", CSV_QUOTED},
    {"\"two\nlines\",b\nc,d\n", "two\nlines|b\nc|d\n", CSV_QUOTED},
    {"\"two\r\nlines\",b\r\nc,d\r\n", "two\r\nlines|b\nc|d\n", CSV_QUOTED},
    {"a,,\n,,\n", "a||\n||\n", CSV_QUOTED},
    {"\n\na,b\n\r\n\n1,2\n\n", "a|b\n1|2\n", CSV_QUOTED},
    {"one\n", "one\n", CSV_QUOTED},
    {" a , b \n", " a | b \n", CSV_QUOTED},
    {"caf\xC3\xA9,\xE2\x82\xAC\n", "caf\xC3\xA9|\xE2\x82\xAC\n", CSV_QUOTED},
    {"a,\"b\n1,2\n", "csv-quote@1:3\n1|2\n", CSV_QUOTED},
    {"a,\"b\"c\n1,2\n", "csv-quote@1:6\n1|2\n", CSV_QUOTED},
    {"a,b\"c\"\n1,2\n", "csv-quote@1:4\n1|2\n", CSV_QUOTED},
    {"a,b\n1,2\"\n3,4\n5\",6\n", "a|b\ncsv-quote@2:4\n3|4\ncsv-quote@4:2\n", CSV_QUOTED},
    {"a,b\rc,d\n1,2\n", "csv-line-end@1:4\n1|2\n", CSV_QUOTED},
    {"a,\xFF\n1,2\n", "invalid-utf8@1:3\n1|2\n", CSV_QUOTED},
    {"a,\"b\n1,2\n\"c\",3\n", "csv-quote@1:3\n1|2\nc|3\n", CSV_QUOTED},
    {"\"a\tb\"\t2\n\"c\t3\nd\"\t4\n", "a\tb|2\ncsv-quote@2:1\ncsv-quote@3:2\n", CSV_QUOTED_IN_LINE},
    {"'a, ''b''',\"c\"\n'two\nlines',d\n", "a, 'b'|\"c\"\ntwo\nlines|d\n", CSV_SINGLE_QUOTED},
    {"O'Neil,2\n3,4\n", "csv-quote@1:2\n3|4\n", CSV_SINGLE_QUOTED},
    {"\"a\t\"\"\n'b'\tc\\n\n", "\"a|\"\"\n'b'|c\\n\n", CSV_NOT_QUOTED},
    {"a\\tb\t\"c\\\\\n\\N\tx\\N\\\ty\n", "a\tb|\"c\\\n|xN\ty\n", CSV_ESCAPED},
    {"a\\\nb,c\\\n", "a\nb|c\n\n", CSV_ESCAPED},
    {"a,b\\", "a|b\\\n", CSV_ESCAPED},
};

static void test_every_form_is_read_and_every_mistake_has_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        job j = {.arena = arena_new(NULL, 0), .text = slice_of(cases[i].text), .quoting = cases[i].quoting};
        assert_int_equal(arena_run(j.arena, read_whole, &j), ARENA_DONE);
        assert_string_equal(j.got.len > 0 ? j.got.ptr : "", cases[i].expected);
        arena_free(j.arena);
    }
}

static void read_nul(void *argument)
{
    job *j = argument;
    j->got = read_all(j->arena, (slice){"a,b\0c\n1,2\n", 10}, '\0');
}

static void test_nul_is_an_error(void **state)
{
    (void)state;
    job j = {.arena = arena_new(NULL, 0)};
    assert_int_equal(arena_run(j.arena, read_nul, &j), ARENA_DONE);
    assert_string_equal(j.got.ptr, "nul@1:4\n1|2\n");
    arena_free(j.arena);
}

/// Reads through a window that slides and grows by `window` bytes where the reader asks for more.
static void read_in_windows(void *argument)
{
    job *j = argument;
    text_builder out = {.arena = j->arena};
    csv_reader r = csv_reader_of(j->arena, '\0');
    r.quoting = j->quoting;
    size_t at = 0;
    size_t end = 0;
    for (;;) {
        csv_record record;
        csv_problem problem;
        size_t used;
        csv_outcome outcome =
            csv_read(&r, slice_part(j->text, at, end - at), end == j->text.len, &record, &used, &problem);
        if (outcome == CSV_MORE) {
            end = end + j->window < j->text.len ? end + j->window : j->text.len;
            continue;
        }
        if (outcome == CSV_END)
            break;
        for (size_t i = 0; outcome == CSV_RECORD && i < record.count; i++)
            text_add_format(&out, "%s%.*s", i > 0 ? "|" : "", SLICE_ARG(record.fields[i].text));
        if (outcome == CSV_RECORD)
            text_add_byte(&out, '\n');
        at += used;
    }
    j->got = text_result(&out);
}

static void test_windows_of_any_size_give_the_same_records(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (strchr(cases[i].expected, '@') != NULL)
            continue; // where quotes are wrong, a window may end a record that the whole text would not
        for (size_t window = 1; window < 12; window++) {
            job j = {.arena = arena_new(NULL, 0),
                     .text = slice_of(cases[i].text),
                     .window = window,
                     .quoting = cases[i].quoting};
            assert_int_equal(arena_run(j.arena, read_in_windows, &j), ARENA_DONE);
            assert_string_equal(j.got.len > 0 ? j.got.ptr : "", cases[i].expected);
            arena_free(j.arena);
        }
    }
}

static void find_places(void *argument)
{
    job *j = argument;
    source_text source = {.file = SLICE("f"), .text = SLICE("a,b\n1,\"x \"\"y\"\" here\"\n")};
    csv_reader r = csv_reader_of(j->arena, '\0');
    csv_record record;
    csv_problem problem;
    size_t used;
    assert_int_equal(csv_read(&r, source.text, true, &record, &used, &problem), CSV_RECORD);
    size_t base = used;
    slice rest = slice_part(source.text, base, source.text.len);
    assert_int_equal(csv_read(&r, rest, true, &record, &used, &problem), CSV_RECORD);
    const source_text *inner = csv_field_source(j->arena, &source, base, &record.fields[1]);
    const diagnostic_place where = place_resolve((place){inner, 6, 4});
    assert_int_equal(where.line, 2);
    assert_int_equal(where.column, 12);
    assert_int_equal(where.length, 4);
}

static void test_a_place_in_a_cell_leads_past_doubled_quotes(void **state)
{
    (void)state;
    job j = {.arena = arena_new(NULL, 0)};
    assert_int_equal(arena_run(j.arena, find_places, &j), ARENA_DONE);
    arena_free(j.arena);
}

static void find_places_of_escapes(void *argument)
{
    job *j = argument;
    source_text source = {.file = SLICE("f"), .text = SLICE("1\ta\\tb\\\\c here\n")};
    csv_reader r = csv_reader_of(j->arena, '\t');
    r.quoting = CSV_ESCAPED;
    csv_record record;
    csv_problem problem;
    size_t used;
    assert_int_equal(csv_read(&r, source.text, true, &record, &used, &problem), CSV_RECORD);
    const source_text *inner = csv_field_source(j->arena, &source, 0, &record.fields[1]);
    assert_string_equal(arena_copy(j->arena, inner->text).ptr, "a\tb\\c here");
    const diagnostic_place where = place_resolve((place){inner, 6, 4});
    assert_int_equal(where.column, 11);
    assert_int_equal(where.length, 4);
}

static void test_a_place_in_a_cell_leads_past_escapes(void **state)
{
    (void)state;
    job j = {.arena = arena_new(NULL, 0)};
    assert_int_equal(arena_run(j.arena, find_places_of_escapes, &j), ARENA_DONE);
    arena_free(j.arena);
}

static void read_large(void *argument)
{
    job *j = argument;
    text_builder text = {.arena = j->arena};
    size_t cells = j->window;
    for (size_t i = 1; i < cells; i++)
        text_add_byte(&text, ',');
    text_add_byte(&text, '\n');
    slice got = read_all(j->arena, text_result(&text), ',');
    j->got = slice_part(got, 0, 14);
    text_builder record = {.arena = j->arena};
    for (size_t i = 0; i < (size_t)LIMIT_CSV_ROW + cells - LIMIT_CELLS; i++)
        text_add_byte(&record, 'x');
    text_add_byte(&record, '\n');
    slice longest = read_all(j->arena, text_result(&record), ',');
    assert_int_equal(slice_starts_with(longest, SLICE("too-long@1:1")), cells > LIMIT_CELLS);
}

static void test_limits_of_a_record_hold_at_and_above(void **state)
{
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        job j = {.arena = arena_new(NULL, 0), .window = LIMIT_CELLS + more};
        assert_int_equal(arena_run(j.arena, read_large, &j), ARENA_DONE);
        assert_int_equal(slice_starts_with(j.got, SLICE("too-many-cells")), more == 1);
        arena_free(j.arena);
    }
}

/// Reads one record and reports what is wrong with it.
static void report_first(void *argument)
{
    job *j = argument;
    csv_reader r = csv_reader_of(j->arena, ',');
    csv_record record;
    csv_problem problem;
    size_t used;
    diag_list *diags = diag_list_new(j->arena);
    source_text *source = ARENA_NEW(j->arena, source_text);
    *source = (source_text){.file = SLICE("f"), .text = j->text};
    assert_int_equal(csv_read(&r, j->text, true, &record, &used, &problem), CSV_WRONG);
    csv_report(&problem, source, diags);
    assert_int_equal(diags->count, 1);
    j->got = arena_format(j->arena, "%.*s | %.*s", SLICE_ARG(diags->items[0].message),
                          SLICE_ARG(diags->items[0].hint));
}

static void assert_report(slice text, const char *expected)
{
    job j = {.arena = arena_new(NULL, 0), .text = text};
    assert_int_equal(arena_run(j.arena, report_first, &j), ARENA_DONE);
    assert_string_equal(j.got.ptr, expected);
    arena_free(j.arena);
}

static void test_each_mistake_has_its_message(void **state)
{
    (void)state;
    assert_report(SLICE("a,\"b\n"), "this quotation mark is not closed | ");
    assert_report(SLICE("a,\"b\"c\n"), "expected the end of the cell after its quotation mark | "
                                       "a quotation mark within a quoted cell is written twice");
    assert_report(SLICE("a,b\"c\n"), "a quotation mark in a cell that does not begin with one | "
                                     "put the whole cell in quotation marks, and double those inside");
    assert_report(SLICE("a,b\rc\n"), "a carriage return without a line feed | "
                                     "save the file with the line ends of Windows or Unix");
    assert_report(SLICE("a,\xFF\n"), "the text is not valid UTF-8 here | save the file as CSV UTF-8");
    assert_report((slice){"a,\0\n", 4}, "a NUL character may not stand in text | save the file as CSV UTF-8");
    char *large = malloc(LIMIT_CSV_ROW + 2);
    assert_non_null(large);
    memset(large, ',', LIMIT_CELLS);
    assert_report((slice){large, LIMIT_CELLS}, "the row has more than 1000 cells | ");
    memset(large, 'x', LIMIT_CSV_ROW + 1);
    assert_report((slice){large, LIMIT_CSV_ROW + 1},
                  "the row is longer than a mebibyte | a quotation mark may be missing");
    free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_form_is_read_and_every_mistake_has_its_place),
        cmocka_unit_test(test_nul_is_an_error),
        cmocka_unit_test(test_windows_of_any_size_give_the_same_records),
        cmocka_unit_test(test_a_place_in_a_cell_leads_past_doubled_quotes),
        cmocka_unit_test(test_a_place_in_a_cell_leads_past_escapes),
        cmocka_unit_test(test_limits_of_a_record_hold_at_and_above),
        cmocka_unit_test(test_each_mistake_has_its_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
