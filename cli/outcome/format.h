/// The formats in which outcomes of a batch are written, a row each, and what is written of them. A format is one file, NAME.c.
#ifndef ADVISE_CLI_OUTCOME_FORMAT_H
#define ADVISE_CLI_OUTCOME_FORMAT_H

#include "advise.h"
#include "outcome/facts.h"
#include "outcome/fields.h"
#include "outcome/ids.h"
#include "outcome/order.h"
#include "write/csv.h"
#include "write/formats.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define OUTCOME_FORMATS(ROW, type)                                                                           \
    ROW(type, "ndjson", outcomes_as_ndjson)                                                                  \
    ROW(type, "csv", outcomes_as_csv)                                                                        \
    ROW(type, "csv-long", outcomes_as_csv_long)                                                              \
    ROW(type, "html", outcomes_as_html)                                                                      \
    ROW(type, "sqlite", outcomes_as_sqlite)                                                                  \
    ROW(type, "worklist", outcomes_as_worklist)                                                              \
    ROW(type, "xlsx", outcomes_as_xlsx)

/// What a format can do: a bit each.
typedef enum outcome_ability {
    OUTCOME_TAKES_FIELDS = 1,
    OUTCOME_TAKES_FACTS = 2,
    OUTCOME_TAKES_REASONS = 4, ///< those of --explain
    OUTCOME_TAKES_LISTS = 8,   ///< fields that are lists have a place
    OUTCOME_CAN_RESUME = 16,   ///< what was cut off can be continued
    OUTCOME_HAS_LINES = 32,    ///< a line is an outcome
    OUTCOME_IS_DATABASE = 64,  ///< `write` gives rows for outcome/database.h, which need a file of their own
    OUTCOME_IS_OF_REPORTS = 128, ///< whole reports are written, whatever is asked for
    OUTCOME_HAS_GROUPS = 256,    ///< outcomes stand in groups by a fact, in an order of their own
    OUTCOME_IS_WORKBOOK =
        1024, ///< `write` gives typed cells for outcome/workbook.h, which need a file of their own
    OUTCOME_HAS_CELLS = 512, ///< they can be written in the dialect of a spreadsheet
} outcome_ability;

typedef struct outcome_options outcome_options;

typedef struct outcome_format {
    const char *title;  ///< for messages
    unsigned abilities; ///< a bit for each outcome_ability
    size_t usual_top;   ///< how many recommendations are written if that is not asked for; 0: all
    /// For going on where a run was cut off, unless it wrote a database: how the last line of each outcome begins, and no other line; and a text
    /// that only the last line of a refused outcome holds.
    const char *last_line, *refused;
    /// Writes the id of a recommendation as it stands in outcomes, in at most eight bytes for each of its own, and eight. NULL: `ids` is not needed.
    void (*id)(text_room *to, const char *text);
    /// Writes what stands before the first outcome. NULL: nothing does.
    void (*begin)(FILE *out, const outcome_options *o);
    /// Adds an outcome to `out`; called by several threads at once.
    void (*write)(const outcome_options *o, const advise_outcome *outcome, advise_text *out);
    /// Adds what stands before the first outcome of a group. NULL: nothing does.
    void (*group)(const outcome_options *o, const advise_outcome *outcome, advise_text *out);
    /// Writes what stands after the last outcome. NULL: nothing does.
    void (*end)(FILE *out, const advise_batch_totals *totals);
} outcome_format;

FORMATS_DECLARE(OUTCOME_FORMATS, outcome_format)
/// What --spreadsheet writes.
extern const outcome_format outcomes_for_spreadsheets;

/// What is written. Texts and the pack are borrowed.
struct outcome_options {
    const outcome_format *format;
    outcome_fields fields;
    bool explain;            ///< whole reports, with reasons
    size_t top;              ///< recommendations; 0: as is usual in the format
    outcome_order order;     ///< of the outcomes; without parts: that of the records
    outcome_facts facts;     ///< values to write, which outcomes have
    const advise_pack *pack; ///< by which it was advised
    outcome_ids ids;         ///< of its recommendations, once `outcome_prepare` made them
    const char *date;        ///< what today() answered
    const char *by;          ///< the fact by which outcomes are counted or grouped; NULL: none
    size_t width;            ///< of a terminal
    bool colour;
    struct sheet_batch *sheets; ///< of a format of sheets: see sheet/batch.h; else NULL
    const csv_dialect *dialect; ///< of cells for a spreadsheet; NULL: plain CSV
};

/// The format at a position among the option's words, and its word.
const outcome_format *outcome_format_at(size_t index);
const char *outcome_format_name(const outcome_format *format);
static inline bool outcome_format_can(const outcome_format *format, outcome_ability ability)
{
    return (format->abilities & ability) != 0;
}
/// Writes the words of the formats that can do something: "ndjson or sqlite". Returns `words`.
const char *outcome_formats_that_can(outcome_ability ability, char words[], size_t size);

static inline bool outcome_has(const outcome_options *o, outcome_field field)
{
    return outcome_fields_have(o->fields, field);
}
enum { OUTCOME_LABEL = 300 };
/// What one of the fields of the run says, FIELD_PACK or FIELD_AS_OF: "paralegal 1.0.0". Written into `label`, or borrowed.
const char *outcome_run_field(const outcome_options *o, outcome_field field, char label[OUTCOME_LABEL]);
/// Whether values of facts are written.
bool outcome_writes_facts(const outcome_options *o);
/// A chosen field for which the format has no place; OUTCOME_FIELDS if there is none.
outcome_field outcome_field_without_place(const outcome_options *o);
/// Whether what is written says how many recommendations are given in all.
bool outcome_counts_given(const outcome_options *o);
/// Whether what is written takes whole reports.
bool outcome_needs_reports(const outcome_options *o);
/// Makes what outcomes have in common, which is to be freed by `outcome_ids_free`; before the first is written.
void outcome_prepare(outcome_options *o);
/// Writes an outcome, with what its place is found by if there is an order.
void outcome_write(const outcome_options *o, const advise_outcome *outcome, advise_text *out);
/// How many recommendations of an outcome are written at most; 0: all.
size_t outcome_top(const outcome_options *o);

#endif
