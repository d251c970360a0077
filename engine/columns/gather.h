/// The evidence of a block: where rules fire, and what those of one recommendation come to.
#ifndef ADVISE_COLUMNS_GATHER_H
#define ADVISE_COLUMNS_GATHER_H

#include "columns/block_state.h"

/// Gathers the evidence of all rules and adds what it comes to to the candidates of the rows.
void gather(block *b);

/// Finds where the rules of a group fire.
void answer_group(block *b, size_t index);

/// What the rules of a group that fire in a row come to, by the order and the sums of certainty_combine_all.
double combine_group(const block *b, const plan_group *g, size_t row_index);

#endif
