// A derived fact: the rules that conclude it, and those that would have concluded something else but did not fire.
#include "conversation/grounds.h"

#include "base/limits.h"
#include "infer/reads.h"
#include "infer/records.h"
#include "infer/replay.h"
#include "infer/run_table.h"

/// One firing of a concluding rule, or of a row.
typedef struct firing {
    size_t rule;
    const feel_value *bindings;
} firing;

typedef struct firing_list {
    arena *arena;
    const derivation *field; ///< only those for the record that has it; NULL: all
    firing *items;
    size_t count, capacity;
} firing_list;

static void add_firing(firing_list *to, const run *r, size_t rule_index, const feel_value *bindings)
{
    const size_t count = r->pack->rules[rule_index].variable_count;
    feel_value *kept = ARENA_ARRAY(to->arena, count, feel_value);
    for (size_t i = 0; i < count; i++)
        kept[i] = bindings[i];
    const firing one = {rule_index, kept};
    ARENA_PUSH(to->arena, to, items, count, capacity, one);
}

static void note_firing(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    const rule *which = &r->pack->rules[rule_index];
    if (!grounds_is_for(r, rule_index, ((const firing_list *)state)->field))
        return;
    if (which->table != NULL) {
        const feel_table_outcome o = run_table(r, which->table);
        for (size_t i = 0; o.decided && !o.refused && i < o.row_count; i++)
            add_firing(state, r, which->table->first_rule + o.rows[i], bindings);
    } else if (run_condition(r, rule_index, bindings, (rule_hint){0}) == FEEL_TRUE &&
               !feel_is_null(run_evaluate(r, rule_index, which->value))) {
        add_firing(state, r, rule_index, bindings);
    }
}

/// What is proved: a derived fact, or a derived field of a record.
typedef struct derived_thing {
    const fact *declared;
    const size_t *rules;
    size_t rule_count;
    size_t fact;             ///< of a fact
    const derivation *field; ///< of a field, as in the world with the leaves alone; else NULL
} derived_thing;

/// Its value in a run.
static feel_value value_in(const run *r, const derived_thing *x)
{
    if (x->field == NULL)
        return r->values[x->fact];
    const own_record *of = records_numbered(r, x->field->record->record);
    return of != NULL ? of->entries[r->pack->derived_fields[x->field->field].field].value : feel_null();
}

/// Adds a rule that concluded it.
static void add_conclusion(grounds *g, const firing *f)
{
    const rule *which = &g->support->of->pack->rules[f->rule];
    (void)grounds_bind(&g->full, f->rule, f->bindings);
    (void)grounds_add(g, (proof_node){.kind = which->table != NULL ? PROOF_ROW : PROOF_RULE,
                                      .name = which->id,
                                      .text = run_fill(&g->full, f->rule, &which->because),
                                      .where = which->where});
    grounds_add_rule(g, f->rule, f->bindings);
}

/// Adds what a rule waits for, if that is why the fact is not known.
static void add_unknown(grounds *g, const feel_unknown *unknown)
{
    profile_slot at;
    if (support_is_hidden(&g->base, unknown) || !support_slot(&g->base, unknown, &at))
        return;
    if (at.record == 0 && g->support->of->pack->facts[at.fact].derived)
        grounds_add_derived(g, at.fact);
    for (size_t i = 0; i < g->base.field_derivations.count; i++) {
        const derivation *d = &g->base.field_derivations.items[i];
        if (!d->stated && d->record->record == at.record &&
            g->support->of->pack->derived_fields[d->field].field == at.field)
            grounds_add_derived_field(g, i);
    }
    for (size_t i = 0; i < g->support->count; i++) {
        if (profile_slot_equal(g->support->leaves[i].at, at))
            grounds_add_leaf(g, i);
    }
}

/// True if an undetermined rule waits for what may be concluded of the thing.
static bool waits_for_thing(const run *r, const undetermined *u, const derived_thing *x)
{
    const size_t about = x->field != NULL ? (size_t)r->pack->rules[u->rule].about_variable : 0;
    const feel_value item = x->field != NULL && about < u->bound ? u->bindings[about] : feel_null();
    return item.kind != FEEL_CONTEXT || item.as.context->record == x->field->record->record;
}

static void add_waits(grounds *g, size_t rule_index, const derived_thing *x)
{
    const run *r = &g->support->base->run;
    const pack_table *t = r->pack->rules[rule_index].table;
    const size_t end = rule_index + (t != NULL ? t->form.row_count : 1);
    g->depth++;
    for (size_t i = 0; i < r->undetermined.count; i++) {
        const undetermined *u = &r->undetermined.items[i];
        if (u->rule < rule_index || u->rule >= end || !waits_for_thing(r, u, x))
            continue;
        for (size_t k = 0; k < u->waits_count; k++)
            add_unknown(g, &u->waits_for[k]);
    }
    g->depth--;
}

