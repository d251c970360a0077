// Hostile and damaged workbooks: each is refused with a sentence, soon and in little memory, and nothing outside is looked at.
#include "base/limits.h"
#include "workbook/workbook.h"

#include "archive_maker.h"
#include "files.h"
#include "random.h"

#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 1 << 20, MOST_MEMORY = 64 << 20, MOST_SECONDS = 5 };

/// Memory in use, and the most that ever was.
typedef struct meter {
    size_t now, most;
} meter;

typedef struct block {
    _Alignas(16) size_t size;
} block;

static void *measured(void *state, void *memory, size_t size)
{
    meter *m = state;
    block *old = memory != NULL ? (block *)memory - 1 : NULL;
    const size_t before = old != NULL ? old->size : 0;
    if (size == 0) {
        m->now -= before;
        free(old);
        return NULL;
    }
    block *b = realloc(old, sizeof *b + size);
    if (b == NULL)
        return NULL;
    b->size = size;
    m->now = m->now - before + size;
    m->most = m->now > m->most ? m->now : m->most;
    return b + 1;
}

/// Reads all rows; why it ended, and the number of rows. Fails if it takes long, or much memory.
static char *read_to_the_end(const char *path, size_t *rows)
{
    meter m = {0};
    allocator from = {measured, &m};
    const clock_t before = clock();
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    workbook *w = workbook_reader_open(&from, fd, NULL, MOST);
    assert_non_null(w);
    workbook_row row;
    workbook_outcome outcome;
    *rows = 0;
    while ((outcome = workbook_reader_next(w, &row)) == WORKBOOK_ROW)
        ++*rows;
    assert_int_not_equal(outcome, WORKBOOK_NO_MEMORY);
    char *why = text_of("%s", outcome == WORKBOOK_FAILED ? workbook_reader_problem(w) : "");
    workbook_reader_close(w);
    (void)close(fd);
    assert_int_equal(m.now, 0);
    assert_true(m.most < MOST_MEMORY);
    assert_true((clock() - before) / CLOCKS_PER_SEC < MOST_SECONDS);
    return why;
}

static void expect_problem(const char *path, const char *expected)
{
    size_t rows;
    char *why = read_to_the_end(path, &rows);
    assert_string_equal(why, expected);
    free(why);
}

static void expect_refused(const workbook_parts *parts, const char *expected)
{
    char *folder = folder_new();
    char *path = workbook_make(folder, "w.xlsx", parts);
    expect_problem(path, expected);
    free(path);
    folder_remove(folder);
}

/// `count` times the text.
static char *many(const char *text, size_t count)
{
    const size_t length = strlen(text);
    char *out = malloc(length * count + 1);
    assert_non_null(out);
    for (size_t i = 0; i < count; i++)
        memcpy(out + i * length, text, length);
    out[length * count] = '\0';
    return out;
}

// --- bombs ---

static void test_a_part_that_grows_without_measure_is_not_read(void **state)
{
    (void)state;
    char *blanks = many("        ", (size_t)(LIMIT_ARCHIVE_FREE_MIB + 1) << 17);
    expect_refused(&(workbook_parts){.sheet = blanks},
                   "the ZIP archive holds far more than its size tells, and is not read");
    expect_refused(&(workbook_parts){.texts = blanks},
                   "the ZIP archive holds far more than its size tells, and is not read");
    free(blanks);
}

static void test_entities_are_refused_wherever_they_stand(void **state)
{
    (void)state;
    static const char bomb[] = "<!DOCTYPE l [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM "
                               "'file:///etc/passwd'>]><l>&b;&x;</l>";
    static const char *const names[] = {
        "_rels/.rels",          "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml", "xl/styles.xml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const archive_part part = {names[i], bomb, 0};
        expect_refused(&(workbook_parts){.more = &part, .more_count = 1},
                       "its XML has a DOCTYPE, which is refused");
    }
}

static void test_deep_and_long_xml_is_refused(void **state)
{
    (void)state;
    char *deep = many("<c>", 1000);
    char *letters = many("abcdefgh", 3 << 17);
    char *attribute = text_of("<row r='%s'/>", letters);
    expect_refused(&(workbook_parts){.sheet = deep}, "its XML is nested too deeply");
    expect_refused(&(workbook_parts){.sheet = attribute}, "a tag of its XML is longer than 1 MiB");
    free(deep);
    free(letters);
    free(attribute);
}

static void test_a_row_that_is_too_large_is_one_row(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *letters = many("abcdefgh", 1 << 18);
    char *sheet =
        text_of("<row><c t='inlineStr'><is><t>%s</t></is></c></row><row r='2'><c r='XFD2'><v>1</v></c></row>"
                "<row><c><v>3</v></c></row>",
                letters);
    char *path = workbook_make(folder, "w.xlsx", &(workbook_parts){.sheet = sheet});
    size_t rows;
    char *why = read_to_the_end(path, &rows);
    assert_string_equal(why, "");
    assert_int_equal(rows, 3);
    free(why);
    free(path);
    free(sheet);
    free(letters);
    folder_remove(folder);
}

