// A part rests on a leaf if it gives something else once the leaf is not stated while derived facts are as they are, and on a derived fact
// if it gives something else once that is unknown.
#include "conversation/grounds.h"

#include "conversation/grounds_call.h"

#include "infer/evidence.h"
#include "infer/reads.h"
#include "infer/records.h"
#include "infer/run_table.h"

// --- runs to look at a rule from all sides ---

/// The run of a world in which derived facts are as in another one.
static run run_with_derived(const grounds *g, const profile *person)
{
    const pack *p = g->support->of->pack;
    feel_machine *m = ARENA_NEW(g->arena, feel_machine);
    feel_machine_init(m, g->arena);
    m->clock = g->support->clock;
    run r = run_start(m, p, person, true);
    records_own(&r);
    for (size_t i = 0; i < p->fact_count; i++) {
        if (p->facts[i].derived && !g->support->base->person.stated[i])
            r.values[i] = g->base.values[i];
    }
    for (size_t i = 0; i < g->base.field_derivations.count; i++) {
        const derivation *d = &g->base.field_derivations.items[i];
        const size_t field = p->derived_fields[d->field].field;
        const own_record *of = records_numbered(&r, d->record->record);
        if (of != NULL && !d->stated)
            of->entries[field].value = d->record->entries[field].value;
    }
    return r;
}

static run full_run(const grounds *g)
{
    const inference *of = g->support->of;
    run r = run_with_derived(g, of->profile);
    memcpy(r.values, of->values, of->pack->scope.count * sizeof *r.values);
    return r;
}

grounds grounds_of(proof *p, const support *s)
{
    grounds g = {.proof = p,
                 .arena = s->arena,
                 .support = s,
                 .base = s->base->run,
                 .without = ARENA_ARRAY(s->arena, s->count, run),
                 .worlds = ARENA_ARRAY(s->arena, s->count, const world *),
                 .is_placed = ARENA_ARRAY(s->arena, s->count, bool),
                 .is_proved = ARENA_ARRAY(s->arena, s->of->pack->fact_count, bool),
                 .is_field_proved = ARENA_ARRAY(s->arena, s->base->run.field_derivations.count, bool)};
    g.base.lean = true;
    for (size_t i = 0; i < s->count; i++) {
        g.worlds[i] = support_without(s, i);
        g.without[i] = run_with_derived(&g, &g.worlds[i]->person);
    }
    g.full = full_run(&g);
    return g;
}

bool grounds_same(feel_value a, feel_value b)
{
    if (feel_is_null(a) || feel_is_null(b))
        return feel_is_null(a) && feel_is_null(b) && feel_is_hidden(a) == feel_is_hidden(b);
    return feel_equal(a, b) == FEEL_TRUE;
}

static feel_value find_again(const run *r, feel_value v)
{
    const feel_context *found = NULL;
    for (size_t i = 0;
         v.kind == FEEL_CONTEXT && v.as.context->record > 0 && i < r->pack->fact_count && found == NULL; i++)
        found = r->pack->facts[i].derived && !r->person->stated[i]
                    ? NULL
                    : profile_record_in(r->values[i], v.as.context->record);
    return found != NULL ? (feel_value){.kind = FEEL_CONTEXT, .as.context = found} : v;
}

const feel_value *grounds_bind(run *r, size_t rule_index, const feel_value *bindings)
{
    feel_value *variables = r->values + r->pack->scope.count;
    for (size_t i = 0; bindings != NULL && i < r->pack->rules[rule_index].variable_count; i++)
        variables[i] = find_again(r, bindings[i]);
    return variables;
}

// --- probes ---

typedef struct sample {
    feel_value *items;
    size_t count, capacity;
} sample;

/// Adds what was evaluated since the last value. What is unknown after something hidden was read may be known otherwise: it is hidden too.
static void add_value(const run *r, sample *to, feel_value v)
{
    const feel_value seen = feel_is_null(v) && support_read_hidden(r) ? feel_hidden() : v;
    ARENA_PUSH(r->arena, to, items, count, capacity, seen);
    r->machine->unknowns = (feel_unknown_list){0};
}

