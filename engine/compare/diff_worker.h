/// What one thread of a comparison does with the records of a task: both packs by columns, and, for those whose advice may differ, by plain
/// inference, which knows the causes. Private to engine/compare/.
#ifndef ADVISE_COMPARE_DIFF_WORKER_H
#define ADVISE_COMPARE_DIFF_WORKER_H

#include "batch/pipeline.h"
#include "compare/diff_search.h"
#include "compare/screen.h"

/// What the threads share: the `state` of the pipeline's settings begins with it.
typedef struct diff_work {
    const diff_options *options;
    const pack_comparison *packs;
    const diff_side *before, *after;
    const screen_plan *screening;
    ptrdiff_t by_before, by_after, id_before, id_after; ///< facts of the options in each pack; -1: not there
} diff_work;

/// A task's text is the addresses of `diff_finding`s in its arena, one for each record.
extern const pipeline_worker diff_worker_kind;

#endif
