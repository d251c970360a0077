// An inference over a part of the pack. A rule that it leaves undetermined counts only if what may have any value can make it fire; one that
// was decided by asking whether something is stated may change only if that may be.
#include "conversation/prospect.h"

#include "infer/bounds.h"
#include "infer/chain.h"
#include "infer/evidence.h"
#include "infer/records.h"
#include "reason/possible.h"

typedef struct outlook {
    const prospect_scope *scope;
    run run;
    profile person;
    const profile_change *changes;
    size_t change_count;
    bool *open;            ///< by derived fact: its value may change
    bool *open_fields;     ///< by derived field: that of some record may
    unknown_filter filter; ///< by what may have any value
} outlook;

// --- what is open ---

static bool is_open_slot(const outlook *o, size_t fact_index, const feel_context *record, slice field)
{
    bool found = false;
    for (size_t i = 0; i < o->change_count && !found; i++) {
        const profile_change *c = &o->changes[i];
        if (!feel_is_null(c->value))
            continue;
        if (record == NULL)
            found = c->at.record == 0 && c->at.fact == fact_index;
        else
            found = c->at.record == record->record && c->at.field < record->count &&
                    slice_equal(record->entries[c->at.field].name, field);
    }
    return found;
}

/// True if a derived field of that name, of whichever type, may change.
static bool is_open_field(const outlook *o, slice name)
{
    const pack *p = o->scope->pack;
    bool found = false;
    for (size_t i = 0; i < p->derived_field_count && !found; i++)
        found = o->open_fields[i] && slice_equal(p->derived_fields[i].declared->name, name);
    return found;
}

static bool is_open(void *state, const feel_unknown *unknown)
{
    const outlook *o = state;
    const pack *p = o->scope->pack;
    if (unknown->record != NULL)
        return is_open_field(o, unknown->field) || is_open_slot(o, 0, unknown->record, unknown->field);
    if (unknown->variable >= p->fact_count)
        return true; // an unknown item that a rule is bound to
    return o->open[unknown->variable] || is_open_slot(o, unknown->variable, NULL, (slice){"", 0});
}

static bool is_any_open(outlook *o, const undetermined *u)
{
    bool found = u->waits_count == 0;
    for (size_t i = 0; i < u->waits_count && !found; i++)
        found = is_open(o, &u->waits_for[i]);
    return found;
}

/// True if the items that a rule runs over may be others: a list that it reads may be, or a field of its items.
static bool are_items_open(const outlook *o, const rule *which)
{
    size_t count = 0;
    bool found = false;
    const size_t *reads = feel_expression_reads(which->iterations, &count);
    for (size_t i = 0; i < which->field_count && !found; i++)
        found = o->open_fields[which->fields[i]];
    for (size_t i = 0; i < count && !found; i++) {
        found = reads[i] < o->scope->pack->fact_count && o->open[reads[i]];
        for (size_t k = 0; k < o->change_count && !found; k++)
            found = o->changes[k].at.fact == reads[i] && feel_is_null(o->changes[k].value);
    }
    return found;
}

/// True if what a rule waits for may become known: of one that is not bound to items, which these are.
static bool may_change_mind(outlook *o, const undetermined *u)
{
    const rule *which = &o->scope->pack->rules[u->rule];
    return u->bound < which->variable_count
               ? are_items_open(o, which) || (u->waits_count > 0 && is_any_open(o, u))
               : is_any_open(o, u);
}

/// Puts the bindings in place; what is not bound is unknown.
static void bind(outlook *o, const undetermined *u)
{
    const rule *which = &o->scope->pack->rules[u->rule];
    feel_value *variables = o->run.values + o->scope->pack->scope.count;
    for (size_t i = 0; i < which->variable_count; i++)
        variables[i] = i < u->bound ? u->bindings[i] : feel_null();
}

static possible_truth look_at_condition(outlook *o, const rule *which)
{
    const size_t count = o->scope->pack->scope.count + which->variable_count;
    if (which->when == NULL)
        return (possible_truth){true, false};
    return possible_of_condition(o->run.machine, which->when, o->run.values, count, &o->filter);
}

