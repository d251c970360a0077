/// Records whose fields rules conclude. A profile is shared by runs and never changes, so each run has its own copies of these records in
/// its values, and writes into them what it concludes: whoever has the record sees it, in whatever list it stands.
#ifndef ADVISE_INFER_RECORDS_H
#define ADVISE_INFER_RECORDS_H

#include "infer/run.h"

/// A copy, for as long as the run lives.
typedef struct own_record {
    const record_type *type;
    feel_context *record;
    feel_entry *entries;
    bool *may_change; ///< the same as the record's, to be written; NULL in a lean run
    size_t fact;      ///< whose value has it
} own_record;

/// Puts copies of the records whose type, or that of a record in them, has derived fields into the run's values, before anything is
/// derived.
void records_own(run *r);

/// The copy that a value is; NULL if it is none.
const own_record *records_find(const run *r, feel_value v);

/// The entry of the copy that a derived field is about.
feel_entry *records_entry(const run *r, const derivation *d);

/// The copy of the record of that number; NULL if there is none.
const own_record *records_numbered(const run *r, uint32_t number);

#endif
