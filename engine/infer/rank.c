// Ranks the advice of one inference: what is given first, then what is excluded, then what is below the threshold, each by the ranking.
#include "infer/rank.h"

#include "infer/run.h"

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
    for (size_t i = 0; i < r->exclude_count; i++) {
        if (excluders[r->excludes[i]] == 0)
            excluders[r->excludes[i]] = rank;
    }
    return true;
}

/// Decides what is given, from the top.
/// @param from, order  the advice, and its rankings in order: each one's `arrival` is an index in `from`
static void decide(run *r, advice *from, const ranking *order, size_t count)
{
    size_t *excluders = ARENA_ARRAY(r->arena, r->pack->recommendation_count, size_t);
    for (size_t i = 0; i < count; i++) {
        advice *a = &from[order[i].arrival];
        if (!(a->certainty > r->pack->threshold)) {
            a->status = ADVICE_BELOW_THRESHOLD;
        } else if (ranking_admits(r->pack, a->recommendation, r->out->given_count + 1, excluders)) {
            a->status = ADVICE_GIVEN;
            a->rank = ++r->out->given_count;
        } else {
            a->status = ADVICE_EXCLUDED;
            a->excluded_by = (ptrdiff_t)excluders[a->recommendation] - 1; // those given come first
        }
    }
}

void rank_advice(run *r)
{
    static const advice_status statuses[] = {ADVICE_GIVEN, ADVICE_EXCLUDED, ADVICE_BELOW_THRESHOLD};
    advice *from = r->advices.items;
    const size_t count = r->advices.count;
    ranking *order = ARENA_ARRAY(r->arena, count, ranking);
    for (size_t i = 0; i < count; i++)
        order[i] = ranking_of(r->pack, from[i].recommendation, from[i].certainty, from[i].item, i);
    if (count > 1)
        qsort(order, count, sizeof *order, ranking_compare);
    decide(r, from, order, count);
    r->advices = (advice_list){.items = ARENA_ARRAY(r->arena, count, advice)};
    for (size_t s = 0; s < sizeof statuses / sizeof *statuses; s++) {
        for (size_t i = 0; i < count; i++) {
            if (from[order[i].arrival].status == statuses[s])
                r->advices.items[r->advices.count++] = from[order[i].arrival];
        }
    }
}
