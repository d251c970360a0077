/// Test files to tests.
#ifndef ADVISE_SUITE_LOAD_H
#define ADVISE_SUITE_LOAD_H

#include "input/file.h"
#include "suite/suite.h"

/// Reads the test files at `paths`, or if there are none all *.test.yaml of the pack's folder, in the order of their names. Keeps the
/// tests whose name contains `filter` (NULL: all), or matches it if it is written /…/.
/// @param out  receives the tests; NULL unless the outcome is LOAD_DONE. All errors are in `diags`. Call below `arena_run(a)`
load_outcome suite_load(arena *a, const pack *p, const char *const *paths, size_t path_count,
                        const char *filter, diag_list *diags, const suite **out);

#endif
