/// Rules applied to one profile: what both evaluators build on. The plain one (infer.c) goes over every rule; the columnar one
/// (engine/columns/) makes a lean run for each row and asks it only for what columns leave open, with hints of what they found.
#ifndef ADVISE_INFER_RUN_H
#define ADVISE_INFER_RUN_H

#include "infer/infer.h"

typedef struct run {
    feel_machine *machine;
    arena *arena; ///< the machine's
    const pack *pack;
    const profile *person;
    feel_value *values; ///< facts and constants, then room for the variables of a rule
    bool
        lean; ///< find values and certainties only: no texts (NULL, or empty), no record of what is undetermined
    struct {
        derivation *items;
        size_t count, capacity;
    } derivations;
    struct {
        undetermined *items;
        size_t count, capacity;
    } undetermined;
    struct {
        inference_warning *items;
        size_t count, capacity;
    } warnings;
} run;

/// What a caller knows of a rule before it is evaluated for a profile, so that this is not found out again. It never changes what the rule
/// gives. All zero, as in the plain evaluator: nothing is known.
typedef struct rule_hint {
    bool holds;              ///< its condition is true for every binding
    bool silent;             ///< it does not fire. For lean runs only: what it waits for is not recorded
    const double *certainty; ///< of its evidence; NULL: to be evaluated
} rule_hint;

/// A run that has looked at no rule yet. Borrows all that it is given.
run run_start(feel_machine *machine, const pack *p, const profile *person, bool lean);

/// Calls `body` for each binding of the rule's variables, with the values in place: once with NULL if it has none.
/// @return false if the list that the variables run over is unknown: the rule is then recorded as undetermined
bool run_bindings(run *r, size_t rule_index,
                  void (*body)(run *r, size_t rule_index, const feel_value *bindings, void *state),
                  void *state);

/// Evaluates an expression of a rule with the binding in place; collects warnings.
feel_value run_evaluate(run *r, size_t rule_index, const feel_expression *e);

/// Evaluates a cell of a table's row; collects warnings.
feel_truth run_test(run *r, size_t rule_index, const feel_expression *tests, feel_value input);

/// Whether the rule's condition is true for the binding in place. If that is unknown, the rule is recorded as undetermined.
bool run_holds(run *r, size_t rule_index, const feel_value *bindings, rule_hint hint);

/// Records a rule that cannot be decided, with what its condition waits for.
void run_record_undetermined(run *r, size_t rule_index, const feel_value *bindings);

/// The template filled in; empty if a piece is null.
slice run_fill(run *r, size_t rule_index, const template_text *text);

#endif
