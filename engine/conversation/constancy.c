// Branch and bound. A region in which nothing is live has one outcome. Any other is divided by the answers to something live, what the most
// depends on first; by what has answers that stand for all, so long as there is any, or the division proves nothing.
#include "conversation/constancy.h"

typedef struct search {
    asking *k;
    size_t left;        ///< regions that may be looked at
    bool is_open;       ///< something was left open
    first_places first; ///< of the region that was decided first
    const int *one, *other;
} search;

/// True if the region is better divided by `a` than by `b`.
static bool is_better(const asking *k, const region *g, size_t a, size_t b)
{
    const open_slot *x = &k->slots[a];
    const open_slot *y = &k->slots[b];
    if (x->is_covered != y->is_covered)
        return x->is_covered;
    if (g->waits[a] != g->waits[b])
        return g->waits[a] > g->waits[b];
    return x->weight > y->weight;
}

/// What to divide a region by; the number of slots if nothing is left that has answers.
static size_t divider(const asking *k, const region *g)
{
    size_t best = k->slot_count;
    for (size_t i = 0; i < k->slot_count; i++) {
        if (g->is_live[i] && k->slots[i].answer_count > 0 &&
            (best == k->slot_count || is_better(k, g, i, best)))
            best = i;
    }
    return best;
}

static void decide(search *s, const int *chosen, const region *g)
{
    if (s->first == NULL) {
        s->first = g->places;
        s->one = choices_new(s->k, chosen);
    } else if (!first_places_equal(s->k, s->first, g->places)) {
        s->other = choices_new(s->k, chosen);
    }
}

static void divide(search *s, choices chosen)
{
    region g;
    if (s->left == 0 || !region_look(s->k, chosen, &g)) {
        s->is_open = true;
        return;
    }
    s->left--;
    if (g.live_count == 0) {
        decide(s, chosen, &g);
        return;
    }
    const size_t by = divider(s->k, &g);
    if (by == s->k->slot_count) {
        s->is_open = true;
        return;
    }
    s->is_open = s->is_open || !s->k->slots[by].is_covered;
    for (size_t i = 0; i < s->k->slots[by].answer_count && s->other == NULL; i++) {
        chosen[by] = (int)i;
        divide(s, chosen);
    }
    chosen[by] = OPEN;
}

constancy constancy_find(asking *k, size_t most)
{
    search s = {.k = k, .left = most};
    divide(&s, choices_new(k, NULL));
    const bool differs = s.other != NULL;
    return (constancy){.is_proved = !s.is_open && !differs,
                       .places = s.first,
                       .one = differs ? s.one : NULL,
                       .other = s.other};
}
