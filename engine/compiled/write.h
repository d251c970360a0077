/// Writes a loaded pack as the bytes of a compiled file.
#ifndef ADVISE_COMPILED_WRITE_H
#define ADVISE_COMPILED_WRITE_H

#include "pack/pack.h"

/// The bytes, allocated from `a`. The same pack gives the same bytes, whatever folder it was loaded from. Call below `arena_run(a)`.
/// @param p         loaded from its files
/// @param problems  what the load warned of; NULL: nothing
/// @param program   its version
slice compiled_write(arena *a, const pack *p, const diag_list *problems, slice program);

#endif