static void add_truth(const run *r, sample *to, feel_truth truth)
{
    add_value(r, to, truth == FEEL_UNKNOWN ? feel_null() : feel_boolean(truth == FEEL_TRUE));
}

static void sample_input(run *r, const probe *at, sample *out)
{
    const pack_table *t = r->pack->rules[at->rule].table;
    const feel_value input = run_evaluate(r, at->rule, t->form.inputs[at->index].expression);
    for (size_t i = 0; i < t->form.row_count; i++) {
        const feel_expression *cell = t->form.cells[i * t->form.input_count + at->index];
        if (cell != NULL)
            add_truth(r, out, run_test(r, t->first_rule + i, cell, input));
    }
}

/// True if a list surely has the item.
static bool has_item(feel_value list, feel_value item)
{
    const feel_partial *partial = feel_is_null(list) ? list.as.partial : NULL;
    const feel_list *items = list.kind == FEEL_LIST                     ? list.as.list
                             : partial != NULL && partial->sure != NULL ? &partial->items
                                                                        : NULL;
    bool found = false;
    for (size_t i = 0; items != NULL && i < items->count && !found; i++)
        found = (partial == NULL || partial->sure[i]) && evidence_same_item(items->items[i], item);
    return found;
}

static void sample_domain(run *r, const probe *at, const feel_value *bindings, sample *out)
{
    const rule *which = &r->pack->rules[at->rule];
    const feel_value domain = explain_domain_value(r->machine, which->iterations, at->index, bindings,
                                                   r->values, r->pack->scope.count);
    add_value(r, out, feel_boolean(has_item(domain, at->bindings[at->index])));
    if (at->bindings[at->index].kind == FEEL_NUMBER) // it may run from a number to another
        add_value(r, out, domain);
}

bool grounds_is_for(const run *r, size_t rule_index, const derivation *field)
{
    const rule *which = &r->pack->rules[rule_index];
    const feel_value v =
        field != NULL ? r->values[r->pack->scope.count + (size_t)which->about_variable] : feel_null();
    return field == NULL || (v.kind == FEEL_CONTEXT && v.as.context->record == field->record->record);
}

/// An outcome, and for which record.
typedef struct outcome_state {
    sample *out;
    const derivation *field;
} outcome_state;

static void add_outcome(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    const outcome_state *to = state;
    const rule *which = &r->pack->rules[rule_index];
    if (!grounds_is_for(r, rule_index, to->field))
        return;
    if (which->table != NULL) {
        const feel_table_outcome o = run_table(r, which->table);
        add_value(r, to->out, feel_boolean(o.decided));
        add_value(r, to->out, o.value);
        for (size_t i = 0; i < o.row_count; i++)
            add_value(r, to->out, feel_integer((int64_t)o.rows[i]));
        return;
    }
    const feel_truth truth = run_condition(r, rule_index, bindings, (rule_hint){0});
    add_truth(r, to->out, truth);
    if (truth != FEEL_FALSE)
        add_value(r, to->out, run_evaluate(r, rule_index, which->value));
}

static void add_open(run *r, size_t rule_index, run_opening at, void *state)
{
    const outcome_state *to = state;
    const rule *which = &r->pack->rules[rule_index];
    const bool is_bound = at.known > (size_t)which->about_variable;
    if (to->field != NULL && is_bound && !grounds_is_for(r, rule_index, to->field))
        return;
    add_value(r, to->out, feel_null());
    if (which->when != NULL && which->table == NULL) // were it false, nothing would be open
        add_value(r, to->out, run_evaluate(r, rule_index, which->when));
}

static void sample_outcome(run *r, const probe *at, sample *out)
{
    outcome_state to = {out, at->field};
    (void)run_bindings(r, at->rule, &(run_visitor){add_outcome, add_open, &to});
}

