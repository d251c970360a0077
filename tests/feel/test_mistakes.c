// Mistakes in expressions are answered with what to write instead: each case of tests/feel/mistakes.txt, with the names of docs/feel.md or
// the facts of a pack.
#include "advise.h"
#include "files.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES "tests/feel/mistakes.txt"
#define GUIDE "docs/feel.md"

enum { LINE_SIZE = 512, LEAST_CASES = 500 };

/// One case as it stands in the file.
typedef struct mistake {
    char typed[LINE_SIZE], marks[LINE_SIZE], says[LINE_SIZE];
    char input[LINE_SIZE]; ///< the name of which the text tests the value; empty: it is an expression
    bool is_of_pack;       ///< its names are the facts of a pack
    size_t line;
} mistake;

static advise_scope *scope;

// A scope with the facts of a pack, some of which have a closed list of values.
static advise_pack *pack;
static advise_session *session;
static const advise_report *report; // lives until the next run of its session
static advise_scope *pack_scope;

static bool open_pack(void)
{
    static const char profile[] = "years: 7\nsize: small\nskills: [drafting]\n";
    if (advise_pack_load("tests/packs/interview", NULL, &pack, NULL) != ADVISE_OK)
        return false;
    session = advise_session_new(pack, NULL);
    pack_scope = advise_scope_new(NULL);
    return session != NULL && pack_scope != NULL &&
           advise_session_set_date(session, "2026-01-31") == ADVISE_OK &&
           advise_run_text(session, "me.yaml", profile, sizeof profile - 1, NULL, &report, NULL) ==
               ADVISE_OK &&
           advise_scope_use_report(pack_scope, report) == ADVISE_OK;
}

static int open_scope(void **state)
{
    (void)state;
    char *text = file_read(GUIDE, NULL);
    scope = advise_scope_new(NULL);
    const char *yaml = text != NULL ? strstr(text, "```yaml\n") : NULL;
    const char *end = yaml != NULL ? strstr(yaml + 8, "```") : NULL;
    bool read = scope != NULL && end != NULL && advise_scope_set_date(scope, "2026-01-31") == ADVISE_OK &&
                advise_scope_read_text(scope, GUIDE, yaml + 8, (size_t)(end - yaml - 8), NULL) == ADVISE_OK;
    free(text);
    return read && open_pack() ? 0 : -1;
}

static int close_scope(void **state)
{
    (void)state;
    advise_scope_free(scope);
    advise_scope_free(pack_scope);
    advise_session_free(session);
    advise_pack_free(pack);
    return 0;
}

static const char *copy_line(const char *from, char to[LINE_SIZE])
{
    const char *end = strchr(from, '\n');
    size_t length = end != NULL ? (size_t)(end - from) : strlen(from);
    assert_true(length < LINE_SIZE);
    memcpy(to, from, length);
    to[length] = '\0';
    return end != NULL ? end + 1 : from + length;
}

/// Reads up to the next case; false at the end of the file. What is neither a comment, a section nor a case fails.
static bool next_case(const char **at, mistake *m)
{
    static const char of_pack[] = "SECTION of a pack: ";
    static const char cell[] = "cell of ";
    while (**at != '\0') {
        *at = copy_line(*at, m->typed);
        m->line++;
        if (m->typed[0] == '#' || m->typed[0] == '\0')
            continue;
        if (strncmp(m->typed, "SECTION ", 8) == 0) {
            m->is_of_pack = strncmp(m->typed, of_pack, sizeof of_pack - 1) == 0;
            const char *what = m->typed + (m->is_of_pack ? sizeof of_pack - 1 : strlen("SECTION "));
            const bool tests = strncmp(what, cell, sizeof cell - 1) == 0;
            (void)snprintf(m->input, LINE_SIZE, "%s", tests ? what + sizeof cell - 1 : "");
            continue;
        }
        *at = copy_line(*at, m->marks);
        *at = copy_line(*at, m->says);
        m->line += 2;
        if (strncmp(m->says, ": ", 2) != 0 || strspn(m->marks, " ^") != strlen(m->marks))
            fail_msg("%s:%zu: a case has a line of marks ^ and a line that begins with ': '", CASES, m->line);
        return true;
    }
    return false;
}

