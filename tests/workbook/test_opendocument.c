// Worksheets of OpenDocument files: each kind of cell, what is repeated, what is hidden, and what is hostile.
#include "base/limits.h"
#include "workbook/workbook.h"

#include "archive_maker.h"
#include "files.h"

#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SPACES                                                                                               \
    " xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"                                       \
    " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"                                         \
    " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"                                           \
    " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"                                         \
    " xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"                                        \
    " xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"
#define HEAD                                                                                                 \
    "<office:document-content" SPACES                                                                        \
    "><office:automatic-styles><style:style style:name='off'><style:table-properties "                       \
    "table:display='false'/></style:style></office:automatic-styles><office:body><office:spreadsheet>"
#define TAIL              "</office:spreadsheet></office:body></office:document-content>"
#define ROW(cells)        "<table:table-row>" cells "</table:table-row>"
#define TEXT(text)        "<table:table-cell office:value-type='string'><text:p>" text "</text:p></table:table-cell>"
#define SHEET(name, rows) "<table:table table:name='" name "'>" rows "</table:table>"

static char *make(const char *folder, const char *content, const char *manifest)
{
    const archive_part parts[] = {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0},
                                  {"META-INF/manifest.xml", manifest, 0},
                                  {"content.xml", content, 0}};
    return archive_make(folder, "a.ods", parts, 3);
}

/// The rows: "1: a|b!|c", with `!` behind what is not known and `#` behind numbers; then why it ended. Free with free.
static char *read_rows(const char *content, const char *manifest, const char *name)
{
    char *folder = folder_new();
    char *path = make(folder, content, manifest);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    workbook *w = workbook_reader_open(&allocator_default, fd, name, 1 << 20);
    workbook_row row;
    char *out = text_of("%s", "");
    size_t given = 0;
    assert_non_null(w);
    workbook_outcome outcome = workbook_reader_problem(w) != NULL ? WORKBOOK_FAILED : WORKBOOK_ROW;
    while (outcome == WORKBOOK_ROW && (outcome = workbook_reader_next(w, &row)) == WORKBOOK_ROW &&
           given++ < 20) {
        char *more = text_of("%s%zu:%s", out, row.number, row.too_large ? " too large" : "");
        free(out);
        out = more;
        for (size_t i = 0; i < row.count && !row.too_large; i++) {
            more = text_of("%s%s%.*s%s", out, i > 0 ? "|" : " ", SLICE_ARG(row.cells[i].text),
                           row.cells[i].fault    ? "!"
                           : row.cells[i].number ? "#"
                                                 : "");
            free(out);
            out = more;
        }
        more = text_of("%s\n", out);
        free(out);
        out = more;
    }
    char *all = outcome == WORKBOOK_FAILED ? text_of("%s%s", out, workbook_reader_problem(w))
                                           : text_of("%s%.*s", out, SLICE_ARG(workbook_reader_others(w)));
    free(out);
    workbook_reader_close(w);
    (void)close(fd);
    free(path);
    folder_remove(folder);
    return all;
}

static const char manifest[] = "<manifest/>";

typedef struct rows_case {
    const char *content, *expected;
} rows_case;

