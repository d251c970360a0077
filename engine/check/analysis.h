/// The state of the static analysis, shared by its files: analysis.c (rules and what they are about), domain.c (what a subject can be),
/// solve.c (is there a profile such that …), witness.c (that profile, written and tried), find_*.c (the findings). Private to
/// engine/pack/.
///
/// Everything here errs on one side: a formula may be true where the condition is not, never the other way round, since
/// expressions that are not understood may have any value. So what is found to be impossible is impossible; what is found to be
/// possible is tried by evaluating it before it is reported.
#ifndef ADVISE_CHECK_ANALYSIS_H
#define ADVISE_CHECK_ANALYSIS_H

#include "check/check.h"
#include "pack/loader.h"
#include "reason/formula.h"

/// Sets of truths.
enum { MAY_BE_FALSE = 1, MAY_BE_TRUE = 2, MAY_BE_UNKNOWN = 4, MAY_NOT_BE_TRUE = 5, MAY_BE_ANY = 7 };

/// What atoms are about, pack-wide: equal subjects of comparable rules have one index, which is the number of their
/// atoms in formulas.
typedef struct subject {
    feel_subject_kind kind;
    size_t variable; ///< a fact, a constant, or with `scope.count` added the number of a loop's variable
    slice field;
    const feel_type *type;
    bool contains; ///< whether the list contains `element`: a subject of its own
    feel_value element;
    const fact *declared; ///< the fact or field that it is, or whose item it is; NULL where there is none
    const feel_condition *allowed; ///< its allowed values, about FEEL_SUBJECT_INPUT; NULL: all
    bool of_loop;                  ///< a loop's variable, or a field of it: a list may hold an unknown item
} subject;

typedef struct subject_list {
    subject *items;
    size_t count, capacity;
} subject_list;

/// A rule, made ready.
typedef struct analysed_rule {
    const rule *rule;
    const feel_domain *domains;      ///< one for each variable of its loop
    const feel_condition *condition; ///< NULL: it has none
    const formula *filters;          ///< what the items of its loop meet; NULL: nothing
    const formula *when;             ///< NULL: it has none
    const formula *fires;            ///< filters and `when`
    slice signature;                 ///< two rules are comparable where their loops' signatures are equal
    bool never, always;              ///< found out by find_in_rules
} analysed_rule;

typedef struct analysis {
    arena *arena;   ///< as long as the analysis
    arena *scratch; ///< as long as one question
    const pack *pack;
    diag_list *diags;
    check_work *work;
    feel_machine *machine;      ///< tries; on `scratch`
    feel_condition_scope scope; ///< makes formulas that last as long as the analysis
    feel_value *values;         ///< facts (null but for a witness), constants, loop variables
    size_t value_count;
    const size_t *required; ///< the facts that every profile states
    size_t required_count;
    subject_list subjects;
    name_index subject_names;
    analysed_rule *rules;
} analysis;

/// The formulas of all rules.
void analyse_rules(analysis *an);

/// True where the pack itself defines or changes the rule: what is so in a base alone is for those who keep the base.
bool analysis_is_own(const analysis *an, const rule *r);

/// Forgets what was allocated from `scratch`: done after each question.
void analysis_reset(analysis *an);

/// The subject of a variable or field in a rule, as an index into `analysis.subjects`.
size_t analysis_subject(analysis *an, const analysed_rule *r, const feel_atom *atom);

// --- what a subject can be ---

typedef enum cell_kind {
    CELL_NULL,
    CELL_VALUE, ///< a constant, or anything between two
    CELL_TRUTH, ///< of a subject that is a truth
    CELL_OTHER, ///< a value of a kind that no atom compares with
} cell_kind;

/// A set of values that no atom of a question tells apart.
typedef struct cell {
    cell_kind kind;
    feel_truth truth;
    feel_kind value_kind;
    size_t position; ///< among the sorted constants of its kind: 2i + 1 is constant i, 2i lies before it
    bool has_sample;
    feel_value sample;
} cell;

typedef struct atom_list {
    const feel_atom **items;
    size_t count, capacity;
} atom_list;

typedef struct domain {
    cell *cells;
    size_t count;
    feel_truth *truths; ///< by cell and atom: `truths[cell * atom_count + atom]`
    size_t atom_count;
} domain;

/// The cells that the subject can be in, as far as the atoms tell them apart, with the truth of each atom in each.
/// @param proper  leave out what only an unknown item of a list could make it
domain domain_of(analysis *an, const subject *s, const atom_list *atoms, bool proper);

/// A value that the declaration allows; null where none was found.
/// @param item  of a list: a value of its items
feel_value domain_sample(analysis *an, const fact *declared, bool item);

// --- questions ---

typedef struct demand {
    const formula *formula;
    unsigned wanted; ///< a set of truths
} demand;

typedef enum answer { ANSWER_NO, ANSWER_YES, ANSWER_GAVE_UP } answer;

/// What a subject is to be.
typedef struct choice {
    size_t subject;
    cell cell;
} choice;

typedef struct choice_list {
    choice *items;
    size_t count, capacity;
} choice_list;

/// Is there an assignment of values to subjects for which every demand is met? "No" is sure. Allocates from `scratch`, which is
/// not reset; the caller does so.
answer solve(analysis *an, const demand *demands, size_t count, bool proper, choice_list *found);

// --- witnesses ---

/// A profile made of choices. It stands in `analysis.values` from `witness_make` to `witness_clear`.
typedef struct witness {
    size_t *facts; ///< those that it states, ascending
    size_t count, capacity;
    slice text; ///< YAML in flow style
} witness;

/// Makes the profile that the choices describe, with what the vocabulary requires, and an item for each variable of the rule's loop.
witness *witness_make(analysis *an, const choice_list *choices, const analysed_rule *r);
void witness_clear(analysis *an, const witness *w);

/// What is asked of a rule with its variables bound.
typedef bool binding_test(analysis *an, const analysed_rule *r, const void *state);

/// True where the test says so for some binding of the rule's variables, which then stands in `analysis.values`.
bool witness_some_binding(analysis *an, const analysed_rule *r, binding_test *test, const void *state);

/// True where the rule's condition is true as its variables are bound.
bool witness_condition_is_true(analysis *an, const analysed_rule *r);

/// True where the rule fires for some binding.
bool witness_fires(analysis *an, const analysed_rule *r);

/// The value of an expression of the rule as its variables are bound.
feel_value witness_evaluate(analysis *an, const feel_expression *e);

/// True where the profile states a derived fact that rules derive from other facts which the choices speak of or the conditions of
/// the rules read: such a profile is possible, but hardly meant.
bool witness_is_contrived(analysis *an, const choice_list *choices, const analysed_rule *const *rules,
                          size_t count);

// --- findings ---

/// Adds a finding about the thing with this id, as grave as the table of codes says.
void check_report(analysis *an, place where, const char *code, const char *about, slice id,
                  const char *format, ...) __attribute__((format(printf, 6, 7)));

void find_in_rules(analysis *an); ///< never-fires, always-fires, redundant-part
void find_between_rules(
    analysis *an);               ///< duplicate-rule, subsumed-rule, unreachable-rule, conflicting-conclusions
void find_reasons(analysis *an); ///< empty-reason
void find_unread(analysis *an);  ///< unread-fact
void find_patterns(analysis *an); ///< regex-explodes

#endif
