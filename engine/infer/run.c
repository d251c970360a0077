// Bindings, conditions and templates of rules, with the values of one profile.
#include "infer/run.h"

#include "base/text.h"

run run_start(feel_machine *machine, const pack *p, const profile *person, bool lean)
{
    feel_value *values = ARENA_ARRAY(machine->arena, p->scope.count + p->most_variables, feel_value);
    memcpy(values, person->values, p->fact_count * sizeof *values);
    for (size_t i = 0; i < p->constant_count; i++)
        values[p->fact_count + i] = p->constants[i].value;
    return (run){.machine = machine,
                 .arena = machine->arena,
                 .pack = p,
                 .person = person,
                 .values = values,
                 .lean = lean};
}

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

/// The values of a rule's only variable; false if its iterations must be evaluated instead.
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

bool run_bindings(run *r, size_t rule_index,
                  void (*body)(run *r, size_t rule_index, const feel_value *bindings, void *state),
                  void *state)
{
    const rule *which = &r->pack->rules[rule_index];
    if (which->iterations == NULL) {
        body(r, rule_index, NULL, state);
        return true;
    }
    feel_value list;
    const bool single = evaluate_items(r, rule_index, &list);
    if (!single)
        list = run_evaluate(r, rule_index, which->iterations);
    if (feel_is_null(list)) {
        record_undetermined(r, rule_index, NULL, which->iterations);
        return false;
    }
    feel_value *bindings = r->values + r->pack->scope.count;
    for (size_t i = 0; list.kind == FEEL_LIST && i < list.as.list->count && !r->machine->exhausted; i++) {
        const feel_value *one = &list.as.list->items[i];
        for (size_t v = 0; v < which->variable_count; v++)
            bindings[v] = single ? *one : one->as.context->entries[v].value;
        body(r, rule_index, r->lean ? bindings : keep(r->arena, bindings, which->variable_count), state);
    }
    return true;
}

void run_record_undetermined(run *r, size_t rule_index, const feel_value *bindings)
{
    record_undetermined(r, rule_index, bindings, r->pack->rules[rule_index].when);
}

bool run_holds(run *r, size_t rule_index, const feel_value *bindings, rule_hint hint)
{
    const feel_expression *when = r->pack->rules[rule_index].when;
    if (when == NULL || hint.holds)
        return true;
    feel_value v = run_evaluate(r, rule_index, when);
    if (v.kind != FEEL_BOOLEAN)
        record_undetermined(r, rule_index, bindings, when);
    return feel_is_true(v);
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
