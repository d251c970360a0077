/// The state of the static analysis: the rules of a pack as formulas, and what these are about. Private to engine/check/.
///
///   analysis (rules to formulas) ──► solve (is there a profile such that …) ──► witness (that profile, tried) ──► find (the findings)
///
/// Everything here errs on one side: a formula may be true if the condition is not, never the other way round, since expressions that
/// are not understood may have any value. So what is found to be impossible is impossible; what is found to be possible is tried by
/// evaluating it before it is reported.
#ifndef ADVISE_CHECK_ANALYSIS_H
#define ADVISE_CHECK_ANALYSIS_H

#include "check/check.h"
#include "check/solve.h"
#include "pack/loader.h"

/// A rule, made ready.
typedef struct analysed_rule {
    const rule *rule;
    const loop_list *lists;     ///< one for each variable of its loop
    const condition *condition; ///< NULL: it has none
    const formula *filters;     ///< what the items of its loop meet; NULL: nothing
    const formula *when;        ///< NULL: it has none
    const formula *fires;       ///< filters and `when`
    slice signature;            ///< two rules are comparable if their loops' signatures are equal
    bool never;                 ///< found out by find_in_rules
} analysed_rule;

/// One check of a pack, from its rules to its findings.
typedef struct analysis {
    arena *arena;   ///< as long as the analysis
    arena *scratch; ///< as long as one question
    const pack *pack;
    diag_list *diags;
    check_work *work;
    feel_machine *machine; ///< tries; on `scratch`
    condition_scope scope; ///< makes formulas that last as long as the analysis
    solver solver;         ///< works on `machine`
    feel_value *values;    ///< facts (null but for a witness), constants, loop variables
    size_t value_count;
    const size_t *required; ///< the facts that every profile states
    size_t required_count;
    name_index subject_names;
    analysed_rule *rules;
} analysis;

/// The formulas of all rules.
void analyse_rules(analysis *an);

/// Forgets what was allocated from `scratch`: done after each question.
void analysis_reset(analysis *an);

/// The subject of a variable or field in a rule, as an index into `solver.subjects`.
size_t analysis_subject(analysis *an, const analysed_rule *r, const atom *asks);

#endif
