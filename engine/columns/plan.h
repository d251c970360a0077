/// A pack prepared for many profiles at once. The facts that conditions ask about become columns; what they ask becomes atoms, each
/// once for the whole pack, however many rules ask it. A condition is then a formula over atoms, and a word of 64 bits answers an
/// atom or a formula for 64 profiles. What has no such form ("open") is left to the plain evaluator, profile by profile.
#ifndef ADVISE_COLUMNS_PLAN_H
#define ADVISE_COLUMNS_PLAN_H

#include "infer/rank.h"
#include "pack/pack.h"
#include "reason/formula.h"

typedef enum column_kind {
    COLUMN_NUMBER, ///< numbers of at most 15 significant digits, which doubles compare exactly
    COLUMN_BOOLEAN,
    COLUMN_STRING,  ///< which of the texts that atoms ask for the string is
    COLUMN_STRINGS, ///< which of those texts the list contains
    COLUMN_COUNT,   ///< the number of items of a list
} column_kind;

/// What a condition asks of a fact, answered by a word of the column for rows in which its fact is known and fits the column.
typedef struct plan_atom {
    uint32_t
        literal; ///< the one that is true in the rows of the word; the other one of the atom is in the others
    uint32_t from;                    ///< the word
    uint32_t without;                 ///< a word whose rows do not count; word 0: none
    bool null_is_true, null_is_false; ///< what the literal is if the fact is unknown; neither: unknown
} plan_atom;

/// Where the numbers that comparisons tell apart meet.
typedef struct plan_cut {
    double constant;
    bool above; ///< passed by numbers above the constant; else by the constant itself too
} plan_cut;

/// The column of a fact. Word 0 of a column has no row. The others of a boolean's: the true ones; of strings: for each of `texts` the
/// rows that have it; of numbers: for each cut the rows that pass it.
typedef struct plan_column {
    size_t fact;
    column_kind kind;
    const slice *texts;
    size_t text_count;
    const plan_cut *cuts; ///< ascending: who passes one has passed those before it
    size_t cut_count;
    /// How many cuts integers pass, and behind each what numbers pass that lie between it and the next; NULL if that takes a search.
    const uint16_t *codes;
    int64_t first, last; ///< the integers of `codes`: smaller and larger numbers are as these
    size_t number;       ///< among the columns of numbers
    size_t first_word;   ///< where its words stand among those of all columns
    size_t word_count;
    const plan_atom
        *atoms; ///< that ask about it, first those that are unknown where the fact is and need one word only
    size_t plain_count;            ///< of these
    const feel_atom *const *asked; ///< the same as they were written, for values that do not fit
    size_t atom_count;
} plan_column;

/// How a rule is decided.
typedef struct plan_rule {
    size_t rule;
    const formula *when; ///< an atom's number is its index among the plan's
    bool closed;         ///< no open part: the words of `when` are the whole truth
    bool conjoins;       ///< `literals` is the whole condition: all of them true
    const uint32_t *literals;
    size_t literal_count;
    const size_t *lists; ///< facts that its variables run over
    size_t list_count;
    double certainty; ///< of a recommending rule: its constant
    bool is_certain;  ///< it has one
} plan_rule;

/// A conjunction of literals (each twice an atom's index, plus one if it is negated), filled up with what is always true.
typedef struct plan_literals {
    uint32_t all[4];
} plan_literals;

/// The recommending rules of one recommendation that are about nothing and whose certainty is constant. Those against come first,
/// each side in ascending order: the order in which certainties are combined. Arrays by rule, for they are walked for each block.
typedef struct plan_group {
    size_t recommendation;
    size_t count;
    size_t against;
    size_t first; ///< where its rules stand among those of all groups
    const double *certainties;
    const plan_literals *literals; ///< of each rule: it fires in the rows in which all are true
    const formula *const
        *whens; ///< of each rule that is not told so: its condition; else NULL. NULL: all are told so
    const uint32_t *rules; ///< indexes in the pack
    bool shared;           ///< rules that go by the row give evidence for it too
    double most;           ///< no profile gets a higher score by it
    bool surely_given;     ///< if any of its rules fires, the recommendation is given; and it is not shared
} plan_group;

/// A rule of a group that may be the only one to fire.
typedef struct plan_single {
    ranking ranking; ///< the first member, for `ranking_compare`
    double certainty;
    uint32_t group;
    uint32_t rule; ///< among those of all groups
} plan_single;

/// How a derived fact gets its value.
typedef struct plan_derivation {
    size_t fact;
    bool by_columns;          ///< by `rules` and their `values`; else row by row
    const plan_rule *rules;   ///< in the pack's order
    const feel_value *values; ///< if that goes by columns
    size_t count;
} plan_derivation;

typedef struct plan {
    const pack *pack;
    const plan_column *columns;
    size_t column_count;
    size_t number_count;                ///< of columns of numbers
    size_t word_count;                  ///< of all columns
    size_t atom_count;                  ///< twice this is the literal that is always true
    const plan_derivation *derivations; ///< in the pack's order
    size_t derivation_count;
    const plan_group *groups; ///< in descending order of `most`
    size_t group_count;
    size_t grouped_count;          ///< rules of all groups
    const plan_literals *literals; ///< of these rules
    const uint32_t *group_of;      ///< of each of these rules
    const plan_single *singles;    ///< of the groups that are surely given, in the order in which they rank
    size_t single_count;
    const plan_rule *row_rules; ///< recommending rules that are fired row by row, in the order of the pack
    size_t row_rule_count;
    const bool *needs_value; ///< for each fact: something that goes by the row reads it
    bool has_excludes;
    bool needs_rows; ///< something is derived, or goes by the row
    /// For each fact, its column of values and its column of counts, or `column_count` if there is none.
    const size_t *value_column, *count_column;
} plan;

/// The literal that an atom of a formula is.
static inline uint32_t plan_literal(const formula *atom)
{
    return (uint32_t)(2 * atom->number + atom->negated);
}

/// Prepares a pack, which must outlive the plan. Call below `arena_run(a)`; lives in `a`.
/// @param kept  facts whose values are kept for each row
const plan *plan_new(arena *a, const pack *p, const size_t *kept, size_t kept_count);

#endif
