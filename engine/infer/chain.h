/// Derived facts, and derived fields of records.
#ifndef ADVISE_INFER_CHAIN_H
#define ADVISE_INFER_CHAIN_H

#include "infer/run.h"

/// Gives a derived fact its value, after all facts that its rules read.
/// @param hints  one for each rule that concludes the fact, in the pack's order; NULL: nothing is known of them
void derive_fact(run *r, size_t fact_index, const rule_hint *hints);

/// Gives a derived field its value in each record that has it, after all that its rules read.
/// @param field_index  among the pack's derived fields
void derive_field(run *r, size_t field_index);

/// Gives all derived facts and fields their values.
void chain_facts(run *r);

#endif
