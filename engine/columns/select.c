// The ranking of one row: the order of infer/rank.h over what is given, cut at the number asked for.
#include "columns/select.h"

#include <stdlib.h>

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

/// The order of candidates, as their indexes. A few, as there mostly are, take far fewer steps by insertion.
static uint32_t *order_of(block *b, block_advice *items, size_t count)
{
    uint32_t *order = block_take(b, count * sizeof *order);
    for (size_t i = 0; i < count && count > FEW; i++)
        items[i].ranking.arrival = (uint32_t)i; // insertion keeps the order of those that are equal
    if (count > FEW)
        qsort(items, count, sizeof *items, ranking_compare);
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && ranking_before(&items[i].ranking, &items[order[at - 1]].ranking); at--)
            order[at] = order[at - 1];
        order[at] = (uint32_t)i;
    }
    return order;
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

/// Takes out what a higher-ranked one excludes.
static size_t drop_excluded(block *b, const block_advice *items, uint32_t *order, size_t count)
{
    const pack *p = b->plan->pack;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (ranking_admits(p, items[order[i]].ranking.recommendation, kept + 1, b->excluders))
            order[kept++] = order[i];
    }
    for (size_t i = 0; i < kept; i++) {
        const recommendation *r = &p->recommendations[items[order[i]].ranking.recommendation];
        for (size_t k = 0; k < r->rival_count; k++)
            b->excluders[r->rivals[k]] = 0;
    }
    return kept;
}

/// Puts those given in the order of their entries, and cuts them after the last entry asked for.
static block_result arrange(block *b, const block_advice *given, const uint32_t *order, size_t count)
{
    const size_t most = b->best_only ? b->top : 0; // else all are counted
    size_t *targets = block_take(b, count * sizeof *targets);
    entry_place *places = block_take(b, count * sizeof *places);
    block_result out = {.places = places};
    for (size_t i = 0; i < count; i++)
        targets[i] = given[order[i]].ranking.recommendation;
    out.given_count = ranking_arrange(b->arena, b->plan->pack, targets, count, most, places);
    while (out.count < count && (b->top == 0 || places[out.count].entry <= b->top))
        out.count++;
    block_advice *items = arena_uncleared(b->arena, out.count * sizeof *items);
    for (size_t i = 0; i < out.count; i++)
        items[i] = given[order[places[i].at]];
    out.advices = items;
    return out;
}

/// Ranks candidates in any order.
static block_result rank(block *b, block_advice *candidates, size_t count)
{
    uint32_t *order = order_of(b, candidates, count);
    if (b->plan->is_selective)
        count = drop_excluded(b, candidates, order, count);
    if (b->plan->pack->has_entries)
        return arrange(b, candidates, order, count);
    const size_t given = count;
    if (b->top > 0 && count > b->top)
        count = b->top;
    block_advice *items = arena_uncleared(b->arena, count * sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = candidates[order[i]];
    return (block_result){.advices = items, .count = count, .given_count = given};
}

void select_advice(block *b, size_t row_index)
{
    const block_row *r = &b->rows[row_index];
    const advice_pile *l = &r->candidates;
    block_result *out = &b->results[row_index];
    *out = b->is_bounded // they are in order
               ? (block_result){.advices = l->items, .count = l->count, .given_count = b->given[row_index]}
               : rank(b, l->items, l->count);
    out->exhausted = r->by_row != NULL && r->by_row->machine.exhausted;
}
