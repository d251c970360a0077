/// How rules are decided. Private to engine/columns/.
#ifndef ADVISE_COLUMNS_PLAN_RULE_H
#define ADVISE_COLUMNS_PLAN_RULE_H

#include "columns/plan_builder.h"

/// How a rule is decided, all but its certainty. Call for all rules before `plan_finish_columns`.
plan_rule plan_rule_of(plan_builder *b, size_t index);

/// Notes why a rule is evaluated by row.
/// @param x        the expression that is; NULL: the whole rule
/// @param problem  which part of it, and why; its `why` may be NULL: then there is nothing to note
void plan_note_open(plan_builder *b, size_t rule_index, const feel_expression *x,
                    const term_problem *problem);

/// Has the values of the facts kept that an expression reads, since it may be evaluated by row. NULL is allowed.
void plan_note_reads(plan_builder *b, const feel_expression *e);

/// The same of all that a rule reads.
void plan_note_rule(plan_builder *b, const rule *r);

/// The value of an expression that is constant; false if it has to be computed.
bool plan_constant_value(plan_builder *b, const feel_expression *e, feel_value *out);

/// A condition over facts as a formula over the atoms of columns. Call before `plan_finish_columns` too.
const formula *plan_formula_of(plan_builder *b, const feel_expression *e);

#endif
