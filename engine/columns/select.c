// The ranking of one row: the order of infer/rank.c over what is given, cut at the number asked for.
#include "columns/block_state.h"

#include <stdlib.h>

static bool stands_before(const block_advice *a, const block_advice *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    if (a->order != b->order)
        return a->order < b->order;
    if (a->record != b->record)
        return a->record < b->record;
    return a->arrival < b->arrival;
}

static int compare(const void *a, const void *b)
{
    return stands_before(a, b) ? -1 : 1;
}

/// Puts a candidate where it belongs among those before it, of which `most` are kept.
static void insert(block_advice *items, size_t *count, size_t most, const block_advice *c)
{
    if (*count == most && !stands_before(c, &items[most - 1]))
        return;
    size_t at = *count < most ? (*count)++ : most - 1;
    for (; at > 0 && stands_before(c, &items[at - 1]); at--)
        items[at] = items[at - 1];
    items[at] = *c;
}

bool select_is_bounded(const block *b)
{
    return b->top > 0 && b->top <= FEW && !b->plan->has_excludes;
}

void select_count(block *b, uint64_t rows)
{
    // All counters in use, also when nothing is carried any more: that is not to be guessed.
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

static void add(block *b, size_t row_index, const block_advice *c)
{
    advice_pile *l = &b->rows[row_index].candidates;
    if (!select_is_bounded(b)) {
        ARENA_PUSH(b->arena, l, items, count, capacity, *c);
        return;
    }
    l->items = b->best + row_index * b->top;
    insert(l->items, &l->count, b->top, c);
    if (l->count < b->top)
        return;
    b->least[row_index] = l->items[b->top - 1].score;
}

void select_add(block *b, size_t row_index, size_t target, double certainty, feel_value item, slice item_name)
{
    block_advice c = {.certainty = certainty,
                      .score = certainty * b->plan->pack->recommendations[target].priority,
                      .recommendation = (uint32_t)target,
                      .order = (uint32_t)b->plan->rank_order[target],
                      .record = item.kind == FEEL_CONTEXT ? item.as.context->record : 0,
                      .item_name = item_name};
    if (!(certainty > b->plan->pack->threshold))
        return;
    c.arrival = (uint32_t)b->given[row_index]++;
    if (c.score >= b->least[row_index])
        add(b, row_index, &c);
}

void select_add_given(block *b, size_t row_index, size_t target, double certainty)
{
    const block_advice c = {.certainty = certainty,
                            .score = certainty * b->plan->pack->recommendations[target].priority,
                            .recommendation = (uint32_t)target,
                            .order = (uint32_t)b->plan->rank_order[target],
                            .item_name = {"", 0}};
    if (c.score >= b->least[row_index])
        add(b, row_index, &c);
}

void select_add_singles(block *b, size_t row_index, const uint32_t *singles, size_t count)
{
    advice_pile *l = &b->rows[row_index].candidates;
    const bool is_first = l->count == 0; // nothing is there that they could stand behind
    if (is_first)
        l->items = b->best + row_index * b->top;
    for (size_t i = 0; i < count; i++) {
        const plan_single *s = &b->plan->singles[singles[i]];
        const block_advice c = {.certainty = s->certainty,
                                .score = s->score,
                                .recommendation = s->recommendation,
                                .order = s->order,
                                .item_name = {"", 0}};
        if (is_first)
            l->items[l->count++] = c;
        else if (c.score >= b->least[row_index])
            add(b, row_index, &c);
    }
    if (l->count == b->top)
        b->least[row_index] = l->items[b->top - 1].score;
}

/// Takes out what a higher-ranked one excludes. What is withheld itself withholds nothing.
static size_t drop_excluded(block *b, block_advice *items, size_t count)
{
    const pack *p = b->plan->pack;
    bool *excluded = ARENA_ARRAY(b->arena, p->recommendation_count, bool);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const recommendation *r = &p->recommendations[items[i].recommendation];
        if (excluded[items[i].recommendation])
            continue;
        for (size_t e = 0; e < r->exclude_count; e++)
            excluded[r->excludes[e]] = true;
        items[kept++] = items[i];
    }
    return kept;
}

void select_advice(block *b, size_t row_index)
{
    row *r = &b->rows[row_index];
    block_advice *items = r->candidates.items;
    size_t kept = r->candidates.count;
    size_t given = b->given[row_index];
    if (!select_is_bounded(b) && kept > 1)
        qsort(items, kept, sizeof *items, compare);
    if (b->plan->has_excludes)
        given = kept = drop_excluded(b, items, kept);
    if (b->top > 0 && kept > b->top)
        kept = b->top;
    const bool exhausted = r->by_row != NULL && r->by_row->machine.exhausted;
    b->results[row_index] = (block_result){items, kept, given, exhausted};
}
