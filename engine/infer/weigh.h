/// Weighs what is unknown: which places of the ranking are final, and how much the answer to each question would change the first ones.
#ifndef ADVISE_INFER_WEIGH_H
#define ADVISE_INFER_WEIGH_H

#include "infer/run.h"

/// Fills in the bounds and the standing of an inference, and orders its questions by their effect. Call below `arena_run(r->arena)`.
/// @param r    the run that the inference came from
/// @param top  how many places count
void weigh_unknowns(run *r, inference *of, size_t top);

#endif
