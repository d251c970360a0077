// A rule fires for a binding if none of its operands is untrue. Operands that do not read the rule's variables are the same for all bindings:
// they are looked at first, and they alone count if the items may be others.
#include "infer/blocking.h"

/// What is known of a rule for the profile.
typedef struct rule_state {
    bool is_closed_known, are_bindings_known;
    bool is_exhausted; ///< nothing is known
    uint64_t closed;   ///< the operands that are not true, of those that read no variable of the rule
    struct {
        uint64_t *items; ///< for each binding the operands that are not true; each set once
        size_t count, capacity;
    } bindings;
} rule_state;

struct blocking {
    arena *arena;
    conjunctions *parts;
    const pack *pack;
    feel_clock clock;
    feel_value *values; ///< those of the inference, with room for the variables of a rule
    rule_state *rules;
};

blocking *blocking_new(run *r, const inference *of, conjunctions *parts)
{
    const pack *p = of->pack;
    blocking *b = ARENA_NEW(r->arena, blocking);
    *b = (blocking){.arena = r->arena,
                    .parts = parts,
                    .pack = p,
                    .clock = r->machine->clock,
                    .values = ARENA_ARRAY(r->arena, p->scope.count + p->most_variables, feel_value),
                    .rules = ARENA_ARRAY(r->arena, p->rule_count, rule_state)};
    memcpy(b->values, of->values, p->scope.count * sizeof *b->values);
    return b;
}

/// A rule that is looked at.
typedef struct look {
    blocking *blocking;
    const rule_parts *parts;
    rule_state *state;
} look;

static void look_at_binding(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    const look *l = state;
    rule_state *s = l->state;
    const uint64_t untrue = s->closed | conjunctions_untrue(r->machine, r->pack, l->parts, rule_index,
                                                            r->values, l->parts->bound);
    bool known = false;
    (void)bindings; // of a lean run they are only in the values
    for (size_t i = 0; i < s->bindings.count && !known; i++)
        known = s->bindings.items[i] == untrue;
    if (!known)
        ARENA_PUSH(l->blocking->arena, &s->bindings, items, count, capacity, untrue);
}

/// Looks at the operands that read no variable of the rule, or at all for each binding.
static void look_at(blocking *b, arena *scratch, size_t rule_index, bool bindings)
{
    look l = {b, conjunctions_of(b->parts, rule_index), &b->rules[rule_index]};
    feel_machine m;
    run_supposed_machine(&m, scratch, b->clock);
    run r = run_start_with(&m, b->pack, NULL, b->values, true);
    if (bindings)
        (void)run_bindings(&r, rule_index, &(run_visitor){.bound = look_at_binding, .state = &l});
    else
        l.state->closed =
            conjunctions_untrue(&m, b->pack, l.parts, rule_index, b->values, l.parts->all & ~l.parts->bound);
    l.state->is_exhausted = l.state->is_exhausted || m.exhausted;
    l.state->is_closed_known = true;
    l.state->are_bindings_known = bindings;
}

/// The operands that read something that changes.
static uint64_t find_touched(const pack *p, const rule_parts *parts, const uint64_t *changed)
{
    const size_t words = bit_set_words(p->fact_count);
    uint64_t touched = 0;
    for (size_t i = 0; i < parts->count; i++)
        touched |= (uint64_t)bit_sets_meet(parts->reads + i * words, changed, words) << i;
    return touched;
}

bool blocking_lets_fire(blocking *b, arena *scratch, size_t rule_index, const uint64_t *changed)
{
    const rule_parts *parts = conjunctions_of(b->parts, rule_index);
    rule_state *s = &b->rules[rule_index];
    if (b->pack->rules[rule_index].table != NULL)
        return true;
    if (!s->is_closed_known)
        look_at(b, scratch, rule_index, false);
    const uint64_t touched = find_touched(b->pack, parts, changed);
    if (!s->is_exhausted && (s->closed & ~touched) != 0)
        return false;
    if (bit_sets_meet(parts->iterates, changed, bit_set_words(b->pack->fact_count)))
        return true;
    if (!s->are_bindings_known)
        look_at(b, scratch, rule_index, true);
    bool lets = s->is_exhausted;
    for (size_t i = 0; i < s->bindings.count && !lets; i++)
        lets = (s->bindings.items[i] & ~touched) == 0;
    return lets;
}
