// The total order: by score, then priority, then id, then item in the order of the profile. What is excluded or below the threshold
// comes after what is given.
#include "infer/run.h"

static uint32_t record_of(const advice *a)
{
    return a->item.kind == FEEL_CONTEXT ? a->item.as.context->record : 0;
}

static int compare(const run *r, const advice *a, const advice *b)
{
    const recommendation *x = &r->pack->recommendations[a->recommendation];
    const recommendation *y = &r->pack->recommendations[b->recommendation];
    if (a->status != b->status) {
        static const int order[] = {[ADVICE_GIVEN] = 0, [ADVICE_EXCLUDED] = 1, [ADVICE_BELOW_THRESHOLD] = 2};
        return order[a->status] - order[b->status];
    }
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (x->priority != y->priority)
        return x->priority > y->priority ? -1 : 1;
    int by_id = slice_compare(x->id, y->id);
    if (by_id != 0)
        return by_id;
    return (record_of(a) > record_of(b)) - (record_of(a) < record_of(b));
}

/// Merge sort: items that are no records keep the order in which rules came upon them.
static void sort(const run *r, advice *items, advice *spare, size_t count)
{
    if (count < 2)
        return;
    size_t half = count / 2;
    sort(r, items, spare, half);
    sort(r, items + half, spare, count - half);
    memcpy(spare, items, count * sizeof *items);
    for (size_t i = 0, left = 0, right = half; i < count; i++) {
        bool take_left = right == count || (left < half && compare(r, &spare[left], &spare[right]) <= 0);
        items[i] = spare[take_left ? left++ : right++];
    }
}

static bool excludes(const recommendation *r, size_t other)
{
    for (size_t i = 0; i < r->exclude_count; i++) {
        if (r->excludes[i] == other)
            return true;
    }
    return false;
}

void rank_advice(run *r)
{
    advice *items = r->advices.items;
    size_t count = r->advices.count;
    advice *spare = ARENA_ARRAY(r->arena, count, advice);
    for (size_t i = 0; i < count; i++)
        items[i].status = items[i].certainty > r->pack->threshold ? ADVICE_GIVEN : ADVICE_BELOW_THRESHOLD;
    sort(r, items, spare, count);
    // From the top: what is withheld itself withholds nothing.
    size_t *excluder = ARENA_ARRAY(r->arena, r->pack->recommendation_count, size_t);
    for (size_t i = 0; i < count && items[i].status == ADVICE_GIVEN; i++) {
        size_t mine = items[i].recommendation;
        if (excluder[mine] != 0) {
            items[i].status = ADVICE_EXCLUDED;
            continue;
        }
        for (size_t other = 0; other < r->pack->recommendation_count; other++) {
            if (excluder[other] == 0 && excludes(&r->pack->recommendations[mine], other))
                excluder[other] = mine + 1;
        }
    }
    sort(r, items, spare, count);
    for (size_t i = 0; i < count; i++) {
        if (items[i].status == ADVICE_GIVEN)
            items[i].rank = ++r->out->given_count;
        for (size_t j = 0; items[i].status == ADVICE_EXCLUDED && j < i; j++) {
            if (items[j].recommendation + 1 == excluder[items[i].recommendation] && items[i].excluded_by < 0)
                items[i].excluded_by = (ptrdiff_t)j;
        }
    }
}
