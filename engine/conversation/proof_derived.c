// A derived fact: the rules that conclude it, and those that would have concluded something else but did not fire.
#include "conversation/grounds.h"

#include "base/limits.h"
#include "infer/reads.h"
#include "infer/run_table.h"

/// One firing of a concluding rule, or of a row.
typedef struct firing {
    size_t rule;
    const feel_value *bindings;
} firing;

typedef struct firing_list {
    arena *arena;
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
    if (which->table != NULL) {
        const feel_table_outcome o = run_table(r, which->table);
        for (size_t i = 0; o.decided && !o.refused && i < o.row_count; i++)
            add_firing(state, r, which->table->first_rule + o.rows[i], bindings);
    } else if (run_condition(r, rule_index, bindings, (rule_hint){0}) == FEEL_TRUE &&
               !feel_is_null(run_evaluate(r, rule_index, which->value))) {
        add_firing(state, r, rule_index, bindings);
    }
}

/// Adds a rule that concluded the fact.
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
    if (!support_slot(&g->base, unknown, &at))
        return;
    if (at.record == 0 && g->support->of->pack->facts[at.fact].derived)
        grounds_add_derived(g, at.fact);
    for (size_t i = 0; i < g->support->count; i++) {
        if (profile_slot_equal(g->support->leaves[i].at, at))
            grounds_add_leaf(g, i);
    }
}

static void add_waits(grounds *g, size_t rule_index)
{
    const run *r = &g->support->base->run;
    const pack_table *t = r->pack->rules[rule_index].table;
    const size_t end = rule_index + (t != NULL ? t->form.row_count : 1);
    g->depth++;
    for (size_t i = 0; i < r->undetermined.count; i++) {
        const undetermined *u = &r->undetermined.items[i];
        for (size_t k = 0; u->rule >= rule_index && u->rule < end && k < u->waits_count; k++)
            add_unknown(g, &u->waits_for[k]);
    }
    g->depth--;
}

/// Adds a rule that did not fire, if the proof rests on that.
static void add_refusal(grounds *g, size_t rule_index)
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
        grounds_below(g, &(probe){.kind = PROBE_OUTCOME, .rule = rule_index});
    if (g->proof->count == before + 1 && feel_is_null(g->base.values[which->target]))
        add_waits(g, rule_index);
    if (g->proof->count == before + 1)
        g->proof->count = before;
}

/// Adds the rules of the fact in the order in which they are asked, until one decides.
static void add_rules(grounds *g, size_t fact_index)
{
    const pack *p = g->support->of->pack;
    const bool first = p->facts[fact_index].policy == HIT_FIRST;
    bool decided = false;
    for (size_t i = 0; i < p->concluding_counts[fact_index] && !(first && decided); i++) {
        const size_t rule_index = p->concluding_rules[fact_index][i];
        const pack_table *t = p->rules[rule_index].table;
        firing_list fired = {.arena = g->arena};
        if (t != NULL && rule_index != t->first_rule)
            continue; // the rows of a table are asked at once
        (void)run_bindings(&g->base, rule_index, &(run_visitor){.bound = note_firing, .state = &fired});
        for (size_t k = 0; k < fired.count && !(first && decided && t == NULL); k++) {
            add_conclusion(g, &fired.items[k]);
            decided = true;
        }
        if (fired.count == 0)
            add_refusal(g, rule_index);
    }
}

static bool is_read_for(const pack *p, const rule_reads *reads, size_t fact_index, size_t read)
{
    bool found = false;
    for (size_t i = 0; i < p->concluding_counts[fact_index] && !found; i++)
        found = reads_fact(reads_of(reads, p->concluding_rules[fact_index][i]), read);
    return found;
}

/// Adds the derived facts by which a leaf reaches the fact: a rule would have fired for another item first if they had other values.
static void add_way(grounds *g, size_t fact_index, size_t leaf)
{
    const pack *p = g->support->of->pack;
    const rule_reads reads = reads_of_rules(g->arena, p);
    for (size_t i = 0; i < p->derivation_count && !g->is_placed[leaf]; i++) {
        const size_t between = p->derivation_order[i];
        if (between != fact_index && is_read_for(p, &reads, fact_index, between) &&
            !grounds_same(g->base.values[between], g->worlds[leaf]->run.values[between]))
            grounds_add_derived(g, between);
    }
}

/// Adds the leaves that the fact rests on and that none of the rules above has.
static void add_rest(grounds *g, size_t fact_index)
{
    for (size_t i = 0; i < g->support->count; i++) {
        if (g->is_placed[i] || grounds_same(g->base.values[fact_index], g->worlds[i]->run.values[fact_index]))
            continue;
        add_way(g, fact_index, i);
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

void grounds_add_derived(grounds *g, size_t fact_index)
{
    const fact *f = &g->support->of->pack->facts[fact_index];
    const bool again = g->is_proved[fact_index] || g->chain == LIMIT_PROOF_CHAIN;
    (void)grounds_add(g, (proof_node){.kind = PROOF_DERIVED,
                                      .name = f->name,
                                      .value = feel_to_literal(g->arena, g->full.values[fact_index]),
                                      .unit = f->unit,
                                      .by_default = is_default(g, fact_index),
                                      .is_repeated = again});
    if (again)
        return;
    g->is_proved[fact_index] = true;
    g->chain++;
    g->depth++;
    add_rules(g, fact_index);
    add_rest(g, fact_index);
    g->depth--;
    g->chain--;
}
