// The results of tests as one JSON object on one line (docs/json.md).
#include "report/suite.h"
#include "write/json.h"

static void failure_json(json_writer *w, const advise_tests *t, size_t test, size_t failure)
{
    advise_test_failure f = advise_tests_failure(t, test, failure);
    json_object_begin(w);
    json_string_entry(w, "expected", f.expected);
    json_string_entry(w, "got", f.got);
    json_string_entry(w, "file", f.file);
    json_count_entry(w, "line", f.line);
    json_count_entry(w, "column", f.column);
    json_array_entry(w, "why");
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
    json_array_entry(w, "failures");
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
    json_array_entry(w, "parts");
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
    json_array_entry(w, "rules");
    for (size_t i = 0; i < advise_tests_rule_count(t); i++)
        rule_json(w, t, i);
    json_array_end(w);
    json_array_entry(w, "covered");
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
    json_array_entry(w, "mutants");
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

/// What kept packs from being tested.
static void errors_json(json_writer *w, const suites *r)
{
    json_array_entry(w, "errors");
    for (size_t i = 0; i < r->broken_count; i++) {
        for (size_t k = 0; k < advise_diagnostics_count(r->broken[i].problems); k++) {
            const advise_diagnostic d = advise_diagnostics_get(r->broken[i].problems, k);
            if (!d.is_error)
                continue;
            json_object_begin(w);
            json_string_entry(w, "folder", r->broken[i].name);
            json_string_entry(w, "code", d.code);
            json_string_entry(w, "message", d.message);
            json_string_entry(w, "file", d.file);
            json_count_entry(w, "line", d.line);
            json_count_entry(w, "column", d.column);
            json_object_end(w);
        }
    }
    json_array_end(w);
}

static void write(const screen *s, const suites *r)
{
    json_writer w = json_begin(s->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-tests/1");
    json_count_entry(&w, "passed", suites_total(r) - suites_failed(r));
    json_count_entry(&w, "failed", suites_failed(r));
    json_array_entry(&w, "packs");
    for (size_t i = 0; i < r->count; i++) {
        const advise_tests *t = r->items[i].tests;
        json_object_begin(&w);
        json_string_entry(&w, "pack", advise_pack_name(r->items[i].pack));
        json_string_entry(&w, "version", advise_pack_version(r->items[i].pack));
        json_array_entry(&w, "tests");
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
    if (r->broken_count > 0)
        errors_json(&w, r);
    json_object_end(&w);
    json_line_end(&w);
}

const suites_format suites_as_json = {.write = write};
