// Bytes become text: encodings that show themselves and those that are named, line ends, what is no text, and what is almost UTF-8. All of it
// is the same however the bytes arrive.
#include "input/text_stream.h"

#include "failing.h"
#include "files.h"

#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 1 << 20 };

typedef struct outcome {
    stream_outcome end;
    char *text; ///< ROOM bytes
    size_t length;
    text_problem problem;
} outcome;

/// Reads the open file to its end; surveyed first, if that is asked for and possible.
static void read_all(int fd, const char *encoding, bool surveyed, const allocator *from, outcome *out)
{
    text_survey survey = {.encoding = encoding};
    out->length = 0;
    out->problem = (text_problem){0};
    out->end = surveyed ? text_survey_file(from, fd, encoding, &survey) : STREAM_END;
    if (out->end == STREAM_NO_MEMORY)
        return;
    if (survey.problem.code != NULL) {
        out->end = STREAM_FAILED;
        out->problem = survey.problem;
        return;
    }
    text_stream *s = text_stream_new(from, fd, survey.encoding, survey.done ? TEXT_NOT_JUDGED : TEXT_JUDGED);
    out->end = s != NULL ? STREAM_BYTES : STREAM_NO_MEMORY;
    while (out->end == STREAM_BYTES) {
        size_t got = 0;
        out->end = text_stream_read(s, out->text + out->length, TEXT_STREAM_LEAST_ROOM, &got);
        out->length += got;
    }
    if (s != NULL && text_stream_problem(s) != NULL)
        out->problem = *text_stream_problem(s);
    text_stream_free(s);
}

static void read_file(const char *bytes, size_t length, const char *encoding, outcome *out)
{
    char *folder = folder_new();
    char *path = text_of("%s/file", folder);
    file_write(path, bytes, length);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    read_all(fd, encoding, true, &allocator_default, out);
    (void)close(fd);
    free(path);
    folder_remove(folder);
}

/// Reads the bytes from a pipe that gives `step` of them at a time.
static void read_pipe(const char *bytes, size_t length, size_t step, const char *encoding, outcome *out)
{
    int ends[2];
    assert_int_equal(pipe2(ends, O_DIRECT | O_CLOEXEC), 0);
    (void)fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
    for (size_t at = 0; at < length; at += step) {
        size_t part = length - at < step ? length - at : step;
        assert_int_equal(write(ends[1], bytes + at, part), part);
    }
    (void)close(ends[1]);
    read_all(ends[0], encoding, true, &allocator_default, out);
    (void)close(ends[0]);
}

typedef struct reading {
    const char *what, *bytes;
    size_t length;
    const char *encoding, *text; ///< `text` NULL: it cannot be read
    const char *message;         ///< a part of it
    size_t line, column;
} reading;

#define BYTES(literal) (literal), sizeof(literal) - 1

