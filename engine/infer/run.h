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
    bool
        unrecorded; ///< do not record what is undetermined, provisional or of open priority, nor why a fact is derived; so in a lean run
    const bool
        *silent; ///< if unrecorded: for each rule of the pack, it is known to give no evidence; of a table,
    ///< that holds for all its rows if it does for the first. NULL: nothing is known
    const feel_value *derived; ///< if unrecorded: the values of derived facts. NULL: nothing is known
    bool
        wordless; ///< fill in no texts, name nothing that is waited for, and of a condition do not find what that is
    const struct readers *readers; ///< of the pack, found before; NULL: made if needed
    struct answers *answers; ///< to weigh questions by, found for other profiles before; NULL: made if needed
    struct value_effects *effects; ///< of these answers, likewise
    struct {
        derivation *items;
        size_t count, capacity;
    } derivations;
    struct {
        undetermined *items;
        size_t count, capacity;
    } undetermined, provisional, open_priorities;
    /// For each fact, whether its value rests on a fact being unstated (`= null`). NULL in a lean run.
    bool *may_change;
    /// The run's own copies of records whose fields rules conclude; empty if the pack has none. See infer/records.h.
    struct {
        struct own_record *items;
        size_t count, capacity;
    } records;
    size_t *record_slots; ///< a hash table of the copies by address: index + 1
    size_t record_slot_count;
    struct {
        derivation *items;
        size_t count, capacity;
    } field_derivations;
    struct {
        inference_warning *items;
        size_t count, capacity;
    } warnings;
} run;

/// What a caller knows of a rule before it is evaluated for a profile, so that this is not found out again. It never changes what the rule
/// gives. All zero, as in the plain evaluator: nothing is known.
typedef struct rule_hint {
    bool holds; ///< its condition is true for every binding
    bool
        silent; ///< of a recommending rule: it does not fire, or is undetermined; of a concluding one: it does not fire. For
    ///< lean runs only: what it waits for is not recorded
    const double *certainty; ///< of its evidence; NULL: to be evaluated
} rule_hint;

/// A machine for what is only supposed, which takes LIMIT_STEPS_SUPPOSED steps at most.
void run_supposed_machine(feel_machine *m, arena *a, feel_clock clock);

/// A run that has looked at no rule yet. Borrows all that it is given.
run run_start(feel_machine *machine, const pack *p, const profile *person, bool lean);

/// The same with the values that `profile_scope_values` gives of the profile.
run run_start_with(feel_machine *machine, const pack *p, const profile *person, feel_value *values,
                   bool lean);

/// Applies the run's pack to its profile, without questions and weights, which take longer than the rest: for those who need neither, or ask the
/// run more afterwards. Call below `arena_run(r->arena)`.
/// @param r  not a lean run, and fresh. The result borrows what it holds
/// @return   NULL if it takes more steps than the machine has
inference *infer_run(run *r);

/// Does what `infer` does for a run that has been made.
/// @param r  as for `infer_run`; others as for `infer`
const inference *infer_and_ask(run *r, size_t places, diag_list *diags, place where);

/// Where the bindings of a rule are open.
typedef struct run_opening {
    size_t known;  ///< the first variables, so many, are bound
    bool in_doubt; ///< the last of them may not be in its list; if false, the list of the next one is unknown
} run_opening;

/// What is done for each binding of a rule's variables.
typedef struct run_visitor {
    /// The values are in place; `bindings` is NULL if the rule has no variables.
    void (*bound)(run *r, size_t rule_index, const feel_value *bindings, void *state);
    /// A list that the variables run over is unknown, or whether an item is in it: the rule was recorded as undetermined for what is
    /// bound so far. NULL: nothing is done.
    void (*open)(run *r, size_t rule_index, run_opening at, void *state);
    void *state;
} run_visitor;

/// Goes over the bindings of a rule's variables; once if it has none. Each list is looked at for itself.
/// @return whether it depends on what is not stated (`= null`) which bindings there are
bool run_bindings(run *r, size_t rule_index, const run_visitor *visitor);

/// Evaluates an expression of a rule with the binding in place; collects warnings.
feel_value run_evaluate(run *r, size_t rule_index, const feel_expression *e);

/// Evaluates a cell of a table's row; collects warnings.
feel_truth run_test(run *r, size_t rule_index, const feel_expression *tests, feel_value input);

/// The truth of the rule's condition for the binding in place. If it is unknown, the rule is recorded as undetermined.
feel_truth run_condition(run *r, size_t rule_index, const feel_value *bindings, rule_hint hint);

/// True if the condition is true. For lean runs, which need not know more: what is unknown, or rests on what is not stated, is not found.
bool run_holds(run *r, size_t rule_index, rule_hint hint);

/// Records a rule that cannot be decided, with what one of its expressions waits for.
/// @param bindings  NULL: nothing is bound; else the first `bound` variables are
void run_record_undetermined(run *r, size_t rule_index, const feel_value *bindings, size_t bound,
                             const feel_expression *e);

/// Records, once for each recommendation and item, that its computed priority is open, with what the expression waits for.
/// @param e  the rule's `priority`
void run_record_open_priority(run *r, size_t rule_index, const feel_value *bindings,
                              const feel_expression *e);

/// If what was evaluated for a binding depends on what is not stated, records the rule as provisional.
/// @return whether it does
bool run_note_provisional(run *r, size_t rule_index, const feel_value *bindings, const feel_expression *e);

/// The template filled in; empty if a piece is null.
slice run_fill(run *r, size_t rule_index, const template_text *text);

#endif
