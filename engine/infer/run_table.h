/// Decision tables in a run.
#ifndef ADVISE_INFER_RUN_TABLE_H
#define ADVISE_INFER_RUN_TABLE_H

#include "infer/run.h"

/// What a decision table says for the values in place; warns of an input that it does not take.
feel_table_outcome run_table(run *r, const pack_table *t);

/// Records the rows of a table that are undetermined: those with unknown cells, and of a table that they leave open also those that match.
void run_record_open_rows(run *r, const pack_table *t, const feel_table_outcome *o,
                          const feel_value *bindings);

#endif