/// What a probe gives in a run.
static sample sample_of(run *r, const probe *at)
{
    sample out = {0};
    const size_t count = r->pack->scope.count + r->pack->rules[at->rule].variable_count;
    const feel_value *bindings = grounds_bind(r, at->rule, at->bindings);
    r->machine->trace_unknowns = true;
    r->machine->unknowns = r->machine->tested = (feel_unknown_list){0};
    switch (at->kind) {
    case PROBE_PART:
        add_value(r, &out, explain_part_value(r->machine, at->expression, at->part, r->values, count));
        break;
    case PROBE_EXPRESSION: add_value(r, &out, run_evaluate(r, at->rule, at->expression)); break;
    case PROBE_INPUT: sample_input(r, at, &out); break;
    case PROBE_DOMAIN: sample_domain(r, at, bindings, &out); break;
    case PROBE_OUTCOME: sample_outcome(r, at, &out); break;
    }
    r->machine->trace_unknowns = false;
    return out;
}

static bool is_same_sample(const sample *a, const sample *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; i < a->count && same; i++)
        same = grounds_same(a->items[i], b->items[i]);
    return same;
}

// --- nodes ---

proof_node *grounds_add(grounds *g, proof_node node)
{
    node.depth = g->depth;
    ARENA_PUSH(g->arena, g->proof, nodes, count, capacity, node);
    return &g->proof->nodes[g->proof->count - 1];
}

slice grounds_record_name(const grounds *g, profile_slot at)
{
    const inference *of = g->support->of;
    const record_type *type = profile_slot_type(of->pack, of->profile, at);
    const feel_context *record = profile_slot_record(of->profile, at);
    const feel_value whole = of->profile->values[at.fact];
    const slice name =
        pack_record_name(g->arena, type, (feel_value){.kind = FEEL_CONTEXT, .as.context = record});
    if (name.len > 0)
        return name;
    for (size_t i = 0; whole.kind == FEEL_LIST && i < whole.as.list->count; i++) {
        if (whole.as.list->items[i].kind == FEEL_CONTEXT && whole.as.list->items[i].as.context == record)
            return arena_format(g->arena, "number %zu", i + 1);
    }
    return (slice){"", 0};
}

/// What is common to the nodes of leaves.
static proof_node leaf_node(const grounds *g, const support_leaf *leaf)
{
    const inference *of = g->support->of;
    const profile_slot at = leaf->at;
    const fact *declared = profile_slot_declared(of->pack, of->profile, at);
    proof_node node = {.name = declared->name, .unit = declared->unit};
    if (at.record > 0) {
        node.fact = of->pack->facts[at.fact].name;
        node.item = grounds_record_name(g, at);
        node.where = profile_field_place(of->profile, at.record, at.field);
    } else {
        node.where = of->profile->places[at.fact];
    }
    return node;
}

static slice count_text(const grounds *g, feel_value v)
{
    return v.kind == FEEL_LIST ? arena_format(g->arena, "%zu", v.as.list->count) : SLICE("1");
}

void grounds_add_leaf(grounds *g, size_t leaf)
{
    const inference *of = g->support->of;
    const support_leaf *of_leaf = &g->support->leaves[leaf];
    const fact *declared = profile_slot_declared(of->pack, of->profile, of_leaf->at);
    const feel_value v = profile_slot_value(of->profile, of_leaf->at);
    proof_node node = leaf_node(g, of_leaf);
    node.kind = of_leaf->not_stated                             ? PROOF_NOT_STATED
                : of_leaf->is_whole || declared->record != NULL ? PROOF_LIST
                : of_leaf->at.record > 0                        ? PROOF_FIELD
                                                                : PROOF_FACT;
    if (of_leaf->not_stated)
        node.where = (place){0};
    else
        node.value = node.kind == PROOF_LIST ? count_text(g, v) : feel_to_literal(g->arena, v);
    if (of_leaf->is_whole)
        node.text = SLICE("all that it holds");
    g->is_placed[leaf] = true;
    (void)grounds_add(g, node);
}

