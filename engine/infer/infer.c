// One inference from end to end: derived facts, evidence, ranking, questions. Also what all of these need: bindings, conditions,
// templates.
#include "base/text.h"
#include "infer/run.h"

/// Takes over the machine's warnings since there were `before` of them, as the rule's.
static void collect_warnings(run *r, size_t rule_index, size_t before)
{
    for (size_t i = before; i < r->machine->warning_count && !r->machine->trace_unknowns; i++) {
        inference_warning warning = {rule_index, r->machine->warnings[i].code,
                                     r->machine->warnings[i].message};
        ARENA_PUSH(r->arena, &r->warnings, items, count, capacity, warning);
    }
}

feel_value run_evaluate(run *r, size_t rule_index, const feel_expression *e)
{
    const rule *which = &r->pack->rules[rule_index];
    size_t before = r->machine->warning_count;
    feel_value v = feel_evaluate(r->machine, e, r->values, r->pack->scope.count + which->variable_count);
    collect_warnings(r, rule_index, before);
    return v;
}

feel_truth run_test(run *r, size_t rule_index, const feel_expression *tests, feel_value input)
{
    const rule *which = &r->pack->rules[rule_index];
    size_t before = r->machine->warning_count;
    feel_value v = feel_evaluate_tests(r->machine, tests, input, r->values,
                                       r->pack->scope.count + which->variable_count);
    collect_warnings(r, rule_index, before);
    return feel_truth_of(v);
}

/// The values of a rule's only variable; false where they are to be had from its iterations.
static bool evaluate_items(run *r, size_t rule_index, feel_value *items)
{
    const feel_expression *iterations = r->pack->rules[rule_index].iterations;
    size_t before = r->machine->warning_count;
    bool known = feel_evaluate_items(r->machine, iterations, r->values, r->pack->scope.count, items);
    collect_warnings(r, rule_index, before);
    return known;
}

static const feel_value *keep(arena *a, const feel_value *bindings, size_t count)
{
    feel_value *kept = ARENA_ARRAY(a, count, feel_value);
    memcpy(kept, bindings, count * sizeof *kept);
    return kept;
}

void run_bindings(run *r, size_t rule_index,
                  void (*body)(run *r, size_t rule_index, const feel_value *bindings, void *state),
                  void *state)
{
    const rule *which = &r->pack->rules[rule_index];
    if (which->iterations == NULL) {
        body(r, rule_index, NULL, state);
        return;
    }
    feel_value list;
    const bool single = evaluate_items(r, rule_index, &list);
    if (!single)
        list = run_evaluate(r, rule_index, which->iterations);
    if (feel_is_null(list)) { // the list itself is unknown: so is the rule
        (void)run_decide(r, rule_index, NULL);
        return;
    }
    feel_value *bindings = r->values + r->pack->scope.count;
    for (size_t i = 0; list.kind == FEEL_LIST && i < list.as.list->count && !r->machine->exhausted; i++) {
        const feel_value *one = &list.as.list->items[i];
        for (size_t v = 0; v < which->variable_count; v++)
            bindings[v] = single ? *one : one->as.context->entries[v].value;
        body(r, rule_index, r->lean ? bindings : keep(r->arena, bindings, which->variable_count), state);
    }
}

/// Records what a rule waits for, by reading its condition (or its list) once more with the unknowns traced.
static void record_undetermined(run *r, size_t rule_index, const feel_value *bindings,
                                const feel_expression *e)
{
    if (r->lean)
        return;
    feel_machine *m = r->machine;
    m->trace_unknowns = true;
    m->unknowns = NULL;
    m->unknown_count = m->unknown_capacity = 0;
    (void)run_evaluate(r, rule_index, e);
    m->trace_unknowns = false;
    undetermined one = {rule_index, bindings, m->unknowns, m->unknown_count};
    ARENA_PUSH(r->arena, &r->undetermined, items, count, capacity, one);
}

void run_record_undetermined(run *r, size_t rule_index, const feel_value *bindings)
{
    record_undetermined(r, rule_index, bindings, r->pack->rules[rule_index].when);
}

decision run_decide(run *r, size_t rule_index, const feel_value *bindings)
{
    const rule *which = &r->pack->rules[rule_index];
    if (bindings == NULL && which->iterations != NULL) {
        record_undetermined(r, rule_index, NULL, which->iterations);
        return DECISION_UNKNOWN;
    }
    if (which->when == NULL || r->holds)
        return DECISION_TRUE;
    feel_value v = run_evaluate(r, rule_index, which->when);
    if (v.kind == FEEL_BOOLEAN)
        return v.as.boolean ? DECISION_TRUE : DECISION_FALSE;
    record_undetermined(r, rule_index, bindings, which->when);
    return DECISION_UNKNOWN;
}

