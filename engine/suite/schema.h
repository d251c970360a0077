/// Test files as libcyaml loads them. What may have several forms (a profile, the value of a fact) is read from the tree of nodes instead.
#ifndef ADVISE_SUITE_SCHEMA_H
#define ADVISE_SUITE_SCHEMA_H

#include "pack/schema.h"

// The records of a file, by their keys: see docs/packs.md.

typedef struct yaml_expectation {
    char *recommend, *item, *rank, *certainty, *score, *title, *part_of, *alternative_to;
    char **reasons, **next_steps, **by_rules;
    unsigned reasons_count, next_steps_count, by_rules_count;
} yaml_expectation;

typedef struct yaml_problem {
    char *code, *message;
    int line;
} yaml_problem;

typedef struct yaml_test {
    char *name, *as_of, *note;
    yaml_expectation *expect;
    char **fired, **held_back, **questions;
    yaml_problem *diagnostics, *warnings;
    unsigned expect_count, fired_count, held_back_count, questions_count, diagnostics_count, warnings_count;
} yaml_test;

typedef struct yaml_equivalent {
    char *rule, *mutant, *reason;
} yaml_equivalent;

typedef struct yaml_tests {
    yaml_test *tests;
    yaml_equivalent *equivalent;
    unsigned tests_count, equivalent_count;
} yaml_tests;

extern const file_schema schema_tests;

/// The keys of the records in `absent` and `undetermined`.
extern const file_schema schema_absence, schema_wait;

#endif
