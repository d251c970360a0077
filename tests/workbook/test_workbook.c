// Worksheets as rows of cells: what each kind of cell means, which worksheet is read, and what cannot be read.
#include "workbook/workbook.h"

#include "archive_maker.h"
#include "failing.h"
#include "files.h"

#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST = 1 << 20 };

/// The rows of a worksheet, a line each: "2: a|b|!why". A problem stands at the end: "# why".
static char *read_rows(const char *path, const char *worksheet, const allocator *from)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_non_null(out);
    workbook *w = workbook_reader_open(from, fd, worksheet, MOST);
    workbook_row row;
    workbook_outcome outcome = w == NULL ? WORKBOOK_NO_MEMORY : WORKBOOK_ROW;
    while (outcome == WORKBOOK_ROW && (outcome = workbook_reader_next(w, &row)) == WORKBOOK_ROW) {
        (void)fprintf(out, "%zu:%s", row.number, row.too_large ? " too large" : "");
        for (size_t i = 0; i < row.count; i++)
            (void)fprintf(out, "%s%s%.*s", i > 0 ? "|" : " ", row.cells[i].fault ? "!" : "",
                          SLICE_ARG(row.cells[i].text));
        (void)fputc('\n', out);
    }
    if (outcome != WORKBOOK_END)
        (void)fprintf(out, "# %s\n",
                      outcome == WORKBOOK_NO_MEMORY ? "no memory" : workbook_reader_problem(w));
    workbook_reader_close(w);
    (void)close(fd);
    (void)fclose(out);
    return text;
}

static void expect_rows(const workbook_parts *parts, const char *worksheet, const char *expected)
{
    char *folder = folder_new();
    char *path = workbook_make(folder, "w.xlsx", parts);
    char *rows = read_rows(path, worksheet, &allocator_default);
    assert_string_equal(rows, expected);
    free(rows);
    free(path);
    folder_remove(folder);
}

static void expect(const char *sheet, const char *expected)
{
    expect_rows(&(workbook_parts){.sheet = sheet}, NULL, expected);
}

static void test_cells_of_each_type_become_text(void **state)
{
    (void)state;
    expect_rows(&(workbook_parts){.sheet = "<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1'><v>12</v></c>"
                                           "<c r='C1' t='b'><v>1</v></c><c r='D1' t='b'><v>0</v></c>"
                                           "<c r='E1' t='inlineStr'><is><t>in &amp; line</t></is></c>"
                                           "<c r='F1' t='str'><f>A1</f><v>given</v></c>"
                                           "<c r='G1' t='e'><v>#N/A</v></c></row>",
                                  .texts = "<si><t>no</t></si><si><t>yes</t></si>"},
                NULL, "1: yes|12|TRUE|FALSE|in & line|given|!holds the error #N/A\n");
}

static void test_formatted_text_is_joined_and_its_pronunciation_left_out(void **state)
{
    (void)state;
    expect_rows(
        &(workbook_parts){
            .sheet = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>",
            .texts = "<si><r><rPr><b/></rPr><t>Ma</t></r><r><t xml:space='preserve'>x </t></r>"
                     "<rPh sb='0' eb='1'><t>no</t></rPh></si><si><t>a_x000A_b_x005F_c_x0000_</t></si>"},
        NULL, "1: Max |a\nb_c_x0000_\n");
}

static void test_numbers_have_the_digits_that_a_spreadsheet_shows(void **state)
{
    (void)state;
    expect("<row><c><v>0.30000000000000004</v></c><c><v>5.0999999999999996</v></c><c><v>-1.5E-3</v></c>"
           "<c><v>1.2345678901234567E+20</v></c><c><v>12345678901234567890</v></c><c><v>007</v></c><c><v>x</"
           "v></c>"
           "<c><v>1E400</v></c><c><v>100</v></c></row>",
           "1: 0.3|5.1|-0.0015|123456789012346000000|12345678901234567890|007|!holds something that is no "
           "number|"
           "!holds something that is no number|100\n");
}

