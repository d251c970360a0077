/// Derived facts.
#ifndef ADVISE_INFER_CHAIN_H
#define ADVISE_INFER_CHAIN_H

#include "infer/run.h"

/// Gives a derived fact its value, after all facts that its rules read.
/// @param hints  one for each rule that concludes the fact, in the pack's order; NULL: nothing is known of them
void derive_fact(run *r, size_t fact_index, const rule_hint *hints);

/// Gives all derived facts their values.
void chain_facts(run *r);

#endif
