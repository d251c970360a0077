// Outcomes as NDJSON: one object a line (docs/json.md).
#include "batch_output.h"
#include "json_writer.h"
#include "report.h"

static void write_advices(json_writer *w, const advise_outcome *o)
{
    json_count_entry(w, "given", advise_outcome_given_count(o));
    json_key(w, "recommendations");
    json_array_begin(w);
    for (size_t i = 0; i < advise_outcome_count(o); i++) {
        advise_outcome_advice a = advise_outcome_get(o, i);
        json_object_begin(w);
        json_count_entry(w, "rank", i + 1);
        json_string_entry(w, "id", a.recommendation);
        if (a.item[0] != '\0')
            json_string_entry(w, "item", a.item);
        json_number_entry(w, "certainty", a.certainty);
        json_number_entry(w, "score", a.score);
        json_object_end(w);
    }
    json_array_end(w);
}

void batch_ndjson(const advise_outcome *o, advise_text *out)
{
    json_writer w = json_begin_text(out);
    advise_record record = advise_outcome_record(o);
    const char *id = advise_outcome_id(o);
    json_object_begin(&w);
    json_key(&w, "id");
    if (id[0] != '\0')
        json_string(&w, id);
    else
        json_count(&w, record.number);
    json_string_entry(&w, "status", advise_outcome_is_refused(o) ? "refused" : "ok");
    if (advise_outcome_is_refused(o))
        diagnostics_json_entry(&w, advise_outcome_problems(o));
    else
        write_advices(&w, o);
    json_object_end(&w);
    json_line_end(&w);
}
