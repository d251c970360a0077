/// The evidence of rules that run over records, for all profiles of a block at once.
#ifndef ADVISE_COLUMNS_GATHER_LANES_H
#define ADVISE_COLUMNS_GATHER_LANES_H

#include "columns/block_state.h"

/// Adds what the groups of the lanes come to. Of odd profiles, and of recommendations that other rules are for, the evidence goes to the
/// piles of the rows.
void gather_lanes(block *b);

#endif
