// Outcomes as CSV: a row for each profile with the heads of its first entries side by side, or a row for each recommendation. A profile
// without a recommendation has a row too, so that every profile is accounted for.
#include "write/csv.h"
#include "outcome/format.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

/// @param number  of the recommendation among those of a row; 0: a row has one
static void add_header(FILE *out, const char *name, size_t number)
{
    (void)fprintf(out, ",%s", name);
    if (number > 0)
        (void)fprintf(out, "_%zu", number);
}

/// Names of the columns of one recommendation.
static void add_headers(FILE *out, const outcome_options *o, size_t number)
{
    add_header(out, "recommendation", number);
    add_header(out, "item", number);
    if (number == 0) {
        add_header(out, "part_of", 0);
        add_header(out, "alternative_to", 0);
    }
    for (outcome_field f = FIELD_CERTAINTY; f <= FIELD_HORIZON; f++) {
        if (outcome_has(o, f))
            add_header(out, outcome_field_name(f), number);
    }
}

/// Whether a fact of this name would clash with a column of the program's own, such as score or score_2.
static bool is_own_name(const char *name)
{
    static const char *const others[] = {"id",   "status",  "rank",          "recommendation",
                                         "item", "part_of", "alternative_to"};
    size_t length = strlen(name);
    while (length > 0 && name[length - 1] >= '0' && name[length - 1] <= '9')
        length--;
    length = length > 0 && name[length] != '\0' && name[length - 1] == '_' ? length - 1 : strlen(name);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strlen(others[i]) == length && memcmp(others[i], name, length) == 0)
            return true;
    }
    return outcome_field_find(name, length) != OUTCOME_FIELDS;
}

/// @param is_long  a row is a recommendation, else a profile
static void add_all_headers(FILE *out, const outcome_options *o, bool is_long)
{
    (void)fputs("id", out);
    for (outcome_field f = FIELD_NUMBER; f <= FIELD_LINE; f++) {
        if (outcome_has(o, f))
            (void)fprintf(out, ",%s", outcome_field_name(f));
    }
    (void)fputs(",status", out);
    for (size_t i = o->facts.first_written; i < o->facts.count; i++)
        (void)fprintf(out, is_own_name(o->facts.names[i]) ? ",facts.%s" : ",%s", o->facts.names[i]);
    if (outcome_has(o, FIELD_GIVEN))
        (void)fputs(",given", out);
    if (outcome_has(o, FIELD_RECOMMENDATIONS)) {
        if (is_long) {
            (void)fputs(",rank", out);
            add_headers(out, o, 0);
        }
        for (size_t i = 1; !is_long && i <= outcome_top(o); i++)
            add_headers(out, o, i);
    }
    for (outcome_field f = FIELD_DIAGNOSTICS; f <= FIELD_AS_OF; f++) {
        if (outcome_has(o, f))
            (void)fprintf(out, ",%s", outcome_field_name(f));
    }
    (void)fputs("\r\n", out);
}

static void add_profile(csv_writer *w, const outcome_options *o, const advise_outcome *outcome)
{
    advise_record record = advise_outcome_record(outcome);
    const char *id = advise_outcome_id(outcome);
    bool refused = advise_outcome_is_refused(outcome);
    if (id[0] != '\0')
        csv_name(w, id);
    else
        csv_count(w, record.number);
    if (outcome_has(o, FIELD_NUMBER))
        csv_count(w, record.number);
    if (outcome_has(o, FIELD_FILE))
        csv_text(w, record.file);
    if (outcome_has(o, FIELD_LINE))
        csv_count(w, record.line);
    csv_text(w, refused ? "refused" : "ok");
    for (size_t i = o->facts.first_written; i < o->facts.count; i++) {
        const char *value = advise_outcome_fact(outcome, i);
        csv_text(w, value != NULL ? value : "");
    }
    if (outcome_has(o, FIELD_GIVEN) && refused)
        csv_empty(w);
    else if (outcome_has(o, FIELD_GIVEN))
        csv_count(w, advise_outcome_given_count(outcome));
}

/// Adds the cells of a recommendation.
/// @param report   NULL: nothing is written that only whole reports know. It has what is given by rank, so that indexes agree
/// @param is_long  the row has no other, and says what it belongs to
static void add_advice(csv_writer *w, const outcome_options *o, const advise_outcome_advice *a,
                       const advise_report *report, size_t index, bool is_long)
{
    csv_ready(w, o->ids.texts[a->index], o->ids.most);
    csv_text(w, a->item);
    if (is_long) {
        csv_text(w, a->part_of);
        csv_text(w, a->alternative_to);
    }
    if (outcome_has(o, FIELD_CERTAINTY))
        csv_number(w, a->certainty);
    if (outcome_has(o, FIELD_SCORE))
        csv_number(w, a->score);
    if (outcome_has(o, FIELD_PRIORITY))
        csv_number(w, a->priority);
    if (outcome_has(o, FIELD_PRIORITY_OPEN))
        csv_text(w, a->priority_is_open ? "true" : "false");
    if (report == NULL)
        return;
    const advise_advice whole = advise_report_advice(report, index);
    const char *const texts[] = {whole.title, whole.summary, whole.effort, whole.horizon};
    for (outcome_field f = FIELD_TITLE; f <= FIELD_HORIZON; f++) {
        if (outcome_has(o, f))
            csv_text(w, texts[f - FIELD_TITLE]);
    }
}

