/// Facts that terms read, in lanes of profiles: as records of lists (columns/record_lanes.h), they are put there by whoever reads a profile,
/// so that texts need not be looked up again, and by whoever derives a fact.
#ifndef ADVISE_COLUMNS_FACT_LANES_H
#define ADVISE_COLUMNS_FACT_LANES_H

#include "columns/record_lanes.h"

/// Makes room for the facts that the plan's operations read. It stays when a block is reset.
void fact_lanes_make_room(block *b);

/// Forgets what was put.
void fact_lanes_begin(block *b);

/// Puts a fact that is not null. If its lanes do not hold it, the row is odd.
void fact_lanes_put(block *b, size_t fact_index, size_t row_index, feel_value value);

/// The same for some rows.
void fact_lanes_put_rows(block *b, size_t fact_index, uint64_t rows, feel_value value);

/// The same for numbers of at most 15 significant digits, one for each row, of a fact that is a number.
void fact_lanes_put_numbers(block *b, size_t fact_index, uint64_t rows, const double *numbers);

/// Puts all facts of a row that was read elsewhere, but those that are derived.
void fact_lanes_put_row(block *b, size_t row_index);

/// Takes back what a row has put.
void fact_lanes_drop_row(block *b, size_t row_index);

#endif
