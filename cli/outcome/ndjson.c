// Outcomes as NDJSON: one object a line (docs/json.md).
#include "outcome/format.h"
#include "report/report.h"
#include "write/json.h"

/// Writes what only whole reports know of a recommendation. A report has those that are given first, by rank, so indexes agree.
static void write_texts(json_writer *w, const outcome_options *o, const advise_report *report, size_t index)
{
    advise_advice whole = advise_report_advice(report, index);
    const struct {
        outcome_field field;
        const char *text;
    } texts[] = {{FIELD_TITLE, whole.title},
                 {FIELD_SUMMARY, whole.summary},
                 {FIELD_EFFORT, whole.effort},
                 {FIELD_HORIZON, whole.horizon}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (outcome_has(o, texts[i].field))
            json_string_entry(w, outcome_field_name(texts[i].field), texts[i].text);
    }
}

static void write_advice(json_writer *w, const outcome_options *o, const advise_outcome *outcome,
                         const advise_report *report, size_t index)
{
    advise_outcome_advice a = advise_outcome_get(outcome, index);
    json_ready_count(w, JSON_OBJECT("rank"), a.rank);
    json_ready_text(w, JSON_KEY("id"), a.recommendation);
    if (a.item[0] != '\0')
        json_ready_text(w, JSON_KEY("item"), a.item);
    if (a.part_of[0] != '\0')
        json_ready_text(w, JSON_KEY("part_of"), a.part_of);
    if (a.alternative_to[0] != '\0')
        json_ready_text(w, JSON_KEY("alternative_to"), a.alternative_to);
    if (outcome_has(o, FIELD_CERTAINTY))
        json_ready_number(w, JSON_KEY("certainty"), a.certainty);
    if (outcome_has(o, FIELD_SCORE))
        json_ready_number(w, JSON_KEY("score"), a.score);
    if (outcome_has(o, FIELD_PRIORITY))
        json_number_entry(w, "priority", a.priority);
    const bool is_told = outcome_has(o, FIELD_PRIORITY) || outcome_has(o, FIELD_SCORE);
    if (outcome_has(o, FIELD_PRIORITY_OPEN) || (a.priority_is_open && is_told))
        json_boolean_entry(w, "priority_open", a.priority_is_open);
    if (report != NULL)
        write_texts(w, o, report, index);
    json_object_end(w);
}

static void write_list(json_writer *w, const advise_outcome *outcome, outcome_field field)
{
    json_key(w, outcome_field_name(field));
    outcome_list_json(w, outcome, field);
}

static void write_advices(json_writer *w, const outcome_options *o, const advise_outcome *outcome)
{
    const advise_report *report = advise_outcome_report(outcome);
    if (outcome_has(o, FIELD_GIVEN) || o->explain) {
        json_ready_count(w, JSON_KEY("given"), advise_outcome_given_count(outcome));
    }
    if (o->explain) {
        report_options shown = {.top = o->top};
        report_json_entries(w, &shown, report);
        return;
    }
    if (outcome_has(o, FIELD_RECOMMENDATIONS)) {
        const size_t count = advise_outcome_count(outcome);
        json_ready_key(w, JSON_LIST("recommendations"));
        for (size_t i = 0; i < count; i++)
            write_advice(w, o, outcome, report, i);
        json_array_end(w);
    }
    for (outcome_field f = FIELD_QUESTIONS; f <= FIELD_WARNINGS; f++) {
        if (outcome_has(o, f))
            write_list(w, outcome, f);
    }
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    json_writer w = json_begin_text(out);
    advise_record record = advise_outcome_record(outcome);
    const char *id = advise_outcome_id(outcome);
    bool refused = advise_outcome_is_refused(outcome);
    if (id[0] != '\0')
        json_ready_text(&w, JSON_OBJECT("id"), id);
    else
        json_ready_count(&w, JSON_OBJECT("id"), record.number);
    if (outcome_has(o, FIELD_NUMBER))
        json_count_entry(&w, "number", record.number);
    if (outcome_has(o, FIELD_FILE))
        json_string_entry(&w, "file", record.file);
    if (outcome_has(o, FIELD_LINE))
        json_count_entry(&w, "line", record.line);
    if (refused)
        json_ready_entry(&w, JSON_ENTRY("status", "refused"));
    else
        json_ready_entry(&w, JSON_ENTRY("status", "ok"));
    if (!refused && outcome_writes_facts(o)) {
        json_key(&w, "facts");
        outcome_facts_json(&w, &o->facts, outcome);
    }
    if (!refused)
        write_advices(&w, o, outcome);
    else if (outcome_has(o, FIELD_DIAGNOSTICS))
        write_list(&w, outcome, FIELD_DIAGNOSTICS);
    for (outcome_field f = FIELD_PACK; f <= FIELD_AS_OF; f++) {
        char label[OUTCOME_LABEL];
        if (outcome_has(o, f))
            json_string_entry(&w, outcome_field_name(f), outcome_run_field(o, f, label));
    }
    json_object_end(&w);
    json_line_end(&w);
}

const outcome_format outcomes_as_ndjson = {.title = "NDJSON",
                                           .abilities = OUTCOME_TAKES_FIELDS | OUTCOME_TAKES_FACTS |
                                                        OUTCOME_TAKES_REASONS | OUTCOME_TAKES_LISTS |
                                                        OUTCOME_CAN_RESUME | OUTCOME_HAS_LINES,
                                           .last_line = "{",
                                           // Not in a text of the user's: there quotes have backslashes.
                                           .refused = "\"status\":\"refused\"",
                                           .write = write};
