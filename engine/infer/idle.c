#include "infer/idle.h"

#include "infer/certainty.h"

/// What is known of recommendations and bounds while idle ones are looked for.
typedef struct idle_search {
    const inference *of;
    size_t top;
    size_t *entries; ///< for each recommendation the number of those that may share its entry
    size_t *rivalry; ///< for each recommendation the number of those that may exclude each other
    bool *may_lead;  ///< for each number in `rivalry`: one of these has parts, or alternatives with parts
    const certainty_bound **sure; ///< surely given
    size_t sure_count;
} idle_search;

// --- sets of recommendations that belong together ---

static size_t root_of(const size_t *parents, size_t i)
{
    while (parents[i] != i)
        i = parents[i];
    return i;
}

static void join(size_t *parents, size_t a, size_t b)
{
    parents[root_of(parents, a)] = root_of(parents, b);
}

static size_t *alone(arena *a, size_t count)
{
    size_t *parents = ARENA_ARRAY(a, count, size_t);
    for (size_t i = 0; i < count; i++)
        parents[i] = i;
    return parents;
}

static void join_entries(idle_search *s, arena *a)
{
    const pack *p = s->of->pack;
    size_t *first_of_group = ARENA_ARRAY(a, p->group_count + 1, size_t);
    for (size_t i = 0; i < p->recommendation_count; i++) {
        const recommendation *r = &p->recommendations[i];
        if (r->whole >= 0)
            join(s->entries, i, (size_t)r->whole);
        if (r->group_number > 0 && first_of_group[r->group_number] > 0)
            join(s->entries, i, first_of_group[r->group_number] - 1);
        else if (r->group_number > 0)
            first_of_group[r->group_number] = i + 1;
    }
}

/// True if it has parts.
static bool is_whole(const pack *p, size_t target)
{
    bool found = false;
    for (size_t i = 0; i < p->recommendation_count && !found; i++)
        found = p->recommendations[i].whole == (ptrdiff_t)target;
    return found;
}

static void find_leaders(idle_search *s, arena *a)
{
    const pack *p = s->of->pack;
    bool *groups = ARENA_ARRAY(a, p->group_count + 1, bool); // which have a member with parts
    for (size_t i = 0; i < p->recommendation_count; i++) {
        const recommendation *r = &p->recommendations[i];
        for (size_t k = 0; k < r->rival_count; k++)
            join(s->rivalry, i, r->rivals[k]);
        if (r->group_number > 0 && is_whole(p, i))
            groups[r->group_number] = true;
    }
    for (size_t i = 0; i < p->recommendation_count; i++) {
        const size_t group = p->recommendations[i].group_number;
        if (is_whole(p, i) || groups[group])
            s->may_lead[root_of(s->rivalry, i)] = true;
    }
}

// --- bounds ---

static bool can_be_given(const idle_search *s, const certainty_bound *b)
{
    return certainty_exceeds(b->highest, s->of->pack->threshold);
}

static bool is_surely_given(const idle_search *s, const certainty_bound *b)
{
    bool sure = b->named && certainty_exceeds(b->lowest, s->of->pack->threshold);
    for (size_t i = 0; i < s->of->bound_count && sure; i++) {
        const certainty_bound *other = &s->of->bounds[i];
        sure = other == b || !bounds_are_rivals(s->of, b, other) || !can_be_given(s, other) ||
               bounds_stays_above(s->of, b, other);
    }
    return sure;
}

/// True if both may be of one entry: as a whole and its parts, or as alternatives, which the items of one recommendation are too.
static bool may_share(const idle_search *s, const certainty_bound *a, const certainty_bound *b)
{
    const size_t root = root_of(s->entries, a->recommendation);
    size_t members = 0;
    for (size_t i = 0; i < s->of->pack->recommendation_count; i++)
        members += root_of(s->entries, i) == root;
    const bool is_single = members == 1 && s->of->pack->recommendations[a->recommendation].group_number == 0;
    return !is_single && root_of(s->entries, b->recommendation) == root;
}

/// How many entries are surely given, each with a member that stays above `b`.
static size_t entries_above(const idle_search *s, const certainty_bound *b)
{
    size_t count = 0;
    for (size_t i = 0; i < s->sure_count && count < s->top; i++) {
        bool counts = bounds_stays_above(s->of, s->sure[i], b);
        for (size_t k = 0; k < i && counts; k++)
            counts = !may_share(s, s->sure[i], s->sure[k]) || !bounds_stays_above(s->of, s->sure[k], b);
        count += counts;
    }
    return count;
}

static bool has_its_place(const idle_search *s, const certainty_bound *b)
{
    bool fixed = certainty_exceeds(b->lowest, s->of->pack->threshold);
    for (size_t i = 0; i < s->of->bound_count && fixed; i++) {
        const certainty_bound *other = &s->of->bounds[i];
        fixed = other == b || !can_be_given(s, other) || bounds_stays_above(s->of, b, other) ||
                bounds_stays_above(s->of, other, b);
    }
    return fixed;
}

static bool is_idle(const idle_search *s, const certainty_bound *b)
{
    if ((b->named && b->lowest >= b->highest && b->least >= b->most) || !can_be_given(s, b))
        return true;
    return (b->named && has_its_place(s, b)) ||
           (!s->may_lead[root_of(s->rivalry, b->recommendation)] && entries_above(s, b) >= s->top);
}

const bool *idle_find(arena *a, const inference *of, size_t top)
{
    const size_t count = of->pack->recommendation_count;
    idle_search s = {.of = of,
                     .top = top,
                     .entries = alone(a, count),
                     .rivalry = alone(a, count),
                     .may_lead = ARENA_ARRAY(a, count, bool),
                     .sure = ARENA_ARRAY(a, of->bound_count, const certainty_bound *)};
    bool *out = ARENA_ARRAY(a, of->bound_count, bool);
    join_entries(&s, a);
    find_leaders(&s, a);
    for (size_t i = 0; i < of->bound_count; i++) {
        if (is_surely_given(&s, &of->bounds[i]))
            s.sure[s.sure_count++] = &of->bounds[i];
    }
    for (size_t i = 0; i < of->bound_count; i++)
        out[i] = is_idle(&s, &of->bounds[i]);
    return out;
}
