/// The run of one test, shared by run.c (rules, facts, diagnostics) and advice.c (recommendations). Private to engine/suite/.
#ifndef ADVISE_SUITE_RUN_H
#define ADVISE_SUITE_RUN_H

#include "suite/report.h"

typedef struct run {
    arena *arena;
    const pack *pack;
    const suite_test *test;
    feel_machine *machine;
    const inference *of;
    bool brief; ///< one failure is enough, and nobody reads it
    struct {
        suite_failure *items;
        size_t count, capacity;
    } failures;
} run;

/// Adds a failure; the one returned may be filled in further until the next is added.
suite_failure *run_fail(run *r, place where, slice expected, slice got);

/// True where nobody needs more failures.
bool run_done(const run *r);

/// True where the text holds the part.
bool run_contains(slice text, slice part);

/// Where several items would do, one that meets all is enough; what is reported is said of the first that is given.
void run_check_expectation(run *r, const suite_expectation *e);

/// Of several items, the one that is given, else the first.
void run_check_absence(run *r, const suite_absence *x);

#endif