/// True if the text has the words in this order, with anything where they have "…".
static bool has_words(const char *text, const char *words)
{
    static const char gap[] = "\xE2\x80\xA6";
    char part[LINE_SIZE];
    while (*words != '\0') {
        const char *end = strstr(words, gap);
        size_t length = end != NULL ? (size_t)(end - words) : strlen(words);
        const char *next = words + length + (end != NULL ? sizeof gap - 1 : 0);
        while (length > 0 && *words == ' ') {
            words++;
            length--;
        }
        while (length > 0 && words[length - 1] == ' ')
            length--;
        memcpy(part, words, length);
        part[length] = '\0';
        text = strstr(text, part);
        if (text == NULL)
            return false;
        text += length;
        words = next;
    }
    return true;
}

static bool is_answered(const mistake *m, const advise_diagnostics *problems)
{
    size_t column = 1 + strspn(m->marks, " ");
    size_t length = strlen(m->marks) - (column - 1);
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++) {
        advise_diagnostic d = advise_diagnostics_get(problems, i);
        char both[4 * LINE_SIZE];
        (void)snprintf(both, sizeof both, "%s; %s", d.message, d.hint);
        if (has_words(both, m->says + 2) && d.column == column && d.length == length)
            return true;
    }
    return false;
}

static void show(const mistake *m, const advise_diagnostics *problems)
{
    print_message("%s:%zu: %s\n  expected: %s\n", CASES, m->line, m->typed, m->says + 2);
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++) {
        advise_diagnostic d = advise_diagnostics_get(problems, i);
        print_message("  said, at %zu for %zu: %s; %s\n", d.column, d.length, d.message, d.hint);
    }
}

static void test_every_mistake_is_answered_with_what_to_write_instead(void **state)
{
    (void)state;
    char *text = file_read(CASES, NULL);
    const char *at = text;
    static mistake m;
    size_t cases = 0;
    size_t failed = 0;
    assert_non_null(text);
    while (next_case(&at, &m)) {
        advise_diagnostics *problems = NULL;
        const advise_evaluation *result = NULL;
        advise_expression x = {
            .text = m.typed, .length = strlen(m.typed), .input = m.input[0] != '\0' ? m.input : NULL};
        (void)advise_evaluate(m.is_of_pack ? pack_scope : scope, &x, &result, &problems);
        bool answered = is_answered(&m, problems);
        if (!answered)
            show(&m, problems);
        cases++;
        failed += !answered;
        advise_diagnostics_free(problems);
    }
    free(text);
    print_message("info: mistakes: %zu of %zu are told the remedy\n", cases - failed, cases);
    assert_true(cases >= LEAST_CASES);
    assert_int_equal(failed, 0);
}

/// True if the expression gives a value and the checker says that it never does.
static bool is_falsely_accused(const char *line, size_t length)
{
    advise_diagnostics *problems = NULL;
    const advise_evaluation *result = NULL;
    advise_expression x = {.text = line, .length = length};
    bool valued = advise_evaluate(scope, &x, &result, &problems) == ADVISE_OK &&
                  strcmp(result->value.type, "null") != 0;
    bool accused = false;
    for (size_t i = 0; valued && i < advise_diagnostics_count(problems); i++) {
        advise_diagnostic d = advise_diagnostics_get(problems, i);
        bool inner = strstr(result->literal, "null") != NULL; // a part of the value is null
        if (strcmp(d.code, "likely-mistake") == 0 || (strcmp(d.code, "always-null") == 0 && !inner)) {
            accused = true;
            print_message("%.*s: %s\n", (int)length, line, d.message);
        }
    }
    advise_diagnostics_free(problems);
    return accused;
}

static void test_examples_of_the_guide_are_not_accused(void **state)
{
    (void)state;
    char *text = file_read(GUIDE, NULL);
    size_t examples = 0;
    size_t accused = 0;
    assert_non_null(text);
    for (const char *at = text; *at != '\0';) {
        static char line[4096];
        const char *end = strchr(at, '\n');
        size_t length = end != NULL ? (size_t)(end - at) : strlen(at);
        (void)snprintf(line, sizeof line, "%.*s", (int)length, at);
        const char *arrow = strstr(line, " => ");
        if (arrow != NULL) {
            examples++;
            accused += is_falsely_accused(line, (size_t)(arrow - line));
        }
        at += length + (end != NULL);
    }
    free(text);
    assert_true(examples > 150);
    assert_int_equal(accused, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_mistake_is_answered_with_what_to_write_instead),
        cmocka_unit_test(test_examples_of_the_guide_are_not_accused),
    };
    return cmocka_run_group_tests(tests, open_scope, close_scope);
}
