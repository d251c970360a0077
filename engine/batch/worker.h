/// What one thread of a batch does with a task.
#ifndef ADVISE_BATCH_WORKER_H
#define ADVISE_BATCH_WORKER_H

#include "batch/task.h"

/// The block, the readers and the outcomes of one thread.
typedef struct worker worker;

/// Applies the pack of the settings, and renders outcomes.
extern const pipeline_worker batch_worker;

/// Adds to each rule in how many of the worker's records it fired; nothing if `fired` is NULL.
void worker_add_fired(const worker *w, size_t *fired);

/// Adds to each check of what records of the worker it is true; nothing if `checks` is NULL. Call below `arena_run(names)`.
void worker_add_checks(const worker *w, pipeline_tally *checks, arena *names);

#endif
