/// What can be written of an outcome beside its id and its status.
#ifndef ADVISE_CLI_OUTCOME_FIELDS_H
#define ADVISE_CLI_OUTCOME_FIELDS_H

#include "advise.h"
#include "write/json.h"

#include <stdbool.h>
#include <stddef.h>

/// In the order in which they are written.
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
    FIELD_PRIORITY_OPEN, ///< whether the priority is computed from something unknown
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
    // Of the run.
    FIELD_PACK,  ///< name and version
    FIELD_AS_OF, ///< what today() answered
    OUTCOME_FIELDS
} outcome_field;

/// A bit for each field.
typedef unsigned outcome_fields;

static inline bool outcome_fields_have(outcome_fields fields, outcome_field field)
{
    return (fields >> field & 1) != 0;
}

const char *outcome_field_name(outcome_field field);
/// The field of a name; OUTCOME_FIELDS if there is none.
outcome_field outcome_field_find(const char *name, size_t length);

/// The fields that are written if none are asked for.
/// @param in_tables  of a database, in which fields that every outcome has cost nothing
outcome_fields outcome_fields_usual(bool in_tables);
/// Reads names that commas separate. On failure `*bad` is the name that is none, and `*bad_length` its bytes.
bool outcome_fields_read(outcome_fields *chosen, const char *names, const char **bad, size_t *bad_length);
/// Whether one of the fields is known from a whole report only.
bool outcome_fields_need_reports(outcome_fields chosen);
/// The first of the fields that is a list of things other than recommendations; OUTCOME_FIELDS if there is none.
outcome_field outcome_fields_first_list(outcome_fields chosen);
/// Writes one of the fields from FIELD_QUESTIONS to FIELD_DIAGNOSTICS, which are lists, as a report has it.
void outcome_list_json(json_writer *w, const advise_outcome *outcome, outcome_field field);

#endif
