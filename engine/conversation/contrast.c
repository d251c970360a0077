// Places are compared by what a recommendation is about, not by numbers of records: in two files these differ.
#include "conversation/contrast.h"

#include "base/limits.h"
#include "conversation/smallest.h"
#include "infer/chain.h"
#include "infer/evidence.h"
#include "infer/reads.h"
#include "infer/supposition.h"

// --- which is which ---

/// What a recommendation is about, in words that hold in both profiles: of items with one name, `nth` tells them apart.
typedef struct identity {
    size_t recommendation;
    slice item_name;
    size_t nth;
} identity;

static bool is_twin(const supposed_advice *a, const supposed_advice *b)
{
    return a->recommendation == b->recommendation && slice_equal(a->item_name, b->item_name);
}

static identity identity_of(const supposition *s, const supposed_advice *one)
{
    identity out = {one->recommendation, one->item_name, 0};
    for (size_t i = 0; i < s->count; i++)
        out.nth += is_twin(&s->advices[i], one) && s->advices[i].position < one->position;
    return out;
}

static bool is_identity(identity a, identity b)
{
    return a.recommendation == b.recommendation && a.nth == b.nth && slice_equal(a.item_name, b.item_name);
}

static const supposed_advice *find_in(const supposition *s, identity which)
{
    const supposed_advice *found = NULL;
    for (size_t i = 0; i < s->count && found == NULL; i++) {
        if (s->advices[i].recommendation == which.recommendation &&
            is_identity(identity_of(s, &s->advices[i]), which))
            found = &s->advices[i];
    }
    return found;
}

/// An inference and its ranking.
typedef struct side {
    const inference *of;
    supposition ranking; ///< one for each of the inference's advices, in its order
} side;

static identity identity_at(const side *s, size_t index)
{
    return identity_of(&s->ranking, &s->ranking.advices[index]);
}

/// The recommendation in an inference; NULL if no evidence speaks of it.
static const advice *find_advice(const side *s, identity which)
{
    const supposed_advice *found = find_in(&s->ranking, which);
    return found != NULL ? &s->of->advices[found - s->ranking.advices] : NULL;
}

// --- places ---

/// Where a recommendation stands, and with what certainty. All zero if no evidence speaks of it.
typedef struct standing {
    size_t rank; ///< 0: it is not given
    double certainty;
    bool is_below;  ///< it is no head
    identity above; ///< then what it stands below
} standing;

static standing standing_in(const supposition *s, identity which)
{
    const supposed_advice *one = find_in(s, which);
    standing out = {0};
    if (one == NULL)
        return out;
    out.rank = one->rank;
    out.certainty = one->certainty;
    out.is_below = one->above >= 0;
    if (out.is_below)
        out.above = identity_of(s, &s->advices[one->above]);
    return out;
}

static bool is_same_place(standing a, standing b)
{
    return a.rank == b.rank && a.is_below == b.is_below && (!a.is_below || is_identity(a.above, b.above));
}

static bool is_same_standing(standing a, standing b)
{
    return is_same_place(a, b) && a.certainty == b.certainty;
}

static contrast_kind kind_of(standing was, standing is)
{
    if (was.rank == 0 || is.rank == 0)
        return is.rank > 0 ? CONTRAST_ENTERS : was.rank > 0 ? CONTRAST_LEAVES : CONTRAST_NOT_GIVEN;
    return is_same_place(was, is) ? CONTRAST_STAYS : CONTRAST_MOVES;
}

/// How many of the first entries have the same head on both sides.
static size_t count_same(const side *before, const side *after)
{
    size_t same = 0;
    for (;; same++) {
        const supposed_advice *was = supposed_head(&before->ranking, same + 1);
        const supposed_advice *is = supposed_head(&after->ranking, same + 1);
        if (was == NULL || is == NULL ||
            !is_identity(identity_of(&before->ranking, was), identity_of(&after->ranking, is)))
            return same;
    }
}

// --- causes ---

typedef struct builder {
    arena *arena;
    const pack *pack;
    feel_clock clock;
    side before, after;
    contrast *out;
    const difference *said;
    size_t said_count;
    bool same_file;
    rule_reads reads, chains;
    supposer *supposer;
    arena *scratch; ///< of one trial
    smallest_search search;
    struct {
        advice_change *items;
        size_t count, capacity;
    } changes;
    struct {
        derived_change *items;
        size_t count, capacity;
    } derived;
} builder;

/// What the chosen differences are to do: give a recommendation a standing.
typedef struct standing_goal {
    builder *builder;
    identity which;
    standing wanted;
} standing_goal;

static const profile_change *chosen_changes(builder *b, size_t *count)
{
    arena_reset(b->scratch);
    return difference_changes(b->scratch, b->out->said, b->search.chosen, count);
}

static bool gives_standing(void *state)
{
    const standing_goal *goal = state;
    size_t count;
    const profile_change *changes = chosen_changes(goal->builder, &count);
    const supposition s = suppose(goal->builder->supposer, changes, count);
    return !s.is_exhausted && is_same_standing(standing_in(&s, goal->which), goal->wanted);
}

