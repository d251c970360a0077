// A report as one JSON object on one line (docs/json.md).
#include "write/json.h"
#include "report/report.h"

/// `"bindings":{…}` of evidence or of an undetermined rule.
static void write_bindings(json_writer *w, const advise_report *r, size_t count,
                           advise_binding (*get)(const advise_report *r, const size_t *at, size_t binding),
                           const size_t *at)
{
    json_object_entry(w, "bindings");
    for (size_t i = 0; i < count; i++) {
        advise_binding b = get(r, at, i);
        json_string_entry(w, b.variable, b.item);
    }
    json_object_end(w);
}

static advise_binding binding_of_evidence(const advise_report *r, const size_t *at, size_t binding)
{
    return advise_report_binding(r, at[0], at[1], binding);
}

static advise_binding binding_of_undetermined(const advise_report *r, const size_t *at, size_t binding)
{
    return advise_report_undetermined_binding(r, at[0], binding);
}

static void write_evidence(json_writer *w, const advise_report *r, size_t advice, size_t index)
{
    advise_evidence e = advise_report_evidence(r, advice, index);
    json_object_begin(w);
    json_string_entry(w, "rule", e.rule);
    json_string_entry(w, "pack", e.pack);
    if (e.changed_by[0] != '\0')
        json_string_entry(w, "changed_by", e.changed_by);
    json_number_entry(w, "certainty", e.certainty);
    json_string_entry(w, "because", e.because);
    json_string_entry(w, "condition", e.condition);
    write_bindings(w, r, e.binding_count, binding_of_evidence, (size_t[]){advice, index});
    json_array_entry(w, "sources");
    for (size_t i = 0; i < e.source_count; i++) {
        advise_source s = advise_report_source(r, advice, index, i);
        json_object_begin(w);
        json_string_entry(w, "id", s.id);
        json_string_entry(w, "title", s.title);
        json_string_entry(w, "point", s.point);
        json_object_end(w);
    }
    json_array_end(w);
    json_object_end(w);
}

const char *const report_states[] = {
    [ADVISE_GIVEN] = "given", [ADVISE_EXCLUDED] = "excluded", [ADVISE_BELOW_THRESHOLD] = "below threshold"};

void report_json_head(json_writer *w, const advise_advice *a)
{
    json_key(w, "rank");
    if (a->rank > 0)
        json_count(w, a->rank);
    else
        json_null(w);
    json_string_entry(w, "id", a->recommendation);
    json_string_entry(w, "status", report_states[a->status]);
    json_entry_if_any(w, "excluded_by", a->excluded_by);
    json_entry_if_any(w, "part_of", a->part_of);
    json_entry_if_any(w, "alternative_to", a->alternative_to);
    if (a->about[0] != '\0') {
        json_string_entry(w, "about", a->about);
        json_string_entry(w, "item", a->item);
    }
    json_string_entry(w, "title", a->title);
}

static void write_advice(json_writer *w, const advise_report *r, size_t index)
{
    const advise_advice a = advise_report_advice(r, index);
    json_object_begin(w);
    report_json_head(w, &a);
    json_string_entry(w, "summary", a.summary);
    json_number_entry(w, "certainty", a.certainty);
    json_number_entry(w, "score", a.score);
    json_number_entry(w, "priority", a.priority);
    if (a.priority_is_open)
        json_boolean_entry(w, "priority_open", true);
    json_string_entry(w, "effort", a.effort);
    json_string_entry(w, "horizon", a.horizon);
    json_array_entry(w, "evidence");
    for (size_t i = 0; i < a.evidence_count; i++)
        write_evidence(w, r, index, i);
    json_array_end(w);
    json_array_entry(w, "next_steps");
    for (size_t i = 0; i < a.next_step_count; i++)
        json_string(w, advise_report_next_step(r, index, i));
    json_array_end(w);
    json_object_end(w);
}

static void write_recommendations(json_writer *w, const report_options *o, const advise_report *r)
{
    json_array_entry(w, "recommendations");
    for (size_t i = 0; i < advise_report_count(r); i++) {
        if (report_shows(o, r, i))
            write_advice(w, r, i);
    }
    json_array_end(w);
}

