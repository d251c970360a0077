/// The tests of a pack: what *.test.yaml files expect, whether the pack does so, what of the pack they reach, and which changes of it they
/// notice.
///
///   files ──suite_load──► tests ──trial_run──► results ──coverage_of──► coverage
///                                                 └──────mutate_suite──► mutants
#ifndef ADVISE_SUITE_SUITE_H
#define ADVISE_SUITE_SUITE_H

#include "input/yaml.h"
#include "profile/profile.h"

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

/// An expected number: a number, compared at the precision that it is written in, or unary tests.
typedef struct suite_number {
    const yaml_node *written;     ///< NULL: nothing is expected
    const feel_expression *tests; ///< NULL: a plain number
    decimal number;
    int places; ///< digits after its point
    bool is_number;
} suite_number;

/// A recommendation that must be given.
typedef struct suite_expectation {
    suite_reference recommendation;
    const yaml_node *item; ///< NULL: for any item
    suite_number rank, certainty, score;
    const yaml_node *title;
    const yaml_node *part_of,
        *alternative_to;             ///< ids of what it must stand below; NULL: of anything, or of nothing
    suite_texts reasons, next_steps; ///< each a part of some reason, of some step
    suite_references by_rules;
} suite_expectation;

/// A recommendation that must not be given.
typedef struct suite_absence {
    suite_reference recommendation;
    slice item;             ///< with `ptr` NULL: for no item
    suite_number certainty; ///< of the evidence that does not suffice; 0 without any
} suite_absence;

/// A rule that must wait for facts.
typedef struct suite_wait {
    suite_reference rule;
    suite_texts waits_for; ///< "years_experience", "firm.size"
} suite_wait;

typedef enum suite_value_kind {
    SUITE_EXACT,  ///< a value as it stands; null: unknown
    SUITE_NUMBER, ///< a number to the digits that are written
    SUITE_TESTS,  ///< unary tests
    SUITE_ITEMS,  ///< so many items of a list, each as expected
    SUITE_FIELDS, ///< fields of a record, each as expected; others may have any value
} suite_value_kind;

/// What is expected of a value.
typedef struct suite_value {
    suite_value_kind kind;
    feel_value exact;
    suite_number number; ///< or tests
    const struct suite_value *parts;
    size_t count;
    slice name; ///< of a field
    const yaml_node *written;
} suite_value;

/// One step on the way from a fact to a derived field of an item.
typedef struct suite_step {
    slice item; ///< what names the item of the list, or its number; with `ptr` NULL: it is no list
    const record_type *type; ///< of the record
    size_t field;            ///< index in it
} suite_step;

/// The value of a derived fact, or of a derived field.
typedef struct suite_fact {
    suite_reference fact;
    slice name;              ///< as written: "members[Ana].eligible"
    const suite_step *steps; ///< none: it is the fact
    size_t step_count;
    suite_value value;
} suite_fact;

/// A diagnostic of the profile, or a warning of the evaluation.
typedef struct suite_problem {
    const char *code, *message; ///< `message`: a part of it, or NULL
    size_t line;                ///< 0: any
    place where;
} suite_problem;

/// The diagnostics or the warnings that a test expects.
typedef struct suite_problems {
    const suite_problem *items;
    size_t count;
    bool given; ///< the test has the key
} suite_problems;

/// Something that a test expects of a rule or recommendation that an overlay disabled.
typedef struct suite_disabled {
    slice expected;
    place where;
} suite_disabled;

/// One test. Everything that it mentions is in the pack, except what is disabled.
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
    const suite_disabled *disabled; ///< each makes the test fail
    size_t disabled_count;
} suite_test;

/// A mutant that is declared to make no difference.
typedef struct suite_equivalent {
    slice subject; ///< the rule, constant or derived fact that is changed
    slice mutant;  ///< as it is printed: "when: before -> after"
} suite_equivalent;

/// The tests of a pack, in the order of the files and within them. Immutable.
typedef struct suite {
    const pack *pack;
    const suite_test *tests;
    size_t count;
    const suite_equivalent *equivalents;
    size_t equivalent_count;
} suite;

#endif