static void find_causes(builder *b, identity which, standing wanted, advice_change *out)
{
    standing_goal goal = {b, which, wanted};
    size_t *all = ARENA_ARRAY(b->arena, b->said_count, size_t);
    for (size_t i = 0; i < b->said_count; i++)
        all[i] = i;
    b->search.is_enough = gives_standing;
    b->search.state = &goal;
    const smallest_set found = smallest_find(&b->search, all, b->said_count);
    out->causes = found.items;
    out->cause_count = found.count;
    out->by_order = !found.is_found;
    out->is_cut = found.is_cut;
}

// --- evidence ---

static bool is_same_binding(builder *b, const rule *which, size_t variable, feel_value was, feel_value is)
{
    const slice name = infer_item_name(b->arena, b->pack, which, variable, was);
    if (name.len > 0 && was.kind == FEEL_CONTEXT && is.kind == FEEL_CONTEXT)
        return slice_equal(name, infer_item_name(b->arena, b->pack, which, variable, is));
    return feel_same(was, is) || (b->same_file && was.kind == FEEL_CONTEXT && evidence_same_item(was, is));
}

static bool is_same_evidence(builder *b, const evidence *was, const evidence *is)
{
    const rule *which = &b->pack->rules[was->rule];
    bool same = was->rule == is->rule;
    for (size_t i = 0; i < which->variable_count && same; i++)
        same = is_same_binding(b, which, i, was->bindings[i], is->bindings[i]);
    return same;
}

/// What the chosen differences are to do: let a rule say something for a binding, or nothing.
typedef struct evidence_goal {
    builder *builder;
    size_t rule;
    const evidence *like; ///< for which binding
    double certainty;     ///< 0: nothing
} evidence_goal;

static double certainty_found(builder *b, const pile_list *piles, const evidence *like)
{
    double found = 0;
    for (size_t i = 0; i < piles->count; i++) {
        const evidence_list *list = &piles->items[i].evidence;
        for (size_t k = 0; k < list->count; k++) {
            if (is_same_evidence(b, like, &list->items[k]))
                found = list->items[k].certainty;
        }
    }
    return found;
}

/// A run of the profile with the chosen differences, with its derived facts. It lives in `scratch`.
static run run_chosen(builder *b)
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
    return r;
}

static bool gives_evidence(void *state)
{
    const evidence_goal *goal = state;
    const pack_table *table = goal->builder->pack->rules[goal->rule].table;
    run r = run_chosen(goal->builder);
    pile_list piles = {0};
    gather_rule(&r, &piles, table != NULL ? table->first_rule : goal->rule, (rule_hint){0});
    return !r.machine->exhausted && certainty_found(goal->builder, &piles, goal->like) == goal->certainty;
}

/// Finds the derived facts that the rule reads and to which the differences give the value that they have.
static void find_derived(builder *b, const uint64_t *direct, evidence_change *e)
{
    size_t *derived = ARENA_ARRAY(b->arena, b->derived.count, size_t);
    for (size_t i = 0; i < e->difference_count; i++)
        b->search.chosen[e->differences[i]] = true;
    const run r = run_chosen(b);
    for (size_t i = 0; i < e->difference_count; i++)
        b->search.chosen[e->differences[i]] = false;
    for (size_t i = 0; i < b->derived.count; i++) {
        const derived_change *d = &b->derived.items[i];
        if (reads_fact(direct, d->fact) && feel_same(r.values[d->fact], d->after))
            derived[e->derived_count++] = i;
    }
    e->derived = derived;
}

/// Finds which differences let the rule say this, among those that it reads.
static void find_read(builder *b, evidence_change *e)
{
    const evidence *any = e->after != NULL ? e->after : e->before;
    const uint64_t *chain = reads_of(&b->chains, any->rule);
    size_t *read = ARENA_ARRAY(b->arena, b->said_count, size_t);
    size_t count = 0;
    for (size_t i = 0; i < b->said_count; i++) {
        if (reads_fact(chain, b->said[i].fact))
            read[count++] = i;
    }
    evidence_goal goal = {b, any->rule, any, e->after != NULL ? e->after->certainty : 0};
    b->search.is_enough = gives_evidence;
    b->search.state = &goal;
    const smallest_set found = smallest_find(&b->search, read, count);
    e->differences = found.is_found ? found.items : read;
    e->difference_count = found.is_found ? found.count : count;
    find_derived(b, reads_of(&b->reads, any->rule), e);
}

static void add_evidence(builder *b, advice_change *out, evidence_change *list, const evidence *was,
                         const evidence *is)
{
    evidence_change e = {.before = was, .after = is};
    find_read(b, &e);
    list[out->evidence_count++] = e;
}