static const reading readings[] = {
    {"nothing", BYTES(""), NULL, "", NULL, 0, 0},
    {"ASCII", BYTES("a,b\n1,2\n"), NULL, "a,b\n1,2\n", NULL, 0, 0},
    {"UTF-8", BYTES("n\nZo\xC3\xAB\n\xE2\x82\xAC\n\xF0\x9F\x98\x80"), NULL,
     "n\nZo\xC3\xAB\n\xE2\x82\xAC\n\xF0\x9F\x98\x80", NULL, 0, 0},
    {"UTF-8 with a mark", BYTES("\xEF\xBB\xBFn\n"), NULL, "\xEF\xBB\xBFn\n", NULL, 0, 0},
    {"a mark is evidence of UTF-8", BYTES("\xEF\xBB\xBFn\n\xE9\n"), NULL, "\xEF\xBB\xBFn\n\xE9\n", NULL, 0,
     0},
    {"UTF-16, little end first, with a mark", BYTES("\xFF\xFEn\0\n\0\xE9\0"), NULL, "\xEF\xBB\xBFn\n\xC3\xA9",
     NULL, 0, 0},
    {"UTF-16, big end first, with a mark", BYTES("\xFE\xFF\0n\0\n\0\xE9"), NULL, "\xEF\xBB\xBFn\n\xC3\xA9",
     NULL, 0, 0},
    {"UTF-16, little end first, without a mark", BYTES("n\0,\0m\0\r\0\n\0\x3D\xD8\x00\xDE"), NULL,
     "n,m\r\n\xF0\x9F\x98\x80", NULL, 0, 0},
    {"UTF-16, big end first, without a mark", BYTES("\0n\0,\0m\0\n"), NULL, "n,m\n", NULL, 0, 0},
    {"UTF-16 in Cyrillic, without a mark", BYTES("\x18\x04\x3C\x04\x4F\x04,\0\x17\x04\n\0"), NULL,
     "\xD0\x98\xD0\xBC\xD1\x8F,\xD0\x97\n", NULL, 0, 0},
    {"UTF-32 with a mark", BYTES("\xFF\xFE\0\0n\0\0\0"), NULL, "\xEF\xBB\xBFn", NULL, 0, 0},
    {"half a character of UTF-16", BYTES("n\0,\0m\0\n\0x"), NULL, NULL, "not valid UTF-16LE", 2, 1},
    {"half a pair of UTF-16", BYTES("n\0\n\0a\0\x3D\xD8z\0"), NULL, NULL, "not valid UTF-16LE", 2, 2},
    {"Windows-1252 without its name", BYTES("n\nab\xE9\n"), NULL, NULL, "not valid UTF-8", 2, 3},
    {"Windows-1252 by its name",
     BYTES("n\n\x93"
           "ab\xE9\x94\n"),
     "windows-1252",
     "n\n\xE2\x80\x9C"
     "ab\xC3\xA9\xE2\x80\x9D\n",
     NULL, 0, 0},
    {"a byte that Windows-1252 has not", BYTES("n\n\xE9\n\xE9\x81\n"), "windows-1252", NULL,
     "not valid windows-1252", 3, 2},
    {"Cyrillic by its name", BYTES("\xC8\xEC\xFF"), "CP1251", "\xD0\x98\xD0\xBC\xD1\x8F", NULL, 0, 0},
    {"EBCDIC by its name", BYTES("\x81\x6B\x82"), "IBM037", "a,b", NULL, 0, 0},
    {"UTF-16 shows itself whatever is named", BYTES("n\0,\0m\0\n\0"), "windows-1252", "n,m\n", NULL, 0, 0},
    {"as many lines are right as are wrong", BYTES("\xC3\xA9\n\xE9\n"), NULL, "\xC3\xA9\n\xE9\n", NULL, 0, 0},
    {"a line that is right in part is wrong", BYTES("n\n\xC3\xA9 \xE9\n"), NULL, NULL, "not valid UTF-8", 2,
     3},
    {"four lines are wrong, and four are right",
     BYTES("\xC3\xA9\n\xC3\xA9\n\xC3\xA9\n\xC3\xA9\n\xE9\n\xE9\n\xE9\n\xE9\n"), NULL, NULL, "not valid UTF-8",
     5, 1},
    {"somebody says that it is UTF-8", BYTES("\xE9\n"), "utf-8", "\xE9\n", NULL, 0, 0},
    {"a character is cut off at the end", BYTES("ab\xE2\x82"), NULL, NULL, "not valid UTF-8", 1, 3},
    {"half of a surrogate pair", BYTES("\xED\xA0\x80"), NULL, NULL, "not valid UTF-8", 1, 1},
    {"a character in more bytes than it takes", BYTES("\xC0\xAF"), NULL, NULL, "not valid UTF-8", 1, 1},
    {"carriage returns", BYTES("a\rb\r\rc"), NULL, "a\nb\n\nc", NULL, 0, 0},
    {"a carriage return at the end", BYTES("a\r"), NULL, "a\n", NULL, 0, 0},
    {"all kinds of line ends", BYTES("a\rb\r\nc\n\rd\r\r\n"), NULL, "a\nb\r\nc\n\nd\n\r\n", NULL, 0, 0},
    {"carriage returns count as lines", BYTES("a\rb\r\xE9"), NULL, NULL, "not valid UTF-8", 3, 1},
    {"a workbook", BYTES("PK\x03\x04xxxx"), NULL, NULL, "ZIP archive", 0, 0},
    {"a database", BYTES("SQLite format 3\0..."), NULL, NULL, "an SQLite database", 0, 0},
    {"a Parquet file", BYTES("PAR1\x15\x04"), NULL, NULL, "a Parquet file", 0, 0},
    {"it begins like a workbook", BYTES("PK\x03"), NULL, "PK\x03", NULL, 0, 0},
};

static void expect(const reading *r, const outcome *got, const char *how)
{
    bool right = r->text != NULL
                     ? got->end == STREAM_END && got->length == strlen(r->text) &&
                           memcmp(got->text, r->text, got->length) == 0
                     : got->end == STREAM_FAILED && strstr(got->problem.message, r->message) != NULL &&
                           got->problem.line == r->line && got->problem.column == r->column;
    if (!right)
        fail_msg("%s, %s: end %d, '%.*s', %s at %zu:%zu", r->what, how, (int)got->end, (int)got->length,
                 got->text, got->problem.message, got->problem.line, got->problem.column);
}

static void test_bytes_become_text(void **state)
{
    (void)state;
    outcome out = {.text = malloc(ROOM)};
    assert_non_null(out.text);
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        read_file(readings[i].bytes, readings[i].length, readings[i].encoding, &out);
        expect(&readings[i], &out, "from a file");
    }
    free(out.text);
}

