// The tables of endings: how many of each label are judged right, and which are not judged as their label says. They can be extended without
// any C: a label line, then a text. After that, and after a change of the rules, `make golden-update` writes judged.txt again.
#include "ending/ending.h"
#include "files.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_PERCENT = 90, LEAST_OF_EACH = 300 };

/// The endings that are judged otherwise than their label says. Few of them are wrong, and none may become so unseen.
static const char judged_path[] = "tests/ending/judged.txt";

typedef struct tally {
    size_t count[3][3]; // by label and verdict
    FILE *others;       // to this, those judged otherwise are written
} tally;

static const char *const names[] = {
    [ENDING_FLAT] = "flat", [ENDING_DOUBTFUL] = "doubtful", [ENDING_SUGGESTS] = "suggests"};

static const ending_words no_words;

static ending_verdict label_of(const char *line)
{
    for (size_t i = 0; i < 3; i++) {
        if (strncmp(line, names[i], strlen(names[i])) == 0)
            return (ending_verdict)i;
    }
    print_message("no such label: %.20s\n", line);
    abort();
}

/// A suggestion must not be accused, a flat end must be; nobody is accused in doubt.
static bool is_right(ending_verdict label, ending_verdict got)
{
    return label == ENDING_FLAT ? got == ENDING_FLAT : got != ENDING_FLAT;
}

/// People would differ: any verdict will do.
static bool is_arguable(const char *label)
{
    return strncmp(label, "arguable", strlen("arguable")) == 0;
}

static void judge_table(const char *path, tally *t)
{
    char *text = file_read(path, NULL);
    assert_non_null(text);
    for (const char *at = strstr(text, "\n@ "); at != NULL;) {
        const char *label = at + 3;
        const char *from = strchr(label, '\n') + 1;
        const char *next = strstr(from - 1, "\n@ ");
        slice ending = {from, next != NULL ? (size_t)(next + 1 - from) : strlen(from)};
        at = next;
        ending_verdict got = ending_judge(ending, &no_words);
        if (is_arguable(label))
            continue;
        ending_verdict wanted = label_of(label);
        t->count[wanted][got]++;
        if (got != wanted)
            (void)fprintf(t->others, "@ %s: %s, judged %s\n%.*s", path, names[wanted], names[got],
                          SLICE_ARG(ending));
    }
    free(text);
}

static double percent_right(const tally *t, ending_verdict label)
{
    size_t right = 0;
    size_t all = 0;
    for (size_t got = 0; got < 3; got++) {
        all += t->count[label][got];
        right += is_right(label, (ending_verdict)got) ? t->count[label][got] : 0;
    }
    return all > 0 ? 100.0 * (double)right / (double)all : 100.0;
}

static size_t all_of(const tally *t, ending_verdict label)
{
    return t->count[label][0] + t->count[label][1] + t->count[label][2];
}

/// Prints each part that one has and the other has not.
static void print_others(const char *text, const char *beside, const char *what)
{
    for (const char *next, *at = strstr(text, "\n@ "); at != NULL; at = next) {
        next = strstr(at + 1, "\n@ ");
        char *part = text_of("%.*s", (int)(next != NULL ? next - at : (ptrdiff_t)strlen(at)), at);
        if (strstr(beside, part) == NULL)
            print_message("%s:%s\n", what, part);
        free(part);
    }
}

static void expect_judged(const char *judged)
{
    if (getenv("GOLDEN_UPDATE") != NULL)
        file_write(judged_path, judged, strlen(judged));
    char *known = file_read(judged_path, NULL);
    assert_non_null(known);
    print_others(judged, known, "now judged otherwise");
    print_others(known, judged, "judged otherwise before");
    if (strcmp(judged, known) != 0)
        fail_msg(
            "%s is not as things are: if that is meant, run 'make golden-update', and read the difference",
            judged_path);
    free(known);
}

static void test_nine_in_ten_suggestions_and_nine_in_ten_flat_ends_are_told(void **state)
{
    (void)state;
    size_t count;
    size_t length = 0;
    char *judged = NULL;
    char **paths = files_below("tests/ending/tables", ".txt", &count);
    tally t = {.others = open_memstream(&judged, &length)};
    assert_non_null(t.others);
    (void)fputs(
        "The endings of tables/ that are not judged as their label says. Written by 'make golden-update'.\n",
        t.others);
    for (size_t i = 0; i < count; i++)
        judge_table(paths[i], &t);
    names_free(paths);
    assert_int_equal(fclose(t.others), 0);
    print_message("info: endings: %.1f %% of %zu suggestions not accused, %.1f %% of %zu flat ends found\n",
                  percent_right(&t, ENDING_SUGGESTS), all_of(&t, ENDING_SUGGESTS),
                  percent_right(&t, ENDING_FLAT), all_of(&t, ENDING_FLAT));
    assert_true(all_of(&t, ENDING_SUGGESTS) >= LEAST_OF_EACH && all_of(&t, ENDING_FLAT) >= LEAST_OF_EACH);
    assert_true(percent_right(&t, ENDING_SUGGESTS) >= LEAST_PERCENT);
    assert_true(percent_right(&t, ENDING_FLAT) >= LEAST_PERCENT);
    assert_int_equal(t.count[ENDING_DOUBTFUL][ENDING_FLAT], 0);
    expect_judged(judged);
    free(judged);
}

