/// The state of one inference, shared by chain.c (derived facts), evidence.c (recommending rules), rank.c and question.c, and
/// by engine/batch/, which fires by the row what it cannot decide by columns. Not for others.
#ifndef ADVISE_INFER_RUN_H
#define ADVISE_INFER_RUN_H

#include "infer/infer.h"

typedef struct evidence_list {
    evidence *items;
    size_t count, capacity;
} evidence_list;

/// What the rules found for one recommendation, or for one item of it.
typedef struct pile {
    size_t recommendation;
    feel_value item;
    slice item_name;
    evidence_list evidence;
} pile;

typedef struct pile_list {
    pile *items;
    size_t count, capacity;
} pile_list;

typedef struct advice_list {
    advice *items;
    size_t count, capacity;
} advice_list;

/// What is known of a condition in up to 64 runs, a bit for each, before it is evaluated.
typedef struct answer {
    uint64_t yes; ///< it is true
    uint64_t may; ///< it is true, or only evaluating tells
} answer;

typedef struct run {
    feel_machine *machine;
    arena *arena;
    const pack *pack;
    const profile *person;
    feel_value *values; ///< facts and constants, then room for the loop variables
    inference *out;
    const double *certainty; ///< of the rule that is gathered, where it is a constant; NULL: it is evaluated
    bool holds;              ///< conditions are known to be true: they are not evaluated
    const answer *known;     ///< of each rule that concludes the fact being derived; NULL: nothing is known
    unsigned number;         ///< of this run in them
    bool lean; ///< find certainties only: no texts, and no record of derivations and of what is undetermined
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

/// Evaluates a cell of a table's row; collects warnings.
feel_truth run_test(run *r, size_t rule_index, const feel_expression *tests, feel_value input);

/// Records a rule that cannot be decided, with what its condition waits for.
void run_record_undetermined(run *r, size_t rule_index, const feel_value *bindings);

/// What a decision table says for the values in place; warns of an input that it does not take.
feel_table_outcome run_table(run *r, const pack_table *t);

/// The template filled in; empty where a piece is null.
slice run_fill(run *r, size_t rule_index, const template_text *text);

/// Gives a derived fact its value.
void derive_fact(run *r, size_t fact_index);
/// Adds what a recommending rule finds to the piles.
void gather_rule(run *r, pile_list *piles, size_t rule_index);
/// The combined certainty of a pile.
double pile_certainty(run *r, const pile *p);
/// The pile of a recommendation that is about nothing.
pile *pile_of(run *r, pile_list *piles, size_t target);

void chain_facts(run *r);
void gather_evidence(run *r);
void rank_advice(run *r);
void ask_questions(run *r);

#endif
