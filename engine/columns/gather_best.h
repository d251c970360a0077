/// The evidence of a block if only the best of each row are asked for.
#ifndef ADVISE_COLUMNS_GATHER_BEST_H
#define ADVISE_COLUMNS_GATHER_BEST_H

#include "columns/block_state.h"

/// Adds what groups that are surely given come to, if it may be among the best of a row.
void gather_best(block *b);

#endif
