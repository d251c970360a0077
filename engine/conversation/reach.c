// Something is surely given if its lowest certainty suffices and nothing that excludes it can be ranked above it. What is surely given and
// stays above the goal takes a place from it, unless both may come to stand in one entry.
#include "conversation/reach.h"

#include "infer/bounds.h"
#include "infer/certainty.h"

typedef struct judging {
    const inference *of;
    const goal *goal;
    const bool *considered;
    const certainty_bound **sure;
    size_t sure_count;
    size_t *
        families; ///< for each recommendation, the least index of those that it may share an entry with, itself included
    bool *alone; ///< for each recommendation: it shares its entry with no other
} judging;

static bool may_be_given(const judging *j, const certainty_bound *b)
{
    return j->considered[b->recommendation] && certainty_exceeds(b->highest, j->of->pack->threshold);
}

static bool is_sure(const judging *j, const certainty_bound *b)
{
    bool sure =
        j->considered[b->recommendation] && b->named && certainty_exceeds(b->lowest, j->of->pack->threshold);
    for (size_t i = 0; sure && i < j->of->bound_count; i++) {
        const certainty_bound *other = &j->of->bounds[i];
        sure = !(bounds_are_rivals(j->of, b, other) && may_be_given(j, other) &&
                 !bounds_stays_above(j->of, b, other));
    }
    return sure;
}

static void collect_sure(arena *a, judging *j)
{
    j->sure = ARENA_ARRAY(a, j->of->bound_count, const certainty_bound *);
    for (size_t i = 0; i < j->of->bound_count; i++) {
        if (is_sure(j, &j->of->bounds[i]))
            j->sure[j->sure_count++] = &j->of->bounds[i];
    }
}

// --- entries ---

static void join_families(judging *j, size_t a, size_t b)
{
    const size_t from = j->families[a] > j->families[b] ? j->families[a] : j->families[b];
    const size_t to = j->families[a] + j->families[b] - from;
    for (size_t i = 0; i < j->of->pack->recommendation_count; i++) {
        if (j->families[i] == from)
            j->families[i] = to;
    }
    j->alone[a] = j->alone[b] = false;
}

static void find_families(arena *a, judging *j)
{
    const pack *p = j->of->pack;
    j->families = ARENA_ARRAY(a, p->recommendation_count, size_t);
    j->alone = ARENA_ARRAY(a, p->recommendation_count, bool);
    for (size_t i = 0; i < p->recommendation_count; i++) {
        j->families[i] = i;
        j->alone[i] = p->recommendations[i].group_number == 0;
    }
    for (size_t i = 0; p->has_entries && i < p->recommendation_count; i++) {
        const recommendation *r = &p->recommendations[i];
        if (r->whole >= 0)
            join_families(j, i, (size_t)r->whole);
        for (size_t k = 0; r->group_number > 0 && k < i; k++) {
            if (p->recommendations[k].group_number == r->group_number)
                join_families(j, i, k);
        }
    }
}

/// True if it stays above all that may stand in the goal's entry.
static bool stays_above_entry(const judging *j, const certainty_bound *b)
{
    const size_t target = j->goal->recommendation;
    bool above = j->families[b->recommendation] != j->families[target] ||
                 (j->alone[target] && b->recommendation == target &&
                  !goal_is_about(j->goal, b->recommendation, b->item_name, b->position));
    for (size_t i = 0; above && i < j->of->bound_count; i++) {
        const certainty_bound *other = &j->of->bounds[i];
        const bool may_lead = j->alone[target] ? goal_is_about(j->goal, other->recommendation,
                                                               other->item_name, other->position) ||
                                                     (other->recommendation == target && !other->named)
                                               : j->families[other->recommendation] == j->families[target];
        above = !may_lead || !may_be_given(j, other) || bounds_stays_above(j->of, b, other);
    }
    return above;
}

/// How many entries surely stay above the goal's.
static size_t count_above(arena *a, judging *j)
{
    bool *counted = ARENA_ARRAY(a, j->of->pack->recommendation_count, bool); // by family
    size_t count = 0;
    for (size_t i = 0; i < j->sure_count; i++) {
        const certainty_bound *b = j->sure[i];
        const size_t family = j->families[b->recommendation];
        if (!stays_above_entry(j, b) || (!j->alone[b->recommendation] && counted[family]))
            continue;
        counted[family] = true;
        count++;
    }
    return count;
}

// --- the goal ---

/// True if the bound may be the goal's: an item that nobody has named yet may be any.
static bool may_be_goal(const judging *j, const certainty_bound *b)
{
    return b->recommendation == j->goal->recommendation &&
           (!b->named || goal_is_about(j->goal, b->recommendation, b->item_name, b->position));
}

static const certainty_bound *excluder_of(const judging *j, const certainty_bound *b)
{
    for (size_t i = 0; i < j->sure_count; i++) {
        if (bounds_are_rivals(j->of, j->sure[i], b) && bounds_stays_above(j->of, j->sure[i], b))
            return j->sure[i];
    }
    return NULL;
}

/// True if items that nobody has named yet may turn out to be the goal's, so that evidence from two lists may meet.
static bool may_meet(const judging *j, const certainty_bound *b)
{
    const feel_type *type = j->of->pack->recommendations[b->recommendation].about_type;
    return !b->named && (type == NULL || type->kind != FEEL_TYPE_CONTEXT);
}

/// Adds what the bounds leave of one that may be the goal's: it is open if any of them is.
static void judge(const judging *j, const certainty_bound *b, reach *out)
{
    const certainty_bound *excluder = excluder_of(j, b);
    if (out->verdict == REACH_OPEN)
        return;
    if (may_meet(j, b)) {
        *out = (reach){.verdict = REACH_OPEN};
    } else if (!may_be_given(j, b)) {
        if (out->verdict == REACH_NOTHING || (out->verdict == REACH_TOO_WEAK && b->highest > out->highest))
            *out = (reach){.verdict = REACH_TOO_WEAK, .highest = b->highest};
    } else if (excluder != NULL) {
        *out = (reach){
            .verdict = REACH_EXCLUDED, .by = excluder->recommendation, .by_item = excluder->item_name};
    } else {
        *out = (reach){.verdict = REACH_OPEN};
    }
}

reach reach_of(arena *scratch, const inference *of, const goal *g, const bool *considered)
{
    judging j = {.of = of, .goal = g, .considered = considered};
    reach out = {.verdict = REACH_NOTHING};
    collect_sure(scratch, &j);
    for (size_t i = 0; i < of->bound_count; i++) {
        if (may_be_goal(&j, &of->bounds[i]))
            judge(&j, &of->bounds[i], &out);
    }
    if (out.verdict != REACH_OPEN || g->top == 0)
        return out;
    find_families(scratch, &j);
    const size_t above = count_above(scratch, &j);
    return above >= g->top ? (reach){.verdict = REACH_CROWDED, .crowd = above} : out;
}
