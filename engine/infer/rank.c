// Ranks the advice of one inference: what is given first, in its entries, then what is excluded, then what is below the threshold, each by the ranking.
#include "infer/rank.h"

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
    for (size_t i = 1; i < count; i++) {
        const ranking one = items[i];
        size_t at = i;
        for (; at > 0 && ranking_before(&one, &items[at - 1]); at--)
            items[at] = items[at - 1];
        items[at] = one;
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

// --- entries ---

/// A list of those given, by the ranking, as links to the next one: numbers from 1; 0 ends it.
typedef struct below {
    size_t parts, alternatives; ///< the first of each that stand directly below one of those given
    size_t next;                ///< the next one below the same
    size_t above;               ///< 0: it is a head
    bool is_alternative;
    bool is_placed; ///< a head, with all that stands below it
} below;

typedef struct arranging {
    below *links; ///< of each of those given; the first is not used
    entry_place *places;
    size_t count; ///< of places so far
    size_t entries;
} arranging;

static void put_below(below *links, size_t above, size_t one, bool is_alternative)
{
    size_t *list = is_alternative ? &links[above].alternatives : &links[above].parts;
    links[one].next = *list;
    links[one].above = above;
    links[one].is_alternative = is_alternative;
    *list = one;
}

/// Links each of those given to what it stands below. Alternatives are parts of the same whole, so there is no circle.
static void link_given(arena *a, const pack *p, const size_t *targets, size_t count, below *links)
{
    size_t *heads = arena_uncleared(a, (p->group_count + 1) * sizeof *heads);
    size_t *wholes = arena_uncleared(a, p->recommendation_count * sizeof *wholes); // the best of each
    for (size_t i = 0; i < count; i++) { // of both arrays only what is looked up is set
        const recommendation *r = &p->recommendations[targets[i]];
        if (r->whole >= 0)
            wholes[r->whole] = 0;
    }
    for (size_t i = count; i > 0; i--) {
        heads[p->recommendations[targets[i - 1]].group_number] = i;
        wholes[targets[i - 1]] = i;
    }
    for (size_t i = count; i > 0; i--) { // from the last, so that lists begin with the best
        const recommendation *r = &p->recommendations[targets[i - 1]];
        const bool is_alternative = r->group_number > 0 && heads[r->group_number] != i;
        const size_t whole = r->whole >= 0 ? wholes[r->whole] : 0;
        if (is_alternative)
            put_below(links, heads[r->group_number], i, true);
        else if (whole > 0)
            put_below(links, whole, i, false);
    }
}

static size_t head_of(const below *links, size_t one)
{
    while (links[one].above > 0)
        one = links[one].above;
    return one;
}

/// Places one of those given, and then all that stand below it.
static void place_all(arranging *g, size_t one, ptrdiff_t above)
{
    const below *link = &g->links[one];
    const ptrdiff_t here = (ptrdiff_t)g->count;
    g->places[g->count++] = (entry_place){one - 1, g->entries, above, link->is_alternative};
    for (size_t i = link->parts; i > 0; i = g->links[i].next)
        place_all(g, i, here);
    for (size_t i = link->alternatives; i > 0; i = g->links[i].next)
        place_all(g, i, here);
}

static size_t arrange_linked(arena *a, const pack *p, const size_t *targets, size_t count, size_t most,
                             entry_place *places)
{
    arranging g = {.links = ARENA_ARRAY(a, count + 1, below), .places = places};
    link_given(a, p, targets, count, g.links);
    for (size_t i = 1; i <= count && (most == 0 || g.entries <= most); i++) {
        const size_t head = head_of(g.links, i);
        if (g.links[head].is_placed)
            continue;
        g.links[head].is_placed = true;
        g.entries++;
        place_all(&g, head, -1);
    }
    return g.entries;
}

size_t ranking_arrange(arena *a, const pack *p, const size_t *targets, size_t count, size_t most,
                       entry_place *places)
{
    if (p->has_entries)
        return arrange_linked(a, p, targets, count, most, places);
    for (size_t i = 0; i < count; i++)
        places[i] = (entry_place){.at = i, .entry = i + 1, .above = -1};
    return count;
}

// --- the whole list ---

/// Decides what is given, from the top. `excluded_by` is then one of those given, by the ranking.
/// @param order    the rankings of the advices, in order: each one's `arrival` is an index in `items`
/// @param targets  receives the recommendations of those given
/// @param given    receives the indexes in `items` of those given
/// @return         how many are given
static size_t decide(arena *a, const pack *p, advice *items, const ranking *order, size_t count,
                     size_t *targets, size_t *given)
{
    size_t *excluders = ARENA_ARRAY(a, p->recommendation_count, size_t);
    size_t given_count = 0;
    for (size_t i = 0; i < count; i++) {
        advice *one = &items[order[i].arrival];
        if (!certainty_exceeds(one->certainty, p->threshold)) {
            one->status = ADVICE_BELOW_THRESHOLD;
        } else if (ranking_admits(p, one->recommendation, given_count + 1, excluders)) {
            one->status = ADVICE_GIVEN;
            targets[given_count] = one->recommendation;
            given[given_count++] = order[i].arrival;
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
    size_t *targets = ARENA_ARRAY(a, count, size_t);
    size_t *given = ARENA_ARRAY(a, count, size_t);
    for (size_t i = 0; i < count; i++)
        order[i] = ranking_of(p, items[i].recommendation, items[i].certainty, items[i].priority,
                              items[i].position, i);
    rankings_sort(order, count);
    ranked_advice out = {.given_count = decide(a, p, items, order, count, targets, given)};
    entry_place *places = ARENA_ARRAY(a, out.given_count, entry_place);
    out.entry_count = ranking_arrange(a, p, targets, out.given_count, 0, places);
    advice *unranked = ARENA_ARRAY(a, count, advice);
    if (count > 0)
        memcpy(unranked, items, count * sizeof *items);
    size_t *by_ranking = ARENA_ARRAY(a, out.given_count, size_t);
    for (size_t i = 0; i < out.given_count; i++) {
        items[i] = unranked[given[places[i].at]];
        items[i].rank = places[i].entry;
        items[i].above = places[i].above;
        items[i].is_alternative = places[i].is_alternative;
        by_ranking[places[i].at] = i;
    }
    put_rest(items, out.given_count, unranked, order, count, by_ranking);
    out.by_ranking = by_ranking;
    return out;
}
