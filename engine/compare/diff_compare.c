// Two results of one record, side by side: what is given by one only, what moved, what is scored otherwise.
#include "compare/diff_state.h"

#include "base/sort.h"

/// A piece of advice by what it is matched by. Several of one recommendation and item are matched in their order.
typedef struct side {
    slice id, item;
    const advice *advice;
} side;

static int compare_names(const side *a, const side *b)
{
    int order = slice_compare(a->id, b->id);
    return order != 0 ? order : slice_compare(a->item, b->item);
}

static int order_sides(const void *a, const void *b, void *context)
{
    (void)context;
    return compare_names(a, b);
}

static side *sort_sides(arena *scratch, const inference *of)
{
    side *sides = ARENA_ARRAY(scratch, of->advice_count, side);
    for (size_t i = 0; i < of->advice_count; i++) {
        const advice *a = &of->advices[i];
        sides[i] = (side){of->pack->recommendations[a->recommendation].id, a->item_name, a};
    }
    sort_stable(scratch, sides, of->advice_count, sizeof *sides, order_sides, NULL);
    return sides;
}

static advice_pair *pair_advice(const diff_state *s, size_t *count)
{
    size_t before_count = s->before->advice_count;
    size_t after_count = s->after->advice_count;
    const side *before = sort_sides(s->scratch, s->before);
    const side *after = sort_sides(s->scratch, s->after);
    advice_pair *pairs = ARENA_ARRAY(s->scratch, before_count + after_count, advice_pair);
    *count = 0;
    for (size_t i = 0, j = 0; i < before_count || j < after_count;) {
        int order = i == before_count ? 1 : j == after_count ? -1 : compare_names(&before[i], &after[j]);
        advice_pair *pair = &pairs[(*count)++];
        if (order <= 0)
            pair->before = before[i++].advice;
        if (order >= 0)
            pair->after = after[j++].advice;
        pair->recommendation = pair->before != NULL
                                   ? s->packs->recommendations.of_before[pair->before->recommendation]
                                   : s->packs->recommendations.of_after[pair->after->recommendation];
    }
    return pairs;
}

static bool is_given(const advice *a)
{
    return a != NULL && a->status == ADVICE_GIVEN;
}

/// Counts the change for each of its causes.
static void count_causes(diff_state *s, const advice_pair *pair, diff_kind kind)
{
    s->change++;
    s->found_count = 0;
    if (kind == DIFF_REWORDED)
        diff_find_words(s, pair);
    else
        diff_find_causes(s, pair);
    for (size_t i = 0; i < s->found_count; i++) {
        diff_cause *cause = &s->causes[s->found[i]];
        cause->gained += kind == DIFF_GAINED;
        cause->lost += kind == DIFF_LOST;
        cause->rescored += kind == DIFF_MOVED || kind == DIFF_RESCORED;
        cause->reworded += kind == DIFF_REWORDED;
        cause->records += cause->counted != s->record->number;
        cause->counted = s->record->number;
        diff_add_example(s, &cause->examples, kind, pair);
    }
}

/// What is given by one pack only.
static bool compare_given(diff_state *s, const advice_pair *pair)
{
    diff_recommendation *row = &s->recommendations[pair->recommendation];
    bool was = is_given(pair->before);
    bool is = is_given(pair->after);
    row->given_before += was;
    row->given_after += is;
    if (was == is)
        return false;
    diff_kind kind = is ? DIFF_GAINED : DIFF_LOST;
    row->gained += is;
    row->lost += was;
    row->withheld += was && pair->after != NULL && pair->after->status == ADVICE_EXCLUDED;
    row->records += row->examples.last_number != s->record->number;
    s->out->totals.gained += is;
    s->out->totals.lost += was;
    diff_add_example(s, &row->examples, kind, pair);
    if (s->group != NULL) {
        s->group->gained += is;
        s->group->lost += was;
        diff_add_example(s, &s->group->examples, kind, pair);
    }
    count_causes(s, pair, kind);
    return true;
}

typedef struct shifts {
    bool moved, rescored, reworded;
} shifts;

/// What is given by both, otherwise.
static void compare_ranks(diff_state *s, const advice_pair *pair, shifts *any)
{
    if (!is_given(pair->before) || !is_given(pair->after))
        return;
    diff_recommendation *row = &s->recommendations[pair->recommendation];
    size_t was = pair->before->rank;
    size_t is = pair->after->rank;
    bool rescored =
        pair->before->certainty != pair->after->certainty || pair->before->score != pair->after->score;
    if (was == is && !rescored)
        return;
    diff_kind kind = was != is ? DIFF_MOVED : DIFF_RESCORED;
    any->moved = any->moved || was != is;
    any->rescored = any->rescored || rescored;
    row->up += is < was;
    row->down += is > was;
    row->places += (int64_t)was - (int64_t)is;
    row->rescored += rescored;
    s->out->totals.moves += was != is;
    s->out->totals.rescores += rescored;
    diff_add_example(s, &row->examples, kind, pair);
    if (s->group != NULL)
        diff_add_example(s, &s->group->examples, kind, pair);
    if (rescored ||
        diff_belongs_elsewhere(s, pair)) // else others moved past it, and what moved them is counted there
        count_causes(s, pair, kind);
}

/// What is given by both, and reads otherwise.
static void compare_words(diff_state *s, const advice_pair *pair, shifts *any)
{
    if (!is_given(pair->before) || !is_given(pair->after) || !diff_reads_otherwise(s, pair))
        return;
    diff_recommendation *row = &s->recommendations[pair->recommendation];
    any->reworded = true;
    row->reworded++;
    s->out->totals.rewords++;
    diff_add_example(s, &row->examples, DIFF_REWORDED, pair);
    if (s->group != NULL)
        diff_add_example(s, &s->group->examples, DIFF_REWORDED, pair);
    count_causes(s, pair, DIFF_REWORDED);
}

void diff_compare(diff_state *s)
{
    size_t count = 0;
    const advice_pair *pairs = pair_advice(s, &count);
    bool changed = false;
    shifts any = {0};
    for (size_t i = 0; i < count; i++)
        changed = compare_given(s, &pairs[i]) || changed;
    for (size_t i = 0; i < count; i++)
        compare_ranks(s, &pairs[i], &any);
    for (size_t i = 0; i < count; i++)
        compare_words(s, &pairs[i], &any);
    diff_totals *totals = &s->out->totals;
    totals->evaluated++;
    totals->changed += changed;
    totals->moved += !changed && any.moved;
    totals->rescored += !changed && !any.moved && any.rescored;
    totals->reworded += !changed && !any.moved && !any.rescored && any.reworded;
    if (s->group != NULL) {
        s->group->records++;
        s->group->changed += changed;
        s->group->moved += !changed && any.moved;
    }
}
