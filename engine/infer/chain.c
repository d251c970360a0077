// Forward chaining: one pass over the derived facts and fields in the pack's order reaches the fixpoint, since there is no circle.
#include "infer/chain.h"

#include "infer/concluding.h"
#include "infer/records.h"

/// True for the rows of a table behind its first: a table's rows are evaluated at once.
static bool is_later_row(const pack *p, size_t rule_index)
{
    const pack_table *t = p->rules[rule_index].table;
    return t != NULL && rule_index != t->first_rule;
}

// --- facts ---

typedef struct fact_state {
    concluding conclusions;
    rule_hint hint; ///< of the rule that is evaluated
} fact_state;

static void conclude_bound(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    fact_state *s = state;
    conclude_rule(r, rule_index, bindings, s->hint, &s->conclusions);
}

static void conclude_open(run *r, size_t rule_index, run_opening at, void *state)
{
    fact_state *s = state;
    (void)at;
    conclude_unknown(r, rule_index, &s->conclusions);
}

/// Evaluates the rules of a fact, in the pack's order, until its hit policy asks for no more.
static void conclude_all(run *r, size_t fact_index, const rule_hint *hints, fact_state *s)
{
    for (size_t i = 0; i < r->pack->concluding_counts[fact_index] && !concluding_is_done(&s->conclusions);
         i++) {
        const size_t rule_index = r->pack->concluding_rules[fact_index][i];
        s->hint = hints != NULL ? hints[i] : (rule_hint){0};
        if (s->hint.silent || is_later_row(r->pack, rule_index))
            continue;
        const bool tested = run_bindings(r, rule_index, &(run_visitor){conclude_bound, conclude_open, s});
        s->conclusions.tested = s->conclusions.tested || tested;
    }
}

void derive_fact(run *r, size_t fact_index, const rule_hint *hints)
{
    derivation d = {.fact = fact_index, .stated = r->person->stated[fact_index]};
    if (d.stated) {
        d.value = r->values[fact_index];
    } else {
        fact_state s = {.conclusions.declared = &r->pack->facts[fact_index]};
        conclude_all(r, fact_index, hints, &s);
        concluding_settle(r, &s.conclusions, &d);
        if (r->may_change != NULL)
            r->may_change[fact_index] = s.conclusions.tested;
    }
    r->values[fact_index] = d.value;
    ARENA_PUSH(r->arena, &r->derivations, items, count, capacity, d);
}

// --- fields ---

/// A field that is derived for all records which have it.
typedef struct field_state {
    const derived_field *field;
    concluding *items;     ///< by record of the run
    const bool *is_stated; ///< likewise: the profile states the field, or the record is of another type
} field_state;

static const rule *rule_of(const run *r, size_t rule_index)
{
    return &r->pack->rules[rule_index];
}

/// What is concluded for the record that the rule's variable is; NULL if rules are not asked.
static concluding *concluding_for(const run *r, size_t rule_index, const field_state *s)
{
    const feel_value *variables = r->values + r->pack->scope.count;
    const own_record *of = records_find(r, variables[rule_of(r, rule_index)->about_variable]);
    const size_t at = of != NULL ? (size_t)(of - r->records.items) : 0;
    return of != NULL && !s->is_stated[at] && !concluding_is_done(&s->items[at]) ? &s->items[at] : NULL;
}

static void conclude_field(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    concluding *c = concluding_for(r, rule_index, state);
    if (c != NULL)
        conclude_rule(r, rule_index, bindings, (rule_hint){0}, c);
}

/// True if the list that the rule's record is from may have records that are known. That of variable `open` is unknown.
static bool may_be_known(const rule *which, size_t open)
{
    ptrdiff_t at = which->about_variable;
    while (at > (ptrdiff_t)open && which->lists[at] >= 0)
        at = which->lists[at];
    return at != (ptrdiff_t)open || which->lists[at] == LIST_COMPUTED;
}

/// True if a record is in a value, at any depth.
static bool is_within(const feel_context *record, feel_value v)
{
    bool found = v.kind == FEEL_CONTEXT && v.as.context == record;
    for (size_t i = 0; v.kind == FEEL_LIST && i < v.as.list->count && !found; i++)
        found = is_within(record, v.as.list->items[i]);
    for (size_t i = 0; v.kind == FEEL_CONTEXT && i < v.as.context->count && !found; i++)
        found = is_within(record, v.as.context->entries[i].value);
    return found;
}

