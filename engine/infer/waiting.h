/// What an undetermined rule waits for: which facts, and which fields of which records.
#ifndef ADVISE_INFER_WAITING_H
#define ADVISE_INFER_WAITING_H

#include "infer/run.h"

/// A field of a record, where it is in the profile.
typedef struct record_field {
    size_t fact; ///< whose value the record is, or which has it among its items
    const feel_context *record;
    const fact *field; ///< NULL: the record type has none of that name
    slice item_name;   ///< the record's key; empty if it has none
} record_field;

/// Finds the record that an unknown field is of; false if it is none of the profile's.
bool waiting_find(const run *r, const feel_unknown *unknown, record_field *out);

/// Names all that a rule waits for, each once: a fact, or "variable.field" for a record that one of the rule's variables is.
void waiting_name(run *r, undetermined *u);

#endif
