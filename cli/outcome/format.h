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
typedef enum batch_field {
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
    BATCH_FIELDS
} batch_field;

typedef struct batch_output {
    batch_format format;
    unsigned fields;   ///< a bit for each batch_field
    bool explain;      ///< whole reports, with reasons
    size_t top;        ///< recommendations; 0: all, in BATCH_CSV three
    batch_facts facts; ///< values to write, which outcomes have
} batch_output;

/// Names and order of the fields.
const char *batch_field_name(batch_field field);
/// The field of a name; BATCH_FIELDS where there is none.
batch_field batch_field_find(const char *name, size_t length);
static inline bool batch_has(const batch_output *o, batch_field field)
{
    return (o->fields >> field & 1) != 0;
}
/// Whether values of facts are written.
bool batch_writes_facts(const batch_output *o);

/// Chooses the fields of a list of names joined by commas (NULL: those that are usual in the format). On failure `*bad` is the name that
/// is none, and `*bad_length` its bytes.
bool batch_fields_read(batch_output *o, const char *names, const char **bad, size_t *bad_length);
/// A chosen field that the format has no place for; BATCH_FIELDS where there is none.
batch_field batch_field_without_place(const batch_output *o);
/// Whether what is written says how many recommendations are given in all.
bool batch_counts_given(const batch_output *o);
/// Whether what is written takes whole reports.
bool batch_needs_reports(const batch_output *o);
/// How many recommendations of an outcome are written at most; 0: all.
size_t batch_top(const batch_output *o);

/// What stands before the first and after the last outcome.
void batch_begin(FILE *out, const batch_output *o, const advise_pack *pack, const char *date);
void batch_end(FILE *out, const batch_output *o, const advise_batch_totals *totals);
/// One of the fields from FIELD_QUESTIONS to FIELD_DIAGNOSTICS, as a list of JSON.
void batch_list_json(json_writer *w, const advise_outcome *outcome, batch_field field);
/// An outcome.
void batch_write(const batch_output *o, const advise_outcome *outcome, advise_text *out);

/// The values of the facts that are written, of an outcome that is not refused, as a JSON object.
void batch_facts_json(json_writer *w, const batch_facts *f, const advise_outcome *outcome);

// The formats one by one: called by the functions above.
void batch_ndjson(const batch_output *o, const advise_outcome *outcome, advise_text *out);
void batch_csv_begin(FILE *out, const batch_output *o);
void batch_csv(const batch_output *o, const advise_outcome *outcome, advise_text *out);
void batch_html_begin(FILE *out, const advise_pack *pack, const char *date);
void batch_html(const batch_output *o, const advise_outcome *outcome, advise_text *out);
void batch_html_end(FILE *out, const advise_batch_totals *totals);
/// Rows for outcome_database.h, and the statements that make their tables.
void batch_sqlite(const batch_output *o, const advise_outcome *outcome, advise_text *out);
void batch_sqlite_schema(FILE *out, const batch_output *o);

#endif
