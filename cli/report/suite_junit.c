// The results of tests as JUnit's XML, in the form that Jenkins' schema (junit-10.xsd of its xUnit plugin) describes: others read it too.
// It has no attributes for places, so these stand in the texts.
#include "report/suite.h"
#include "write/markup.h"

static void attribute(FILE *out, const char *name, const char *text)
{
    (void)fprintf(out, " %s=\"", name);
    markup_text(out, text);
    (void)fputc('"', out);
}

static void time_attribute(FILE *out, double seconds)
{
    (void)fprintf(out, " time=\"%.3f\"", seconds);
}

static void place_line(FILE *out, const char *file, size_t line, size_t column)
{
    markup_text(out, file);
    (void)fprintf(out, ":%zu:%zu\n", line, column);
}

static void junit_failure(FILE *out, const advise_tests *t, size_t test, size_t failure)
{
    advise_test_failure f = advise_tests_failure(t, test, failure);
    (void)fputs("      <failure message=\"expected ", out);
    markup_text(out, f.expected);
    (void)fputs(", got ", out);
    markup_text(out, f.got);
    (void)fputs("\">", out);
    place_line(out, f.file, f.line, f.column);
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
    time_attribute(out, c.seconds);
    if (c.failure_count == 0) {
        (void)fputs("/>\n", out);
        return;
    }
    (void)fputs(">\n", out);
    for (size_t i = 0; i < c.failure_count; i++)
        junit_failure(out, t, test, i);
    (void)fputs("    </testcase>\n", out);
}

static double suite_seconds(const advise_tests *t)
{
    double seconds = 0;
    for (size_t test = 0; test < advise_tests_count(t); test++)
        seconds += advise_tests_case(t, test).seconds;
    return seconds;
}

static void junit_suite(FILE *out, const suite *s)
{
    const advise_tests *t = s->tests;
    const char *name = advise_pack_name(s->pack);
    (void)fputs("  <testsuite", out);
    attribute(out, "name", name);
    (void)fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\"", advise_tests_count(t),
                  advise_tests_failed(t));
    time_attribute(out, suite_seconds(t));
    (void)fputs(">\n", out);
    for (size_t test = 0; test < advise_tests_count(t); test++)
        junit_case(out, name, t, test);
    (void)fputs("  </testsuite>\n", out);
}

/// A pack that could not be tested: a case for each error, named by its file.
static void junit_broken(FILE *out, const broken_suite *b)
{
    (void)fputs("  <testsuite", out);
    attribute(out, "name", b->name);
    (void)fprintf(out, " tests=\"%zu\" failures=\"0\" errors=\"%zu\">\n", broken_errors(b), broken_errors(b));
    for (size_t i = 0; i < advise_diagnostics_count(b->problems); i++) {
        advise_diagnostic d = advise_diagnostics_get(b->problems, i);
        if (!d.is_error)
            continue;
        (void)fputs("    <testcase", out);
        attribute(out, "classname", b->name);
        attribute(out, "name", d.file[0] != '\0' ? d.file : b->name);
        (void)fputs(">\n      <error", out);
        attribute(out, "type", d.code);
        attribute(out, "message", d.message);
        (void)fputs(">", out);
        place_line(out, d.file, d.line, d.column);
        markup_text(out, d.hint);
        (void)fputs("</error>\n    </testcase>\n", out);
    }
    (void)fputs("  </testsuite>\n", out);
}

static void write(const screen *s, const suites *r)
{
    FILE *out = s->out;
    size_t errors = 0;
    double seconds = 0;
    for (size_t i = 0; i < r->broken_count; i++)
        errors += broken_errors(&r->broken[i]);
    for (size_t i = 0; i < r->count; i++)
        seconds += suite_seconds(r->items[i].tests);
    (void)fprintf(out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<testsuites tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"",
                  suites_total(r) + errors, suites_failed(r), errors);
    time_attribute(out, seconds);
    (void)fputs(">\n", out);
    for (size_t i = 0; i < r->count; i++)
        junit_suite(out, &r->items[i]);
    for (size_t i = 0; i < r->broken_count; i++)
        junit_broken(out, &r->broken[i]);
    (void)fputs("</testsuites>\n", out);
}

const suites_format suites_as_junit = {.write = write};
