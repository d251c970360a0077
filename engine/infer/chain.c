// Forward chaining: one pass over the derived facts in the pack's order reaches the fixpoint, since there is no circle.
#include "infer/chain.h"

#include "infer/conclusion.h"
#include "infer/run_table.h"
#include "infer/whole.h"

/// What the rules of one fact conclude.
typedef struct conclusions {
    rule_hint hint; ///< of the rule that is evaluated
    struct {
        conclusion *items;
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
    bool decided;  ///< by the first that surely fires, if that is the hit policy
    bool conflict; ///< rows of a table break its hit policy
    bool tested;   ///< some depend on what is not stated
} conclusions;

static void add_rule(run *r, conclusions *c, size_t rule_index)
{
    ARENA_PUSH(r->arena, &c->rules, items, count, capacity, rule_index);
    if (r->lean)
        return;
    slice because = run_fill(r, rule_index, &r->pack->rules[rule_index].because);
    ARENA_PUSH(r->arena, &c->because, items, count, capacity, because);
}

static void add_value(run *r, conclusions *c, feel_value v, bool sure)
{
    conclusion added = {.value = feel_is_null(v) ? feel_null() : v, .sure = sure};
    ARENA_PUSH(r->arena, &c->values, items, count, capacity, added);
    ARENA_PUSH(r->arena, &c->ends, items, count, capacity, c->rules.count);
    c->decided = c->decided || sure;
}

/// Something that the rule may conclude is unknown.
static void conclude_unknown(run *r, size_t rule_index, void *state)
{
    (void)rule_index;
    add_value(r, state, feel_null(), false);
}

static void conclude(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    conclusions *c = state;
    const rule *which = &r->pack->rules[rule_index];
    const feel_truth truth = run_condition(r, rule_index, bindings, c->hint);
    if (truth != FEEL_UNKNOWN)
        c->tested = run_note_provisional(r, rule_index, bindings, which->when) || c->tested;
    if (truth == FEEL_FALSE || (c->decided && r->pack->facts[which->target].policy == HIT_FIRST))
        return;
    r->machine->null_tested = false;
    feel_value v = run_evaluate(r, rule_index, which->value);
    c->tested = run_note_provisional(r, rule_index, bindings, which->value) || c->tested;
    if (truth == FEEL_TRUE && feel_is_null(v) && !feel_expression_is_constant(which->value))
        run_record_undetermined(r, rule_index, bindings, which->variable_count, which->value);
    v = whole_or_unknown(r, rule_index, v, truth == FEEL_TRUE);
    if (truth == FEEL_TRUE && !feel_is_null(v))
        add_rule(r, c, rule_index);
    add_value(r, c, v, truth == FEEL_TRUE);
}

/// What the rows of a table come to: one value, or for a fact that collects each row's.
static void add_rows(run *r, conclusions *c, const pack_table *t, const feel_table_outcome *o, bool collects)
{
    const bool each = collects && feel_table_gives_list(&t->form);
    const feel_value all =
        each ? feel_null() : whole_or_unknown(r, t->first_rule + o->rows[0], o->value, true);
    for (size_t i = 0; i < o->row_count; i++) {
        const feel_value v = each ? whole_or_unknown(r, t->first_rule + o->rows[i], o->values[i], true) : all;
        if (!feel_is_null(v))
            add_rule(r, c, t->first_rule + o->rows[i]);
        if (each)
            add_value(r, c, v, true);
    }
    if (!each)
        add_value(r, c, all, true);
}

static void conclude_table(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    conclusions *c = state;
    const rule *which = &r->pack->rules[rule_index];
    const pack_table *t = which->table;
    feel_table_outcome o = run_table(r, t);
    c->tested = run_note_provisional(r, rule_index, bindings, which->when) || c->tested;
    run_record_open_rows(r, t, &o, bindings);
    if (o.conflict) {
        c->conflict = true;
        for (size_t i = 0; i < o.row_count; i++)
            add_rule(r, c, t->first_rule + o.rows[i]);
    } else if (o.refused) {
        return; // no row is for such an input
    } else if (!o.decided) {
        add_value(r, c, feel_null(), false);
    } else if (o.row_count > 0) {
        add_rows(r, c, t, &o, r->pack->facts[which->target].policy == HIT_COLLECT);
    } else if (t->default_value != NULL) {
        const feel_value v = run_evaluate(r, rule_index, t->default_value);
        add_value(r, c, whole_or_unknown(r, rule_index, v, true), true);
    }
}

/// Evaluates the rules of a fact, in the pack's order, until its hit policy asks for no more.
static void conclude_all(run *r, size_t fact_index, const rule_hint *hints, conclusions *c)
{
    const bool first = r->pack->facts[fact_index].policy == HIT_FIRST;
    for (size_t i = 0; i < r->pack->concluding_counts[fact_index] && !(first && c->decided); i++) {
        size_t rule_index = r->pack->concluding_rules[fact_index][i];
        const pack_table *t = r->pack->rules[rule_index].table;
        c->hint = hints != NULL ? hints[i] : (rule_hint){0};
        if (c->hint.silent ||
            (t != NULL && rule_index != t->first_rule)) // a table's rows are evaluated at once
            continue;
        const bool tested = run_bindings(
            r, rule_index, &(run_visitor){t == NULL ? conclude : conclude_table, conclude_unknown, c});
        c->tested = c->tested || tested;
    }
}

/// Fills in what the conclusions come to by the fact's hit policy.
static void settle(const run *r, const conclusions *c, derivation *d)
{
    const fact *f = &r->pack->facts[d->fact];
    d->conflict = c->conflict;
    if (!c->conflict) {
        const conclusion_result result = conclusion_of(r->arena, f, c->values.items, c->values.count);
        d->value = result.value;
        d->conflict = result.kind == CONCLUSION_CONFLICT;
        d->waits = result.kind == CONCLUSION_WAITS;
        if (result.kind == CONCLUSION_VALUE)
            d->rule_count = f->policy == HIT_FIRST ? c->ends.items[result.first] : c->rules.count;
        d->by_default =
            result.kind == CONCLUSION_DEFAULT || (result.kind == CONCLUSION_VALUE && d->rule_count == 0);
    }
    if (d->conflict)
        d->rule_count = c->rules.count;
    d->rules = c->rules.items;
    d->because = c->because.items;
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
        if (r->may_change != NULL)
            r->may_change[fact_index] = c.tested;
    }
    r->values[fact_index] = d.value;
    ARENA_PUSH(r->arena, &r->derivations, items, count, capacity, d);
}

void chain_facts(run *r)
{
    for (size_t i = 0; i < r->pack->derivation_count && !r->machine->exhausted; i++)
        derive_fact(r, r->pack->derivation_order[i], NULL);
}