/// Adds empty cells in place of a recommendation, since all rows have the same columns.
static void add_none(csv_writer *w, const outcome_options *o, bool is_long)
{
    for (size_t i = 0; i < (is_long ? 4 : 2); i++)
        csv_empty(w);
    for (outcome_field f = FIELD_CERTAINTY; f <= FIELD_HORIZON; f++) {
        if (outcome_has(o, f))
            csv_empty(w);
    }
}

/// Adds the first error, and how many more there are.
static void add_diagnostics(csv_writer *w, const advise_outcome *outcome)
{
    const advise_diagnostics *d = advise_outcome_problems(outcome);
    if (!advise_outcome_is_refused(outcome) || advise_diagnostics_count(d) == 0) {
        csv_empty(w);
        return;
    }
    advise_diagnostic first = advise_diagnostics_get(d, 0);
    size_t more = advise_diagnostics_count(d) - 1;
    char others[40] = "";
    if (more > 0)
        (void)snprintf(others, sizeof others, " and %zu more", more);
    char *cell = must_format("%s:%zu:%zu: %s [%s]%s", first.file, first.line, first.column, first.message,
                             first.code, others);
    csv_text(w, cell);
    free(cell);
}

static void end_row(csv_writer *w, const outcome_options *o, const advise_outcome *outcome)
{
    if (outcome_has(o, FIELD_DIAGNOSTICS))
        add_diagnostics(w, outcome);
    for (outcome_field f = FIELD_PACK; f <= FIELD_AS_OF; f++) {
        char label[OUTCOME_LABEL];
        if (outcome_has(o, f))
            csv_text(w, outcome_run_field(o, f, label));
    }
    csv_row_end(w);
}

static void begin_wide(FILE *out, const outcome_options *o)
{
    add_all_headers(out, o, false);
}

static void begin_long(FILE *out, const outcome_options *o)
{
    add_all_headers(out, o, true);
}

static void write_wide(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    csv_writer w = {.to = room_of(out)};
    const bool with_advice = outcome_has(o, FIELD_RECOMMENDATIONS);
    const size_t count = with_advice ? advise_outcome_count(outcome) : 0;
    const advise_report *report = advise_outcome_report(outcome);
    const size_t top = outcome_top(o);
    size_t written = 0;
    add_profile(&w, o, outcome);
    for (size_t i = 0; i < count && written < top; i++) {
        const advise_outcome_advice a = advise_outcome_get(outcome, i);
        if (a.rank <= written) // it is not the head of its entry
            continue;
        add_advice(&w, o, &a, report, i, false);
        written++;
    }
    for (; with_advice && written < top; written++)
        add_none(&w, o, false);
    end_row(&w, o, outcome);
}

static void write_long(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    csv_writer w = {.to = room_of(out)};
    const bool with_advice = outcome_has(o, FIELD_RECOMMENDATIONS);
    const size_t count = with_advice ? advise_outcome_count(outcome) : 0;
    const advise_report *report = advise_outcome_report(outcome);
    for (size_t i = 0; i < count; i++) {
        const advise_outcome_advice a = advise_outcome_get(outcome, i);
        add_profile(&w, o, outcome);
        csv_count(&w, a.rank);
        add_advice(&w, o, &a, report, i, true);
        end_row(&w, o, outcome);
    }
    if (count > 0)
        return;
    add_profile(&w, o, outcome);
    if (with_advice) {
        csv_empty(&w); // for the rank
        add_none(&w, o, true);
    }
    end_row(&w, o, outcome);
}

static void write_id(text_room *to, const char *text)
{
    csv_writer w = {.to = *to};
    csv_text(&w, text);
    *to = w.to;
}

const outcome_format outcomes_as_csv = {.title = "CSV",
                                        .abilities = OUTCOME_TAKES_FIELDS | OUTCOME_TAKES_FACTS,
                                        .usual_top = 3,
                                        .id = write_id,
                                        .begin = begin_wide,
                                        .write = write_wide};

const outcome_format outcomes_as_csv_long = {.title = "CSV",
                                             .abilities = OUTCOME_TAKES_FIELDS | OUTCOME_TAKES_FACTS,
                                             .id = write_id,
                                             .begin = begin_long,
                                             .write = write_long};