/// What came or counts otherwise, in the order of the rules, then what went.
static void compare_evidence(builder *b, advice_change *out)
{
    const size_t was_count = out->before != NULL ? out->before->evidence_count : 0;
    const size_t is_count = out->after != NULL ? out->after->evidence_count : 0;
    evidence_change *list = ARENA_ARRAY(b->arena, was_count + is_count, evidence_change);
    bool *matched = ARENA_ARRAY(b->arena, was_count, bool);
    for (size_t k = 0; k < is_count; k++) {
        const evidence *is = &out->after->evidence[k];
        const evidence *was = NULL;
        for (size_t i = 0; i < was_count && was == NULL; i++) {
            if (!matched[i] && is_same_evidence(b, &out->before->evidence[i], is)) {
                was = &out->before->evidence[i];
                matched[i] = true;
            }
        }
        if (was == NULL || was->certainty != is->certainty)
            add_evidence(b, out, list, was, is);
    }
    for (size_t i = 0; i < was_count; i++) {
        if (!matched[i])
            add_evidence(b, out, list, &out->before->evidence[i], NULL);
    }
    out->evidence = list;
}

// --- what stands above ---

/// True if it heads an entry above the place, or the entry that the place is in.
static bool is_head_above(standing s, standing than)
{
    return s.rank > 0 && !s.is_below && (s.rank < than.rank || (s.rank == than.rank && than.is_below));
}

/// The heads that stand above the place in `here`, and not above that in `there`.
static const advice *const *find_above(builder *b, const side *here, standing place_here, const side *there,
                                       standing place_there, size_t *count)
{
    const advice **found = ARENA_ARRAY(b->arena, here->of->given_count, const advice *);
    *count = 0;
    for (size_t i = 0; i < here->of->given_count; i++) {
        const identity which = identity_at(here, i);
        if (is_head_above(standing_in(&here->ranking, which), place_here) &&
            !is_head_above(standing_in(&there->ranking, which), place_there))
            found[(*count)++] = &here->of->advices[i];
    }
    return found;
}

// --- all changes ---

static void add_change(builder *b, identity which)
{
    const standing was = standing_in(&b->before.ranking, which);
    const standing is = standing_in(&b->after.ranking, which);
    advice_change c = {.kind = kind_of(was, is),
                       .before = find_advice(&b->before, which),
                       .after = find_advice(&b->after, which),
                       .only_others = was.certainty == is.certainty};
    if (is_same_standing(was, is))
        return;
    find_causes(b, which, is, &c);
    compare_evidence(b, &c);
    if (c.kind == CONTRAST_MOVES) {
        c.came_above = find_above(b, &b->after, is, &b->before, was, &c.came_above_count);
        c.went_above = find_above(b, &b->before, was, &b->after, is, &c.went_above_count);
    }
    ARENA_PUSH(b->arena, &b->changes, items, count, capacity, c);
}

/// What is given now, then what was given or had evidence, then what has evidence now.
static void compare_advice(builder *b)
{
    for (size_t i = 0; i < b->after.of->given_count; i++)
        add_change(b, identity_at(&b->after, i));
    for (size_t i = 0; i < b->before.of->advice_count; i++) {
        const identity which = identity_at(&b->before, i);
        if (standing_in(&b->after.ranking, which).rank == 0)
            add_change(b, which);
    }
    for (size_t i = b->after.of->given_count; i < b->after.of->advice_count; i++) {
        const identity which = identity_at(&b->after, i);
        if (find_advice(&b->before, which) == NULL)
            add_change(b, which);
    }
}

static void compare_derived(builder *b)
{
    for (size_t i = 0; i < b->pack->derivation_count; i++) {
        const size_t fact_index = b->pack->derivation_order[i];
        const derived_change d = {fact_index, b->before.of->values[fact_index],
                                  b->after.of->values[fact_index]};
        if (!feel_same(d.before, d.after))
            ARENA_PUSH(b->arena, &b->derived, items, count, capacity, d);
    }
}

static supposer *supposer_of(arena *a, const inference *of, feel_clock clock)
{
    feel_machine *m = ARENA_NEW(a, feel_machine);
    run *r = ARENA_NEW(a, run);
    feel_machine_init(m, a);
    m->clock = clock;
    *r = run_start(m, of->pack, of->profile, false);
    return supposer_new(r, of);
}

const contrast *contrast_find(arena *a, const inference *before, const inference *after, feel_clock clock,
                              bool same_file)
{
    const pack *p = before->pack;
    contrast *out = ARENA_NEW(a, contrast);
    builder b = {.arena = a,
                 .pack = p,
                 .clock = clock,
                 .before = {before, supposed_present(a, before)},
                 .after = {after, supposed_present(a, after)},
                 .out = out,
                 .same_file = same_file,
                 .supposer = supposer_of(a, before, clock),
                 .scratch = arena_new_child(a),
                 .reads = reads_of_rules(a, p),
                 .chains = reads_with_chains(a, p)};
    *out = (contrast){.before = before,
                      .after = after,
                      .said = difference_find(a, p, before->profile, after->profile, same_file)};
    b.said = difference_items(out->said, &b.said_count);
    b.search = (smallest_search){
        .arena = a, .chosen = ARENA_ARRAY(a, b.said_count, bool), .trials_left = LIMIT_CAUSE_SUPPOSITIONS};
    compare_derived(&b);
    out->derived = b.derived.items;
    out->derived_count = b.derived.count;
    compare_advice(&b);
    out->changes = b.changes.items;
    out->change_count = b.changes.count;
    out->same_count = count_same(&b.before, &b.after);
    return out;
}
