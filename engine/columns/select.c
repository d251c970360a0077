// The ranking of one row: the order of infer/rank.h over what is given, cut at the number asked for.
#include "columns/select.h"

/// Puts a candidate where it belongs among those before it, of which `most` are kept.
static void insert(block_advice *items, size_t *count, size_t most, const block_advice *c)
{
    if (*count == most && !ranking_before(&c->ranking, &items[most - 1].ranking))
        return;
    size_t at = *count < most ? (*count)++ : most - 1;
    for (; at > 0 && ranking_before(&c->ranking, &items[at - 1].ranking); at--)
        items[at] = items[at - 1];
    items[at] = *c;
}

void select_count(block *b, uint64_t rows)
{
    // Branch-free: all counters in use, even if nothing is carried any more.
    for (size_t i = 0; i < b->counter_count; i++) {
        uint64_t carry = b->counters[i] & rows;
        b->counters[i] ^= rows;
        rows = carry;
    }
}

void select_add_counted(block *b)
{
    for (size_t i = 0; i < b->counter_count; i++) {
        for (uint64_t left = b->counters[i]; left != 0; left &= left - 1)
            b->given[__builtin_ctzll(left)] += (size_t)1 << i;
    }
}

void select_add_best(block *b, size_t row_index, const block_advice *c)
{
    advice_pile *l = &b->rows[row_index].candidates;
    if (c->ranking.score < b->least[row_index])
        return;
    insert(l->items, &l->count, b->top, c);
    if (l->count == b->top)
        b->least[row_index] = l->items[b->top - 1].ranking.score;
}

void select_make_room(block *b, advice_pile *candidates)
{
    void *items = candidates->items;
    arena_reserve(b->arena, &items, &candidates->capacity, candidates->count, sizeof *candidates->items);
    candidates->items = items;
}

void select_add_singles(block *b, size_t row_index, const uint32_t *singles, size_t count)
{
    advice_pile *l = &b->rows[row_index].candidates;
    const bool is_first = l->count == 0; // nothing is there that could rank before them
    for (size_t i = 0; i < count; i++) {
        const plan_single *s = &b->plan->singles[singles[i]];
        const block_advice c = {.ranking = s->ranking,
                                .priority =
                                    b->plan->pack->recommendations[s->ranking.recommendation].priority,
                                .certainty = s->certainty,
                                .item_name = {"", 0}};
        if (is_first)
            l->items[l->count++] = c;
        else
            select_add_best(b, row_index, &c);
    }
    if (l->count == b->top)
        b->least[row_index] = l->items[b->top - 1].ranking.score;
}

// --- if nothing bounds them ---

/// The rankings of a row's candidates, in order; of each, `arrival` is the index of the candidate.
typedef struct ranked {
    ranking *order;
    size_t count;
    bool may_exclude; ///< one of them may exclude another
    bool may_join;    ///< one of them may stand below another
} ranked;

static ranked rank_all(block *b, const advice_pile *candidates)
{
    ranked out = {.order = b->few, .count = candidates->count};
    plan_kin all = {0};
    uint64_t again = 0; // groups of several
    if (out.count > FEW)
        out.order = block_take(b, out.count * sizeof *out.order);
    for (size_t i = 0; i < out.count; i++) {
        const ranking *one = &candidates->items[i].ranking;
        const plan_kin *kin = &b->plan->kin[one->recommendation];
        if (out.count > FEW)
            out.order[i] = *one;
        else
            ranking_insert(out.order, i, one);
        again |= all.group & kin->group;
        all.own |= kin->own;
        all.rivals |= kin->rivals;
        all.whole |= kin->whole;
        all.group |= kin->group;
    }
    if (out.count > FEW)
        rankings_sort(out.order, out.count);
    out.may_exclude = (all.own & all.rivals) != 0;
    out.may_join = ((all.own & all.whole) | again) != 0;
    return out;
}

/// Takes out what a higher-ranked one excludes.
static void drop_excluded(block *b, ranked *r)
{
    const pack *p = b->plan->pack;
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (ranking_admits(p, r->order[i].recommendation, kept + 1, b->excluders))
            r->order[kept++] = r->order[i];
    }
    r->count = kept;
    for (size_t i = 0; i < kept; i++) {
        const recommendation *of = &p->recommendations[r->order[i].recommendation];
        for (size_t k = 0; k < of->rival_count; k++)
            b->excluders[of->rivals[k]] = 0;
    }
}

/// Ranks the candidates of a row, and cuts them after the last entry asked for.
static block_result rank(block *b, const advice_pile *candidates)
{
    ranked r = rank_all(b, candidates);
    if (r.may_exclude)
        drop_excluded(b, &r);
    entry_place *places = NULL;
    arranged given = {r.count, b->top > 0 && b->top < r.count ? b->top : r.count};
    if (r.may_join) {
        places = block_take(b, r.count * sizeof *places);
        given = arrange(b->arranger, r.order, r.count, b->top, places);
    }
    block_advice *items = block_take(b, given.count * sizeof *items);
    for (size_t i = 0; i < given.count; i++)
        items[i] = candidates->items[r.order[r.may_join ? places[i].at : i].arrival];
    return (block_result){items, places, given.count, given.entries, false};
}

void select_advice(block *b)
{
    for (size_t i = 0; i < b->count; i++) {
        const block_row *r = &b->rows[i];
        const advice_pile *l = &r->candidates;
        b->results[i] =
            b->is_bounded // they are in order
                ? (block_result){.advices = l->items, .count = l->count, .given_count = b->given[i]}
                : rank(b, l);
        b->results[i].exhausted = r->by_row != NULL && r->by_row->machine.exhausted;
    }
}
