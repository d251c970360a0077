// Arranges what is given in entries: links each to what it stands below, then walks down from the heads.
#include "infer/arrange.h"

/// Of no recommendation, and not what `whole` is of those that are no parts.
static const uint32_t no_target = UINT32_MAX - 1;

/// One of those given, as a link in lists of them: numbers from 1, by the ranking; 0 ends a list. Number 0 is above all heads.
typedef struct link {
    uint32_t target;
    uint32_t below[2]; ///< the first of its parts, and of its alternatives
    uint32_t next;     ///< the next one of the same
    uint32_t above;
    bool is_alternative;
    bool is_placed; ///< a head, with all that stands below it
} link;

struct arranger {
    arena *arena;
    const pack *pack;
    uint32_t *heads; ///< of each group, the best of those given
    uint32_t
        *wholes; ///< of each recommendation likewise, after a place for those of no whole: see `whole_of`
    link *links;
    size_t capacity; ///< of `links`
    // While it arranges:
    entry_place *places;
    size_t count; ///< of places so far
    size_t entries;
};

arranger *arranger_new(arena *a, const pack *p)
{
    enum { FIRST = 32 };
    arranger *out = ARENA_NEW(a, arranger);
    *out = (arranger){.arena = a, .pack = p};
    if (!p->has_entries)
        return out;
    out->heads = ARENA_ARRAY(a, p->group_count + 1, uint32_t);
    out->wholes = ARENA_ARRAY(a, p->recommendation_count + 1, uint32_t);
    out->capacity = FIRST;
    out->links = arena_uncleared(a, out->capacity * sizeof *out->links);
    return out;
}

/// Finds the best of each group, and the best for each recommendation.
static void find_best(arranger *g, const ranking *given, size_t count)
{
    g->links[0] = (link){.target = no_target};
    for (size_t i = count; i > 0; i--) {
        const uint32_t target = given[i - 1].recommendation;
        g->links[i] = (link){.target = target};
        g->heads[g->pack->recommendations[target].group_number] = (uint32_t)i;
        g->wholes[target + 1] = (uint32_t)i;
    }
}

/// The number of the whole that a recommendation is a part of; 0 if it is none, or its whole is not given. Then what was arranged before
/// has left any number in `wholes`, which is not of that whole now.
static inline uint32_t whole_of(const arranger *g, const recommendation *r, size_t count)
{
    const uint32_t noted = g->wholes[r->whole + 1];
    const uint32_t whole = noted <= count ? noted : 0;
    return whole & -(uint32_t)(g->links[whole].target == (uint32_t)r->whole);
}

/// Links each of those given to what it stands below; gives how many are heads. Alternatives are parts of the same whole, so there is no
/// circle. Branch-free: the processor could not predict what stands below what.
static size_t link_given(arranger *g, size_t count)
{
    link *links = g->links;
    size_t heads = 0;
    for (size_t i = count; i > 0; i--) { // from the last, so that lists begin with the best
        const recommendation *r = &g->pack->recommendations[links[i].target];
        const uint32_t best = g->heads[r->group_number];
        const uint32_t whole = whole_of(g, r, count);
        const bool is_alternative = (r->group_number > 0) & (best != i);
        const uint32_t above = is_alternative ? best : whole;
        uint32_t *list = &links[above].below[is_alternative];
        links[i].above = above;
        links[i].is_alternative = is_alternative;
        links[i].next = *list;
        *list = (uint32_t)i;
        heads += above == 0;
    }
    return heads;
}

static uint32_t head_of(const link *links, uint32_t one)
{
    while (links[one].above > 0)
        one = links[one].above;
    return one;
}

static void place_below(arranger *g, uint32_t one);

/// Places one of those given, and then all that stand below it.
static inline void place_all(arranger *g, uint32_t one, ptrdiff_t above)
{
    const link *of = &g->links[one];
    g->places[g->count++] = (entry_place){one - 1, g->entries, above, of->is_alternative};
    if ((of->below[0] | of->below[1]) != 0)
        place_below(g, one);
}

/// Places what stands below what was placed last.
static void place_below(arranger *g, uint32_t one)
{
    const ptrdiff_t above = (ptrdiff_t)g->count - 1;
    for (size_t k = 0; k < 2; k++) {
        for (uint32_t i = g->links[one].below[k]; i > 0; i = g->links[i].next)
            place_all(g, i, above);
    }
}

/// Places those given as they are ranked.
static arranged place_each(arranger *g, size_t count, size_t most)
{
    const size_t wanted = most > 0 && most < count ? most : count;
    for (size_t i = 0; i < wanted; i++)
        g->places[i] = (entry_place){.at = i, .entry = i + 1, .above = -1};
    return (arranged){count, wanted};
}

static arranged arrange_linked(arranger *g, const ranking *given, size_t count, size_t most)
{
    if (count >= g->capacity) {
        g->capacity = 2 * count;
        g->links = arena_uncleared(g->arena, g->capacity * sizeof *g->links);
    }
    find_best(g, given, count);
    const size_t heads = link_given(g, count);
    if (heads == count)
        return place_each(g, count, most);
    const size_t wanted = most > 0 && most < heads ? most : heads;
    for (uint32_t i = 1; g->entries < wanted; i++) {
        const uint32_t head = head_of(g->links, i);
        if (g->links[head].is_placed)
            continue;
        g->links[head].is_placed = true;
        g->entries++;
        place_all(g, head, -1);
    }
    return (arranged){heads, g->count};
}

arranged arrange(arranger *a, const ranking *given, size_t count, size_t most, entry_place *places)
{
    a->places = places;
    a->count = a->entries = 0;
    return a->pack->has_entries ? arrange_linked(a, given, count, most) : place_each(a, count, most);
}