/// What may become of a rule that is undetermined: its condition, or what else it waits for.
static possible_truth look_at_rule(outlook *o, const undetermined *u)
{
    const rule *which = &o->scope->pack->rules[u->rule];
    const possible_truth any = {true, true};
    bind(o, u);
    if (which->table != NULL)
        return is_any_open(o, u) ? any : (possible_truth){false, false};
    const possible_truth when = look_at_condition(o, which);
    if (u->bound < which->variable_count) { // it can be denied whatever its items are
        const bool changes = may_change_mind(o, u);
        return (possible_truth){changes && when.may_be_true, changes || when.may_be_false};
    }
    if (when.may_be_true && !when.may_be_false) // it fires, so its value or certainty is unknown
        return is_any_open(o, u) ? any : (possible_truth){false, false};
    return when;
}

// --- derived facts ---

/// True if a rule may give the fact or field a value once another of its rules is known not to.
static bool has_other_value(const fact *f, size_t rule_count)
{
    return f->has_default || f->policy != HIT_FIRST || rule_count > 1;
}

/// True if the value that an undetermined rule would conclude may become another. It counts even if the rule stays undetermined: the fact has a
/// value as soon as all that may be concluded is the same.
static bool may_conclude_other(outlook *o, const undetermined *u)
{
    const rule *which = &o->scope->pack->rules[u->rule];
    const size_t count = o->scope->pack->scope.count + which->variable_count;
    bind(o, u);
    return which->value != NULL &&
           possible_change(o->run.machine, which->value, o->run.values, count, &o->filter);
}

/// True if what is derived may become another value, by the rules that were left open since there were so many of them.
static bool may_change(outlook *o, const fact *f, size_t rule_count, size_t undetermined_before,
                       size_t provisional_before)
{
    const run *r = &o->run;
    bool found = false;
    for (size_t i = undetermined_before; i < r->undetermined.count && !found; i++) {
        const possible_truth may = look_at_rule(o, &r->undetermined.items[i]);
        found = may.may_be_true || (may.may_be_false && has_other_value(f, rule_count)) ||
                may_conclude_other(o, &r->undetermined.items[i]);
    }
    for (size_t i = provisional_before; i < r->provisional.count && !found; i++)
        found = may_change_mind(o, &r->provisional.items[i]);
    return found;
}

static void derive_next_fact(outlook *o, size_t fact_index)
{
    const pack *p = o->scope->pack;
    const size_t undetermined_before = o->run.undetermined.count;
    const size_t provisional_before = o->run.provisional.count;
    if (!o->scope->variables[fact_index])
        return;
    derive_fact(&o->run, fact_index, NULL);
    o->open[fact_index] = o->person.stated[fact_index]
                              ? is_open_slot(o, fact_index, NULL, (slice){"", 0})
                              : may_change(o, &p->facts[fact_index], p->concluding_counts[fact_index],
                                           undetermined_before, provisional_before);
}

static void derive_next_field(outlook *o, size_t field_index)
{
    const derived_field *f = &o->scope->pack->derived_fields[field_index];
    const size_t undetermined_before = o->run.undetermined.count;
    const size_t provisional_before = o->run.provisional.count;
    derive_field(&o->run, field_index);
    o->open_fields[field_index] =
        may_change(o, f->declared, f->rule_count, undetermined_before, provisional_before);
}

static void derive_all(outlook *o)
{
    const pack *p = o->scope->pack;
    records_own(&o->run);
    for (size_t i = 0; i < p->step_count; i++) {
        if (p->steps[i].is_field)
            derive_next_field(o, p->steps[i].index);
        else
            derive_next_fact(o, p->steps[i].index);
    }
}

// --- evidence ---

