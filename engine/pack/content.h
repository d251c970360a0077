/// What a pack says, as one number, for those who keep results and want to know if they are still of the same pack.
#ifndef ADVISE_PACK_CONTENT_H
#define ADVISE_PACK_CONTENT_H

#include "pack/pack.h"

/// A hash of all records of the pack and of the packs that it extends, with what overrides changed; of neither comments nor places. A compiled
/// pack has that of the files that it was made of. Call below `arena_run(a)`.
uint64_t pack_content(arena *a, const pack *p);

/// The same in memory of its own, which is free afterwards. False if there is not enough.
bool pack_content_alone(const pack *p, uint64_t *content);

#endif
