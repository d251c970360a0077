/// What of the pack the tests reach.
#ifndef ADVISE_SUITE_COVERAGE_H
#define ADVISE_SUITE_COVERAGE_H

#include "suite/trial.h"

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

/// What the tests saw of a pack.
typedef struct suite_coverage {
    const suite_rule *rules;   ///< one for each rule of the pack
    const size_t *recommended; ///< for each recommendation: how often it was given
    const size_t *concluded;   ///< for each fact: how often rules or its default gave its value
    const size_t *fields;      ///< for each derived field: for how many records they gave its value
    const size_t *cited;       ///< for each source: how often a rule fired that cites it
} suite_coverage;

/// What the tests' inferences reached of the pack. Call below `arena_run(a)`.
const suite_coverage *coverage_of(arena *a, const suite *s, const suite_result *results);

#endif