void report_json_pack(json_writer *w, const char *key, const advise_pack *pack)
{
    json_object_entry(w, key);
    json_string_entry(w, "name", advise_pack_name(pack));
    json_string_entry(w, "version", advise_pack_version(pack));
    json_string_entry(w, "title", advise_pack_title(pack));
    json_object_end(w);
}

static void write_standing(json_writer *w, const advise_report *r)
{
    const advise_standing s = advise_report_standing(r);
    json_object_begin(w);
    json_count_entry(w, "places", s.places);
    json_count_entry(w, "final", s.final_places);
    json_string_entry(w, "rival", s.rival);
    json_string_entry(w, "rival_item", s.rival_item);
    json_object_end(w);
}

void report_json_questions(json_writer *w, const advise_report *r)
{
    json_array_begin(w);
    for (size_t i = 0; i < advise_report_question_count(r); i++) {
        advise_question q = advise_report_question(r, i);
        json_object_begin(w);
        json_string_entry(w, "fact", q.fact);
        json_string_entry(w, "field", q.field);
        json_string_entry(w, "item", q.item);
        json_string_entry(w, "ask", q.ask);
        json_number_entry(w, "weight", q.weight);
        json_boolean_entry(w, "may_matter", q.may_matter);
        json_number_entry(w, "effect", q.effect);
        json_object_end(w);
    }
    json_array_end(w);
}

void report_json_derived(json_writer *w, const advise_report *r)
{
    json_array_begin(w);
    for (size_t i = 0; i < advise_report_derived_count(r); i++) {
        advise_derived d = advise_report_derived(r, i);
        json_object_begin(w);
        json_string_entry(w, "fact", d.fact);
        if (d.record > 0) {
            json_string_entry(w, "field", d.field);
            json_string_entry(w, "item", d.item);
            json_number_entry(w, "record", (double)d.record);
        }
        json_string_entry(w, "value", d.literal);
        json_string_entry(w, "origin", d.origin);
        json_array_entry(w, "rules");
        for (size_t k = 0; k < d.rule_count; k++)
            json_string(w, advise_report_derived_rule(r, i, k));
        json_array_end(w);
        json_object_end(w);
    }
    json_array_end(w);
}

void report_json_undetermined(json_writer *w, const advise_report *r)
{
    json_array_begin(w);
    for (size_t i = 0; i < advise_report_undetermined_count(r); i++) {
        advise_undetermined u = advise_report_undetermined(r, i);
        json_object_begin(w);
        json_string_entry(w, "rule", u.rule);
        write_bindings(w, r, u.binding_count, binding_of_undetermined, &i);
        json_array_entry(w, "waits_for");
        for (size_t k = 0; k < u.unknown_count; k++)
            json_string(w, advise_report_undetermined_unknown(r, i, k));
        json_array_end(w);
        json_object_end(w);
    }
    json_array_end(w);
}

void report_json_warnings(json_writer *w, const advise_report *r)
{
    json_array_begin(w);
    for (size_t i = 0; i < advise_report_warning_count(r); i++) {
        advise_warning warning = advise_report_warning(r, i);
        json_object_begin(w);
        json_string_entry(w, "rule", warning.rule);
        json_string_entry(w, "code", warning.code);
        json_string_entry(w, "message", warning.message);
        json_object_end(w);
    }
    json_array_end(w);
}

void report_json_entries(json_writer *w, const report_options *o, const advise_report *r)
{
    write_recommendations(w, o, r);
    json_key(w, "standing");
    write_standing(w, r);
    json_key(w, "questions");
    report_json_questions(w, r);
    json_key(w, "derived");
    report_json_derived(w, r);
    json_key(w, "undetermined");
    report_json_undetermined(w, r);
    json_key(w, "warnings");
    report_json_warnings(w, r);
}

static void write(const screen *s, const report_options *o, const advise_pack *pack, const advise_report *r)
{
    json_writer w = json_begin(s->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-report/1");
    report_json_pack(&w, "pack", pack);
    json_string_entry(&w, "profile", advise_report_profile(r));
    json_string_entry(&w, "person", advise_report_person(r));
    json_string_entry(&w, "as_of", advise_report_date(r));
    json_number_entry(&w, "threshold", advise_report_threshold(r));
    report_json_entries(&w, o, r);
    json_object_end(&w);
    json_line_end(&w);
}

const report_format report_as_json = {.write = write};
