// Outcomes as NDJSON: one object a line (docs/json.md).
#include "outcome/format.h"
#include "report/report.h"
#include "write/digits.h"
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

/// More bytes than the pieces and numbers of a recommendation take, or those before the first one: of each, what is not a text.
enum { PIECES = 512 };

/// Writes a piece that brings its comma, and after which a comma is due.
static inline void write_piece(json_writer *w, const char *piece, size_t length)
{
    json_took(w, json_put(room_take(&w->to, length), piece, length), true);
}

static char *put_truth(char *at, bool truth)
{
    return truth ? json_put(at, JSON_PIECE("true")) : json_put(at, JSON_PIECE("false"));
}

/// Writes an item between pieces. Returns where they go on, with room for `needed` bytes.
static char *write_item(json_writer *w, char *at, const char *item, size_t needed)
{
    json_took(w, json_put(at, JSON_PIECE(",\"item\":")), false);
    json_string(w, item);
    w->after_value = false; // the pieces bring their commas
    return json_take(w, needed);
}

static void write_advice(json_writer *w, const outcome_options *o, const advise_outcome *outcome,
                         const advise_report *report, size_t index)
{
    const advise_outcome_advice a = advise_outcome_get(outcome, index);
    const ready_text *ids = o->ids.texts;
    const size_t needed = PIECES + 2 * o->ids.most;
    char *at = json_put(json_take(w, needed), JSON_PIECE("{\"rank\":"));
    at = json_put(digits_put_count(at, a.rank), JSON_PIECE(",\"id\":"));
    at = ready_put(at, ids[a.index]);
    if (a.item[0] != '\0')
        at = write_item(w, at, a.item, needed);
    if (a.part_of[0] != '\0')
        at = ready_put(json_put(at, JSON_PIECE(",\"part_of\":")), ids[a.above]);
    if (a.alternative_to[0] != '\0')
        at = ready_put(json_put(at, JSON_PIECE(",\"alternative_to\":")), ids[a.above]);
    if (outcome_has(o, FIELD_CERTAINTY))
        at = digits_put_number(json_put(at, JSON_PIECE(",\"certainty\":")), a.certainty);
    if (outcome_has(o, FIELD_SCORE))
        at = digits_put_number(json_put(at, JSON_PIECE(",\"score\":")), a.score);
    if (outcome_has(o, FIELD_PRIORITY))
        at = digits_put_number(json_put(at, JSON_PIECE(",\"priority\":")), a.priority);
    const bool is_told = outcome_has(o, FIELD_PRIORITY) || outcome_has(o, FIELD_SCORE);
    if (outcome_has(o, FIELD_PRIORITY_OPEN) || (a.priority_is_open && is_told))
        at = put_truth(json_put(at, JSON_PIECE(",\"priority_open\":")), a.priority_is_open);
    if (report != NULL) {
        json_took(w, at, true);
        write_texts(w, o, report, index);
        w->after_value = false;
        at = json_take(w, 1);
    }
    *at = '}';
    json_took(w, at + 1, true);
}

static void write_list(json_writer *w, const advise_outcome *outcome, outcome_field field)
{
    json_key(w, outcome_field_name(field));
    outcome_list_json(w, outcome, field);
}

static void write_recommendations(json_writer *w, const outcome_options *o, const advise_outcome *outcome,
                                  const advise_report *report)
{
    const size_t count = advise_outcome_count(outcome);
    write_piece(w, JSON_PIECE(",\"recommendations\":["));
    w->after_value = false;
    for (size_t i = 0; i < count; i++)
        write_advice(w, o, outcome, report, i);
    write_piece(w, JSON_PIECE("]"));
}

static void write_advices(json_writer *w, const outcome_options *o, const advise_outcome *outcome)
{
    const advise_report *report = advise_outcome_report(outcome);
    if (outcome_has(o, FIELD_GIVEN) || o->explain)
        json_count_entry(w, "given", advise_outcome_given_count(outcome));
    if (o->explain) {
        report_options shown = {.top = o->top};
        report_json_entries(w, &shown, report);
        return;
    }
    if (outcome_has(o, FIELD_RECOMMENDATIONS))
        write_recommendations(w, o, outcome, report);
    for (outcome_field f = FIELD_QUESTIONS; report != NULL && f <= FIELD_WARNINGS; f++) {
        if (outcome_has(o, f))
            write_list(w, outcome, f);
    }
}

/// Writes the beginning of a line: who it is about, and what became of them.
static void write_head(json_writer *w, const outcome_options *o, const advise_outcome *outcome)
{
    const advise_record record = advise_outcome_record(outcome);
    const char *id = advise_outcome_id(outcome);
    char *at = json_put(json_take(w, PIECES), JSON_PIECE("{\"id\":"));
    if (id[0] != '\0') {
        json_took(w, at, false);
        json_string(w, id);
    } else {
        json_took(w, digits_put_count(at, record.number), true);
    }
    if (outcome_has(o, FIELD_NUMBER))
        json_count_entry(w, "number", record.number);
    if (outcome_has(o, FIELD_FILE))
        json_string_entry(w, "file", record.file);
    if (outcome_has(o, FIELD_LINE))
        json_count_entry(w, "line", record.line);
    if (advise_outcome_is_refused(outcome))
        write_piece(w, JSON_PIECE(",\"status\":\"refused\""));
    else
        write_piece(w, JSON_PIECE(",\"status\":\"ok\""));
}

static void write_run(json_writer *w, const outcome_options *o)
{
    char label[OUTCOME_LABEL];
    for (outcome_field f = FIELD_PACK; f <= FIELD_AS_OF; f++) {
        if (outcome_has(o, f))
            json_string_entry(w, outcome_field_name(f), outcome_run_field(o, f, label));
    }
}

static void write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    json_writer w = json_begin_text(out);
    const bool refused = advise_outcome_is_refused(outcome);
    write_head(&w, o, outcome);
    if (!refused && outcome_writes_facts(o)) {
        json_key(&w, "facts");
        outcome_facts_json(&w, &o->facts, outcome);
    }
    if (!refused)
        write_advices(&w, o, outcome);
    else if (outcome_has(o, FIELD_DIAGNOSTICS))
        write_list(&w, outcome, FIELD_DIAGNOSTICS);
    if (outcome_has(o, FIELD_PACK) || outcome_has(o, FIELD_AS_OF))
        write_run(&w, o);
    write_piece(&w, JSON_PIECE("}\n"));
    json_flush(&w);
}

static void write_id(text_room *to, const char *text)
{
    json_writer w = {.to = *to};
    json_string(&w, text);
    *to = w.to;
}

const outcome_format outcomes_as_ndjson = {.title = "NDJSON",
                                           .abilities = OUTCOME_TAKES_FIELDS | OUTCOME_TAKES_FACTS |
                                                        OUTCOME_TAKES_REASONS | OUTCOME_TAKES_LISTS |
                                                        OUTCOME_CAN_RESUME | OUTCOME_HAS_LINES,
                                           .last_line = "{",
                                           // Not in a text of the user's: there quotes have backslashes.
                                           .refused = "\"status\":\"refused\"",
                                           .id = write_id,
                                           .write = write};
