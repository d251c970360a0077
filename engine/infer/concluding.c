// A table counts as one rule: what its rows come to is one value, unless the fact collects them.
#include "infer/concluding.h"

#include "infer/run_table.h"
#include "infer/whole.h"

static void add_rule(run *r, concluding *c, size_t rule_index)
{
    ARENA_PUSH(r->arena, &c->rules, items, count, capacity, rule_index);
    if (r->unrecorded)
        return;
    slice because = run_fill(r, rule_index, &r->pack->rules[rule_index].because);
    ARENA_PUSH(r->arena, &c->because, items, count, capacity, because);
}

static void add_value(run *r, concluding *c, feel_value v, bool sure)
{
    conclusion added = {.value = feel_is_null(v) ? feel_null() : v, .sure = sure};
    ARENA_PUSH(r->arena, &c->values, items, count, capacity, added);
    ARENA_PUSH(r->arena, &c->ends, items, count, capacity, c->rules.count);
    c->decided = c->decided || sure;
}

void conclude_unknown(run *r, size_t rule_index, concluding *c)
{
    const feel_expression *value = r->pack->rules[rule_index].value;
    feel_value v = feel_null();
    const bool may_repeat = c->declared->policy == HIT_FIRST || c->declared->policy == HIT_ANY;
    if (value != NULL && may_repeat && feel_expression_is_constant(value))
        v = whole_or_unknown(r, rule_index, run_evaluate(r, rule_index, value), false);
    add_value(r, c, v, false);
}

static void conclude(run *r, size_t rule_index, const feel_value *bindings, rule_hint hint, concluding *c)
{
    const rule *which = &r->pack->rules[rule_index];
    const feel_truth truth = run_condition(r, rule_index, bindings, hint);
    if (truth != FEEL_UNKNOWN)
        c->tested = run_note_provisional(r, rule_index, bindings, which->when) || c->tested;
    if (truth == FEEL_FALSE || concluding_is_done(c))
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
static void add_rows(run *r, concluding *c, const pack_table *t, const feel_table_outcome *o, bool collects)
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

static void conclude_table(run *r, size_t rule_index, const feel_value *bindings, concluding *c)
{
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
        add_rows(r, c, t, &o, c->declared->policy == HIT_COLLECT);
    } else if (t->default_value != NULL) {
        const feel_value v = run_evaluate(r, rule_index, t->default_value);
        add_value(r, c, whole_or_unknown(r, rule_index, v, true), true);
    }
}

void conclude_rule(run *r, size_t rule_index, const feel_value *bindings, rule_hint hint, concluding *c)
{
    if (r->pack->rules[rule_index].table != NULL)
        conclude_table(r, rule_index, bindings, c);
    else
        conclude(r, rule_index, bindings, hint, c);
}

void concluding_settle(const run *r, const concluding *c, derivation *d)
{
    const fact *f = c->declared;
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
