/// The order in which recommendations are given: one for both evaluators. It is total and depends on nothing but the pack and the
/// profile.
#ifndef ADVISE_INFER_RANK_H
#define ADVISE_INFER_RANK_H

#include "infer/certainty.h"
#include "infer/infer.h"

/// What decides the place of a recommendation (for one item of it): the score, and if scores are equal, the next field, and so on.
typedef struct ranking {
    double score;
    uint32_t order; ///< the recommendation's `order`
    uint32_t
        position; ///< of the item in the profile; 0 if it is about nothing, or not an item of the profile
    uint32_t
        arrival; ///< how many came before it in the order of the rules; of one without an item: any number
    uint32_t recommendation; ///< index in the pack, which decides nothing
} ranking;

/// The ranking of a recommendation.
/// @param target     its index in the pack
/// @param certainty  what its evidence comes to
/// @param priority   its priority, 1 to 100
static inline ranking ranking_of(const pack *p, size_t target, double certainty, double priority,
                                 uint32_t position, size_t arrival)
{
    const recommendation *r = &p->recommendations[target];
    return (ranking){.score = certainty_round(certainty * priority),
                     .order = r->order,
                     .position = position,
                     .arrival = (uint32_t)arrival,
                     .recommendation = (uint32_t)target};
}

/// True if `a` is ranked above `b`.
static inline bool ranking_before(const ranking *a, const ranking *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    if (a->order != b->order)
        return a->order < b->order;
    if (a->position != b->position)
        return a->position < b->position;
    return a->arrival < b->arrival;
}

/// For qsort, of things whose first member is a `ranking`.
int ranking_compare(const void *a, const void *b);

/// Puts one more at its place among those that are in order. Mostly the score alone decides it.
static inline void ranking_insert(ranking *items, size_t count, const ranking *one)
{
    ranking *at = items + count;
    for (; at > items && at[-1].score < one->score; at--)
        *at = at[-1];
    for (; at > items && ranking_before(one, at - 1); at--)
        *at = at[-1];
    *at = *one;
}

/// Puts rankings in order. No two of them are equal.
void rankings_sort(ranking *items, size_t count);

/// Asked of each recommendation that is certain enough, from the top: whether it is given, or another that is given excludes it. What is
/// excluded itself excludes nothing.
/// @param target     its index in the pack
/// @param rank       from 1, the rank that it has if it is given
/// @param excluders  for each recommendation of the pack the rank of the first that excludes it; at the beginning all 0
bool ranking_admits(const pack *p, size_t target, size_t rank, size_t *excluders);

/// What is given, once it is ranked.
typedef struct ranked_advice {
    size_t given_count, entry_count;
    const size_t *by_ranking; ///< of those given, by the ranking alone: which ones of the list they are
} ranked_advice;

/// Ranks the advice of one inference in place: what is given, in its entries, then what is excluded, then what is below the threshold, each
/// part by the ranking. Sets `status`, `rank`, `above`, `is_alternative` and `excluded_by`; `items` must be in the order in which rules gave
/// them.
ranked_advice rank_advice(arena *a, const pack *p, advice *items, size_t count);

#endif
