/// What `advise test` prints, and how expectations are rewritten. Each format, and each other thing that is printed, is one file suite_NAME.c.
#ifndef ADVISE_CLI_REPORT_SUITE_H
#define ADVISE_CLI_REPORT_SUITE_H

#include "advise.h"
#include "write/formats.h"
#include "write/screen.h"

/// The tests of one pack, which were run.
typedef struct suite {
    advise_pack *pack;
    advise_tests *tests;
} suite;

/// A pack that could not be tested, since it or a test file has errors.
typedef struct broken_suite {
    const char *name; ///< of its folder, as given
    advise_diagnostics *problems;
} broken_suite;

typedef struct suites {
    suite *items;
    size_t count;
    broken_suite *broken;
    size_t broken_count;
} suites;

#define SUITES_FORMATS(ROW, type)                                                                            \
    ROW(type, "text", suites_as_text)                                                                        \
    ROW(type, "tap", suites_as_tap)                                                                          \
    ROW(type, "junit", suites_as_junit)                                                                      \
    ROW(type, "json", suites_as_json)

typedef struct suites_format {
    void (*write)(const screen *s, const suites *r);
    bool is_for_people; ///< what tests reach, what they miss, and new expectations can follow
} suites_format;

FORMATS_DECLARE(SUITES_FORMATS, suites_format)

/// How many errors keep a pack from being tested; warnings do not count.
size_t broken_errors(const broken_suite *b);

/// How many tests there are, and how many of them failed.
size_t suites_total(const suites *r);
size_t suites_failed(const suites *r);
/// `part` of `whole` in percent; 100 of none.
double suites_percent(size_t part, size_t whole);

/// The tests' names, each with its place.
void suites_list(const screen *s, const suites *r);

/// The rules that fired, and the changes of the pack that a test noticed, in percent; 100 if there are none.
double suites_rule_coverage(const suites *r);
double suites_mutation_score(const suites *r);

/// What the tests reach, by file, then what they do not.
void coverage_text(const screen *s, const suites *r);
/// The coverage in lcov's format: a line for each rule and for each part of a condition.
void coverage_lcov(FILE *out, const suites *r);
/// The changes that no test noticed, and the score.
void mutants_text(const screen *s, const suites *r);

/// Shows how the failed expectations would be rewritten. Rewrites them if `yes` or the person at the terminal says so. Returns the exit
/// status.
int suites_update(const screen *s, const suites *r, bool yes);

#endif
