/// What `advise test` prints, and how expectations are rewritten. A run may be of several packs.
#ifndef ADVISE_CLI_REPORT_SUITE_H
#define ADVISE_CLI_REPORT_SUITE_H

#include "advise.h"
#include "write/screen.h"

/// The tests of one pack.
typedef struct test_run {
    const char *folder; ///< of the pack
    advise_pack *pack;
    advise_tests *tests;
} test_run;

typedef struct test_runs {
    test_run *items;
    size_t count;
} test_runs;

// How many tests there are, and how many of them failed.
size_t tests_total(const test_runs *r);
size_t tests_failed(const test_runs *r);

/// One line for each failure, what stood in the way below it, and a count at the end.
void tests_text(const screen *s, const test_runs *r);
/// The tests' names, each with its place.
void tests_list(const screen *s, const test_runs *r);
/// TAP version 14.
void tests_tap(FILE *out, const test_runs *r);
/// The XML that continuous integration reads.
void tests_junit(FILE *out, const test_runs *r);
/// One JSON object (docs/json.md).
void tests_json(FILE *out, const test_runs *r);

// The part of the rules that fired, and of the changes of the pack that a test noticed, in percent; 100 where there are none.
double tests_rule_coverage(const test_runs *r);
double tests_mutation_score(const test_runs *r);

/// A table by file, then what is not covered.
void coverage_text(const screen *s, const test_runs *r);
/// The coverage in lcov's format: a line for each rule and for each part of a condition.
void coverage_lcov(FILE *out, const test_runs *r);
/// The changes that no test noticed, and the score.
void mutants_text(const screen *s, const test_runs *r);

/// Shows how the failed expectations would be rewritten and, where `yes` or the person at the terminal says so, rewrites them. Returns the
/// exit state.
int tests_update(const screen *s, const test_runs *r, bool yes);

#endif
