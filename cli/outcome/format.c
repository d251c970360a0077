// The table of fields, and the choice of the format.
#include "outcome/format.h"
#include "report/report.h"

#include <string.h>

static const struct {
    const char *name;
    bool takes_report;
    bool is_list;
    bool of_advice;
    bool usual;
    bool usual_in_tables; ///< likewise in a database: it costs nothing
} fields[BATCH_FIELDS] = {
    [FIELD_NUMBER] = {.name = "number"},
    [FIELD_FILE] = {.name = "file", .usual_in_tables = true},
    [FIELD_LINE] = {.name = "line", .usual_in_tables = true},
    [FIELD_GIVEN] = {.name = "given", .usual = true},
    [FIELD_RECOMMENDATIONS] = {.name = "recommendations", .usual = true},
    [FIELD_CERTAINTY] = {.name = "certainty", .of_advice = true, .usual = true},
    [FIELD_SCORE] = {.name = "score", .of_advice = true, .usual = true},
    [FIELD_PRIORITY] = {.name = "priority", .of_advice = true, .usual_in_tables = true},
    [FIELD_TITLE] = {.name = "title", .of_advice = true, .takes_report = true},
    [FIELD_SUMMARY] = {.name = "summary", .of_advice = true, .takes_report = true},
    [FIELD_EFFORT] = {.name = "effort", .of_advice = true, .takes_report = true},
    [FIELD_HORIZON] = {.name = "horizon", .of_advice = true, .takes_report = true},
    [FIELD_QUESTIONS] = {.name = "questions", .takes_report = true, .is_list = true},
    [FIELD_DERIVED] = {.name = "derived", .takes_report = true, .is_list = true},
    [FIELD_UNDETERMINED] = {.name = "undetermined", .takes_report = true, .is_list = true},
    [FIELD_WARNINGS] = {.name = "warnings", .takes_report = true, .is_list = true},
    [FIELD_DIAGNOSTICS] = {.name = "diagnostics", .usual = true},
};

const char *batch_field_name(batch_field field)
{
    return fields[field].name;
}

bool batch_writes_facts(const batch_output *o)
{
    return o->facts.count > o->facts.first_written;
}

batch_field batch_field_find(const char *name, size_t length)
{
    batch_field f = 0;
    while (f < BATCH_FIELDS &&
           !(strlen(fields[f].name) == length && memcmp(fields[f].name, name, length) == 0))
        f++;
    return f;
}

bool batch_fields_read(batch_output *o, const char *names, const char **bad, size_t *bad_length)
{
    unsigned *chosen = &o->fields;
    *chosen = 0;
    for (batch_field f = 0; names == NULL && f < BATCH_FIELDS; f++) {
        if (fields[f].usual || (o->format == BATCH_SQLITE && fields[f].usual_in_tables))
            *chosen |= 1U << f;
    }
    while (names != NULL) {
        size_t length = strcspn(names, ",");
        batch_field f = batch_field_find(names, length);
        bool always =
            (length == 2 && memcmp(names, "id", 2) == 0) || (length == 6 && memcmp(names, "status", 6) == 0);
        if (f == BATCH_FIELDS && !always) {
            *bad = names;
            *bad_length = length;
            return false;
        }
        if (!always)
            *chosen |= 1U << f | (fields[f].of_advice ? 1U << FIELD_RECOMMENDATIONS : 0);
        names = names[length] == ',' ? names + length + 1 : NULL;
    }
    return true;
}

batch_field batch_field_without_place(const batch_output *o)
{
    bool has_lists = o->format == BATCH_NDJSON || o->format == BATCH_SQLITE;
    batch_field f = 0;
    while (f < BATCH_FIELDS && (has_lists || !fields[f].is_list || !batch_has(o, f)))
        f++;
    return f;
}

bool batch_counts_given(const batch_output *o)
{
    return o->explain || o->format == BATCH_HTML || batch_has(o, FIELD_GIVEN);
}

bool batch_needs_reports(const batch_output *o)
{
    bool needs = o->explain || o->format == BATCH_HTML;
    for (batch_field f = 0; f < BATCH_FIELDS; f++)
        needs = needs || (fields[f].takes_report && batch_has(o, f));
    return needs;
}

size_t batch_top(const batch_output *o)
{
    return o->top == 0 && o->format == BATCH_CSV ? 3 : o->top;
}

void batch_list_json(json_writer *w, const advise_outcome *outcome, batch_field field)
{
    const advise_report *report = advise_outcome_report(outcome);
    switch (field) {
    case FIELD_QUESTIONS: report_json_questions(w, report); break;
    case FIELD_DERIVED: report_json_derived(w, report); break;
    case FIELD_UNDETERMINED: report_json_undetermined(w, report); break;
    case FIELD_WARNINGS: report_json_warnings(w, report); break;
    default: diagnostics_json_list(w, advise_outcome_problems(outcome)); break;
    }
}

void batch_begin(FILE *out, const batch_output *o, const advise_pack *pack, const char *date)
{
    if (o->format == BATCH_HTML)
        batch_html_begin(out, pack, date);
    else if (o->format == BATCH_CSV || o->format == BATCH_CSV_LONG)
        batch_csv_begin(out, o);
}

void batch_write(const batch_output *o, const advise_outcome *outcome, advise_text *out)
{
    switch (o->format) {
    case BATCH_NDJSON: batch_ndjson(o, outcome, out); break;
    case BATCH_CSV:
    case BATCH_CSV_LONG: batch_csv(o, outcome, out); break;
    case BATCH_HTML: batch_html(o, outcome, out); break;
    case BATCH_SQLITE: batch_sqlite(o, outcome, out); break;
    }
}

void batch_end(FILE *out, const batch_output *o, const advise_batch_totals *totals)
{
    if (o->format == BATCH_HTML)
        batch_html_end(out, totals);
}