static const rows_case cases[] = {
    // kinds of cells
    {HEAD SHEET("A", ROW(TEXT("a") TEXT("b  b") "<table:table-cell/>" TEXT("c"))) TAIL, "1: a|b b||c\n"},
    {HEAD SHEET("A", ROW("<table:table-cell office:value-type='float' "
                         "office:value='0.30000000000000004'><text:p>0,3</text:p></table:table-cell>"
                         "<table:table-cell office:value-type='percentage' office:value='0.5'/>"
                         "<table:table-cell office:value-type='currency' office:value='12'/>"
                         "<table:table-cell office:value-type='float' office:value='x'/>")) TAIL,
     "1: 0.3#|0.5#|12#|holds something that is no number!\n"},
    {HEAD SHEET("A",
                ROW("<table:table-cell office:value-type='date' office:date-value='2025-06-30'/>"
                    "<table:table-cell office:value-type='date' office:date-value='2025-06-30T00:00:00'/>"
                    "<table:table-cell office:value-type='date' office:date-value='2025-06-30T08:15:00'/>"
                    "<table:table-cell office:value-type='time' office:time-value='PT08H30M00S'/>"
                    "<table:table-cell office:value-type='time' office:time-value='PT26H30M00S'/>"
                    "<table:table-cell office:value-type='time' office:time-value='noon'/>")) TAIL,
     "1: 2025-06-30|2025-06-30|2025-06-30T08:15:00|08:30:00|PT26H30M|is a time that cannot be read!\n"},
    {HEAD SHEET("A",
                ROW("<table:table-cell office:value-type='boolean' office:boolean-value='true'/>"
                    "<table:table-cell office:value-type='boolean' office:boolean-value='false'/>"
                    "<table:table-cell office:value-type='string' office:string-value='' "
                    "calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell>"
                    "<table:table-cell table:formula='of:=1+1'/>"
                    "<table:table-cell table:formula='of:=1+1' office:value-type='float' office:value='2'/>"))
         TAIL,
     "1: TRUE|FALSE|holds the error #N/A!|holds a formula whose result was not saved!|2#\n"},
    // texts
    {HEAD SHEET("A", ROW("<table:table-cell office:value-type='string'>\n <text:p>two<text:s "
                         "text:c='3'/><text:span>lines\n here</text:span></text:p>\n"
                         "<text:p>x<text:line-break/>y<text:tab/>z</text:p>\n"
                         "<office:annotation><text:p>a comment</text:p></office:annotation>"
                         "<draw:frame><draw:text-box><text:p>a "
                         "picture</text:p></draw:text-box></draw:frame>\n</table:table-cell>" TEXT("b")))
         TAIL,
     "1: two   lines here\nx\ny\tz|b\n"},
    {HEAD SHEET("A", ROW("<table:table-cell office:value-type='string' office:string-value='as "
                         "stored'><text:p>as shown</text:p></table:table-cell>")) TAIL,
     "1: as stored\n"},
    // what is repeated, and what is covered by a merged cell
    {HEAD SHEET("A", ROW("<table:table-cell table:number-columns-repeated='2'/>"
                         "<table:table-cell table:number-columns-repeated='2' office:value-type='float' "
                         "office:value='1'/>"
                         "<table:covered-table-cell table:number-columns-repeated='2' "
                         "office:value-type='float' office:value='7'/>" TEXT(
                             "x") "<table:table-cell table:number-columns-repeated='16378'/>")) TAIL,
     "1: ||1#|1#|||x\n"},
    {HEAD SHEET("A",
                "<table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
                "<table:table-row table:number-rows-repeated='2'>" TEXT("a") "</table:table-row>" ROW(TEXT(
                    "b")) "<table:table-row "
                          "table:number-rows-repeated='1048570'><table:table-cell/></table:table-row>") TAIL,
     "4: a\n5: a\n6: b\n"},
    {HEAD SHEET(
         "A",
         "<table:table-header-rows>" ROW(TEXT("a")) "</table:table-header-rows><table:table-row-group>" ROW(
             TEXT("b")) "</table:table-row-group>") TAIL,
     "1: a\n2: b\n"},
    // worksheets
    {HEAD "<table:table table:name='Hidden' table:style-name='off'>" ROW(TEXT("h")) "</table:table>" SHEET(
         "Empty", ROW("<table:table-cell/>")) SHEET("Clients", ROW(TEXT("c"))) SHEET("Notes", ROW(TEXT("n")))
         TAIL,
     "1: c\n'Notes'"},
    {HEAD TAIL, "this is an OpenDocument file without worksheets: save its table as .ods, .xlsx or CSV"},
    {"<office:document-content" SPACES "><office:body><office:text>" SHEET(
         "A", ROW(TEXT("a"))) "</office:text></office:body></office:document-content>",
     "this is an OpenDocument file without worksheets: save its table as .ods, .xlsx or CSV"},
    // hostile
    {"<!DOCTYPE x><office:document-content" SPACES "/>", "its XML has a DOCTYPE, which is refused"},
    {HEAD "<table:table>", "its XML is damaged"},
    {HEAD SHEET("A", ROW("<table:table-cell table:number-columns-repeated='4000000000' "
                         "office:value-type='float' office:value='1'/>")) TAIL,
     "1: too large\n"},
    {HEAD SHEET("A", "<table:table-row table:number-rows-repeated='99999999'>" TEXT("a") "</table:table-row>")
         TAIL,
     "the worksheet has more than 1,048,576 rows"},
    {HEAD SHEET("A", ROW("<table:table-cell office:value-type='string'><text:p><text:s "
                         "text:c='999999999'/></text:p></table:table-cell>")) TAIL,
     "1: too large\n"},
};

static void test_each_kind_of_cell_is_read(void **state)
{
    (void)state;
    const clock_t before = clock();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *got = read_rows(cases[i].content, manifest, NULL);
        assert_string_equal(got, cases[i].expected);
        free(got);
    }
    assert_true(clock() - before < 5 * CLOCKS_PER_SEC);
}

static void test_a_worksheet_is_read_by_its_name(void **state)
{
    static const char content[] = HEAD "<table:table table:name='Hidden' table:style-name='off'>" ROW(
        TEXT("h")) "</table:table>" SHEET("Clients", ROW(TEXT("c"))) TAIL;
    (void)state;
    char *got = read_rows(content, manifest, "Hidden");
    assert_string_equal(got, "1: h\n");
    free(got);
    got = read_rows(content, manifest, "Kunden");
    assert_string_equal(got, "there is no worksheet 'Kunden', but 'Hidden', 'Clients'");
    free(got);
}

static void test_a_password_is_named(void **state)
{
    (void)state;
    char *got =
        read_rows("\x01\x02\x03", "<manifest><file-entry><encryption-data/></file-entry></manifest>", NULL);
    assert_string_equal(got, "the file has a password: save it without one");
    free(got);
}

/// A row that is repeated as often as a worksheet can have rows is given as often, and again after going back.
static void test_many_rows_are_given_and_given_again(void **state)
{
    char *folder = folder_new();
    char *path =
        make(folder,
             HEAD SHEET("A", ROW(TEXT("name")) "<table:table-row table:number-rows-repeated='1048575'>" TEXT(
                                 "a") "</table:table-row>") TAIL,
             manifest);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    workbook *w = workbook_reader_open(&allocator_default, fd, NULL, 1 << 20);
    (void)state;
    for (size_t round = 0; round < 2; round++) {
        workbook_row row = {0};
        size_t count = 0;
        while (workbook_reader_next(w, &row) == WORKBOOK_ROW)
            count++;
        assert_int_equal(count, LIMIT_WORKSHEET_ROWS);
        assert_int_equal(row.number, LIMIT_WORKSHEET_ROWS);
        assert_true(workbook_reader_rewind(w));
    }
    workbook_reader_close(w);
    (void)close(fd);
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_kind_of_cell_is_read),
        cmocka_unit_test(test_a_worksheet_is_read_by_its_name),
        cmocka_unit_test(test_a_password_is_named),
        cmocka_unit_test(test_many_rows_are_given_and_given_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
