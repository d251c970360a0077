/// What `advise test` prints, and how expectations are rewritten. A run may be of several packs.
#ifndef ADVISE_CLI_REPORT_SUITE_H
#define ADVISE_CLI_REPORT_SUITE_H

#include "advise.h"
#include "write/screen.h"

/// The tests of one pack.
typedef struct suite {
    const char *folder; ///< of the pack
    advise_pack *pack;
    advise_tests *tests;
} suite;

typedef struct suites {
    suite *items;
    size_t count;
} suites;

// How many tests there are, and how many of them failed.
size_t suites_total(const suites *r);
size_t suites_failed(const suites *r);

/// One line for each failure, what stood in the way below it, and a count at the end.
void suites_text(const screen *s, const suites *r);
/// The tests' names, each with its place.
void suites_list(const screen *s, const suites *r);
/// TAP version 14.
void suites_tap(FILE *out, const suites *r);
/// The XML that continuous integration reads.
void suites_junit(FILE *out, const suites *r);
/// One JSON object (docs/json.md).
void suites_json(FILE *out, const suites *r);

// The part of the rules that fired, and of the changes of the pack that a test noticed, in percent; 100 where there are none.
double suites_rule_coverage(const suites *r);
double suites_mutation_score(const suites *r);

/// A table by file, then what is not covered.
void coverage_text(const screen *s, const suites *r);
/// The coverage in lcov's format: a line for each rule and for each part of a condition.
void coverage_lcov(FILE *out, const suites *r);
/// The changes that no test noticed, and the score.
void mutants_text(const screen *s, const suites *r);

/// Shows how the failed expectations would be rewritten and, where `yes` or the person at the terminal says so, rewrites them. Returns the
/// exit state.
int suites_update(const screen *s, const suites *r, bool yes);

#endif
