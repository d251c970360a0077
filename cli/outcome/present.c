// The outcome as an object on a line, with all that a comparison with an earlier result asks for: also what is not given, and what is open.
#include "outcome/present.h"
#include "outcome/worklist.h"
#include "write/json.h"

#include <stdlib.h>

static void add_advice(json_writer *w, const advise_report *r, size_t index)
{
    static const char *const states[] = {
        [ADVISE_GIVEN] = "given", [ADVISE_EXCLUDED] = "excluded", [ADVISE_BELOW_THRESHOLD] = "below"};
    const advise_advice a = advise_report_advice(r, index);
    char *title = worklist_title(&a);
    json_object_begin(w);
    json_string_entry(w, "id", a.recommendation);
    json_entry_if_any(w, "item", a.item);
    json_string_entry(w, "status", states[a.status]);
    json_count_entry(w, "rank", a.rank);
    json_number_entry(w, "score", a.score);
    json_string_entry(w, "title", title);
    json_entry_if_any(w, "by", a.excluded_by);
    json_object_end(w);
    free(title);
}

static void add_report(json_writer *w, const outcome_options *o, const advise_outcome *outcome)
{
    const advise_report *r = advise_outcome_report(outcome);
    json_key(w, "facts");
    outcome_facts_json(w, &o->facts, outcome);
    json_array_entry(w, "recommendations");
    for (size_t i = 0; i < advise_report_count(r); i++)
        add_advice(w, r, i);
    json_array_end(w);
    json_array_entry(w, "open");
    for (size_t i = 0; i < advise_report_undetermined_count(r); i++)
        json_string(w, advise_report_undetermined(r, i).recommendation);
    json_array_end(w);
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    json_writer w = json_begin_text(out);
    const bool refused = advise_outcome_is_refused(outcome);
    json_object_begin(&w);
    json_string_entry(&w, "id", advise_outcome_id(outcome));
    json_count_entry(&w, "number", advise_outcome_record(outcome).number);
    json_string_entry(&w, "status", refused ? "refused" : "ok");
    if (refused) {
        char *problem = worklist_problem(outcome);
        json_string_entry(&w, "problem", problem);
        free(problem);
    } else {
        add_report(&w, o, outcome);
    }
    json_object_end(&w);
    json_line_end(&w);
}

const outcome_format outcomes_as_present = {
    .title = "what changed", .abilities = OUTCOME_TAKES_FACTS | OUTCOME_IS_OF_REPORTS, .write = write};
