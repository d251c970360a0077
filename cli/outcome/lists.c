// Writes an outcome's lists as a report has them.
#include "outcome/lists.h"
#include "report/diagnostics.h"
#include "report/report.h"

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

void outcome_facts_json(json_writer *w, const outcome_facts *f, const advise_outcome *outcome)
{
    json_object_begin(w);
    for (size_t i = f->first_written; i < f->count; i++)
        json_optional_entry(w, f->names[i], advise_outcome_fact(outcome, i));
    json_object_end(w);
}