slice run_fill(run *r, size_t rule_index, const template_text *text)
{
    text_builder out = {.arena = r->arena};
    for (size_t i = 0; i < text->count; i++) {
        if (text->pieces[i].expression == NULL) {
            text_add(&out, text->pieces[i].literal);
            continue;
        }
        feel_value v = run_evaluate(r, rule_index, text->pieces[i].expression);
        if (feel_is_null(v))
            return (slice){"", 0};
        text_add(&out, feel_to_string(r->arena, v));
    }
    return text_result(&out);
}

/// The record type that a static type names.
static const record_type *record_type_of(const pack *p, const feel_type *type)
{
    for (size_t i = 0; type != NULL && i < p->type_count; i++) {
        if (p->types[i].type == type)
            return &p->types[i];
    }
    return NULL;
}

slice infer_item_name(arena *a, const pack *p, const rule *which, size_t variable, feel_value item)
{
    if (feel_is_null(item))
        return (slice){"", 0};
    const record_type *type = record_type_of(p, which->variables[variable].type);
    if (item.kind == FEEL_CONTEXT && type != NULL && type->key >= 0) {
        const feel_value *name = feel_context_get(item.as.context, type->fields[type->key].name);
        return name != NULL && !feel_is_null(*name) ? feel_to_string(a, *name) : (slice){"", 0};
    }
    return feel_to_string(a, item);
}

slice infer_unknown_name(arena *a, const inference *of, const undetermined *u, size_t which)
{
    const feel_unknown *unknown = &u->waits_for[which];
    const rule *from = &of->pack->rules[u->rule];
    size_t facts = of->pack->scope.count;
    if (unknown->record == NULL)
        return unknown->variable < facts ? of->pack->scope.variables[unknown->variable].name
                                         : from->variables[unknown->variable - facts].name;
    for (size_t i = 0; u->bindings != NULL && i < from->variable_count; i++) {
        if (u->bindings[i].kind == FEEL_CONTEXT && u->bindings[i].as.context == unknown->record)
            return arena_format(a, "%.*s.%.*s", SLICE_ARG(from->variables[i].name),
                                SLICE_ARG(unknown->field));
    }
    return unknown->field;
}

static size_t most_variables(const pack *p)
{
    size_t most = 0;
    for (size_t i = 0; i < p->rule_count; i++)
        most = p->rules[i].variable_count > most ? p->rules[i].variable_count : most;
    return most;
}

const inference *infer(feel_machine *machine, const pack *p, const profile *person)
{
    run r = {.machine = machine, .arena = machine->arena, .pack = p, .person = person};
    r.out = ARENA_NEW(r.arena, inference);
    r.values = ARENA_ARRAY(r.arena, p->scope.count + most_variables(p), feel_value);
    memcpy(r.values, person->values, p->fact_count * sizeof *r.values);
    for (size_t i = 0; i < p->constant_count; i++)
        r.values[p->fact_count + i] = p->constants[i].value;
    chain_facts(&r);
    gather_evidence(&r);
    rank_advice(&r);
    *r.out = (inference){.pack = p,
                         .profile = person,
                         .values = r.values,
                         .advices = r.advices.items,
                         .advice_count = r.advices.count,
                         .given_count = r.out->given_count,
                         .derivations = r.derivations.items,
                         .derivation_count = r.derivations.count,
                         .undetermined = r.undetermined.items,
                         .undetermined_count = r.undetermined.count,
                         .warnings = r.warnings.items,
                         .warning_count = r.warnings.count,
                         .exhausted = machine->exhausted};
    if (!machine->exhausted) // an exhausted machine answers null to everything
        ask_questions(&r);
    return r.out;
}

void infer_explain_condition(feel_machine *machine, const inference *of, size_t rule_index,
                             const feel_value *bindings, const explain_part **parts, size_t *part_count)
{
    const rule *which = &of->pack->rules[rule_index];
    size_t count = of->pack->scope.count + which->variable_count;
    *parts = NULL;
    *part_count = 0;
    if (which->when == NULL)
        return;
    feel_value *values = ARENA_ARRAY(machine->arena, count, feel_value);
    memcpy(values, of->values, of->pack->scope.count * sizeof *values);
    for (size_t i = 0; bindings != NULL && i < which->variable_count; i++)
        values[of->pack->scope.count + i] = bindings[i];
    (void)explain_condition(machine, which->when, values, count, parts, part_count);
}
