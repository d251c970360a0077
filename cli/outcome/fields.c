// The table of fields.
#include "outcome/fields.h"
#include "report/diagnostics.h"
#include "report/report.h"

#include <string.h>

static const struct {
    const char *name;
    bool needs_report;
    bool is_list;
    bool of_advice;
    bool usual;
    bool usual_in_tables; ///< besides
} fields[OUTCOME_FIELDS] = {
    [FIELD_NUMBER] = {.name = "number"},
    [FIELD_FILE] = {.name = "file", .usual_in_tables = true},
    [FIELD_LINE] = {.name = "line", .usual_in_tables = true},
    [FIELD_GIVEN] = {.name = "given", .usual = true},
    [FIELD_RECOMMENDATIONS] = {.name = "recommendations", .usual = true},
    [FIELD_CERTAINTY] = {.name = "certainty", .of_advice = true, .usual = true},
    [FIELD_SCORE] = {.name = "score", .of_advice = true, .usual = true},
    [FIELD_PRIORITY] = {.name = "priority", .of_advice = true, .usual_in_tables = true},
    [FIELD_PRIORITY_OPEN] = {.name = "priority_open", .of_advice = true, .usual_in_tables = true},
    [FIELD_TITLE] = {.name = "title", .of_advice = true, .needs_report = true},
    [FIELD_SUMMARY] = {.name = "summary", .of_advice = true, .needs_report = true},
    [FIELD_EFFORT] = {.name = "effort", .of_advice = true, .needs_report = true},
    [FIELD_HORIZON] = {.name = "horizon", .of_advice = true, .needs_report = true},
    [FIELD_QUESTIONS] = {.name = "questions", .needs_report = true, .is_list = true},
    [FIELD_DERIVED] = {.name = "derived", .needs_report = true, .is_list = true},
    [FIELD_UNDETERMINED] = {.name = "undetermined", .needs_report = true, .is_list = true},
    [FIELD_WARNINGS] = {.name = "warnings", .needs_report = true, .is_list = true},
    [FIELD_DIAGNOSTICS] = {.name = "diagnostics", .usual = true},
    [FIELD_PACK] = {.name = "pack"},
    [FIELD_AS_OF] = {.name = "as_of"},
};

const char *outcome_field_name(outcome_field field)
{
    return fields[field].name;
}

static bool is_name(const char *name, size_t length, const char *other)
{
    return strlen(other) == length && memcmp(other, name, length) == 0;
}

outcome_field outcome_field_find(const char *name, size_t length)
{
    outcome_field f = 0;
    while (f < OUTCOME_FIELDS && !is_name(name, length, fields[f].name))
        f++;
    return f;
}

outcome_fields outcome_fields_usual(bool in_tables)
{
    outcome_fields usual = 0;
    for (outcome_field f = 0; f < OUTCOME_FIELDS; f++) {
        if (fields[f].usual || (in_tables && fields[f].usual_in_tables))
            usual |= 1U << f;
    }
    return usual;
}

bool outcome_fields_read(outcome_fields *chosen, const char *names, const char **bad, size_t *bad_length)
{
    *chosen = 0;
    while (names != NULL) {
        size_t length = strcspn(names, ",");
        outcome_field f = outcome_field_find(names, length);
        bool always = is_name(names, length, "id") || is_name(names, length, "status");
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

bool outcome_fields_need_reports(outcome_fields chosen)
{
    bool needs = false;
    for (outcome_field f = 0; f < OUTCOME_FIELDS; f++)
        needs = needs || (fields[f].needs_report && outcome_fields_have(chosen, f));
    return needs;
}

outcome_field outcome_fields_first_list(outcome_fields chosen)
{
    outcome_field f = 0;
    while (f < OUTCOME_FIELDS && !(fields[f].is_list && outcome_fields_have(chosen, f)))
        f++;
    return f;
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
