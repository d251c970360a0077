/// Values that are alike: allowed values of an enumeration that neither rules nor the profile mention. Rules can only ask of them whether two
/// are the same, so what holds for one holds for each other, if all slots exchange them together.
///
/// Cells with such values have a `kin`, the number of their enumeration, and a `likeness`, the number of the value among those that are
/// alike; both from 1. Of combinations that differ by such an exchange alone, the search tries the one whose likenesses come in order: 1 before
/// 2, 2 before 3. It gets the others from those that meet the goal.
#ifndef ADVISE_CONVERSATION_CHANGE_LIKENESS_H
#define ADVISE_CONVERSATION_CHANGE_LIKENESS_H

#include "conversation/change_search.h"

/// Finds the values that are alike and marks the cells.
void change_find_likeness(arena *a, const inference *of, const relevance *bears, change_slot_list *slots);

/// True if a cell keeps the order, behind those that are chosen for the first members.
bool change_is_first_alike(const change_searcher *s, const size_t *members, const size_t *cells, size_t count,
                           const value_cell *next);

/// Adds to the combinations of cells those that differ from one of them by an exchange.
change_combinations change_with_alike(change_searcher *s, const size_t *members, size_t count,
                                      const change_combinations *from);

#endif