static void test_dates_are_told_by_their_format(void **state)
{
    (void)state;
    expect_rows(
        &(workbook_parts){
            .sheet =
                "<row r='1'><c r='A1' s='1'><v>45838</v></c><c r='B1' s='1'><v>45838.354166666664</v></c>"
                "<c r='C1' s='2'><v>0.35416666666666669</v></c><c r='D1' s='3'><v>1.1041666666666667</v></c>"
                "<c r='E1' s='4'><v>45838</v></c><c r='F1' s='5'><v>45838</v></c>"
                "<c r='G1' t='d'><v>2025-06-30T00:00:00</v></c><c r='H1' "
                "t='d'><v>2025-06-30T08:30:00Z</v></c>"
                "<c r='I1' s='1'><v>60</v></c><c r='J1' s='1'><v>59</v></c><c r='K1' "
                "s='1'><v>-1</v></c></row>",
            .formats = "<numFmts><numFmt numFmtId='164' formatCode='[h]:mm:ss'/>"
                       "<numFmt numFmtId='165' formatCode='[$-407]d. mmmm yyyy;@'/>"
                       "<numFmt numFmtId='166' formatCode='0.00\" days\"'/></numFmts>"
                       "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                       "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='20'/>"
                       "<xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/></cellXfs>"},
        NULL,
        "1: 2025-06-30|2025-06-30T08:30:00|08:30:00|PT26H30M|2025-06-30|45838|2025-06-30|2025-06-30T08:30:00|"
        "!is a date that does not exist|1900-02-28|!is a date that does not exist\n");
}

static void test_dates_may_count_from_1904(void **state)
{
    (void)state;
    expect_rows(
        &(workbook_parts){.sheet = "<row><c s='0'><v>0</v></c><c><v>44376</v></c></row>",
                          .formats = "<cellXfs><xf numFmtId='14'/></cellXfs>",
                          .workbook =
                              "<workbookPr date1904='1'/><sheets><sheet name='A' r:id='r1'/></sheets>"},
        NULL, "1: 1904-01-01|2025-06-30\n");
}

static void test_a_formula_without_a_saved_result_is_not_known(void **state)
{
    (void)state;
    expect(
        "<row><c><f>1+1</f></c><c><f>1+1</f><v></v></c><c><f>1+1</f><v>2</v></c><c "
        "t='str'><f>\"\"</f><v></v></c>"
        "<c><v>0</v></c></row>",
        "1: !holds a formula whose result was not saved|!holds a formula whose result was not saved|2||0\n");
    expect_rows(
        &(workbook_parts){
            .sheet = "<row><c><f>1+1</f><v>0</v></c><c><f>1+1</f><v>2</v></c><c><v>0</v></c></row>",
            .workbook = "<sheets><sheet name='A' r:id='r1'/></sheets><calcPr fullCalcOnLoad='1'/>"},
        NULL, "1: !holds a formula whose result was not saved|2|0\n");
}

static void test_rows_and_cells_may_be_missing_or_nameless(void **state)
{
    (void)state;
    expect("<row r='2'><c r='B2'><v>1</v></c><c><v>2</v></c><c r='E2'/></row><row r='4'/>"
           "<row r='7'><c r='A7' t='inlineStr'><is><t/></is></c></row><row><c><v>3</v></c></row>",
           "2: |1|2\n8: 3\n");
}

/// Behind Z comes AA. The last that a worksheet can have is XFD, and a row of ours has fewer.
static void test_columns_are_counted_by_the_letters_of_their_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t before; ///< columns
    } cases[] = {{"A", 0},   {"B", 1},   {"Z", 25},   {"AA", 26},  {"AB", 27},
                 {"AZ", 51}, {"BA", 52}, {"IV", 255}, {"ZZ", 701}, {"AAA", 702}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *sheet = text_of("<row r='1'><c r='%s1'><v>7</v></c></row>", cases[i].name);
        char *bars = calloc(cases[i].before + 1, 1);
        assert_non_null(bars);
        memset(bars, '|', cases[i].before);
        char *expected = text_of("1: %s7\n", bars);
        expect(sheet, expected);
        free(expected);
        free(bars);
        free(sheet);
    }
    expect("<row r='1'><c r='XFD1'><v>7</v></c></row>", "1: too large\n");
    expect("<row r='1'><c r='XFE1'><v>7</v></c></row>", "# the cells of the worksheet are not in order\n");
}

static void test_what_is_not_in_order_is_refused(void **state)
{
    (void)state;
    expect("<row r='2'><c><v>1</v></c></row><row r='2'><c><v>1</v></c></row>",
           "2: 1\n# the rows of the worksheet are not in order\n");
    expect("<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>1</v></c></row>",
           "# the cells of the worksheet are not in order\n");
    expect("<row r='1048577'><c><v>1</v></c></row>", "# the rows of the worksheet are not in order\n");
}

