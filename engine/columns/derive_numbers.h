/// Numbers that rules conclude, for all rows of a block at once. Private to engine/columns/.
#ifndef ADVISE_COLUMNS_DERIVE_NUMBERS_H
#define ADVISE_COLUMNS_DERIVE_NUMBERS_H

#include "columns/block_state.h"

/// Gives the derived fact its numbers in rows that have none yet, by one rule which fires in them.
/// @return  the rows that are done: the others have to be asked one by one, since what they conclude may not fit
uint64_t derive_numbers(block *b, const plan_derivation *d, size_t rule_index, uint64_t rows);

#endif
