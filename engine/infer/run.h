/// The state of one inference, shared by chain.c (derived facts), evidence.c (recommending rules), rank.c and question.c. Private to
/// engine/infer/.
#ifndef ADVISE_INFER_RUN_H
#define ADVISE_INFER_RUN_H

#include "infer/infer.h"

typedef struct advice_list {
    advice *items;
    size_t count, capacity;
} advice_list;

typedef struct run {
    feel_machine *machine;
    arena *arena;
    const pack *pack;
    const profile *person;
    feel_value *values; ///< facts and constants, then room for the loop variables
    inference *out;
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
    advice_list advices;
} run;

/// What a rule's condition says for one binding.
typedef enum decision { DECISION_FALSE, DECISION_TRUE, DECISION_UNKNOWN } decision;

/// Calls `body` for each binding of the rule's variables (once where it has none), with the values in place.
void run_bindings(run *r, size_t rule_index,
                  void (*body)(run *r, size_t rule_index, const feel_value *bindings, void *state),
                  void *state);

/// Evaluates an expression of a rule with the binding in place; collects warnings.
feel_value run_evaluate(run *r, size_t rule_index, const feel_expression *e);

/// Decides the condition; one that is unknown is recorded with what it waits for.
decision run_decide(run *r, size_t rule_index, const feel_value *bindings);

/// The template filled in; empty where a piece is null.
slice run_fill(run *r, size_t rule_index, const template_text *text);

void chain_facts(run *r);
void gather_evidence(run *r);
void rank_advice(run *r);
void ask_questions(run *r);

#endif
