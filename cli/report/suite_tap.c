// The results of tests as TAP, version 14.
#include "report/suite.h"
#include "write/json.h"

/// Writes a description. A line break would end it, and '#' would begin a directive.
static void tap_text(FILE *out, const char *text)
{
    for (; *text != '\0'; text += screen_bytes(text, 1)) {
        if (*text == '#' || *text == '\\')
            (void)fputc('\\', out);
        if (*text == '\n')
            (void)fputc(' ', out);
        else
            screen_safe_part(out, text, 1); // one character: it is shown whole
    }
}

/// Writes a line of the YAML below a test; strings of JSON are strings of YAML.
static void tap_entry(FILE *out, const char *key, const char *text)
{
    json_writer w = json_begin(out);
    (void)fprintf(out, "%s: ", key);
    json_string(&w, text);
    (void)fputc('\n', out);
}

static void tap_failure(FILE *out, const advise_tests *t, size_t test, size_t failure)
{
    advise_test_failure f = advise_tests_failure(t, test, failure);
    tap_entry(out, "    - expected", f.expected);
    tap_entry(out, "      got", f.got);
    tap_entry(out, "      file", f.file);
    (void)fprintf(out, "      line: %zu\n      column: %zu\n", f.line, f.column);
    if (f.why_count > 0)
        (void)fputs("      why:\n", out);
    for (size_t i = 0; i < f.why_count; i++) {
        json_writer w = json_begin(out);
        (void)fputs("        - ", out);
        json_string(&w, advise_tests_why(t, test, failure, i));
        (void)fputc('\n', out);
    }
}

/// Says that the run is not complete, with the first error.
static void tap_bail_out(FILE *out, const broken_suite *b)
{
    size_t i = 0;
    while (i < advise_diagnostics_count(b->problems) && !advise_diagnostics_get(b->problems, i).is_error)
        i++;
    (void)fputs("Bail out! ", out);
    if (i < advise_diagnostics_count(b->problems)) {
        const advise_diagnostic d = advise_diagnostics_get(b->problems, i);
        tap_text(out, d.file);
        (void)fprintf(out, "%s%.0zu%s", d.file[0] != '\0' ? ":" : "", d.line, d.file[0] != '\0' ? ": " : "");
        tap_text(out, d.message);
    } else {
        tap_text(out, b->name);
    }
    (void)fputc('\n', out);
}

static void write(const screen *s, const suites *r)
{
    FILE *out = s->out;
    size_t number = 0;
    (void)fprintf(out, "TAP version 14\n1..%zu\n", suites_total(r));
    for (size_t i = 0; i < r->count; i++) {
        const advise_tests *t = r->items[i].tests;
        for (size_t test = 0; test < advise_tests_count(t); test++) {
            advise_test_case c = advise_tests_case(t, test);
            (void)fprintf(out, "%sok %zu - ", c.failure_count > 0 ? "not " : "", ++number);
            tap_text(out, c.name);
            (void)fputc('\n', out);
            if (c.failure_count == 0)
                continue;
            (void)fputs("  ---\n  failures:\n", out);
            for (size_t k = 0; k < c.failure_count; k++)
                tap_failure(out, t, test, k);
            (void)fputs("  ...\n", out);
        }
    }
    if (r->broken_count > 0)
        tap_bail_out(out, &r->broken[0]);
}

const suites_format suites_as_tap = {.write = write};
