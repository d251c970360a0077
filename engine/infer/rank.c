// Ranks the advice of one inference: what is given first, in its entries, then what is excluded, then what is below the threshold, each by the ranking.
#include "infer/rank.h"

#include "infer/arrange.h"

#include <stdlib.h>

int ranking_compare(const void *a, const void *b)
{
    return (int)ranking_before(b, a) - (int)ranking_before(a, b);
}

void rankings_sort(ranking *items, size_t count)
{
    enum { FEW = 64 }; // by insertion, since they are mostly nearly in order
    if (count > FEW)
        qsort(items, count, sizeof *items, ranking_compare);
    for (size_t i = 1; i < count && count <= FEW; i++) {
        const ranking one = items[i];
        ranking_insert(items, i, &one);
    }
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

// --- the whole list ---

/// Decides what is given, from the top. `excluded_by` is then one of those given, by the ranking.
/// @param order  the rankings of the advices, in order: each one's `arrival` is an index in `items`
/// @param given  receives the rankings of those given
/// @return       how many are given
static size_t decide(arena *a, const pack *p, advice *items, const ranking *order, size_t count,
                     ranking *given)
{
    size_t *excluders = ARENA_ARRAY(a, p->recommendation_count, size_t);
    size_t given_count = 0;
    for (size_t i = 0; i < count; i++) {
        advice *one = &items[order[i].arrival];
        if (!certainty_exceeds(one->certainty, p->threshold)) {
            one->status = ADVICE_BELOW_THRESHOLD;
        } else if (ranking_admits(p, one->recommendation, given_count + 1, excluders)) {
            one->status = ADVICE_GIVEN;
            given[given_count++] = order[i];
        } else {
            one->status = ADVICE_EXCLUDED;
            one->excluded_by = (ptrdiff_t)excluders[one->recommendation] - 1;
        }
    }
    return given_count;
}

/// Puts what is not given behind what is.
static void put_rest(advice *items, size_t at, const advice *unranked, const ranking *order, size_t count,
                     const size_t *by_ranking)
{
    static const advice_status statuses[] = {ADVICE_EXCLUDED, ADVICE_BELOW_THRESHOLD};
    for (size_t s = 0; s < sizeof statuses / sizeof *statuses; s++) {
        for (size_t i = 0; i < count; i++) {
            const advice *one = &unranked[order[i].arrival];
            if (one->status != statuses[s])
                continue;
            items[at] = *one;
            if (one->status == ADVICE_EXCLUDED)
                items[at].excluded_by = (ptrdiff_t)by_ranking[one->excluded_by];
            at++;
        }
    }
}

ranked_advice rank_advice(arena *a, const pack *p, advice *items, size_t count)
{
    ranking *order = ARENA_ARRAY(a, count, ranking);
    ranking *given = ARENA_ARRAY(a, count, ranking);
    for (size_t i = 0; i < count; i++)
        order[i] = ranking_of(p, items[i].recommendation, items[i].certainty, items[i].priority,
                              items[i].position, i);
    rankings_sort(order, count);
    ranked_advice out = {.given_count = decide(a, p, items, order, count, given)};
    entry_place *places = ARENA_ARRAY(a, out.given_count, entry_place);
    out.entry_count = arrange(arranger_new(a, p), given, out.given_count, 0, places).entries;
    advice *unranked = ARENA_ARRAY(a, count, advice);
    if (count > 0)
        memcpy(unranked, items, count * sizeof *items);
    size_t *by_ranking = ARENA_ARRAY(a, out.given_count, size_t);
    for (size_t i = 0; i < out.given_count; i++) {
        items[i] = unranked[given[places[i].at].arrival];
        items[i].rank = places[i].entry;
        items[i].above = places[i].above;
        items[i].is_alternative = places[i].is_alternative;
        by_ranking[places[i].at] = i;
    }
    put_rest(items, out.given_count, unranked, order, count, by_ranking);
    out.by_ranking = by_ranking;
    return out;
}