static void gather(outlook *o, pile_list *piles)
{
    const pack *p = o->scope->pack;
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        const size_t rows = r->table != NULL && r->table->first_rule == i ? r->table->form.row_count : 1;
        bool bears = false;
        for (size_t k = i; r->kind == RULE_RECOMMENDS && k < i + rows && !bears; k++)
            bears = o->scope->recommendations[p->rules[k].target];
        if (bears)
            gather_rule(&o->run, piles, i, (rule_hint){0});
    }
}

/// Keeps the rules that may come to fire.
static size_t keep_possible(outlook *o, undetermined *items, size_t from, size_t count)
{
    size_t kept = 0;
    for (size_t i = from; i < count; i++) {
        const undetermined u = items[i];
        if (look_at_rule(o, &u).may_be_true)
            items[kept++] = u;
    }
    return kept;
}

static size_t keep_open(outlook *o, undetermined *items, size_t from, size_t count)
{
    size_t kept = 0;
    for (size_t i = from; i < count; i++) {
        const undetermined u = items[i];
        if (may_change_mind(o, &u))
            items[kept++] = u;
    }
    return kept;
}

/// Evidence that rests on something being unstated is sure if that stays so.
static void confirm(const inference *of, evidence *e)
{
    bool open = false;
    for (size_t i = 0; e->provisional && i < of->provisional_count && !open; i++)
        open = of->provisional[i].rule == e->rule;
    e->provisional = open;
}

static void add_advices(outlook *o, const pile_list *piles, inference *out)
{
    advice *advices = ARENA_ARRAY(o->run.arena, piles->count, advice);
    for (size_t i = 0; i < piles->count; i++) {
        const pile *from = &piles->items[i];
        for (size_t k = 0; k < from->evidence.count; k++)
            confirm(out, &from->evidence.items[k]);
        advices[i] = (advice){.recommendation = from->recommendation,
                              .item = from->item,
                              .item_name = from->item_name,
                              .position = from->position,
                              .priority = from->priority.value,
                              .priority_is_open = from->priority.is_open,
                              .evidence = from->evidence.items,
                              .evidence_count = from->evidence.count,
                              .above = -1,
                              .excluded_by = -1};
    }
    out->advices = advices;
    out->advice_count = piles->count;
}

static profile variant_of(arena *a, const pack *p, const profile *person, const profile_change *changes,
                          size_t count)
{
    profile out = profile_variant(a, p, person, changes, count);
    for (size_t i = 0; i < count;
         i++) // of a derived fact that is stated rules are not asked, whatever its value
        out.stated[changes[i].at.fact] = out.stated[changes[i].at.fact] || person->stated[changes[i].at.fact];
    return out;
}

const inference *prospect_find(arena *a, const prospect_scope *scope, const profile *person,
                               const profile_change *changes, size_t count)
{
    feel_machine m;
    run_supposed_machine(&m, a, scope->clock);
    outlook o = {.scope = scope,
                 .person = variant_of(a, scope->pack, person, changes, count),
                 .changes = changes,
                 .change_count = count,
                 .open = ARENA_ARRAY(a, scope->pack->fact_count, bool),
                 .open_fields = ARENA_ARRAY(a, scope->pack->derived_field_count, bool)};
    o.filter = (unknown_filter){is_open, &o};
    o.run = run_start(&m, scope->pack, &o.person, false);
    o.run.wordless = true;
    derive_all(&o);
    const size_t undetermined_before = o.run.undetermined.count;
    const size_t provisional_before = o.run.provisional.count;
    pile_list piles = {0};
    gather(&o, &piles);
    inference *out = ARENA_NEW(a, inference);
    *out = (inference){.pack = scope->pack, .profile = person, .values = o.run.values};
    out->undetermined = o.run.undetermined.items;
    out->undetermined_count =
        keep_possible(&o, o.run.undetermined.items, undetermined_before, o.run.undetermined.count);
    out->provisional = o.run.provisional.items;
    out->provisional_count =
        keep_open(&o, o.run.provisional.items, provisional_before, o.run.provisional.count);
    add_advices(&o, &piles, out);
    bounds_find(&o.run, out);
    return m.exhausted ? NULL : out;
}
