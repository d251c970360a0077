/// The ranking of the rows of a block, and its cut at the number asked for.
#ifndef ADVISE_COLUMNS_SELECT_H
#define ADVISE_COLUMNS_SELECT_H

#include "columns/block_state.h"

/// True if a recommendation of such certainty is given.
static inline bool select_admits(const block *b, double certainty)
{
    return certainty_exceeds(certainty, b->plan->pack->threshold);
}

/// What the evidence of a row comes to for a recommendation that is about nothing.
static inline block_advice select_candidate(const block *b, size_t target, double certainty)
{
    const pack *p = b->plan->pack;
    const double priority = p->recommendations[target].priority;
    return (block_advice){.ranking = ranking_of(p, target, certainty, priority, 0, 0),
                          .priority = priority,
                          .certainty = certainty,
                          .item_name = {"", 0}};
}

/// True if a score cannot be among those that are kept of a row. Then the candidate is counted, and nothing more of it is needed.
static inline bool select_is_beneath(block *b, size_t row_index, double score)
{
    const bool is_beneath = b->is_bounded && score < b->least[row_index];
    b->given[row_index] += is_beneath;
    return is_beneath;
}

/// Makes room for another candidate of a row.
void select_make_room(block *b, advice_pile *candidates);

/// Adds a candidate of those that are bounded, and were counted, if it is among the best.
void select_add_best(block *b, size_t row_index, const block_advice *c);

/// Adds a candidate whose certainty is admitted to a row. Of the same score, order and position, the first to arrive ranks first.
static inline void select_add(block *b, size_t row_index, const block_advice *c)
{
    advice_pile *l = &b->rows[row_index].candidates;
    if (b->is_bounded) {
        b->given[row_index]++;
        select_add_best(b, row_index, c);
        return;
    }
    if (l->count == l->capacity)
        select_make_room(b, l);
    l->items[l->count] = *c;
    l->items[l->count].ranking.arrival = (uint32_t)l->count;
    l->count++;
}

/// Adds rules that are the only ones of their groups to fire in a row, if the groups are counted.
/// @param singles  which ones of the plan's, as they are ranked
void select_add_singles(block *b, size_t row_index, const uint32_t *singles, size_t count);

/// Counts a recommendation as given to rows.
void select_count(block *b, uint64_t rows);

/// Adds up what was counted so.
void select_add_counted(block *b);

/// Ranks the candidates of each row: its result.
void select_advice(block *b);

#endif
