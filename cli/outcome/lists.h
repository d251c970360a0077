/// What several formats write of an outcome as JSON.
#ifndef ADVISE_CLI_OUTCOME_LISTS_H
#define ADVISE_CLI_OUTCOME_LISTS_H

#include "outcome/facts.h"
#include "outcome/fields.h"
#include "write/json.h"

/// One of the fields from FIELD_QUESTIONS to FIELD_DIAGNOSTICS, as a list.
void outcome_list_json(json_writer *w, const advise_outcome *outcome, outcome_field field);
/// The values of the facts that are written, of an outcome that is not refused, as an object.
void outcome_facts_json(json_writer *w, const outcome_facts *f, const advise_outcome *outcome);

#endif
