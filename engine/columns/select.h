/// The ranking of the rows of a block, and its cut at the number asked for.
#ifndef ADVISE_COLUMNS_SELECT_H
#define ADVISE_COLUMNS_SELECT_H

#include "columns/block_state.h"

/// What the evidence of a row comes to for a recommendation, or for an item of it.
typedef struct select_candidate {
    size_t recommendation;
    double certainty, priority;
    bool priority_is_open;
    uint32_t position; ///< of the item; 0: it is about nothing
    slice item_name;
} select_candidate;

/// True if a score cannot be among those that are kept of a row. Then the candidate is counted, and nothing more of it is needed.
static inline bool select_is_beneath(block *b, size_t row_index, double score)
{
    const bool is_beneath = b->is_bounded && score < b->least[row_index];
    b->given[row_index] += is_beneath;
    return is_beneath;
}

/// Adds a candidate to a row, if its certainty exceeds the threshold.
void select_add(block *b, size_t row_index, const select_candidate *of);

/// Adds a recommendation that is given, and counted, and about nothing, to a row.
void select_add_given(block *b, size_t row_index, size_t target, double certainty);

/// Adds rules that are the only ones of their groups to fire in a row, if the groups are counted.
/// @param singles  which ones of the plan's, as they are ranked
void select_add_singles(block *b, size_t row_index, const uint32_t *singles, size_t count);

/// Counts a recommendation as given to rows.
void select_count(block *b, uint64_t rows);

/// Adds up what was counted so.
void select_add_counted(block *b);

/// Ranks the candidates of a row: its result.
void select_advice(block *b, size_t row_index);

#endif
