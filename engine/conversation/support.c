// Halves are left out, then halves of halves, from the end of the profile, so that what stands first is kept if either would do. The more is
// unknown, the less a rule does, so what is needed once stays needed.
#include "conversation/support.h"

#include "base/limits.h"
#include "infer/chain.h"
#include "infer/evidence.h"
#include "infer/reads.h"
#include "infer/records.h"
#include "infer/waiting.h"

// --- worlds ---

bool support_slot(const run *r, const feel_unknown *unknown, profile_slot *out)
{
    record_field found;
    *out = (profile_slot){.fact = unknown->variable};
    if (unknown->record == NULL)
        return unknown->variable < r->pack->fact_count;
    if (!waiting_find(r, unknown, &found) || found.field == NULL)
        return false;
    const record_type *type = r->pack->facts[found.fact].record;
    *out = (profile_slot){found.fact, found.record->record, (size_t)(found.field - type->fields)};
    return true;
}

bool support_is_hidden(const run *r, const feel_unknown *unknown)
{
    profile_slot at;
    const feel_value *entry =
        unknown->record != NULL ? feel_context_get(unknown->record, unknown->field) : NULL;
    if (entry != NULL)
        return feel_is_hidden(*entry);
    return !support_slot(r, unknown, &at) || feel_is_hidden(r->values[at.fact]);
}

bool support_read_hidden(const run *r)
{
    const feel_unknown_list *read = &r->machine->unknowns;
    bool found = false;
    for (size_t i = 0; i < read->count && !found; i++) {
        const feel_unknown *unknown = &read->items[i];
        const bool is_variable = unknown->record == NULL && unknown->variable >= r->pack->scope.count;
        found = !is_variable && support_is_hidden(r, unknown);
    }
    return found;
}

/// True if an expression of a rule that was left undetermined reads something hidden.
/// @param e  NULL: it reads nothing
static bool reads_hidden(run *r, const undetermined *u, const feel_expression *e)
{
    const rule *which = &r->pack->rules[u->rule];
    feel_value *variables = r->values + r->pack->scope.count;
    if (e == NULL)
        return false;
    for (size_t i = 0; i < which->variable_count; i++)
        variables[i] = i < u->bound ? u->bindings[i] : feel_null();
    r->machine->trace_unknowns = true;
    r->machine->unknowns = r->machine->tested = (feel_unknown_list){0};
    (void)run_evaluate(r, u->rule, e);
    r->machine->trace_unknowns = false;
    return support_read_hidden(r);
}

/// True if a rule that was left undetermined hangs on something hidden of which its record does not tell. If the rule is not bound to an item
/// for sure, the record says only what keeps the items open, but with another condition the rule would be denied. And if what it would
/// conclude is what comes out without it, the fact is known after all.
static bool hangs_on_hidden(run *r, const undetermined *u)
{
    const rule *which = &r->pack->rules[u->rule];
    return (which->iterations != NULL && reads_hidden(r, u, which->when)) || reads_hidden(r, u, which->value);
}

/// True if one of the records from the index `from` is about something hidden.
static bool is_about_hidden(const run *r, const undetermined *items, size_t from, size_t count)
{
    bool found = false;
    for (size_t i = from; i < count && !found; i++) {
        for (size_t k = 0; k < items[i].waits_count && !found; k++)
            found = support_is_hidden(r, &items[i].waits_for[k]);
    }
    return found;
}

/// True if something derived waits for what is hidden, because of a rule that was left undetermined since there were so many.
static bool waits_for_hidden(run *r, size_t from)
{
    bool found = is_about_hidden(r, r->undetermined.items, from, r->undetermined.count);
    for (size_t i = from; i < r->undetermined.count && !found; i++)
        found = hangs_on_hidden(r, &r->undetermined.items[i]);
    return found;
}

/// Gives its value to a derived fact that the rule depends on. One that waits for what is hidden is hidden too.
static void derive_one_fact(run *r, size_t fact_index)
{
    const size_t before = r->undetermined.count;
    derive_fact(r, fact_index, NULL);
    if (r->derivations.items[r->derivations.count - 1].waits && waits_for_hidden(r, before))
        r->values[fact_index] = feel_hidden();
}

/// The same for a field of all records.
static void derive_one_field(run *r, size_t field_index)
{
    const size_t before = r->undetermined.count;
    const size_t first = r->field_derivations.count;
    derive_field(r, field_index);
    const bool hides = waits_for_hidden(r, before);
    for (size_t i = first; i < r->field_derivations.count && hides; i++) {
        const derivation *d = &r->field_derivations.items[i];
        if (d->waits)
            records_entry(r, d)->value = feel_hidden();
    }
}

/// Gives their values to what the rule depends on.
static void derive(const support *s, run *r)
{
    const pack *p = r->pack;
    records_own(r);
    for (size_t i = 0; i < p->step_count; i++) {
        const size_t at = p->steps[i].index;
        if (p->steps[i].is_field && s->reads.fields[at])
            derive_one_field(r, at);
        else if (!p->steps[i].is_field && bit_set_has(s->reads.facts, at))
            derive_one_fact(r, at);
    }
}

/// True if what the rule asks by `= null` is not about anything hidden. Of what is hidden itself it cannot ask, but of what is computed from it.
static bool is_honest(const world *w)
{
    return !w->found.provisional ||
           !is_about_hidden(&w->run, w->run.provisional.items, 0, w->run.provisional.count);
}

