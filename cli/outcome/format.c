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
} fields[OUTCOME_FIELDS] = {
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

const char *outcome_field_name(outcome_field field)
{
    return fields[field].name;
}

bool outcome_writes_facts(const outcome_options *o)
{
    return o->facts.count > o->facts.first_written;
}

outcome_field outcome_field_find(const char *name, size_t length)
{
    outcome_field f = 0;
    while (f < OUTCOME_FIELDS &&
           !(strlen(fields[f].name) == length && memcmp(fields[f].name, name, length) == 0))
        f++;
    return f;
}

bool outcome_fields_read(outcome_options *o, const char *names, const char **bad, size_t *bad_length)
{
    unsigned *chosen = &o->fields;
    *chosen = 0;
    for (outcome_field f = 0; names == NULL && f < OUTCOME_FIELDS; f++) {
        if (fields[f].usual || (o->format == BATCH_SQLITE && fields[f].usual_in_tables))
            *chosen |= 1U << f;
    }
    while (names != NULL) {
        size_t length = strcspn(names, ",");
        outcome_field f = outcome_field_find(names, length);
        bool always =
            (length == 2 && memcmp(names, "id", 2) == 0) || (length == 6 && memcmp(names, "status", 6) == 0);
        if (f == OUTCOME_FIELDS && !always) {
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

outcome_field outcome_field_without_place(const outcome_options *o)
{
    bool has_lists = o->format == BATCH_NDJSON || o->format == BATCH_SQLITE;
    outcome_field f = 0;
    while (f < OUTCOME_FIELDS && (has_lists || !fields[f].is_list || !outcome_has(o, f)))
        f++;
    return f;
}

bool outcome_counts_given(const outcome_options *o)
{
    return o->explain || o->format == BATCH_HTML || outcome_has(o, FIELD_GIVEN);
}

bool outcome_needs_reports(const outcome_options *o)
{
    bool needs = o->explain || o->format == BATCH_HTML;
    for (outcome_field f = 0; f < OUTCOME_FIELDS; f++)
        needs = needs || (fields[f].takes_report && outcome_has(o, f));
    return needs;
}

size_t outcome_top(const outcome_options *o)
{
    return o->top == 0 && o->format == BATCH_CSV ? 3 : o->top;
}

void outcome_list_json(json_writer *w, const advise_outcome *outcome, outcome_field field)
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

void outcome_begin(FILE *out, const outcome_options *o, const advise_pack *pack, const char *date)
{
    if (o->format == BATCH_HTML)
        outcome_html_begin(out, pack, date);
    else if (o->format == BATCH_CSV || o->format == BATCH_CSV_LONG)
        outcome_csv_begin(out, o);
}

void outcome_write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    switch (o->format) {
    case BATCH_NDJSON: outcome_ndjson(o, outcome, out); break;
    case BATCH_CSV:
    case BATCH_CSV_LONG: outcome_csv(o, outcome, out); break;
    case BATCH_HTML: outcome_html(o, outcome, out); break;
    case BATCH_SQLITE: outcome_sqlite(o, outcome, out); break;
    }
}

void outcome_end(FILE *out, const outcome_options *o, const advise_batch_totals *totals)
{
    if (o->format == BATCH_HTML)
        outcome_html_end(out, totals);
}
