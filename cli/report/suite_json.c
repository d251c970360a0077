// The results of tests for other programs: TAP, JUnit's XML, JSON.
#include "report/suite.h"
#include "write/json.h"
#include "write/markup.h"

#include <string.h>

// --- TAP ---

/// A description: no line break can end it, and no '#' can begin a directive.
static void tap_text(FILE *out, const char *text)
{
    char part[2] = {0};
    for (; *text != '\0'; text++) {
        if (*text == '#' || *text == '\\')
            (void)fputc('\\', out);
        part[0] = *text == '\n' ? ' ' : *text;
        (void)fputs(part, out);
    }
}

/// A line of the YAML below a test; JSON's strings are YAML's.
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

void suites_tap(FILE *out, const suites *r)
{
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
}

// --- JUnit ---

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

void suites_junit(FILE *out, const suites *r)
{
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

// --- JSON ---

static void failure_json(json_writer *w, const advise_tests *t, size_t test, size_t failure)
{
    advise_test_failure f = advise_tests_failure(t, test, failure);
    json_object_begin(w);
    json_string_entry(w, "expected", f.expected);
    json_string_entry(w, "got", f.got);
    json_string_entry(w, "file", f.file);
    json_count_entry(w, "line", f.line);
    json_count_entry(w, "column", f.column);
    json_key(w, "why");
    json_array_begin(w);
    for (size_t i = 0; i < f.why_count; i++)
        json_string(w, advise_tests_why(t, test, failure, i));
    json_array_end(w);
    json_object_end(w);
}

static void case_json(json_writer *w, const advise_tests *t, size_t test)
{
    advise_test_case c = advise_tests_case(t, test);
    json_object_begin(w);
    json_string_entry(w, "name", c.name);
    json_string_entry(w, "file", c.file);
    json_count_entry(w, "line", c.line);
    json_boolean_entry(w, "passed", c.failure_count == 0);
    json_key(w, "failures");
    json_array_begin(w);
    for (size_t i = 0; i < c.failure_count; i++)
        failure_json(w, t, test, i);
    json_array_end(w);
    json_object_end(w);
}

static void rule_json(json_writer *w, const advise_tests *t, size_t rule)
{
    advise_rule_coverage c = advise_tests_rule(t, rule);
    json_object_begin(w);
    json_string_entry(w, "rule", c.rule);
    json_string_entry(w, "file", c.file);
    json_count_entry(w, "line", c.line);
    json_count_entry(w, "fired", c.fired);
    json_count_entry(w, "held_back", c.held_back);
    json_key(w, "parts");
    json_array_begin(w);
    for (size_t i = 0; i < c.part_count; i++) {
        advise_part_coverage part = advise_tests_part(t, rule, i);
        json_object_begin(w);
        json_string_entry(w, "text", part.text);
        json_count_entry(w, "line", part.line);
        json_count_entry(w, "evaluated", part.evaluated);
        json_count_entry(w, "decided_true", part.decided_true);
        json_count_entry(w, "decided_false", part.decided_false);
        json_object_end(w);
    }
    json_array_end(w);
    json_object_end(w);
}

static void coverage_json(json_writer *w, const advise_tests *t)
{
    json_key(w, "rules");
    json_array_begin(w);
    for (size_t i = 0; i < advise_tests_rule_count(t); i++)
        rule_json(w, t, i);
    json_array_end(w);
    json_key(w, "covered");
    json_array_begin(w);
    for (size_t i = 0; i < advise_tests_item_count(t); i++) {
        advise_item_coverage c = advise_tests_item(t, i);
        json_object_begin(w);
        json_string_entry(w, "kind", c.kind);
        json_string_entry(w, "id", c.id);
        json_count_entry(w, "times", c.times);
        json_object_end(w);
    }
    json_array_end(w);
}

static void mutants_json(json_writer *w, const advise_tests *t)
{
    json_key(w, "mutants");
    json_array_begin(w);
    for (size_t i = 0; i < advise_tests_mutant_count(t); i++) {
        advise_mutant m = advise_tests_mutant(t, i);
        json_object_begin(w);
        json_string_entry(w, "subject", m.subject);
        json_string_entry(w, "key", m.key);
        json_string_entry(w, "before", m.before);
        json_string_entry(w, "after", m.after);
        json_string_entry(w, "file", m.file);
        json_count_entry(w, "line", m.line);
        json_boolean_entry(w, "noticed", m.noticed);
        json_boolean_entry(w, "equivalent", m.equivalent);
        json_object_end(w);
    }
    json_array_end(w);
}

void suites_json(FILE *out, const suites *r)
{
    json_writer w = json_begin(out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-tests/1");
    json_count_entry(&w, "passed", suites_total(r) - suites_failed(r));
    json_count_entry(&w, "failed", suites_failed(r));
    json_key(&w, "packs");
    json_array_begin(&w);
    for (size_t i = 0; i < r->count; i++) {
        const advise_tests *t = r->items[i].tests;
        json_object_begin(&w);
        json_string_entry(&w, "pack", advise_pack_name(r->items[i].pack));
        json_string_entry(&w, "version", advise_pack_version(r->items[i].pack));
        json_key(&w, "tests");
        json_array_begin(&w);
        for (size_t test = 0; test < advise_tests_count(t); test++)
            case_json(&w, t, test);
        json_array_end(&w);
        if (advise_tests_rule_count(t) > 0)
            coverage_json(&w, t);
        if (advise_tests_mutant_count(t) > 0)
            mutants_json(&w, t);
        json_object_end(&w);
    }
    json_array_end(&w);
    json_object_end(&w);
    json_line_end(&w);
}
