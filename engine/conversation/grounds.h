/// What a part of a rule rests on: which derived facts, constants and leaves. Found by evaluating it again without them. Private to the
/// files that make proofs.
#ifndef ADVISE_CONVERSATION_GROUNDS_H
#define ADVISE_CONVERSATION_GROUNDS_H

#include "conversation/proof.h"
#include "reason/explain.h"

/// A piece of evidence that is being proved.
typedef struct grounds {
    proof *proof;
    arena *arena;
    const support *support;
    run base;             ///< of the world with the leaves alone; lean
    run full;             ///< of the profile, for texts and values that people read; lean
    run *without;         ///< for each leaf: derived facts are as in `base`, but the leaf is not stated; lean
    const world **worlds; ///< for each leaf, with derived facts as they come out then
    bool *is_placed;      ///< for each leaf: it is in the tree
    bool *is_proved;      ///< for each fact: it is derived, and proved in the tree
    bool *is_field_proved; ///< the same for each derived field of a record, as in `base`
    size_t depth;          ///< of the node that comes next
    size_t chain;          ///< derived facts that are being proved, one for the other
} grounds;

/// Something of a rule that can be evaluated again.
typedef struct probe {
    enum {
        PROBE_PART,       ///< `part` of `expression`
        PROBE_EXPRESSION, ///< `expression`
        PROBE_INPUT,      ///< what the cells below the input say, in the table of the rule
        PROBE_DOMAIN,     ///< whether the variable `index` stands for what it stands for
        PROBE_OUTCOME,    ///< what a concluding rule or table does for all bindings
    } kind;
    size_t rule;
    const feel_value *bindings; ///< NULL: the rule has no variables
    const feel_expression *expression;
    const explain_part *part;
    size_t index; ///< of the input or of the variable
    const derivation
        *field; ///< of an outcome for one record alone: the field of that; NULL: for all bindings
} probe;

grounds grounds_of(proof *p, const support *s);

/// Adds a node at the depth that is next; what is added to it afterwards must have a greater one.
proof_node *grounds_add(grounds *g, proof_node node);

/// Adds what something rests on.
void grounds_below(grounds *g, const probe *at);

/// Adds a leaf.
void grounds_add_leaf(grounds *g, size_t leaf);

/// The values of the variables of a rule in the profile of a run: records are found by their numbers.
const feel_value *grounds_bind(run *r, size_t rule_index, const feel_value *bindings);

/// True if two values are the same, or both are unknown, or both are hidden.
bool grounds_same(feel_value a, feel_value b);

/// Adds the proof of a derived fact.
void grounds_add_derived(grounds *g, size_t fact_index);

/// The same for a derived field of a record.
/// @param index  among the field derivations of `base`
void grounds_add_derived_field(grounds *g, size_t index);

/// True if the rule's variable whose field it concludes is the record of the derivation (NULL: any), as the run's values have it.
bool grounds_is_for(const run *r, size_t rule_index, const derivation *field);

/// The name of a record, by its key; by its place in the list if it has none.
slice grounds_record_name(const grounds *g, profile_slot at);

/// Adds what a rule that fired rests on: its sources, what its variables stand for, and what decided its condition.
void grounds_add_rule(grounds *g, size_t rule_index, const feel_value *bindings);

/// Adds the parts that made a condition what it is.
/// @param only_grounded  leave out parts that rest on nothing
void grounds_add_parts(grounds *g, size_t rule_index, const feel_value *bindings, bool only_grounded);

/// Adds the inputs that a row's cells, or those of all rows of its table, decided about.
/// @param row  the index of its rule; of the table's first row if `of_table`
void grounds_add_cells(grounds *g, size_t row, bool of_table, const feel_value *bindings);

#endif
