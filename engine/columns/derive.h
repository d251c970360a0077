/// The derived facts of a block.
#ifndef ADVISE_COLUMNS_DERIVE_H
#define ADVISE_COLUMNS_DERIVE_H

#include "columns/block_state.h"

/// Gives a fact its value in all rows, and answers the atoms that ask about it; or a field of all records.
void derive(block *b, const plan_derivation *d);

#endif