static void test_an_archive_of_very_many_entries_is_refused(void **state)
{
    (void)state;
    enum { COUNT = LIMIT_ARCHIVE_ENTRIES + 1 };
    char *folder = folder_new();
    archive_part *parts = calloc(COUNT, sizeof *parts);
    assert_non_null(parts);
    for (size_t i = 0; i < COUNT; i++)
        parts[i] = (archive_part){"a", "x", 0};
    char *path = archive_make(folder, "w.xlsx", parts, COUNT);
    expect_problem(path, "the ZIP archive has more than 10,000 entries");
    free(path);
    free(parts);
    folder_remove(folder);
}

// --- archives that lie ---

/// Sets bytes of each header: of those in the directory (PK\1\2) at one offset, of those before the entries (PK\3\4) at another.
static void patch_headers(const char *path, size_t in_directory, size_t before_entry, unsigned char value)
{
    size_t length;
    char *bytes = file_read(path, &length);
    assert_non_null(bytes);
    for (size_t i = 0; i + 46 < length; i++) {
        if (memcmp(bytes + i, "PK\1\2", 4) == 0)
            bytes[i + in_directory] = (char)value;
        else if (memcmp(bytes + i, "PK\3\4", 4) == 0)
            bytes[i + before_entry] = (char)value;
    }
    file_write(path, bytes, length);
    free(bytes);
}

static void test_a_password_or_another_compression_is_named(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = workbook_make(folder, "w.xlsx", &(workbook_parts){0});
    patch_headers(path, 8, 6, 1);
    expect_problem(path, "the ZIP archive is protected by a password");
    free(path);
    path = workbook_make(folder, "w.xlsx", &(workbook_parts){0});
    patch_headers(path, 10, 8, 9);
    expect_problem(path, "the ZIP archive is compressed in an unusual way: deflate can be read");
    free(path);
    folder_remove(folder);
}

static void test_entries_that_share_bytes_are_refused(void **state)
{
    (void)state;
    static const archive_part parts[] = {{"a", "the same", 0}, {"b", "the same", 0}};
    char *folder = folder_new();
    char *path = archive_make(folder, "w.xlsx", parts, 2);
    size_t length;
    char *bytes = file_read(path, &length);
    assert_non_null(bytes);
    for (size_t i = 0; i + 46 < length; i++) {
        if (memcmp(bytes + i, "PK\1\2", 4) == 0)
            memset(bytes + i + 42, 0, 4); // where the entry lies: both at the beginning
    }
    file_write(path, bytes, length);
    expect_problem(path, "entries of the ZIP archive overlap");
    free(bytes);
    free(path);
    folder_remove(folder);
}

static void test_what_lies_outside_is_never_looked_at(void **state)
{
    (void)state;
    static const char relationships[] = "<Relationships><Relationship Id='r1' Type='x/worksheet' "
                                        "TargetMode='External' Target='file:///etc/passwd'/></Relationships>";
    static const char upwards[] = "<Relationships><Relationship Id='r1' Type='x/worksheet' "
                                  "Target='../../../../etc/passwd'/></Relationships>";
    const archive_part external = {"xl/_rels/workbook.xml.rels", relationships, 0};
    const archive_part above = {"xl/_rels/workbook.xml.rels", upwards, 0};
    expect_refused(&(workbook_parts){.more = &external, .more_count = 1},
                   "the workbook has no visible worksheet that holds anything");
    expect_refused(&(workbook_parts){.more = &above, .more_count = 1}, "a part of the workbook is missing");
}

// --- damage ---

/// What a sound reader may make of a damaged copy: the rows of the original, or a problem.
static void expect_whole_or_refused(const char *path, size_t rows_of_original)
{
    size_t rows;
    char *why = read_to_the_end(path, &rows);
    assert_true(why[0] != '\0' || rows == rows_of_original);
    free(why);
}

static void test_each_cut_and_each_changed_byte_is_noticed_or_harmless(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = workbook_make(
        folder, "w.xlsx",
        &(workbook_parts){
            .sheet = "<row><c t='s'><v>0</v></c><c s='0'><v>1</v></c></row><row><c><v>7</v></c></row>",
            .texts = "<si><t>text</t></si>",
            .formats = "<cellXfs><xf numFmtId='14'/></cellXfs>"});
    size_t length;
    char *bytes = file_read(path, &length);
    assert_non_null(bytes);
    for (size_t i = 0; i < length; i++) {
        file_write(path, bytes, i);
        expect_whole_or_refused(path, SIZE_MAX);
    }
    random_source random = random_new();
    for (size_t i = 0; i < length; i++) {
        const char was = bytes[i];
        bytes[i] = (char)(was ^ (1 + (int)random_below(&random, 255)));
        file_write(path, bytes, length);
        expect_whole_or_refused(path, 2);
        bytes[i] = was;
    }
    free(bytes);
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_part_that_grows_without_measure_is_not_read),
        cmocka_unit_test(test_entities_are_refused_wherever_they_stand),
        cmocka_unit_test(test_deep_and_long_xml_is_refused),
        cmocka_unit_test(test_a_row_that_is_too_large_is_one_row),
        cmocka_unit_test(test_an_archive_of_very_many_entries_is_refused),
        cmocka_unit_test(test_a_password_or_another_compression_is_named),
        cmocka_unit_test(test_entries_that_share_bytes_are_refused),
        cmocka_unit_test(test_what_lies_outside_is_never_looked_at),
        cmocka_unit_test(test_each_cut_and_each_changed_byte_is_noticed_or_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
