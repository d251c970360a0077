/// The order of questions with the least expected effort, if all completions are known.
#ifndef ADVISE_CONVERSATION_BEST_ORDER_H
#define ADVISE_CONVERSATION_BEST_ORDER_H

#include "base/arena.h"

/// Questions and what their answers give. Answers of one question are equally likely, whatever the others are.
typedef struct order_problem {
    size_t count;
    const size_t *answers; ///< for each question how many answers it has
    const double *costs;   ///< of asking each
    const double *first;   ///< the same if it is asked first
    const int *outcomes;   ///< of all combinations of answers, the last question's fastest; at least 0
} order_problem;

/// How many partial answers the search goes through: the product of one more than each question's answers. SIZE_MAX if too many to count.
size_t order_size(size_t count, const size_t *answers);

/// Finds the question to ask first so that the expected cost until the outcome is known is least. Needs 16 bytes for each partial answer
/// below the arena.
/// @param expected  receives that cost
/// @return          its index; the number of questions if nothing needs to be asked
size_t order_best(arena *a, const order_problem *p, double *expected);

#endif
