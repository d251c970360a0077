/// A map's own tests: invented rows, and what their facts must be.
#ifndef ADVISE_MAPPING_MAPPING_TEST_H
#define ADVISE_MAPPING_MAPPING_TEST_H

#include "mapping/mapping.h"

/// Runs a test. What is otherwise than it says is reported as "test-failed", at its place.
/// @param p  one of the packs that the map was read for
/// @return   true if all is as it says. Call below `arena_run(a)`
bool mapping_test_run(arena *a, const mapping *m, const pack *p, const mapping_test *test, diag_list *diags);

#endif
