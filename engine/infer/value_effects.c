#include "infer/value_effects.h"

#include "infer/run.h"

struct value_effect {
    size_t fact;
    feel_value value;
    uint64_t *asked, *may_fire; ///< sets of rules
};

struct value_effects {
    arena *arena;
    const pack *pack;
    feel_clock clock;
    conjunctions *parts;
    struct {
        value_effect **items;
        size_t count, capacity;
    } * facts; ///< what is known of each fact's values
};

value_effects *value_effects_new(arena *a, const pack *p, feel_clock clock)
{
    value_effects *v = ARENA_NEW(a, value_effects);
    *v = (value_effects){.arena = a, .pack = p, .clock = clock, .parts = conjunctions_new(a, p)};
    v->facts = arena_array(a, p->fact_count, sizeof *v->facts);
    return v;
}

conjunctions *value_effects_conjunctions(const value_effects *v)
{
    return v->parts;
}

/// True if it is the same value by its address.
static bool is_same(feel_value a, feel_value b)
{
    return a.kind == b.kind && a.small == b.small && a.length == b.length &&
           (a.kind == FEEL_BOOLEAN ? a.as.boolean == b.as.boolean : a.as.integer == b.as.integer);
}

value_effect *value_effects_of(value_effects *v, size_t fact_index, feel_value value)
{
    const size_t words = bit_set_words(v->pack->rule_count);
    if (v->pack->derived_field_count > 0)
        return NULL; // records have fields that other facts may decide
    for (size_t i = 0; i < v->facts[fact_index].count; i++) {
        if (is_same(v->facts[fact_index].items[i]->value, value))
            return v->facts[fact_index].items[i];
    }
    value_effect *added = ARENA_NEW(v->arena, value_effect);
    *added = (value_effect){fact_index, value, ARENA_ARRAY(v->arena, words, uint64_t),
                            ARENA_ARRAY(v->arena, words, uint64_t)};
    ARENA_PUSH(v->arena, &v->facts[fact_index], items, count, capacity, added);
    return added;
}

/// True if no fact is in the set but this one.
static bool is_alone(const pack *p, const uint64_t *set, size_t fact_index)
{
    uint64_t others = 0;
    for (size_t i = 0; i < bit_set_words(p->fact_count); i++)
        others |= i == fact_index / 64 ? set[i] & ~((uint64_t)1 << fact_index % 64) : set[i];
    return others == 0;
}

/// A rule that is looked at with a value.
typedef struct look {
    const rule_parts *parts;
    uint64_t alone; ///< the operands that read nothing but the fact, and variables that run over it
    bool may_fire;
} look;

static void look_at_binding(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    look *l = state;
    (void)bindings; // of a lean run they are only in the values
    l->may_fire = l->may_fire || conjunctions_untrue(r->machine, r->pack, l->parts, rule_index, r->values,
                                                     l->alone & l->parts->bound) == 0;
}

/// Looks at the operands that read no variable of the rule, then at the others for each item of the value if the rule runs over it alone.
static bool find_effect(value_effects *v, const value_effect *of, arena *scratch, size_t rule_index)
{
    const pack *p = v->pack;
    const rule *which = &p->rules[rule_index];
    look l = {.parts = conjunctions_of(v->parts, rule_index)};
    for (size_t i = 0; i < l.parts->count; i++) {
        if (is_alone(p, l.parts->reads + i * bit_set_words(p->fact_count), of->fact))
            l.alone |= (uint64_t)1 << i;
    }
    feel_machine m;
    run_supposed_machine(&m, scratch, v->clock);
    feel_value *values = ARENA_ARRAY(scratch, p->scope.count + p->most_variables, feel_value);
    for (size_t i = 0; i < p->constant_count; i++)
        values[p->fact_count + i] = p->constants[i].value;
    values[of->fact] = of->value;
    run r = run_start_with(&m, p, NULL, values, true);
    l.may_fire = conjunctions_untrue(&m, p, l.parts, rule_index, values, l.alone & ~l.parts->bound) == 0;
    if (l.may_fire && which->iterations != NULL && is_alone(p, l.parts->iterates, of->fact)) {
        l.may_fire = false;
        (void)run_bindings(&r, rule_index, &(run_visitor){.bound = look_at_binding, .state = &l});
    }
    return l.may_fire || m.exhausted;
}

bool value_lets_fire(value_effects *v, value_effect *of, arena *scratch, size_t rule_index)
{
    if (v->pack->rules[rule_index].table != NULL)
        return true;
    if (!bit_set_has(of->asked, rule_index)) {
        if (find_effect(v, of, scratch, rule_index))
            bit_set_add(of->may_fire, rule_index);
        bit_set_add(of->asked, rule_index);
    }
    return bit_set_has(of->may_fire, rule_index);
}
