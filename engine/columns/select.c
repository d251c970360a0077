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

/// Puts candidates in order. A few, as there mostly are, take far fewer steps by insertion.
static void put_in_order(block_advice *items, size_t count)
{
    size_t ordered = 0;
    for (size_t i = 0; i < count && count <= FEW; i++) {
        const block_advice c = items[i];
        insert(items, &ordered, count, &c);
    }
    if (count > FEW)
        qsort(items, count, sizeof *items, ranking_compare);
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

/// Adds one of those that are bounded, if it is among the best.
static void add_best(block *b, size_t row_index, const block_advice *c)
{
    advice_pile *l = &b->rows[row_index].candidates;
    if (c->ranking.score < b->least[row_index])
        return;
    insert(l->items, &l->count, b->top, c);
    if (l->count == b->top)
        b->least[row_index] = l->items[b->top - 1].ranking.score;
}

void select_add(block *b, size_t row_index, const select_candidate *of)
{
    if (!certainty_exceeds(of->certainty, b->plan->pack->threshold))
        return;
    advice_pile *l = &b->rows[row_index].candidates;
    const block_advice c = {.ranking = ranking_of(b->plan->pack, of->recommendation, of->certainty,
                                                  of->priority, of->position, b->given[row_index]++),
                            .priority = of->priority,
                            .priority_is_open = of->priority_is_open,
                            .certainty = of->certainty,
                            .item_name = of->item_name};
    if (b->is_bounded)
        add_best(b, row_index, &c);
    else
        ARENA_PUSH(b->arena, l, items, count, capacity, c);
}

void select_add_given(block *b, size_t row_index, size_t target, double certainty)
{
    const double priority = b->plan->pack->recommendations[target].priority;
    const block_advice c = {.ranking = ranking_of(b->plan->pack, target, certainty, priority, 0, 0),
                            .priority = priority,
                            .certainty = certainty,
                            .item_name = {"", 0}};
    add_best(b, row_index, &c);
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
            add_best(b, row_index, &c);
    }
    if (l->count == b->top)
        b->least[row_index] = l->items[b->top - 1].ranking.score;
}

/// Takes out what a higher-ranked one excludes.
static size_t drop_excluded(block *b, block_advice *items, size_t count)
{
    const pack *p = b->plan->pack;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!ranking_admits(p, items[i].ranking.recommendation, kept + 1, b->excluders))
            continue;
        if (kept < i)
            items[kept] = items[i];
        kept++;
    }
    for (size_t i = 0; i < kept; i++) {
        const recommendation *r = &p->recommendations[items[i].ranking.recommendation];
        for (size_t k = 0; k < r->rival_count; k++)
            b->excluders[r->rivals[k]] = 0;
    }
    return kept;
}

/// Puts those given in the order of their entries, and cuts them after the last entry asked for.
static block_result arrange(block *b, const block_advice *given, size_t count)
{
    size_t *targets = arena_uncleared(b->arena, count * sizeof *targets);
    entry_place *places = arena_uncleared(b->arena, count * sizeof *places);
    block_advice *items = arena_uncleared(b->arena, count * sizeof *items);
    block_result out = {.advices = items, .places = places};
    for (size_t i = 0; i < count; i++)
        targets[i] = given[i].ranking.recommendation;
    out.given_count = ranking_arrange(b->arena, b->plan->pack, targets, count, places);
    for (; out.count < count && (b->top == 0 || places[out.count].entry <= b->top); out.count++)
        items[out.count] = given[places[out.count].at];
    return out;
}

void select_advice(block *b, size_t row_index)
{
    block_row *r = &b->rows[row_index];
    block_advice *items = r->candidates.items;
    block_result *out = &b->results[row_index];
    size_t kept = r->candidates.count;
    size_t given = b->given[row_index];
    if (!b->is_bounded)
        put_in_order(items, kept);
    if (b->plan->is_selective)
        given = kept = drop_excluded(b, items, kept);
    if (b->top > 0 && kept > b->top && !b->plan->pack->has_entries)
        kept = b->top;
    *out = b->plan->pack->has_entries ? arrange(b, items, kept)
                                      : (block_result){.advices = items, .count = kept, .given_count = given};
    out->exhausted = r->by_row != NULL && r->by_row->machine.exhausted;
}
