/// A pack prepared for many profiles at once. The facts that conditions ask about become columns; what they ask becomes atoms, each
/// once for the whole pack, however many rules ask it. A condition is then a formula over atoms, and a word of 64 bits answers an
/// atom or a formula for 64 profiles. A condition without such a form is "open": the plain
/// evaluator decides it, profile by profile ("by row").
#ifndef ADVISE_COLUMNS_PLAN_H
#define ADVISE_COLUMNS_PLAN_H

#include "columns/plan_kin.h"
#include "infer/rank.h"
#include "pack/pack.h"
#include "reason/formula.h"
#include "reason/linear.h"

typedef enum column_kind {
    COLUMN_NUMBER, ///< numbers of at most 15 significant digits, which doubles compare exactly
    COLUMN_BOOLEAN,
    COLUMN_STRING,  ///< which one of the texts that atoms ask for
    COLUMN_STRINGS, ///< which of these texts the list contains
    COLUMN_COUNT,   ///< the number of items of a list
} column_kind;

/// What a condition asks of a fact, answered by a word of the column for rows in which its fact is known and fits the column.
typedef struct plan_atom {
    uint32_t
        literal; ///< the one that is true in the rows of the word; in the other rows the atom's other literal is
    uint32_t from;                    ///< the word
    uint32_t without;                 ///< a word whose rows do not count; word 0: none
    bool null_is_true, null_is_false; ///< what the literal is if the fact is unknown; neither: unknown
} plan_atom;

/// A point between numbers that some comparison tells apart.
typedef struct plan_cut {
    double constant;
    bool above; ///< passed by numbers above the constant; else by the constant itself too
} plan_cut;

/// The column of a fact. Word 0 of a column is always empty. The other words are, for a boolean, the rows in which it is true; for strings,
/// the rows that have each of `texts`; for numbers, the rows that pass each cut.
typedef struct plan_column {
    size_t fact;
    column_kind kind;
    const slice *texts;
    size_t text_count;
    const plan_cut *cuts; ///< ascending: who passes one has passed those before it
    size_t cut_count;
    /// How many cuts each integer passes, followed by how many the numbers between it and the next pass; NULL: search the cuts instead.
    const uint16_t *codes;
    int64_t first, last; ///< the integers of `codes`: smaller and larger numbers pass as many cuts as these
    size_t number;       ///< among the columns of numbers
    size_t first_word;   ///< of its words, among those of all columns
    size_t word_count;
    const plan_atom *
        atoms; ///< that ask about it. First come plain ones: unknown if the fact is, and answered by one word
    size_t plain_count;       ///< of plain ones
    const atom *const *asked; ///< the same as they were written, for values that do not fit
    size_t atom_count;
} plan_column;

/// How a rule is decided.
typedef struct plan_rule {
    size_t rule;
    const formula *when; ///< an atom's number is its index among the plan's
    bool closed;         ///< no part is open: the words of `when` decide the rule
    bool conjoins;       ///< `literals` is the whole condition: all of them true
    const uint32_t *literals;
    size_t literal_count;
    const size_t *lists; ///< facts that its variables run over
    size_t list_count;
    bool begins_with_list; ///< the first of `lists` is what its first variable runs over
    double certainty;      ///< of a recommending rule: its constant
    bool is_certain;       ///< it has one
} plan_rule;

/// A conjunction of literals (each twice an atom's index, plus one if it is negated), filled up with what is always true.
typedef struct plan_literals {
    uint32_t all[4];
} plan_literals;

/// The recommending rules of one recommendation that are about nothing and whose certainty is constant. Those against come first,
/// each side in ascending order: the order in which certainties are combined. One array for each field, because each block walks them.
typedef struct plan_group {
    size_t recommendation;
    size_t count;
    size_t against;
    size_t first; ///< of its rules, among those of all groups
    const double *certainties;
    const plan_literals *literals; ///< of each rule: it fires in the rows in which all are true
    /// For each rule, its condition if `literals` cannot express it, otherwise NULL. NULL if there is no such rule.
    const formula *const *whens;
    const uint32_t *rules; ///< indexes in the pack
    bool shared;           ///< rules that are evaluated by row give evidence for it too
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

/// How what a rule concludes is found.
typedef enum value_kind {
    VALUE_EVALUATED,
    VALUE_CONSTANT,
    VALUE_FACT,   ///< the value of another fact
    VALUE_NUMBER, ///< lanes of profiles give it
    VALUE_LISTED, ///< a field of the records that lanes keep
} value_kind;

/// What a rule concludes.
typedef struct plan_value {
    value_kind kind;
    const feel_expression
        *expression; ///< to be evaluated if what `kind` says does not give the value of a row
    feel_value constant;
    size_t fact;
    uint32_t op;     ///< of lanes
    size_t variable; ///< of VALUE_LISTED: a variable of the terms, which runs over the records
    size_t field;
    size_t same_as; ///< with `is_constant` of the derivation: the first rule that concludes the same
} plan_value;

/// How a derived fact gets its value, or a derived field: that is always derived by row.
typedef struct plan_derivation {
    bool is_field;
    size_t fact;     ///< index of the fact, or among the pack's derived fields
    bool by_columns; ///< decided by `rules`, one after the other for all rows; else row by row
    bool is_whole;   ///< a value that is not whole, or something in it, may have to be refused
    bool is_read;    ///< by a condition, or otherwise: else it is derived only to note the rules that fire
    const plan_rule *rules;   ///< in the pack's order
    const plan_value *values; ///< with `by_columns`
    size_t count;
    bool
        is_constant; ///< all rules conclude booleans or texts that are constant, and the first that fires counts
    size_t same_as_default; ///< then: the first rule that concludes the default; `count` if none does
} plan_derivation;

/// What is done for all records of a block at once: see columns/lanes.h.
typedef struct lane_plan lane_plan;

/// A check of profiles.
typedef struct plan_check {
    const feel_expression *expression; ///< to be evaluated by row where `when` leaves it open
    const formula *when;
    const linear *sums; ///< what it compares; NULL: no sums of numbers
} plan_check;

/// A rule that is evaluated by row, or a part of it that is.
typedef struct plan_open {
    size_t rule;
    place where;
    const char *why; ///< "calls a function that …"
} plan_open;

typedef struct plan {
    const pack *pack;
    const plan_open *opens; ///< in the order of planning: derived facts first. A rule may be there twice
    size_t open_count;
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
    const plan_rule *row_rules; ///< recommending rules that are evaluated by row, in the order of the pack
    size_t row_rule_count;
    const lane_plan *lanes;   ///< NULL: nothing is asked of records
    const plan_check *checks; ///< one for each of the pack's
    const bool *needs_value;  ///< for each fact: something that is evaluated by row reads it, or lanes do
    const plan_kin *kin;      ///< of each recommendation
    bool is_selective; ///< what is given decides what else is, or stands where: of each row all must be known
    bool needs_rows;   ///< a fact is derived, or a rule or a check is evaluated by row
    /// For each fact, its column of values and its column of counts, or `column_count` if there is none.
    const size_t *value_column, *count_column;
} plan;

/// The literal that an atom of a formula stands for.
static inline uint32_t plan_literal(const formula *literal)
{
    return (uint32_t)(2 * literal->number + literal->negated);
}

/// Prepares a pack, which must outlive the plan. Call below `arena_run(a)`; lives in `a`.
/// @param kept  facts whose values are kept for each row
const plan *plan_new(arena *a, const pack *p, const size_t *kept, size_t kept_count);

#endif
