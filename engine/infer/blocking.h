/// Why rules do not fire for a profile: the operands of their conditions that are not true. A rule for which one of these reads nothing that
/// changes does not fire after the change either, so that nobody has to evaluate it again.
#ifndef ADVISE_INFER_BLOCKING_H
#define ADVISE_INFER_BLOCKING_H

#include "infer/conjunctions.h"
#include "infer/run.h"

typedef struct blocking blocking;

/// Prepares to look at the rules of one inference, each once when it is asked for. Lives in the run's arena.
/// @param r  the run that it came from
blocking *blocking_new(run *r, const inference *of, conjunctions *parts);

/// False if the recommending rule neither gives evidence nor would if some facts were others. Call below `arena_run` of the run's arena.
/// @param scratch  for evaluation
/// @param changed  a set: the facts that would be others, or have a record in which something is
bool blocking_lets_fire(blocking *b, arena *scratch, size_t rule_index, const uint64_t *changed);

#endif
