/// Which recommendations can no longer change the first places, as far as bounds tell.
///
/// A recommendation is idle if the first places are the same for every certainty within its bounds, whatever the certainties of all others
/// are within theirs. So any number of idle ones can change at once. It is idle if
/// - its bounds leave nothing open, or it can never be given;
/// - or it is certain enough in any case, and above or below each other one in any case: then nothing depends on its certainty;
/// - or as many entries as there are places are surely given and above it, and neither it nor what it may exclude can be the head of one of
///   these: that takes a whole, or an alternative to one.
#ifndef ADVISE_INFER_IDLE_H
#define ADVISE_INFER_IDLE_H

#include "infer/bounds.h"

/// For each of the inference's bounds whether its recommendation is idle. Call below `arena_run(a)`.
/// @param top  how many places count
const bool *idle_find(arena *a, const inference *of, size_t top);

#endif
