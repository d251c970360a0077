/// Which small changes of the pack the tests notice.
#ifndef ADVISE_SUITE_MUTATE_H
#define ADVISE_SUITE_MUTATE_H

#include "suite/trial.h"

/// A small change of the pack.
typedef struct suite_mutant {
    size_t rule;   ///< the changed rule; SIZE_MAX: a constant or a default
    slice subject; ///< its id; the name of the constant or fact
    slice key;     ///< what is changed of it: "when", "certainty", "value", "rule", "constant", "default"
    slice before, after;
    place where;
    bool noticed;
    bool equivalent; ///< declared to make no difference
} suite_mutant;

/// All changes that were tried.
typedef struct suite_mutants {
    const suite_mutant *items;
    size_t count;
    const bool *equivalents_used; ///< one for each equivalent of the suite
} suite_mutants;

/// Changes the pack in one place after the other and runs the tests that could notice, until one fails. Tests that fail with the
/// unchanged pack are left out. Call below `arena_run(a)`.
suite_mutants mutate_suite(arena *a, const suite *s, const suite_result *results);

#endif
