/// The proof that a question matters: two of its answers that give different first places, with all else equal.
#ifndef ADVISE_CONVERSATION_WITNESS_H
#define ADVISE_CONVERSATION_WITNESS_H

#include "conversation/asking.h"

typedef struct question_witness {
    size_t slot;
    const int *chosen; ///< the answers to all other questions; NULL: there is no witness
    int answers[2];
} question_witness;

/// Looks for a witness among the rows of a table.
/// @param slot  one of the table's, by its position there
/// @param most  suppositions at most; of an exhaustive table none are needed, and none found means that there is none
question_witness witness_in(asking *k, const completion_table *t, size_t slot, size_t most);

/// Goes from one completion to another with different first places, a slot at a time. One of the steps changes them.
/// @param one, other  what is open in either may be anything
question_witness witness_between(asking *k, const int *one, const int *other);

#endif
