/// The tests of a pack: what *.test.yaml files say, whether the pack does so, what of the pack the tests reach, and what changes of it they
/// notice.
///
///   files ──suite_load──► tests ──suite_run──► results ──suite_cover──► coverage
///                                                 └──────suite_mutate──► mutants
#ifndef ADVISE_SUITE_SUITE_H
#define ADVISE_SUITE_SUITE_H

#include "infer/infer.h"
#include "input/yaml.h"

/// A rule, recommendation or fact of the pack that a test names.
typedef struct suite_reference {
    size_t index;
    place where;
} suite_reference;

typedef struct suite_references {
    const suite_reference *items;
    size_t count;
} suite_references;

/// Texts of a test, each with its place.
typedef struct suite_texts {
    const yaml_node *const *items; ///< scalars
    size_t count;
} suite_texts;

/// What a number is to be: a number, compared at the precision that it is written in, or unary tests.
typedef struct suite_number {
    const yaml_node *written;     ///< NULL: nothing is expected
    const feel_expression *tests; ///< NULL: a plain number
    decimal number;
    int places; ///< digits after its point
} suite_number;

/// A recommendation that is to be given.
typedef struct suite_expectation {
    suite_reference recommendation;
    const yaml_node *item; ///< NULL: for any item
    suite_number rank, certainty, score;
    const yaml_node *title;
    suite_texts reasons, next_steps; ///< each a part of some reason, of some step
    suite_references by_rules;
} suite_expectation;

/// A recommendation that is not to be given.
typedef struct suite_absence {
    suite_reference recommendation;
    slice item;             ///< with `ptr` NULL: for no item
    suite_number certainty; ///< of the evidence that does not suffice; 0 without any
} suite_absence;

/// A rule that is to wait for facts.
typedef struct suite_wait {
    suite_reference rule;
    suite_texts waits_for; ///< "years_experience", "firm.size"
} suite_wait;

/// A derived fact's value.
typedef struct suite_fact {
    suite_reference fact;
    feel_value value;
    const yaml_node *written;
} suite_fact;

/// A diagnostic of the profile, or a warning of the evaluation.
typedef struct suite_problem {
    const char *code, *message; ///< `message`: a part of it, or NULL
    size_t line;                ///< 0: any
    place where;
} suite_problem;

typedef struct suite_problems {
    const suite_problem *items;
    size_t count;
    bool given; ///< the test has the key
} suite_problems;

typedef struct suite_test {
    slice name;
    place where;
    const profile *profile;   ///< NULL if it was refused
    const diag_list *refusal; ///< what is wrong with the profile, if the test expects that; else NULL
    feel_clock clock;         ///< null without `as_of`
    const suite_expectation *expectations;
    size_t expectation_count;
    const suite_absence *absences;
    size_t absence_count;
    const suite_wait *waits;
    size_t wait_count;
    const suite_fact *facts;
    size_t fact_count;
    suite_references fired, held_back;
    suite_problems diagnostics, warnings;
    suite_texts questions;
} suite_test;

/// A mutant that is declared to make no difference.
typedef struct suite_equivalent {
    slice subject; ///< the rule, constant or derived fact that is changed
    slice mutant;  ///< as it is printed: "when: before -> after"
} suite_equivalent;

typedef struct suite {
    const pack *pack;
    const suite_test *tests;
    size_t count;
    const suite_equivalent *equivalents;
    size_t equivalent_count;
} suite;

/// Reads the test files at `paths`, or if there are none all *.test.yaml of the pack's folder, in the order of their names. Keeps the
/// tests whose name contains `filter` (NULL: all), or matches it if it is written /…/.
/// @param out  receives the tests; NULL unless the outcome is LOAD_DONE. All errors are in `diags`. Call below `arena_run(a)`
load_outcome suite_load(arena *a, const pack *p, const char *const *paths, size_t path_count,
                        const char *filter, diag_list *diags, const suite **out);

/// Something that a test expected and did not get.
typedef struct suite_failure {
    place where;
    slice expected, got;
    const slice *why; ///< lines that say why it was not given
    size_t why_count;
    place written;     ///< what to replace so that the test holds; without a source if nothing can be
    slice replacement; ///< YAML
} suite_failure;

typedef struct suite_result {
    const inference *inference; ///< NULL if the profile was refused, or took too many steps
    const suite_failure *failures;
    size_t failure_count;
} suite_result;

/// Runs one test against the pack `p`, which may be a changed copy of the suite's. Lives in `a`. Call below `arena_run(a)`.
suite_result suite_run(arena *a, const pack *p, const suite_test *t);

/// Whether one test fails with the pack, which is all that mutation asks.
bool suite_notices(arena *a, const pack *p, const suite_test *t);

/// A machine with the test's clock.
feel_machine *suite_machine(arena *a, const suite_test *t);

// --- coverage ---

/// A part of a rule's condition.
typedef struct suite_part {
    place where;
    slice text;
    size_t evaluated;
    size_t decided_true, decided_false; ///< how often it alone made the condition what it was
} suite_part;

/// What the tests saw of a rule.
typedef struct suite_rule {
    size_t fired;       ///< bindings for which it gave evidence or a value that counts
    size_t held_back;   ///< bindings for which its condition was false or unknown
    bool may_hold_back; ///< it has a condition
    const suite_part *parts;
    size_t part_count;
} suite_rule;

typedef struct suite_coverage {
    const suite_rule *rules;   ///< one for each rule of the pack
    const size_t *recommended; ///< for each recommendation: how often it was given
    const size_t *concluded;   ///< for each fact: how often rules or its default gave its value
    const size_t *cited;       ///< for each source: how often a rule fired that cites it
} suite_coverage;

/// What the tests' inferences reached of the pack. Call below `arena_run(a)`.
const suite_coverage *suite_cover(arena *a, const suite *s, const suite_result *results);

// --- mutation ---

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

typedef struct suite_mutants {
    const suite_mutant *items;
    size_t count;
    const bool *equivalents_used; ///< one for each equivalent of the suite
} suite_mutants;

/// Changes the pack in one place after the other and runs the tests that could notice, until one fails. The tests must pass: those that
/// do not are left out. Call below `arena_run(a)`.
suite_mutants suite_mutate(arena *a, const suite *s, const suite_result *results);

/// Whether something of a level is the pack's own, to be covered by its tests: what it extends has tests of its own.
bool suite_is_own(const pack *p, size_t level);

#endif
