/// What recommending rules find.
#ifndef ADVISE_INFER_EVIDENCE_H
#define ADVISE_INFER_EVIDENCE_H

#include "infer/priority.h"
#include "infer/run.h"

typedef struct evidence_list {
    evidence *items;
    size_t count, capacity;
} evidence_list;

/// The evidence for one recommendation, or for one item of it.
typedef struct pile {
    size_t recommendation;
    feel_value item;
    slice item_name;
    uint32_t position;        ///< of the item in the profile, from 1; 0 if it is not an item of it
    priority_bounds priority; ///< found with the first evidence
    evidence_list evidence;
} pile;

typedef struct pile_list {
    pile *items;
    size_t count, capacity;
} pile_list;

/// True if two items are the same: one record of the profile, or equal values.
bool evidence_same_item(feel_value a, feel_value b);

/// Evaluates a recommending rule and adds what it finds to the piles. The rows of a table are evaluated together, with its first rule.
void gather_rule(run *r, pile_list *piles, size_t rule_index, rule_hint hint);

/// Looks for a piece of evidence again, in a run with another profile: that of the same rule for the same binding.
/// @return false if the rule does not give it there
bool gather_one(run *r, const evidence *wanted, evidence *out);

/// Adds the evidence of a rule that is known to fire.
/// @param item  what it is about: a record of the profile; null: nothing
void gather_known(run *r, pile_list *piles, size_t rule_index, double certainty, feel_value item);

/// Adds the evidence of a rule whose condition is true for the binding in place, with the certainty that it computes.
/// @param bindings  of its variables, which stand behind the scope's values too
void gather_fired(run *r, pile_list *piles, size_t rule_index, const feel_value *bindings);

/// What the evidence of a pile comes to.
double pile_certainty(run *r, const pile *p);

/// Evaluates all recommending rules. A piece of advice for each pile, in the order in which rules came upon it; not ranked.
advice *gather_evidence(run *r, size_t *count);

#endif
