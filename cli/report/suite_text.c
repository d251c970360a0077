// The results of tests for a person.
#include "report/suite.h"

static void failure_text(const screen *s, const advise_tests *t, size_t test, size_t failure)
{
    advise_test_failure f = advise_tests_failure(t, test, failure);
    ink_begin(s, INK_BOLD);
    screen_place(s->out, f.file, f.line, f.column);
    ink_end(s, INK_BOLD);
    screen_safe(s->out, advise_tests_case(t, test).name);
    ink_begin(s, INK_RED);
    (void)fputs(": expected ", s->out);
    ink_end(s, INK_RED);
    screen_safe(s->out, f.expected);
    ink_begin(s, INK_RED);
    (void)fputs(", got ", s->out);
    ink_end(s, INK_RED);
    screen_safe(s->out, f.got);
    (void)fputc('\n', s->out);
    for (size_t i = 0; i < f.why_count; i++) {
        (void)fputs("      = ", s->out);
        screen_safe(s->out, advise_tests_why(t, test, failure, i));
        (void)fputc('\n', s->out);
    }
}

static void write(const screen *s, const suites *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const advise_tests *t = r->items[i].tests;
        for (size_t test = 0; test < advise_tests_count(t); test++) {
            for (size_t k = 0; k < advise_tests_case(t, test).failure_count; k++)
                failure_text(s, t, test, k);
        }
    }
    (void)fprintf(s->out, "%zu passed, %zu failed\n", suites_total(r) - suites_failed(r), suites_failed(r));
}

void suites_list(const screen *s, const suites *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const advise_tests *t = r->items[i].tests;
        for (size_t test = 0; test < advise_tests_count(t); test++) {
            advise_test_case c = advise_tests_case(t, test);
            screen_place(s->out, c.file, c.line, 0);
            screen_safe(s->out, c.name);
            (void)fputc('\n', s->out);
        }
    }
}

const suites_format suites_as_text = {.write = write, .is_for_people = true};
