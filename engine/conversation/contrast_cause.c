// Each difference is tried alone once, for all changes together. Only what no difference does alone is searched for on its own.
#include "conversation/contrast_state.h"

#include "base/limits.h"
#include "base/sort.h"
#include "conversation/smallest.h"
#include "infer/chain.h"
#include "infer/evidence.h"

// --- trials ---

static bool has_time(void *state)
{
    const contrast_builder *b = state;
    return b->work_left > 0;
}

static const profile_change *chosen_changes(contrast_builder *b, size_t *count)
{
    arena_reset(b->scratch);
    b->work_left -= (int64_t)b->said_count;
    return difference_changes(b->scratch, b->out->said, b->chosen, count);
}

/// What the ranking is with the chosen differences.
static supposition suppose_chosen(contrast_builder *b)
{
    size_t count;
    const profile_change *changes = chosen_changes(b, &count);
    const supposition s = suppose(b->supposer, changes, count);
    b->work_left -= s.steps + 20 * (int64_t)s.count;
    return s;
}

/// A run of the profile with the chosen differences, with its derived facts. It lives in `scratch`.
static run run_chosen(contrast_builder *b)
{
    size_t count;
    const profile_change *changes = chosen_changes(b, &count);
    profile *person = ARENA_NEW(b->scratch, profile);
    feel_machine *m = ARENA_NEW(b->scratch, feel_machine);
    *person = profile_variant(b->scratch, b->pack, b->before.of->profile, changes, count);
    feel_machine_init(m, b->scratch);
    m->clock = b->clock;
    m->steps_left = LIMIT_STEPS_SUPPOSED;
    run r = run_start(m, b->pack, person, false); // a lean run does not keep bindings
    chain_facts(&r);
    b->work_left -= LIMIT_STEPS_SUPPOSED - m->steps_left + 1000;
    return r;
}

static void set_causes(contrast_builder *b, const size_t **list, size_t *count, size_t only)
{
    size_t *one = ARENA_NEW(b->arena, size_t);
    *one = only;
    *list = one;
    *count = 1;
}

// --- causes of places ---

typedef struct change_goal {
    contrast_builder *builder; ///< the first member: `has_time` is given the builder
    const open_change *change;
} change_goal;

static bool goal_has_time(void *goal)
{
    return has_time(*(contrast_builder **)goal);
}

static bool gives_standing(void *state)
{
    const change_goal *goal = state;
    const supposition s = suppose_chosen(goal->builder);
    return !s.is_exhausted && standing_equal(standing_in(&s, goal->change->which), goal->change->wanted);
}

static void explain_by_one(contrast_builder *b, size_t only)
{
    const supposition s = suppose_chosen(b);
    for (size_t i = 0; i < b->changes.count && !s.is_exhausted; i++) {
        open_change *c = &b->changes.items[i];
        if (c->is_explained || !standing_equal(standing_in(&s, c->which), c->wanted))
            continue;
        c->is_explained = true;
        set_causes(b, &c->change.causes, &c->change.cause_count, only);
    }
}

static void explain_by_several(contrast_builder *b, open_change *c)
{
    change_goal goal = {b, c};
    const smallest_search search = {b->chosen, gives_standing, goal_has_time, &goal};
    size_t *all = ARENA_ARRAY(b->arena, b->said_count, size_t);
    for (size_t i = 0; i < b->said_count; i++) {
        all[i] = i;
        b->chosen[i] = true;
    }
    c->change.by_order = !gives_standing(&goal);
    memset(b->chosen, 0, b->said_count * sizeof *b->chosen);
    if (c->change.by_order)
        return;
    c->change.causes = all;
    c->change.cause_count = smallest_narrow(&search, all, b->said_count);
    c->change.is_cut = !has_time(b);
}

// --- causes of evidence ---

static bool is_like(contrast_builder *b, const open_evidence *like, const evidence *e)
{
    const rule *which = &b->pack->rules[e->rule];
    bool same = e->rule == like->like->rule;
    for (size_t i = 0; i < which->variable_count && same; i++) {
        const feel_value was = like->like->bindings[i];
        const feel_value is = e->bindings[i];
        if (like->names[i].len > 0 && is.kind == FEEL_CONTEXT)
            same = slice_equal(like->names[i], infer_item_name(b->scratch, b->pack, which, i, is));
        else
            same = feel_same(was, is) ||
                   (b->same_file && was.kind == FEEL_CONTEXT && evidence_same_item(was, is));
    }
    return same;
}

/// What the rule says for the same bindings; 0: nothing.
static double certainty_found(contrast_builder *b, const pile_list *piles, const open_evidence *like)
{
    double found = 0;
    for (size_t i = 0; i < piles->count; i++) {
        const evidence_list *list = &piles->items[i].evidence;
        b->work_left -= (int64_t)list->count;
        for (size_t k = 0; k < list->count; k++) {
            if (is_like(b, like, &list->items[k]))
                found = list->items[k].certainty;
        }
    }
    return found;
}