/// Adds a rule that did not fire, if the proof rests on that.
static void add_refusal(grounds *g, size_t rule_index, const derived_thing *x)
{
    const rule *which = &g->support->of->pack->rules[rule_index];
    const size_t before = g->proof->count;
    const bool is_refused =
        which->table != NULL || run_condition(&g->base, rule_index, NULL, (rule_hint){0}) == FEEL_FALSE;
    (void)grounds_add(
        g, (proof_node){.kind = PROOF_NO_RULE,
                        .value = is_refused || which->iterations != NULL ? SLICE("false") : SLICE("null"),
                        .name = which->table != NULL ? which->table->id : which->id,
                        .where = which->table != NULL ? which->table->where : which->where});
    g->depth++;
    if (which->iterations == NULL && which->table != NULL)
        grounds_add_cells(g, rule_index, true, NULL);
    else if (which->iterations == NULL)
        grounds_add_parts(g, rule_index, NULL, true);
    g->depth--;
    if (g->proof->count == before + 1)
        grounds_below(g, &(probe){.kind = PROBE_OUTCOME, .rule = rule_index, .field = x->field});
    if (g->proof->count == before + 1 && feel_is_null(value_in(&g->base, x)))
        add_waits(g, rule_index, x);
    if (g->proof->count == before + 1)
        g->proof->count = before;
}

/// Adds the rules in the order in which they are asked, until one decides.
static void add_rules(grounds *g, const derived_thing *x)
{
    const pack *p = g->support->of->pack;
    const bool first = x->declared->policy == HIT_FIRST;
    bool decided = false;
    for (size_t i = 0; i < x->rule_count && !(first && decided); i++) {
        const size_t rule_index = x->rules[i];
        const pack_table *t = p->rules[rule_index].table;
        firing_list fired = {.arena = g->arena, .field = x->field};
        if (t != NULL && rule_index != t->first_rule)
            continue; // the rows of a table are asked at once
        (void)run_bindings(&g->base, rule_index, &(run_visitor){.bound = note_firing, .state = &fired});
        for (size_t k = 0; k < fired.count && !(first && decided && t == NULL); k++) {
            add_conclusion(g, &fired.items[k]);
            decided = true;
        }
        if (fired.count == 0)
            add_refusal(g, rule_index, x);
    }
}

/// True if a rule that concludes the thing reads the fact.
static bool is_read_for(const derived_thing *x, const rule_reads *reads, size_t read)
{
    bool found = false;
    for (size_t i = 0; i < x->rule_count && !found; i++)
        found = bit_set_has(reads_of(reads, x->rules[i]), read);
    return found;
}

/// Adds the derived facts by which a leaf reaches the thing: a rule would have fired for another item first if they had other values.
static void add_way(grounds *g, const derived_thing *x, size_t leaf)
{
    const pack *p = g->support->of->pack;
    const rule_reads reads = reads_of_rules(g->arena, p);
    for (size_t i = 0; i < p->derivation_count && !g->is_placed[leaf]; i++) {
        const size_t between = p->derivation_order[i];
        if ((x->field != NULL || between != x->fact) && is_read_for(x, &reads, between) &&
            !grounds_same(g->base.values[between], g->worlds[leaf]->run.values[between]))
            grounds_add_derived(g, between);
    }
}

/// Adds the leaves that it rests on and that none of the rules above has.
static void add_rest(grounds *g, const derived_thing *x)
{
    for (size_t i = 0; i < g->support->count; i++) {
        if (g->is_placed[i] || grounds_same(value_in(&g->base, x), value_in(&g->worlds[i]->run, x)))
            continue;
        add_way(g, x, i);
        if (!g->is_placed[i])
            grounds_add_leaf(g, i);
    }
}

static bool is_default(const grounds *g, size_t fact_index)
{
    const run *r = &g->support->base->run;
    bool by_default = false;
    for (size_t i = 0; i < r->derivations.count && !by_default; i++)
        by_default = r->derivations.items[i].fact == fact_index && r->derivations.items[i].by_default;
    return by_default;
}

/// Adds a node, and below it the proof, unless that stands further up.
static void add_thing(grounds *g, const derived_thing *x, proof_node node, bool *is_proved)
{
    node.kind = PROOF_DERIVED;
    node.name = x->declared->name;
    node.unit = x->declared->unit;
    node.is_repeated = *is_proved || g->chain == LIMIT_PROOF_CHAIN;
    (void)grounds_add(g, node);
    if (node.is_repeated)
        return;
    *is_proved = true;
    g->chain++;
    g->depth++;
    add_rules(g, x);
    add_rest(g, x);
    g->depth--;
    g->chain--;
}

void grounds_add_derived(grounds *g, size_t fact_index)
{
    const pack *p = g->support->of->pack;
    const derived_thing x = {.declared = &p->facts[fact_index],
                             .rules = p->concluding_rules[fact_index],
                             .rule_count = p->concluding_counts[fact_index],
                             .fact = fact_index};
    add_thing(g, &x,
              (proof_node){.value = feel_to_literal(g->arena, g->full.values[fact_index]),
                           .by_default = is_default(g, fact_index)},
              &g->is_proved[fact_index]);
}

void grounds_add_derived_field(grounds *g, size_t index)
{
    const inference *of = g->support->of;
    const derivation *d = &g->base.field_derivations.items[index];
    const derived_field *field = &of->pack->derived_fields[d->field];
    const derivation *shown =
        infer_field_of(of, d->field, (feel_value){.kind = FEEL_CONTEXT, .as.context = d->record});
    const derived_thing x = {
        .declared = field->declared, .rules = field->rules, .rule_count = field->rule_count, .field = d};
    add_thing(g, &x,
              (proof_node){.item = grounds_record_name(g, (profile_slot){d->fact, d->record->record, 0}),
                           .fact = of->pack->facts[d->fact].name,
                           .value = feel_to_literal(g->arena, (shown != NULL ? shown : d)->value),
                           .by_default = d->by_default},
              &g->is_field_proved[index]);
}