static void test_a_worksheet_is_chosen_by_name_or_is_the_first_that_holds_anything(void **state)
{
    (void)state;
    const archive_part more[] = {{"xl/worksheets/sheet2.xml",
                                  "<x:worksheet "
                                  "xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/"
                                  "main'><x:sheetData><x:row><x:c><x:v>2</x:v></x:c></x:row>"
                                  "</x:sheetData></x:worksheet>",
                                  0},
                                 {"xl/worksheets/sheet3.xml",
                                  "<worksheet><sheetData><row><c><v>3</v></c></row></sheetData></worksheet>",
                                  0}};
    const workbook_parts parts = {
        .sheet = "",
        .workbook = "<sheets><sheet name='Empty' r:id='r1'/><sheet name='Old' state='hidden' r:id='r2'/>"
                    "<sheet name='Clients' r:id='r3'/></sheets>",
        .more = more,
        .more_count = 2};
    expect_rows(&parts, NULL, "1: 3\n");
    expect_rows(&parts, "Old", "1: 2\n");
    expect_rows(&parts, "Empty", "");
    expect_rows(&parts, "old", "# there is no worksheet 'old', but 'Empty', 'Old', 'Clients'\n");
}

static void expect_other(const archive_part *parts, size_t count, const char *expected)
{
    char *folder = folder_new();
    char *path = archive_make(folder, "w.zip", parts, count);
    char *rows = read_rows(path, NULL, &allocator_default);
    assert_string_equal(rows, expected);
    free(rows);
    free(path);
    folder_remove(folder);
}

static void test_other_archives_are_named(void **state)
{
    (void)state;
    const archive_part table[] = {{"clients.csv", "grade\n1\n", 0}};
    const archive_part open_document[] = {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0},
                                          {"META-INF/manifest.xml", "<a/>", 0},
                                          {"content.xml", "<a/>", 0}};
    const archive_part numbers[] = {{"Index/Document.iwa", "x", 0}, {"Metadata/Properties.plist", "x", 0}};
    const archive_part letter[] = {{"_rels/.rels", "<a/>", 0}, {"word/document.xml", "<a/>", 0}};
    expect_other(table, 1, "# this is a ZIP archive: unpack it, and name the files in it\n");
    expect_other(open_document, 3,
                 "# this is an OpenDocument file without worksheets: save its table as .ods, .xlsx or CSV\n");
    expect_other(numbers, 2,
                 "# this is a document of Numbers, Pages or Keynote: export it as .xlsx or CSV\n");
    expect_other(letter, 2, "# this is a document of a word processor: save its table as .xlsx or CSV\n");
}

static void test_xml_with_a_doctype_is_refused(void **state)
{
    (void)state;
    const archive_part bomb = {"xl/worksheets/sheet1.xml",
                               "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b "
                               "'&a;&a;'>]><worksheet><sheetData><row><c><v>&b;</v></c></row>"
                               "</sheetData></worksheet>",
                               0};
    expect_rows(&(workbook_parts){.more = &bomb, .more_count = 1}, NULL,
                "# its XML has a DOCTYPE, which is refused\n");
}

static void test_each_allocation_may_fail(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path =
        workbook_make(folder, "w.xlsx",
                      &(workbook_parts){.sheet = "<row><c t='s'><v>0</v></c><c s='0'><v>1</v></c></row>",
                                        .texts = "<si><t>text</t></si>",
                                        .formats = "<cellXfs><xf numFmtId='14'/></cellXfs>"});
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        char *rows = read_rows(path, NULL, &from);
        assert_int_equal(failing.live, 0);
        assert_string_equal(rows, failing.failed ? "# no memory\n" : "1: text|1900-01-01\n");
        free(rows);
        if (!failing.failed)
            break;
    }
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells_of_each_type_become_text),
        cmocka_unit_test(test_formatted_text_is_joined_and_its_pronunciation_left_out),
        cmocka_unit_test(test_numbers_have_the_digits_that_a_spreadsheet_shows),
        cmocka_unit_test(test_dates_are_told_by_their_format),
        cmocka_unit_test(test_dates_may_count_from_1904),
        cmocka_unit_test(test_a_formula_without_a_saved_result_is_not_known),
        cmocka_unit_test(test_rows_and_cells_may_be_missing_or_nameless),
        cmocka_unit_test(test_columns_are_counted_by_the_letters_of_their_names),
        cmocka_unit_test(test_what_is_not_in_order_is_refused),
        cmocka_unit_test(test_a_worksheet_is_chosen_by_name_or_is_the_first_that_holds_anything),
        cmocka_unit_test(test_other_archives_are_named),
        cmocka_unit_test(test_xml_with_a_doctype_is_refused),
        cmocka_unit_test(test_each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
