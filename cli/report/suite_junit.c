// The results of tests as JUnit's XML, which continuous integration reads.
#include "report/suite.h"
#include "write/markup.h"

static void attribute(FILE *out, const char *name, const char *text)
{
    (void)fprintf(out, " %s=\"", name);
    markup_text(out, text);
    (void)fputc('"', out);
}

static void junit_failure(FILE *out, const advise_tests *t, size_t test, size_t failure)
{
    advise_test_failure f = advise_tests_failure(t, test, failure);
    (void)fputs("      <failure message=\"expected ", out);
    markup_text(out, f.expected);
    (void)fputs(", got ", out);
    markup_text(out, f.got);
    (void)fputs("\">", out);
    markup_text(out, f.file);
    (void)fprintf(out, ":%zu:%zu\n", f.line, f.column);
    for (size_t i = 0; i < f.why_count; i++) {
        markup_text(out, advise_tests_why(t, test, failure, i));
        (void)fputc('\n', out);
    }
    (void)fputs("</failure>\n", out);
}

static void junit_case(FILE *out, const char *class, const advise_tests *t, size_t test)
{
    advise_test_case c = advise_tests_case(t, test);
    (void)fputs("    <testcase", out);
    attribute(out, "classname", class);
    attribute(out, "name", c.name);
    attribute(out, "file", c.file);
    (void)fprintf(out, " line=\"%zu\"", c.line);
    if (c.failure_count == 0) {
        (void)fputs("/>\n", out);
        return;
    }
    (void)fputs(">\n", out);
    for (size_t i = 0; i < c.failure_count; i++)
        junit_failure(out, t, test, i);
    (void)fputs("    </testcase>\n", out);
}

static void write(const screen *s, const suites *r)
{
    FILE *out = s->out;
    (void)fprintf(out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"%zu\" failures=\"%zu\">\n",
                  suites_total(r), suites_failed(r));
    for (size_t i = 0; i < r->count; i++) {
        const advise_tests *t = r->items[i].tests;
        const char *name = advise_pack_name(r->items[i].pack);
        (void)fputs("  <testsuite", out);
        attribute(out, "name", name);
        (void)fprintf(out, " tests=\"%zu\" failures=\"%zu\">\n", advise_tests_count(t),
                      advise_tests_failed(t));
        for (size_t test = 0; test < advise_tests_count(t); test++)
            junit_case(out, name, t, test);
        (void)fputs("  </testsuite>\n", out);
    }
    (void)fputs("</testsuites>\n", out);
}

const suites_format suites_as_junit = {.write = write};