static world *world_of(const support *s, arena *a, const bool *kept)
{
    world *w = ARENA_NEW(a, world);
    w->person = reduced_profile(a, &s->tree, kept);
    feel_machine_init(&w->machine, a);
    w->machine.clock = s->clock;
    w->run = run_start(&w->machine, s->of->pack, &w->person, false);
    derive(s, &w->run);
    w->gives = gather_one(&w->run, s->evidence, &w->found) && !w->machine.exhausted &&
               w->found.certainty == s->evidence->certainty && is_honest(w);
    return w;
}

// --- leaving out ---

typedef struct search {
    support *of;
    arena *scratch;     ///< of one trial
    bool *kept;         ///< for each slot
    bool *settled;      ///< for each slot: it is needed
    size_t *needed;     ///< for each fact, how many of its slots are
    int64_t steps_left; ///< of all trials
} search;

static bool is_given(search *s)
{
    arena_reset(s->scratch);
    const world *w = s->steps_left > 0 ? world_of(s->of, s->scratch, s->kept) : NULL;
    if (w == NULL)
        return false;
    s->steps_left -= LIMIT_STEPS - w->machine.steps_left;
    return w->gives;
}

/// Keeps all of a fact: too many of its slots are needed.
static void keep_whole(search *s, size_t slot)
{
    const slot_tree *t = &s->of->tree;
    const size_t fact_index = t->slots[slot].fact;
    for (size_t i = slot_tree_find(t, (profile_slot){.fact = fact_index}); i < t->count; i++) {
        if (t->slots[i].fact == fact_index)
            s->kept[i] = s->settled[i] = true;
    }
}

static void settle(search *s, size_t slot)
{
    s->settled[slot] = true;
    if (++s->needed[s->of->tree.slots[slot].fact] > LIMIT_PROOF_LEAVES)
        keep_whole(s, slot);
}

/// How many slots of a range may still be left out.
static size_t count_open(const search *s, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count += s->kept[i] && !s->settled[i];
    return count;
}

/// Leaves out what it can of a range.
static void leave_out(search *s, size_t from, size_t to)
{
    if (count_open(s, from, to) == 0)
        return;
    bool *before = ARENA_ARRAY(s->of->arena, to - from, bool);
    memcpy(before, s->kept + from, (to - from) * sizeof *before);
    for (size_t i = from; i < to; i++)
        s->kept[i] = s->kept[i] && s->settled[i];
    if (is_given(s))
        return;
    memcpy(s->kept + from, before, (to - from) * sizeof *before);
    if (to - from == 1) {
        settle(s, from);
        return;
    }
    const size_t middle = from + (to - from) / 2;
    leave_out(s, middle, to);
    leave_out(s, from, middle);
}

static void find_kept(support *s, arena *scratch, bool *kept)
{
    const size_t count = s->tree.count;
    search x = {.of = s,
                .scratch = scratch,
                .kept = kept,
                .settled = ARENA_ARRAY(s->arena, count, bool),
                .needed = ARENA_ARRAY(s->arena, s->of->pack->fact_count, size_t),
                .steps_left = LIMIT_STEPS_PROVED};
    for (size_t i = 0; i < count; i++)
        kept[i] = true;
    leave_out(&x, 0, count);
    arena_reset(scratch);
}

// --- leaves ---

/// True if more of a fact is kept than anybody reads.
static bool is_kept_whole(const support *s, const bool *kept, size_t from)
{
    size_t count = 0;
    for (size_t i = from; i < s->tree.ends[from]; i++)
        count += kept[i];
    return count > LIMIT_PROOF_LEAVES;
}

static void add_leaves(support *s, const bool *kept)
{
    size_t next = 0;
    while (next < s->tree.count) {
        const profile_slot at = s->tree.slots[next];
        const support_leaf leaf = {.at = at,
                                   .is_whole = at.record == 0 && is_kept_whole(s, kept, next),
                                   .not_stated = feel_is_null(profile_slot_value(s->of->profile, at))};
        if (kept[next])
            ARENA_PUSH(s->arena, s, leaves, count, capacity, leaf);
        next = leaf.is_whole ? s->tree.ends[next] : next + 1;
    }
}

support *support_find(arena *a, arena *scratch, const inference *of, feel_clock clock, const evidence *e)
{
    support *s = ARENA_NEW(a, support);
    *s = (support){.arena = a,
                   .of = of,
                   .clock = clock,
                   .evidence = e,
                   .reads = reads_of_one_with_chains(a, of->pack, e->rule)};
    s->tree = slot_tree_of(a, of->pack, of->profile, s->reads.facts);
    bool *kept = ARENA_ARRAY(a, s->tree.count, bool);
    find_kept(s, scratch, kept);
    add_leaves(s, kept);
    s->base = world_of(s, a, kept);
    return s;
}

/// Keeps the list or record that a leaf is in, so that its items stay there without it.
static void keep_around(const support *s, size_t leaf, bool *kept)
{
    const size_t at = slot_tree_find(&s->tree, s->leaves[leaf].at);
    for (size_t i = 0; i < at; i++)
        kept[i] = kept[i] || s->tree.ends[i] > at;
}

const world *support_without(const support *s, size_t leaf)
{
    bool *kept = ARENA_ARRAY(s->arena, s->tree.count, bool);
    for (size_t i = 0; i < s->count; i++) {
        const size_t at = slot_tree_find(&s->tree, s->leaves[i].at);
        const size_t end = s->leaves[i].is_whole ? s->tree.ends[at] : at + 1;
        for (size_t k = at; k < end && i != leaf; k++)
            kept[k] = true;
    }
    keep_around(s, leaf, kept);
    return world_of(s, s->arena, kept);
}
