/// A pack prepared for many profiles at once. The facts that conditions ask about become columns; what they ask becomes atoms, each
/// once for the whole pack, however many rules ask it. A condition is then a formula over atoms, and a word of 64 bits answers an
/// atom or a formula for 64 profiles. What has no such form ("open") is left to the plain evaluator, profile by profile.
#ifndef ADVISE_BATCH_PLAN_H
#define ADVISE_BATCH_PLAN_H

#include "feel/condition.h"
#include "pack/pack.h"

typedef enum column_kind {
    COLUMN_NUMBER, ///< numbers of at most 15 significant digits, which doubles compare exactly
    COLUMN_BOOLEAN,
    COLUMN_STRING,  ///< which of the words that atoms ask for the string is
    COLUMN_STRINGS, ///< which of those words the list contains
    COLUMN_COUNT,   ///< the number of items of a list
} column_kind;

/// Where an atom finds its answer.
typedef enum atom_test {
    TEST_NULL,   ///< what is known is not null
    TEST_NUMBER, ///< in the comparison of the column with a constant
    TEST_WORD,   ///< in the rows that have a word
    TEST_FLAG,   ///< in the rows that are true
    TEST_NO_FLAG,
} atom_test;

typedef struct plan_atom {
    const feel_atom *asks;
    uint32_t index; ///< among all atoms
    uint32_t column;
    uint32_t word;   ///< of strings: in its column's words
    uint32_t place;  ///< of numbers: in its column's constants
    double constant; ///< of numbers
    atom_test test;
    bool negated;       ///< true where the test fails
    feel_comparison op; ///< of numbers
    feel_truth of_null; ///< its truth where the fact is unknown
} plan_atom;

typedef struct plan_column {
    size_t fact;
    column_kind kind;
    bool derived;
    const slice *words; ///< of strings
    size_t word_count;
    size_t first_word;      ///< where its words stand among those of all columns
    const plan_atom *atoms; ///< that ask for it
    size_t atom_count;
    const double *constants; ///< of numbers: what its atoms compare with, each once, ascending
    size_t constant_count;
} plan_column;

typedef enum formula_kind {
    FORMULA_CONSTANT,
    FORMULA_LITERAL, ///< an atom or its negation
    FORMULA_AND,
    FORMULA_OR,
    FORMULA_OPEN, ///< nothing is known without evaluating
} formula_kind;

/// A condition in negation normal form.
typedef struct formula {
    formula_kind kind;
    feel_truth constant;
    uint32_t literal; ///< twice the atom's index, plus one where negated
    const struct formula *parts;
    size_t count;
} formula;

/// How a rule is decided.
typedef struct plan_rule {
    size_t rule;
    formula when;
    bool closed;   ///< no open part: the words of `when` are the whole truth
    bool conjoins; ///< `literals` is the whole condition: all of them true
    const uint32_t *literals;
    size_t literal_count;
    double certainty; ///< of a closed recommending rule: its constant
} plan_rule;

/// The recommending rules of one recommendation that are about nothing and whose certainty is constant. Those against come first,
/// each side in ascending order: the order in which certainties are combined. Arrays by rule, for they are walked for each block.
typedef struct plan_group {
    size_t recommendation;
    size_t count;
    size_t against;
    const double *certainties;
    const uint32_t *literals; ///< of all rules, one behind the other: where all of a rule's are true it fires
    const uint32_t *first;    ///< of each rule, and behind the last: where its literals begin
    const formula *const *whens; ///< of each rule whose condition is no conjunction: the condition; else NULL
    const uint32_t *rules;       ///< indexes in the pack
    bool shared;                 ///< rules that go by the row give evidence for it too
    double most;                 ///< no profile gets a higher score by it
    bool surely_given;           ///< where any of its rules fires, the recommendation is given
} plan_group;

/// How a derived fact gets its value.
typedef struct plan_derivation {
    size_t fact;
    bool by_columns; ///< by `rules` and their `values`; else row by row
    const plan_rule *rules;
    const feel_value *values;
    size_t count;
} plan_derivation;

typedef struct plan {
    const pack *pack;
    const plan_column *columns;
    size_t column_count;
    size_t word_count; ///< of all columns
    size_t atom_count;
    const plan_derivation *derivations; ///< in the pack's order
    size_t derivation_count;
    const plan_group *groups; ///< in descending order of `most`
    size_t group_count;
    size_t largest_group;       ///< rules of a group
    size_t most_constants;      ///< of a column
    const plan_rule *row_rules; ///< recommending rules that are fired row by row, in the order of the pack
    size_t row_rule_count;
    const bool *needs_value;  ///< for each fact: something that goes by the row reads it
    const size_t *rank_order; ///< for each recommendation: its place where scores are equal
    size_t most_variables;    ///< of a rule
    bool has_excludes;
    bool needs_rows; ///< something is derived, or goes by the row
    /// For each fact, its column of values and its column of counts, or `column_count` where there is none.
    const size_t *value_column, *count_column;
} plan;

/// Prepares a pack, which must outlive the plan. Call below `arena_run(a)`; lives in `a`.
/// @param kept  facts whose values are kept for each row
const plan *plan_new(arena *a, const pack *p, const size_t *kept, size_t kept_count);

#endif
