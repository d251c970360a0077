// Two results of one record, side by side: what is given by one only, what moved, what is scored otherwise.
#include "compare/diff_search.h"

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

static advice_pair *pair_advice(const diff_search *s, size_t *count)
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

static size_t rank_of(const advice *a)
{
    return is_given(a) ? a->rank : 0;
}

/// What is found of one record while it is compared.
typedef struct search {
    diff_search *state;
    arena *arena;
    diff_finding *out;
} search;

/// Adds a change.
/// @param blames  its causes are looked for
static void add_change(search *s, const advice_pair *pair, diff_kind kind, bool rescored, bool blames)
{
    diff_search *state = s->state;
    diff_change change = {.kind = kind,
                          .recommendation = pair->recommendation,
                          .rank_before = rank_of(pair->before),
                          .rank_after = rank_of(pair->after),
                          .rescored = rescored,
                          .withheld = kind == DIFF_LOST && pair->after != NULL &&
                                      pair->after->status == ADVICE_EXCLUDED};
    state->change++;
    state->found_count = 0;
    if (blames && kind == DIFF_REWORDED)
        diff_find_words(state, pair);
    else if (blames)
        diff_find_causes(state, pair);
    size_t *causes = ARENA_ARRAY(s->arena, state->found_count, size_t);
    if (state->found_count > 0)
        memcpy(causes, state->found, state->found_count * sizeof *causes);
    change.causes = causes;
    change.cause_count = state->found_count;
    ARENA_PUSH(s->arena, s->out, changes, change_count, change_capacity, change);
}

/// What is given by one pack only.
static void compare_given(search *s, const advice_pair *pair)
{
    const bool is = is_given(pair->after);
    if (is_given(pair->before) != is)
        add_change(s, pair, is ? DIFF_GAINED : DIFF_LOST, false, true);
}

/// What is given by both, otherwise.
static void compare_ranks(search *s, const advice_pair *pair)
{
    if (!is_given(pair->before) || !is_given(pair->after))
        return;
    const bool moved = pair->before->rank != pair->after->rank;
    const bool rescored =
        pair->before->certainty != pair->after->certainty || pair->before->score != pair->after->score;
    if (!moved && !rescored)
        return;
    // If neither differs, others moved past it, and what moved them is counted there.
    const bool blames = rescored || diff_belongs_elsewhere(s->state, pair);
    add_change(s, pair, moved ? DIFF_MOVED : DIFF_RESCORED, rescored, blames);
}

/// What is given by both, and reads otherwise.
static void compare_words(search *s, const advice_pair *pair)
{
    if (is_given(pair->before) && is_given(pair->after) && diff_reads_otherwise(s->state, pair))
        add_change(s, pair, DIFF_REWORDED, false, true);
}

/// The parts of the advice that is given.
static const size_t *parts_given(arena *a, const inference *of, const size_t *parts, size_t *count)
{
    size_t *given = ARENA_ARRAY(a, of->advice_count, size_t);
    *count = 0;
    for (size_t i = 0; i < of->advice_count; i++) {
        if (is_given(&of->advices[i]))
            given[(*count)++] = parts[of->advices[i].recommendation];
    }
    return given;
}

void diff_search_init(diff_search *s, arena *a, const pack_comparison *packs, arena *scratch)
{
    const size_t causes = diff_cause_count(packs);
    *s = (diff_search){.packs = packs,
                       .scratch = scratch,
                       .cause_marks = ARENA_ARRAY(a, causes, size_t),
                       .fact_marks = ARENA_ARRAY(a, packs->facts.count, size_t),
                       .field_marks = ARENA_ARRAY(a, packs->before->derived_field_count, size_t),
                       .found = ARENA_ARRAY(a, causes, size_t)};
}

void diff_search_run(diff_search *state, arena *a, const inference *before, const inference *after,
                     bool wordless, diff_finding *out)
{
    size_t count = 0;
    search s = {.state = state, .arena = a, .out = out};
    state->before = before;
    state->after = after;
    const pack_part_list *parts = &state->packs->recommendations;
    out->given_before = parts_given(a, before, parts->of_before, &out->given_before_count);
    out->given_after = parts_given(a, after, parts->of_after, &out->given_after_count);
    const advice_pair *pairs = pair_advice(state, &count);
    for (size_t i = 0; i < count; i++)
        compare_given(&s, &pairs[i]);
    for (size_t i = 0; i < count; i++)
        compare_ranks(&s, &pairs[i]);
    for (size_t i = 0; i < count && !wordless; i++)
        compare_words(&s, &pairs[i]);
}
