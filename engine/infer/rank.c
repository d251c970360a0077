// Ranks the advice of one inference: what is given first, then what is excluded, then what is below the threshold, each by the ranking.
#include "infer/rank.h"

#include <stdlib.h>

int ranking_compare(const void *a, const void *b)
{
    return (int)ranking_before(b, a) - (int)ranking_before(a, b);
}

bool ranking_admits(const pack *p, size_t target, size_t rank, size_t *excluders)
{
    const recommendation *r = &p->recommendations[target];
    if (excluders[target] != 0)
        return false;
    for (size_t i = 0; i < r->rival_count; i++) {
        if (excluders[r->rivals[i]] == 0)
            excluders[r->rivals[i]] = rank;
    }
    return true;
}

/// Decides what is given, from the top.
/// @param order  the rankings of the advices, in order: each one's `arrival` is an index in `items`
/// @return       how many are given
static size_t decide(arena *a, const pack *p, advice *items, const ranking *order, size_t count)
{
    size_t *excluders = ARENA_ARRAY(a, p->recommendation_count, size_t);
    size_t given = 0;
    for (size_t i = 0; i < count; i++) {
        advice *one = &items[order[i].arrival];
        if (!certainty_exceeds(one->certainty, p->threshold)) {
            one->status = ADVICE_BELOW_THRESHOLD;
        } else if (ranking_admits(p, one->recommendation, given + 1, excluders)) {
            one->status = ADVICE_GIVEN;
            one->rank = ++given;
        } else {
            one->status = ADVICE_EXCLUDED;
            one->excluded_by = (ptrdiff_t)excluders[one->recommendation] - 1; // what is given comes first
        }
    }
    return given;
}

size_t rank_advice(arena *a, const pack *p, advice *items, size_t count)
{
    static const advice_status statuses[] = {ADVICE_GIVEN, ADVICE_EXCLUDED, ADVICE_BELOW_THRESHOLD};
    ranking *order = ARENA_ARRAY(a, count, ranking);
    advice *unranked = ARENA_ARRAY(a, count, advice);
    for (size_t i = 0; i < count; i++)
        order[i] = ranking_of(p, items[i].recommendation, items[i].certainty, items[i].position, i);
    if (count > 1)
        qsort(order, count, sizeof *order, ranking_compare);
    size_t given = decide(a, p, items, order, count);
    if (count > 0)
        memcpy(unranked, items, count * sizeof *items);
    for (size_t s = 0, at = 0; s < sizeof statuses / sizeof *statuses; s++) {
        for (size_t i = 0; i < count; i++) {
            if (unranked[order[i].arrival].status == statuses[s])
                items[at++] = unranked[order[i].arrival];
        }
    }
    return given;
}
