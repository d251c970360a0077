/// Bounds: between which certainties each recommendation stays, whatever the person says of what is unknown. From them follows which places
/// of the ranking are final.
///
/// A rule that is undetermined may fire or not, and so may one that was decided by what is not stated (`= null`). All others do what they
/// do for every value of what is unknown. So the lowest certainty counts the sure evidence and all that may speak against; the highest counts
/// the sure evidence and all that may speak for. Both are sound; an answer may be impossible that would reach them.
#ifndef ADVISE_INFER_BOUNDS_H
#define ADVISE_INFER_BOUNDS_H

#include "infer/run.h"

/// Finds the bounds of all that is or may be recommended: first those of each advice, in its order. Call below `arena_run(r->arena)`.
/// @param r   the run that the inference came from: not a lean one
void bounds_find(run *r, inference *of);

/// Finds how many of the first places are final, and what may still take or lose the next one. A place is that of an entry, and is final if
/// its head is: parts and alternatives may still come and go.
/// @param r    the run that the inference came from
/// @param top  how many places are asked for
void bounds_settle(run *r, inference *of, size_t top);

/// True if `a` stays above `b` in the ranking, whatever becomes known.
bool bounds_stays_above(const inference *of, const certainty_bound *a, const certainty_bound *b);

/// True if they exclude each other.
bool bounds_are_rivals(const inference *of, const certainty_bound *a, const certainty_bound *b);

#endif
