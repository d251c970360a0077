// A part rests on a leaf if it gives something else once the leaf is not stated while derived facts are as they are, and on a derived fact
// if it gives something else once that is unknown.
#include "conversation/grounds.h"

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

static void add_value(const run *r, sample *to, feel_value v)
{
    ARENA_PUSH(r->arena, to, items, count, capacity, v);
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
    const bool is_bound = at.known > (size_t)r->pack->rules[rule_index].about_variable;
    if (to->field == NULL || !is_bound || grounds_is_for(r, rule_index, to->field))
        add_value(r, to->out, feel_null());
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
    switch (at->kind) {
    case PROBE_PART:
        add_value(r, &out, explain_part_value(r->machine, at->expression, at->part, r->values, count));
        break;
    case PROBE_EXPRESSION: add_value(r, &out, run_evaluate(r, at->rule, at->expression)); break;
    case PROBE_INPUT: sample_input(r, at, &out); break;
    case PROBE_DOMAIN: sample_domain(r, at, bindings, &out); break;
    case PROBE_OUTCOME: sample_outcome(r, at, &out); break;
    }
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
    if (type != NULL && type->key >= 0 && !feel_is_null(record->entries[type->key].value))
        return feel_to_string(g->arena, record->entries[type->key].value);
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

/// Adds the derived facts without which the probe gives something else.
static void add_derived_facts(grounds *g, const probe *at, const sample *gives)
{
    const pack *p = g->support->of->pack;
    for (size_t i = 0; i < p->derivation_count; i++) {
        const size_t derived = p->derivation_order[i];
        const feel_value v = g->base.values[derived];
        if (!reads_fact(g->support->reads, derived) || feel_is_hidden(v) ||
            g->support->base->person.stated[derived])
            continue;
        g->base.values[derived] = feel_hidden();
        const sample other = sample_of(&g->base, at);
        g->base.values[derived] = v;
        if (!is_same_sample(gives, &other))
            grounds_add_derived(g, derived);
    }
}

/// True if the derivation is one that a proof may rest on.
static bool may_ground(const grounds *g, size_t index, size_t field_index)
{
    const derivation *d = &g->base.field_derivations.items[index];
    return d->field == field_index && !d->stated && !feel_is_hidden(records_entry(&g->base, d)->value);
}

/// True if the probe gives something else once a field is hidden: of the record of one derivation, or of all records.
static bool needs_field(grounds *g, const probe *at, const sample *gives, size_t field_index, size_t one)
{
    const size_t count = g->base.field_derivations.count;
    feel_value *before = ARENA_ARRAY(g->arena, count, feel_value);
    bool *hides = ARENA_ARRAY(g->arena, count, bool);
    for (size_t i = 0; i < count; i++) {
        feel_entry *entry = records_entry(&g->base, &g->base.field_derivations.items[i]);
        hides[i] = (one == SIZE_MAX || one == i) && may_ground(g, i, field_index);
        before[i] = entry->value;
        entry->value = hides[i] ? feel_hidden() : before[i];
    }
    const sample other = sample_of(&g->base, at);
    for (size_t i = 0; i < count; i++) {
        if (hides[i])
            records_entry(&g->base, &g->base.field_derivations.items[i])->value = before[i];
    }
    return !is_same_sample(gives, &other);
}

/// Adds the derived fields of records without which the probe gives something else. If none is needed alone, as in a count, all are added
/// that are needed together.
static void add_derived_field(grounds *g, const probe *at, const sample *gives, size_t field_index)
{
    const size_t before = g->proof->count;
    const size_t count = g->base.field_derivations.count;
    if (!needs_field(g, at, gives, field_index, SIZE_MAX))
        return;
    for (size_t i = 0; i < count; i++) {
        if (may_ground(g, i, field_index) && needs_field(g, at, gives, field_index, i))
            grounds_add_derived_field(g, i);
    }
    for (size_t i = 0; i < count && g->proof->count == before; i++) {
        for (size_t k = i; k < count && may_ground(g, i, field_index); k++) {
            if (may_ground(g, k, field_index))
                grounds_add_derived_field(g, k);
        }
    }
}

static void add_derived_fields(grounds *g, const probe *at, const sample *gives)
{
    const rule *which = &g->support->of->pack->rules[at->rule];
    for (size_t i = 0; i < which->field_count; i++)
        add_derived_field(g, at, gives, which->fields[i]);
}

void grounds_below(grounds *g, const probe *at)
{
    const sample gives = sample_of(&g->base, at);
    g->depth++;
    add_derived_facts(g, at, &gives);
    add_derived_fields(g, at, &gives);
    add_constants(g, at);
    for (size_t i = 0; i < g->support->count; i++) {
        const sample other = sample_of(&g->without[i], at);
        if (!is_same_sample(&gives, &other))
            grounds_add_leaf(g, i);
    }
    g->depth--;
}
