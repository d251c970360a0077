/// Which derived facts a batch needs. One that only texts read, directly or through facts that only texts read, is derived for nobody: texts
/// are written by plain inference.
#ifndef ADVISE_COLUMNS_PLAN_LIVE_H
#define ADVISE_COLUMNS_PLAN_LIVE_H

#include "pack/pack.h"

/// For each fact, whether evidence, derived fields, checks of profiles or `kept` depend on it. Call below `arena_run(a)`.
/// @param kept  facts whose values are asked for
const bool *plan_live_facts(arena *a, const pack *p, const size_t *kept, size_t kept_count);

#endif