/// What a rule says in a run; the rows of a table say it together.
static pile_list gather_whole_rule(contrast_builder *b, run *r, size_t rule_index)
{
    const pack_table *table = b->pack->rules[rule_index].table;
    pile_list piles = {0};
    const int64_t before = r->machine->steps_left;
    gather_rule(r, &piles, table != NULL ? table->first_rule : rule_index, (rule_hint){0});
    b->work_left -= before - r->machine->steps_left;
    return piles;
}

typedef struct evidence_goal {
    contrast_builder *builder; ///< the first member, as above
    const open_evidence *evidence;
} evidence_goal;

static bool gives_evidence(void *state)
{
    const evidence_goal *goal = state;
    run r = run_chosen(goal->builder);
    const pile_list piles = gather_whole_rule(goal->builder, &r, goal->evidence->like->rule);
    return !r.machine->exhausted &&
           certainty_found(goal->builder, &piles, goal->evidence) == goal->evidence->wanted;
}

/// Explains evidence of one rule by what is chosen, which is one difference. Evidence stands together by rule.
static size_t explain_rule_by_one(contrast_builder *b, run *r, size_t first, size_t only)
{
    const size_t rule_index = b->evidence.items[first].like->rule;
    const bool is_read = bit_set_has(reads_of(&b->chains, rule_index), b->said[only].fact);
    bool is_gathered = false;
    pile_list piles = {0};
    size_t i = first;
    for (; i < b->evidence.count && b->evidence.items[i].like->rule == rule_index; i++) {
        open_evidence *e = &b->evidence.items[i];
        if (!is_read || e->is_explained)
            continue;
        if (!is_gathered)
            piles = gather_whole_rule(b, r, rule_index);
        is_gathered = true;
        if (r->machine->exhausted || certainty_found(b, &piles, e) != e->wanted)
            continue;
        e->is_explained = true;
        set_causes(b, &e->change->differences, &e->change->difference_count, only);
    }
    return i;
}

static void explain_evidence_by_one(contrast_builder *b, size_t only)
{
    run r = run_chosen(b);
    for (size_t i = 0; i < b->evidence.count;)
        i = explain_rule_by_one(b, &r, i, only);
}

/// Of the differences that the rule reads, itself or through derived facts, those that it takes.
static void explain_evidence_by_several(contrast_builder *b, open_evidence *e)
{
    evidence_goal goal = {b, e};
    const smallest_search search = {b->chosen, gives_evidence, goal_has_time, &goal};
    const uint64_t *chain = reads_of(&b->chains, e->like->rule);
    size_t *read = ARENA_ARRAY(b->arena, b->said_count, size_t);
    size_t count = 0;
    for (size_t i = 0; i < b->said_count; i++) {
        if (bit_set_has(chain, b->said[i].fact))
            read[count++] = i;
    }
    e->change->differences = read;
    e->change->difference_count = smallest_narrow(&search, read, count);
    e->change->is_cut = !has_time(b);
}

/// Finds the derived facts that the rule reads and to which the differences give the value that they have.
static void find_derived(contrast_builder *b, const open_evidence *e)
{
    const uint64_t *direct = reads_of(&b->reads, e->like->rule);
    size_t *derived = ARENA_ARRAY(b->arena, b->derived.count, size_t);
    evidence_change *c = e->change;
    for (size_t i = 0; i < c->difference_count; i++)
        b->chosen[c->differences[i]] = true;
    const run r = run_chosen(b);
    for (size_t i = 0; i < c->difference_count; i++)
        b->chosen[c->differences[i]] = false;
    for (size_t i = 0; i < b->derived.count; i++) {
        const derived_change *d = &b->derived.items[i];
        if (bit_set_has(direct, d->fact) && feel_same(r.values[d->fact], d->after))
            derived[c->derived_count++] = i;
    }
    c->derived = derived;
}

// --- all of them ---

static int by_rule(const void *left, const void *right, void *context)
{
    const open_evidence *a = left;
    const open_evidence *b = right;
    (void)context;
    return (a->like->rule > b->like->rule) - (a->like->rule < b->like->rule);
}

void find_causes(contrast_builder *b)
{
    sort_stable(b->arena, b->evidence.items, b->evidence.count, sizeof *b->evidence.items, by_rule, NULL);
    for (size_t i = 0; i < b->said_count && has_time(b); i++) {
        b->chosen[i] = true;
        explain_by_one(b, i);
        explain_evidence_by_one(b, i);
        b->chosen[i] = false;
    }
    for (size_t i = 0; i < b->changes.count; i++) {
        if (!b->changes.items[i].is_explained)
            explain_by_several(b, &b->changes.items[i]);
    }
    for (size_t i = 0; i < b->evidence.count; i++) {
        if (!b->evidence.items[i].is_explained)
            explain_evidence_by_several(b, &b->evidence.items[i]);
        if (b->derived.count > 0)
            find_derived(b, &b->evidence.items[i]);
    }
}
