// Forward chaining: one pass over the derived facts in the pack's order reaches the fixpoint, since there is no circle.
#include "infer/chain.h"

#include "infer/run_table.h"

/// The values that the rules of one fact conclude.
typedef struct conclusions {
    rule_hint hint; ///< of the rule that is evaluated
    struct {
        feel_value *items;
        size_t count, capacity;
    } values;
    struct {
        size_t *items; ///< for each value, how many of `rules` there are up to it
        size_t count, capacity;
    } ends;
    struct {
        size_t *items;
        size_t count, capacity;
    } rules;
    struct {
        slice *items;
        size_t count, capacity;
    } because;
    bool conflict;   ///< rows of a table break its hit policy
    bool by_default; ///< a table gave its default
} conclusions;

static void add_rule(run *r, conclusions *c, size_t rule_index)
{
    ARENA_PUSH(r->arena, &c->rules, items, count, capacity, rule_index);
    if (r->lean)
        return;
    slice because = run_fill(r, rule_index, &r->pack->rules[rule_index].because);
    ARENA_PUSH(r->arena, &c->because, items, count, capacity, because);
}

static void add_value(run *r, conclusions *c, feel_value v)
{
    ARENA_PUSH(r->arena, &c->values, items, count, capacity, v);
    ARENA_PUSH(r->arena, &c->ends, items, count, capacity, c->rules.count);
}

static void conclude(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    conclusions *c = state;
    const rule *which = &r->pack->rules[rule_index];
    if (!run_holds(r, rule_index, bindings, c->hint))
        return;
    feel_value v = run_evaluate(r, rule_index, which->value);
    if (feel_is_null(v))
        return; // it fired, but its value is unknown
    add_rule(r, c, rule_index);
    add_value(r, c, v);
}

/// What the rows of a table come to: one value, or for a fact that collects each row's.
static void add_rows(run *r, conclusions *c, const pack_table *t, const feel_table_outcome *o, bool collects)
{
    bool list = feel_table_gives_list(&t->form);
    if (feel_is_null(o->value))
        return; // the rows match, but know no value
    for (size_t i = 0; i < o->row_count; i++) {
        if (list && feel_is_null(o->values[i]))
            continue;
        add_rule(r, c, t->first_rule + o->rows[i]);
        if (list && collects)
            add_value(r, c, o->values[i]);
    }
    if (!list || !collects)
        add_value(r, c, o->value);
}

static void conclude_table(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    conclusions *c = state;
    const rule *which = &r->pack->rules[rule_index];
    const pack_table *t = which->table;
    feel_table_outcome o = run_table(r, t);
    for (size_t i = 0; i < o.undetermined_count; i++)
        run_record_undetermined(r, t->first_rule + o.undetermined[i], bindings);
    if (o.conflict) {
        c->conflict = true;
        for (size_t i = 0; i < o.row_count; i++)
            add_rule(r, c, t->first_rule + o.rows[i]);
    } else if (o.decided && o.row_count > 0) {
        add_rows(r, c, t, &o, r->pack->facts[which->target].policy == HIT_COLLECT);
    } else if (o.decided && t->default_value != NULL) {
        feel_value v = run_evaluate(r, rule_index, t->default_value);
        if (feel_is_null(v))
            return;
        c->by_default = true;
        add_value(r, c, v);
    }
}

static bool all_agree(const conclusions *c)
{
    for (size_t i = 1; i < c->values.count; i++) {
        if (feel_equal(c->values.items[0], c->values.items[i]) != FEEL_TRUE)
            return false;
    }
    return true;
}

/// Evaluates the rules of a fact, in the pack's order, until its hit policy asks for no more.
static void conclude_all(run *r, size_t fact_index, const rule_hint *hints, conclusions *c)
{
    const bool first = r->pack->facts[fact_index].policy == HIT_FIRST;
    const size_t count = r->pack->concluding_counts[fact_index];
    for (size_t i = 0; i < count; i++) {
        if (hints != NULL && hints[i].silent)
            continue;
        size_t rule_index = r->pack->concluding_rules[fact_index][i];
        const pack_table *t = r->pack->rules[rule_index].table;
        c->hint = hints != NULL ? hints[i] : (rule_hint){0};
        if (t == NULL)
            (void)run_bindings(r, rule_index, conclude, c);
        else if (rule_index == t->first_rule) // all its rows at once
            (void)run_bindings(r, rule_index, conclude_table, c);
        if (first && c->values.count > 0)
            break;
    }
}

/// Fills in what the conclusions come to by the fact's hit policy.
static void settle(run *r, const conclusions *c, derivation *d)
{
    const fact *f = &r->pack->facts[d->fact];
    const size_t used = c->values.count;
    d->rules = c->rules.items;
    d->because = c->because.items;
    d->rule_count = c->rules.count;
    if (c->conflict) {
        d->conflict = true;
    } else if (used == 0) {
        d->by_default = f->has_default;
        d->value = f->has_default ? f->default_value : feel_null();
    } else if (f->policy == HIT_COLLECT) {
        d->value = feel_list_of(r->arena, c->values.items, used);
    } else {
        d->conflict = (f->policy == HIT_UNIQUE && used > 1) || (f->policy == HIT_ANY && !all_agree(c));
        d->value = d->conflict ? feel_null() : c->values.items[0];
        d->by_default = c->by_default && c->rules.count == 0;
        if (f->policy == HIT_FIRST)
            d->rule_count = c->ends.items[0];
    }
}

void derive_fact(run *r, size_t fact_index, const rule_hint *hints)
{
    derivation d = {.fact = fact_index, .stated = r->person->stated[fact_index]};
    if (d.stated) {
        d.value = r->values[fact_index];
    } else {
        conclusions c = {0};
        conclude_all(r, fact_index, hints, &c);
        settle(r, &c, &d);
    }
    r->values[fact_index] = d.value;
    ARENA_PUSH(r->arena, &r->derivations, items, count, capacity, d);
}

void chain_facts(run *r)
{
    for (size_t i = 0; i < r->pack->derivation_count && !r->machine->exhausted; i++)
        derive_fact(r, r->pack->derivation_order[i], NULL);
}
