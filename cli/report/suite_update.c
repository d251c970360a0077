// Rewrites expectations in test files. The changes are shown, the person is asked, and a file is replaced completely or not at all.
#include "exit_status.h"
#include "file/lines.h"
#include "file/output.h"
#include "report/suite.h"
#include "write/screen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Shows what would be rewritten, and how much cannot be. Returns how much can.
static size_t show_changes(const screen *s, const suites *r)
{
    size_t changes = 0;
    size_t others = 0;
    for (size_t i = 0; i < r->count; i++) {
        const advise_tests *t = r->items[i].tests;
        for (size_t test = 0; test < advise_tests_count(t); test++) {
            for (size_t k = 0; k < advise_tests_case(t, test).failure_count; k++) {
                advise_test_failure f = advise_tests_failure(t, test, k);
                others += !f.can_update;
                if (!f.can_update)
                    continue;
                changes++;
                (void)fputs(changes == 1 ? "\n" : "", s->out);
                screen_safe(s->out, f.file);
                (void)fprintf(s->out, ":%zu:%zu:\n", f.line, f.column);
                ink_begin(s, INK_RED);
                (void)fputs("  - ", s->out);
                screen_safe(s->out, f.written);
                ink_end(s, INK_RED);
                ink_begin(s, INK_GREEN);
                (void)fputs("\n  + ", s->out);
                screen_safe(s->out, f.replacement);
                ink_end(s, INK_GREEN);
                (void)fputc('\n', s->out);
            }
        }
    }
    if (others > 0)
        (void)fprintf(
            s->out,
            "%zu cannot be rewritten (only numbers, titles and values of derived facts can): change "
            "the test or the pack by hand\n",
            others);
    return changes;
}

static bool agrees(void)
{
    (void)fputs("Rewrite them? [y/N] ", stdout);
    (void)fflush(stdout);
    line_reader typed = lines_of(STDIN_FILENO);
    const bool yes = lines_next(&typed) && (typed.line[0] == 'y' || typed.line[0] == 'Y');
    lines_close(&typed);
    return yes;
}

/// Rewrites the files of one pack's tests: each once, at its first test.
static bool rewrite(advise_tests *t)
{
    const char *last = "";
    for (size_t test = 0; test < advise_tests_count(t); test++) {
        const char *file = advise_tests_case(t, test).file;
        const char *text = NULL;
        size_t length = 0;
        if (strcmp(file, last) == 0)
            continue;
        last = file;
        if (advise_tests_update(t, file, &text, &length) != ADVISE_OK) {
            screen_complain(file, 0, strerror(errno));
            return false;
        }
        if (text != NULL && !output_replace(file, text, length))
            return false;
    }
    return true;
}

int suites_update(const screen *s, const suites *r, bool yes)
{
    size_t changes = show_changes(s, r);
    if (changes == 0)
        return EXIT_FINDINGS;
    if (!yes && !(isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))) {
        (void)fputs("advise: nothing was rewritten: there is no terminal to ask at, and no --yes\n", stderr);
        return EXIT_FINDINGS;
    }
    if (!yes && !agrees())
        return EXIT_FINDINGS;
    for (size_t i = 0; i < r->count; i++) {
        if (!rewrite(r->items[i].tests))
            return EXIT_IO;
    }
    (void)fprintf(s->out, "%zu rewritten; run the tests again\n", changes);
    return EXIT_FINDINGS;
}
