/// Of how many records the checks of profiles are true, with the first of these.
#ifndef ADVISE_BATCH_TALLY_H
#define ADVISE_BATCH_TALLY_H

#include "batch/pipeline.h"

/// Counts a record. Records come in their order.
/// @param names  for the names of files. If there is no memory for one, the record is counted, and is no example
void tally_add(pipeline_tally *t, arena *names, const cohort_record *record);

/// Adds what another thread counted: the first examples of both stay. Call below `arena_run(names)`.
void tally_join(pipeline_tally *t, arena *names, const pipeline_tally *other);

#endif
