/// A pack that stands in a test, and what inference makes of a profile that stands beside it.
#ifndef ADVISE_TESTS_SMALL_PACK_H
#define ADVISE_TESTS_SMALL_PACK_H

#include "infer/infer.h"

/// Loads a pack with a source `s` and these lists of rules, facts and so on. NULL if it has errors.
/// @param lists  YAML, each list's key at the beginning of its line
/// @param diags  receives what is wrong with it, at the lines of `lists`
pack *small_pack(const char *lists, diag_list *diags);

/// Applies the pack to a profile in YAML. Ends the test if the profile is bad. Call below `arena_run(a)`.
const inference *small_pack_infer(arena *a, const pack *p, const char *stated);

#endif
