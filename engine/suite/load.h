/// Test files to tests.
#ifndef ADVISE_SUITE_LOAD_H
#define ADVISE_SUITE_LOAD_H

#include "input/file.h"
#include "suite/suite.h"

/// Which tests are read.
typedef struct suite_choice {
    const char *const *
        paths; ///< test files; if there are none: all *.test.yaml of the pack's folder, in the order of their names
    size_t path_count;
    bool with_base; ///< without paths: also those of the folders that it extends, before its own
    const char
        *filter; ///< keeps the tests whose name contains it, or matches it if it is written /…/; NULL: all
} suite_choice;

/// Reads test files.
/// @param out  receives the tests; NULL unless the outcome is LOAD_DONE. All errors are in `diags`. Call below `arena_run(a)`
load_outcome suite_load(arena *a, const pack *p, const suite_choice *which, diag_list *diags,
                        const suite **out);

#endif