static void add_constants(grounds *g, const probe *at)
{
    const pack *p = g->support->of->pack;
    bool *reads = ARENA_ARRAY(g->arena, p->scope.count, bool);
    size_t count = 0;
    const size_t *of_expression =
        at->kind == PROBE_EXPRESSION ? feel_expression_reads(at->expression, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (of_expression[i] < p->scope.count) // else it is a variable of the rule
            reads[of_expression[i]] = true;
    }
    if (at->kind == PROBE_PART)
        explain_part_reads(at->part, reads, p->scope.count);
    for (size_t i = 0; i < p->constant_count; i++) {
        if (reads[p->fact_count + i] && !p->constants[i].is_function)
            (void)grounds_add(g, (proof_node){.kind = PROOF_CONSTANT,
                                              .name = p->constants[i].name,
                                              .value = feel_to_literal(g->arena, p->constants[i].value),
                                              .where = p->constants[i].where});
    }
}

/// A derived fact, or the derived field of a record, that a probe may rest on.
typedef struct derived_ground {
    feel_value *at;   ///< in the run of the base
    feel_value value; ///< what stands there
    bool is_field;
    size_t index; ///< of the fact; of the field's derivation
    bool is_needed;
} derived_ground;

typedef struct ground_list {
    arena *arena;
    derived_ground *items;
    size_t count, capacity;
} ground_list;

static void add_candidate(ground_list *to, feel_value *at, bool is_field, size_t index)
{
    const derived_ground one = {.at = at, .value = *at, .is_field = is_field, .index = index};
    if (!feel_is_hidden(*at))
        ARENA_PUSH(to->arena, to, items, count, capacity, one);
}

/// What the rule reads that is derived and has a value, facts before fields.
static ground_list candidates_of(grounds *g, const rule *which)
{
    const pack *p = g->support->of->pack;
    ground_list out = {.arena = g->arena};
    for (size_t i = 0; i < p->derivation_count; i++) {
        const size_t derived = p->derivation_order[i];
        if (bit_set_has(g->support->reads.facts, derived) && !g->support->base->person.stated[derived])
            add_candidate(&out, &g->base.values[derived], false, derived);
    }
    for (size_t i = 0; i < which->field_count; i++) {
        for (size_t k = 0; k < g->base.field_derivations.count; k++) {
            const derivation *d = &g->base.field_derivations.items[k];
            if (d->field == which->fields[i] && !d->stated)
                add_candidate(&out, &records_entry(&g->base, d)->value, true, k);
        }
    }
    return out;
}

/// Adds what is derived and without which the probe gives something else. If one of two would do, it is the first: from the end, each is
/// hidden, and stays so if the probe gives the same.
static void add_derived(grounds *g, const probe *at, const sample *gives)
{
    const ground_list all = candidates_of(g, &g->support->of->pack->rules[at->rule]);
    for (size_t i = all.count; i-- > 0;) {
        derived_ground *one = &all.items[i];
        *one->at = feel_hidden();
        const sample other = sample_of(&g->base, at);
        one->is_needed = !is_same_sample(gives, &other);
        *one->at = one->is_needed ? one->value : *one->at;
    }
    for (size_t i = 0; i < all.count; i++)
        *all.items[i].at = all.items[i].value;
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].is_needed && all.items[i].is_field)
            grounds_add_derived_field(g, all.items[i].index);
        else if (all.items[i].is_needed)
            grounds_add_derived(g, all.items[i].index);
    }
}

void grounds_below(grounds *g, const probe *at)
{
    call_log calls;
    call_log_start(&calls, g->arena, g->base.pack, g->base.machine);
    const sample gives = sample_of(&g->base, at);
    g->base.machine->watch = NULL;
    g->depth++;
    if (at->kind != PROBE_OUTCOME)
        grounds_add_calls(g, &calls);
    add_derived(g, at, &gives);
    add_constants(g, at);
    for (size_t i = 0; i < g->support->count; i++) {
        const sample other = sample_of(&g->without[i], at);
        if (!is_same_sample(&gives, &other))
            grounds_add_leaf(g, i);
    }
    g->depth--;
}