static void test_a_pipe_gives_the_same_however_it_is_cut(void **state)
{
    (void)state;
    static const size_t steps[] = {1, 2, 3, 5, 4000};
    outcome out = {.text = malloc(ROOM)};
    assert_non_null(out.text);
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
            read_pipe(readings[i].bytes, readings[i].length, steps[k], readings[i].encoding, &out);
            expect(&readings[i], &out, "from a pipe");
        }
    }
    free(out.text);
}

static void test_a_file_that_is_utf8_is_read_so_whatever_is_named(void **state)
{
    (void)state;
    outcome out = {.text = malloc(ROOM)};
    assert_non_null(out.text);
    read_file(BYTES("n\nZo\xC3\xAB\n"), "windows-1252", &out);
    assert_int_equal(out.end, STREAM_END);
    assert_memory_equal(out.text, "n\nZo\xC3\xAB\n", 7);
    read_pipe(BYTES("n\nZo\xC3\xAB\n"), 100, "windows-1252", &out); // which cannot be known before it is read
    assert_memory_equal(out.text, "n\nZo\xC3\x83\xC2\xAB\n", 9);
    free(out.text);
}

/// Lines of a file: many in ASCII, `good` with a letter in UTF-8, then `bad` with one in Windows-1252.
static char *lines_of(size_t good, size_t bad, size_t *length)
{
    char *text = malloc(ROOM);
    assert_non_null(text);
    *length = 0;
    for (size_t i = 0; i < 30000; i++)
        *length += (size_t)sprintf(text + *length, "%zu,%s\n", i % 10,
                                   i % 2 == 0 && i / 2 < good      ? "\xC3\xA9"
                                   : i > 20000 && i <= 20000 + bad ? "\xE9"
                                                                   : "e");
    return text;
}

static void test_lines_decide_whether_a_file_is_utf8(void **state)
{
    (void)state;
    static const struct {
        size_t good, bad;
        bool is_utf8;
    } cases[] = {{0, 0, true}, {9, 0, true},   {0, 1, false}, {1, 1, true},      {2, 3, false},
                 {3, 3, true}, {39, 4, false}, {40, 4, true}, {999, 100, false}, {1000, 100, true}};
    outcome out = {.text = malloc(ROOM)};
    assert_non_null(out.text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length;
        char *text = lines_of(cases[i].good, cases[i].bad, &length);
        read_file(text, length, NULL, &out);
        assert_int_equal(out.end, cases[i].is_utf8 ? STREAM_END : STREAM_FAILED);
        if (!cases[i].is_utf8) {
            assert_int_equal(out.problem.line, 20002);
            assert_int_equal(out.problem.column, 3);
            assert_int_equal(out.length, 0);
            assert_non_null(strstr(out.problem.hint, "'\xC3\xA9'"));
            assert_non_null(strstr(out.problem.hint, "--encoding windows-1252"));
        }
        free(text);
    }
    free(out.text);
}

static void test_only_known_encodings_are_known(void **state)
{
    (void)state;
    static const char *const known[] = {"windows-1252", "latin1", "ISO-8859-15", "CP850",
                                        "macintosh",    "UTF-8",  "utf-16"};
    static const char *const unknown[] = {"", "windows-9999", "UTF-8//TRANSLIT", "/"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_true(encoding_is_known(known[i]));
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_false(encoding_is_known(unknown[i]));
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    static const char *const encodings[] = {NULL, "windows-1252"};
    outcome out = {.text = malloc(ROOM)};
    assert_non_null(out.text);
    char *folder = folder_new();
    char *path = file_make(folder, "file", "n\nab\xE9\n");
    for (size_t i = 0; i < 2; i++) {
        for (size_t at = 1;; at++) {
            failing_allocator failing = {.fail_at = at};
            allocator from = failing_allocator_of(&failing);
            int fd = open(path, O_RDONLY | O_CLOEXEC);
            assert_true(fd >= 0);
            read_all(fd, encodings[i], true, &from, &out);
            (void)close(fd);
            assert_int_equal(failing.live, 0);
            assert_int_equal(out.end, failing.failed ? STREAM_NO_MEMORY
                                      : i == 0       ? STREAM_FAILED
                                                     : STREAM_END);
            if (!failing.failed)
                break;
        }
    }
    free(path);
    folder_remove(folder);
    free(out.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_become_text),
        cmocka_unit_test(test_a_pipe_gives_the_same_however_it_is_cut),
        cmocka_unit_test(test_a_file_that_is_utf8_is_read_so_whatever_is_named),
        cmocka_unit_test(test_lines_decide_whether_a_file_is_utf8),
        cmocka_unit_test(test_only_known_encodings_are_known),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
