/// Conditions on records to operations on lanes. Private to engine/columns/.
#ifndef ADVISE_COLUMNS_PLAN_LANES_H
#define ADVISE_COLUMNS_PLAN_LANES_H

#include "columns/lanes.h"
#include "columns/plan_builder.h"

/// An operation while the plan is made: by the term and its domain.
typedef struct lane_builder {
    term_collection terms;
    struct {
        lane_op *items;
        size_t count, capacity;
    } ops;
    struct {
        lane_domain *items;
        size_t count, capacity;
    } domains;
    struct {
        slice *items;
        size_t count, capacity;
    } texts;
    struct {
        lane_atom *items;
        size_t count, capacity;
    } atoms;
    struct {
        lane_rule *items;
        size_t count, capacity;
    } rules;
    struct {
        size_t *items; ///< of each rule: what it is about
        size_t count, capacity;
    } about;
    struct {
        plan_value **items; ///< that have operations
        size_t count, capacity;
    } values;
    size_t *stage_of_fact; ///< for each fact: how many derivations must be done before it is known
} lane_builder;

lane_builder *plan_lanes_new(plan_builder *b);

/// The number of a text that terms compare with, from 1.
uint32_t plan_lanes_text(plan_builder *b, slice text);

/// The index of an atom that a term answers; false if none does.
bool plan_lanes_find_atom(plan_builder *b, const atom *asks, size_t *index);

/// Gives a value its operation if lanes find what its expression gives.
/// @param v  stays where it is until the plan is finished
/// @return   why they do not, else
term_problem plan_lanes_find_value(plan_builder *b, plan_value *v);

/// Takes a rule with variables; false, and noted, if it must be evaluated by row.
/// @param certainty  0: it is computed
bool plan_lanes_take_rule(plan_builder *b, size_t rule_index, double certainty);
/// Takes a rule without variables of which columns decide the condition.
void plan_lanes_take_closed(plan_builder *b, const plan_rule *planned);

/// For each recommendation, whether a rule for it was taken.
const bool *plan_lanes_targets(const plan_builder *b);

/// Makes the plan of lanes; NULL if there is nothing to do.
/// @param shared  for each recommendation: rules that are evaluated by row give evidence for it
const lane_plan *plan_lanes_finish(plan_builder *b, const bool *shared);

#endif