/// The bound variable in whose record the rule's own record must be; -1 if it may be elsewhere.
static ptrdiff_t bound_around(const rule *which, size_t known)
{
    ptrdiff_t at = which->about_variable;
    while (at >= (ptrdiff_t)known && which->lists[at] >= 0)
        at = which->lists[at];
    return at < (ptrdiff_t)known ? at : -1;
}

/// The record is bound, and something behind it is unknown: then only its own field waits. Else that of each record that may be meant.
static void conclude_field_open(run *r, size_t rule_index, run_opening at, void *state)
{
    const field_state *s = state;
    const rule *which = rule_of(r, rule_index);
    if (at.known > (size_t)which->about_variable) {
        concluding *c = concluding_for(r, rule_index, s);
        if (c != NULL)
            conclude_unknown(r, rule_index, c);
        return;
    }
    const bool any = at.in_doubt || may_be_known(which, at.known);
    const ptrdiff_t around = bound_around(which, at.known);
    const feel_value whole = around >= 0 ? r->values[r->pack->scope.count + (size_t)around] : feel_null();
    for (size_t i = 0; any && i < r->records.count; i++) {
        if (!s->is_stated[i] && !concluding_is_done(&s->items[i]) &&
            (around < 0 || is_within(r->records.items[i].record, whole)))
            conclude_unknown(r, rule_index, &s->items[i]);
    }
}

static void keep_field(run *r, size_t field_index, size_t at, const field_state *s)
{
    const own_record *of = &r->records.items[at];
    feel_entry *entry = &of->entries[s->field->field];
    const feel_value item = {.kind = FEEL_CONTEXT, .as.context = of->record};
    derivation d = {.fact = of->fact,
                    .field = field_index,
                    .record = of->record,
                    .item_name = r->lean ? (slice){"", 0} : pack_record_name(r->arena, of->type, item),
                    .stated = s->is_stated[at]};
    if (d.stated) {
        d.value = entry->value;
    } else {
        concluding_settle(r, &s->items[at], &d);
        if (of->may_change != NULL)
            of->may_change[s->field->field] = s->items[at].tested;
    }
    entry->value = d.value;
    ARENA_PUSH(r->arena, &r->field_derivations, items, count, capacity, d);
}

void derive_field(run *r, size_t field_index)
{
    const derived_field *f = &r->pack->derived_fields[field_index];
    const record_type *type = &r->pack->types[f->type];
    bool *is_stated = ARENA_ARRAY(r->arena, r->records.count, bool);
    field_state s = {f, ARENA_ARRAY(r->arena, r->records.count, concluding), is_stated};
    for (size_t i = 0; i < r->records.count; i++) {
        const own_record *of = &r->records.items[i];
        s.items[i].declared = f->declared;
        is_stated[i] = of->type != type || !feel_is_null(of->entries[f->field].value);
    }
    bool tested = false; // something not being stated decides which records a rule is about
    for (size_t i = 0; i < f->rule_count && !r->machine->exhausted; i++) {
        if (!is_later_row(r->pack, f->rules[i]))
            tested = run_bindings(r, f->rules[i], &(run_visitor){conclude_field, conclude_field_open, &s}) ||
                     tested;
    }
    for (size_t i = 0; i < r->records.count; i++)
        s.items[i].tested = s.items[i].tested || tested;
    for (size_t i = 0; i < r->records.count; i++) {
        if (r->records.items[i].type == type)
            keep_field(r, field_index, i, &s);
    }
}

/// True if the value of a fact is known before, and may be taken over: values that are made of others have records of another reading.
static bool is_known_before(const run *r, size_t fact_index)
{
    if (r->derived == NULL)
        return false;
    const feel_kind kind = r->derived[fact_index].kind;
    return kind != FEEL_LIST && kind != FEEL_CONTEXT && kind != FEEL_RANGE && kind != FEEL_FUNCTION;
}

void chain_facts(run *r)
{
    records_own(r);
    for (size_t i = 0; i < r->pack->step_count && !r->machine->exhausted; i++) {
        const size_t index = r->pack->steps[i].index;
        if (r->pack->steps[i].is_field)
            derive_field(r, index);
        else if (is_known_before(r, index))
            r->values[index] = r->derived[index];
        else
            derive_fact(r, index, NULL);
    }
}