static ending_verdict judge(const char *text)
{
    return ending_judge(slice_of(text), &no_words);
}

static void test_only_the_end_of_a_long_text_is_looked_at(void **state)
{
    (void)state;
    enum { LONG = 1 << 20 };
    char *text = malloc(LONG + 64);
    assert_non_null(text);
    for (size_t i = 0; i < LONG; i++)
        text[i] = "The roof leaked. "[i % 17];
    strcpy(text + LONG, "\n\nShall I call her?\n");
    assert_int_equal(judge(text), ENDING_SUGGESTS);
    strcpy(text + LONG, "\n\nIt was repaired.\n");
    assert_int_equal(judge(text), ENDING_FLAT);
    free(text);
}

static void test_a_text_without_words_is_doubtful_and_another_language_too(void **state)
{
    (void)state;
    assert_int_equal(judge(""), ENDING_DOUBTFUL);
    assert_int_equal(judge(" \r\n\t\n"), ENDING_DOUBTFUL);
    assert_int_equal(judge("-----\n***"), ENDING_DOUBTFUL);
    assert_int_equal(judge("Le bail prévoit une clause résolutoire sans mise en demeure préalable."),
                     ENDING_DOUBTFUL);
}

static void test_line_ends_quotes_and_missing_last_newline_make_no_difference(void **state)
{
    (void)state;
    assert_int_equal(judge("We looked.\r\n\r\nNext steps:\r\n\r\n- call her\r\n\r\nThanks,\r\nDana"),
                     ENDING_SUGGESTS);
    assert_int_equal(judge("We looked.\n\nI’ll call her."), ENDING_SUGGESTS);
    assert_int_equal(judge("We looked.\n\nShe said “we should have called.”"), ENDING_FLAT);
    assert_int_equal(judge("I CAN CALL HER ON MONDAY"), ENDING_SUGGESTS);
}

static void test_phrases_of_the_caller_count(void **state)
{
    (void)state;
    const slice suggesting[] = {SLICE_INIT("Over to you"), SLICE_INIT("it's on the radar")};
    const slice courteous[] = {SLICE_INIT("holler")};
    const ending_words more = {suggesting, 2, courteous, 1, NULL};
    assert_int_equal(judge("The lab has the sample. It's on the radar."), ENDING_FLAT);
    assert_int_equal(ending_judge(SLICE("The lab has the sample. It’s on the radar."), &more),
                     ENDING_SUGGESTS);
    assert_int_equal(ending_judge(SLICE("The lab has the sample. OVER TO YOU!"), &more), ENDING_SUGGESTS);
    assert_int_equal(ending_judge(SLICE("I will call her.\n\nHoller any time, I will be here."), &more),
                     ENDING_SUGGESTS);
    assert_int_equal(ending_judge(SLICE("She left.\n\nHoller any time, I will answer."), &more), ENDING_FLAT);
}

static void test_any_bytes_are_judged(void **state)
{
    (void)state;
    static const char *const pieces[] = {"“",   "\"", "’",    "\xE2", "\xC2\xA0", "\n", "\r", " ", "(",
                                         "1)",  "I",  "will", "file", ".",        "?",  ":",  "—", "P.S.",
                                         "cc:", "•",  "the",  ",",    "§",        "é",  "\0x"};
    unsigned random = 1;
    for (size_t i = 0; i < 20000; i++) {
        char text[600];
        size_t length = 0;
        for (size_t k = 0; k < 60; k++) {
            random = random * 1103515245u + 12345u;
            const char *piece = pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)];
            size_t bytes = *piece != '\0' ? strlen(piece) : 1;
            memcpy(text + length, piece, bytes);
            length += bytes;
        }
        slice last = ending_closing((slice){text, length});
        assert_true(ending_judge((slice){text, length}, &no_words) <= ENDING_SUGGESTS);
        assert_true(last.ptr >= text && last.ptr + last.len <= text + length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nine_in_ten_suggestions_and_nine_in_ten_flat_ends_are_told),
        cmocka_unit_test(test_only_the_end_of_a_long_text_is_looked_at),
        cmocka_unit_test(test_a_text_without_words_is_doubtful_and_another_language_too),
        cmocka_unit_test(test_line_ends_quotes_and_missing_last_newline_make_no_difference),
        cmocka_unit_test(test_phrases_of_the_caller_count),
        cmocka_unit_test(test_any_bytes_are_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
