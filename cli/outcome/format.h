/// The formats in which outcomes of a batch are written, and what of them.
#ifndef ADVISE_CLI_OUTCOME_FORMAT_H
#define ADVISE_CLI_OUTCOME_FORMAT_H

#include "advise.h"
#include "outcome/facts.h"
#include "write/json.h"

#include <stdbool.h>
#include <stdio.h>

/// The order is that of the option's words.
typedef enum batch_format { BATCH_NDJSON, BATCH_CSV, BATCH_CSV_LONG, BATCH_HTML, BATCH_SQLITE } batch_format;

/// What can be written beside the id and the status, in the order in which it is.
typedef enum outcome_field {
    FIELD_NUMBER,
    FIELD_FILE,
    FIELD_LINE,
    FIELD_GIVEN,
    FIELD_RECOMMENDATIONS, ///< with rank and item
    // Of each recommendation.
    FIELD_CERTAINTY,
    FIELD_SCORE,
    FIELD_PRIORITY,
    FIELD_TITLE,
    FIELD_SUMMARY,
    FIELD_EFFORT,
    FIELD_HORIZON,
    // Again of the profile.
    FIELD_QUESTIONS,
    FIELD_DERIVED,
    FIELD_UNDETERMINED,
    FIELD_WARNINGS,
    FIELD_DIAGNOSTICS,
    OUTCOME_FIELDS
} outcome_field;

typedef struct outcome_options {
    batch_format format;
    unsigned fields;     ///< a bit for each outcome_field
    bool explain;        ///< whole reports, with reasons
    size_t top;          ///< recommendations; 0: all, in BATCH_CSV three
    outcome_facts facts; ///< values to write, which outcomes have
} outcome_options;

/// Names and order of the fields.
const char *outcome_field_name(outcome_field field);
/// The field of a name; OUTCOME_FIELDS where there is none.
outcome_field outcome_field_find(const char *name, size_t length);
static inline bool outcome_has(const outcome_options *o, outcome_field field)
{
    return (o->fields >> field & 1) != 0;
}
/// Whether values of facts are written.
bool outcome_writes_facts(const outcome_options *o);

/// Chooses the fields of a list of names joined by commas (NULL: those that are usual in the format). On failure `*bad` is the name that
/// is none, and `*bad_length` its bytes.
bool outcome_fields_read(outcome_options *o, const char *names, const char **bad, size_t *bad_length);
/// A chosen field that the format has no place for; OUTCOME_FIELDS where there is none.
outcome_field outcome_field_without_place(const outcome_options *o);
/// Whether what is written says how many recommendations are given in all.
bool outcome_counts_given(const outcome_options *o);
/// Whether what is written takes whole reports.
bool outcome_needs_reports(const outcome_options *o);
/// How many recommendations of an outcome are written at most; 0: all.
size_t outcome_top(const outcome_options *o);

/// What stands before the first and after the last outcome.
void outcome_begin(FILE *out, const outcome_options *o, const advise_pack *pack, const char *date);
void outcome_end(FILE *out, const outcome_options *o, const advise_batch_totals *totals);
/// One of the fields from FIELD_QUESTIONS to FIELD_DIAGNOSTICS, as a list of JSON.
void outcome_list_json(json_writer *w, const advise_outcome *outcome, outcome_field field);
/// An outcome.
void outcome_write(const outcome_options *o, const advise_outcome *outcome, advise_text *out);

/// The values of the facts that are written, of an outcome that is not refused, as a JSON object.
void outcome_facts_json(json_writer *w, const outcome_facts *f, const advise_outcome *outcome);

// The formats one by one: called by the functions above.
void outcome_ndjson(const outcome_options *o, const advise_outcome *outcome, advise_text *out);
void outcome_csv_begin(FILE *out, const outcome_options *o);
void outcome_csv(const outcome_options *o, const advise_outcome *outcome, advise_text *out);
void outcome_html_begin(FILE *out, const advise_pack *pack, const char *date);
void outcome_html(const outcome_options *o, const advise_outcome *outcome, advise_text *out);
void outcome_html_end(FILE *out, const advise_batch_totals *totals);
/// Rows for outcome_database.h, and the statements that make their tables.
void outcome_sqlite(const outcome_options *o, const advise_outcome *outcome, advise_text *out);
void outcome_sqlite_schema(FILE *out, const outcome_options *o);

#endif
