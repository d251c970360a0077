// Forward chaining: one pass over the derived facts in the pack's order reaches the fixpoint, since there is no circle.
#include "infer/run.h"

/// The values that the rules of one fact conclude.
typedef struct conclusions {
    struct {
        feel_value *items;
        size_t count, capacity;
    } values;
    struct {
        size_t *items;
        size_t count, capacity;
    } rules;
    struct {
        slice *items;
        size_t count, capacity;
    } because;
} conclusions;

static void conclude(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    conclusions *c = state;
    const rule *which = &r->pack->rules[rule_index];
    if (run_decide(r, rule_index, bindings) != DECISION_TRUE)
        return;
    feel_value v = run_evaluate(r, rule_index, which->value);
    if (feel_is_null(v))
        return; // it fired, but knows no value
    slice because = r->lean ? (slice){"", 0} : run_fill(r, rule_index, &which->because);
    ARENA_PUSH(r->arena, &c->values, items, count, capacity, v);
    ARENA_PUSH(r->arena, &c->rules, items, count, capacity, rule_index);
    ARENA_PUSH(r->arena, &c->because, items, count, capacity, because);
}

static bool all_agree(const conclusions *c)
{
    for (size_t i = 1; i < c->values.count; i++) {
        if (feel_equal(c->values.items[0], c->values.items[i]) != FEEL_TRUE)
            return false;
    }
    return true;
}

void derive_fact(run *r, size_t fact_index)
{
    const fact *f = &r->pack->facts[fact_index];
    derivation d = {.fact = fact_index};
    conclusions c = {0};
    if (r->person->stated[fact_index]) {
        d.stated = true;
        d.value = r->values[fact_index];
        ARENA_PUSH(r->arena, &r->derivations, items, count, capacity, d);
        return;
    }
    for (size_t i = 0; i < r->pack->concluding_counts[fact_index]; i++) {
        run_bindings(r, r->pack->concluding_rules[fact_index][i], conclude, &c);
        if (f->policy == HIT_FIRST && c.values.count > 0)
            break;
    }
    size_t used = c.values.count;
    if (used == 0) {
        d.by_default = f->has_default;
        d.value = f->has_default ? f->default_value : feel_null();
    } else if (f->policy == HIT_COLLECT) {
        d.value = feel_list_of(r->arena, c.values.items, used);
    } else {
        d.conflict = (f->policy == HIT_UNIQUE && used > 1) || (f->policy == HIT_ANY && !all_agree(&c));
        d.value = d.conflict ? feel_null() : c.values.items[0];
        if (f->policy == HIT_FIRST)
            used = 1;
    }
    d.rules = c.rules.items;
    d.because = c.because.items;
    d.rule_count = used;
    r->values[fact_index] = d.value;
    ARENA_PUSH(r->arena, &r->derivations, items, count, capacity, d);
}

void chain_facts(run *r)
{
    for (size_t i = 0; i < r->pack->derivation_count && !r->machine->exhausted; i++)
        derive_fact(r, r->pack->derivation_order[i]);
}
