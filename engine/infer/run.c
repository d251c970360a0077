// Bindings, conditions and templates of rules, with the values of one profile.
#include "infer/run.h"

#include "base/limits.h"
#include "infer/waiting.h"
#include "pack/template.h"

void run_supposed_machine(feel_machine *m, arena *a, feel_clock clock)
{
    feel_machine_init(m, a);
    m->clock = clock;
    m->steps_left = LIMIT_STEPS_SUPPOSED;
}

run run_start(feel_machine *machine, const pack *p, const profile *person, bool lean)
{
    return run_start_with(machine, p, person,
                          profile_scope_values(machine->arena, p, person, p->most_variables), lean);
}

run run_start_with(feel_machine *machine, const pack *p, const profile *person, feel_value *values, bool lean)
{
    machine->open_unknowns = true; // what packs mean by null
    bool *may_change = lean ? NULL : ARENA_ARRAY(machine->arena, p->fact_count, bool);
    machine->provisional = may_change;
    machine->provisional_count = may_change != NULL ? p->fact_count : 0;
    return (run){.machine = machine,
                 .arena = machine->arena,
                 .pack = p,
                 .person = person,
                 .values = values,
                 .may_change = may_change,
                 .lean = lean,
                 .unrecorded = lean};
}

static void add_warnings(run *r, size_t rule_index, size_t before)
{
    for (size_t i = before; i < r->machine->warning_count && !r->machine->trace_unknowns; i++) {
        inference_warning warning = {rule_index, r->machine->warnings[i].code,
                                     r->machine->warnings[i].message};
        ARENA_PUSH(r->arena, &r->warnings, items, count, capacity, warning);
    }
}

/// Takes over the machine's warnings since there were `before` of them, as the rule's. There are hardly ever any.
static inline void collect_warnings(run *r, size_t rule_index, size_t before)
{
    if (r->machine->warning_count > before)
        add_warnings(r, rule_index, before);
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

static const feel_value *keep(arena *a, const feel_value *bindings, size_t count, size_t room)
{
    feel_value *kept = ARENA_ARRAY(a, room, feel_value);
    memcpy(kept, bindings, count * sizeof *kept);
    return kept;
}

/// True if what is unknown is a field of a record that one of the bindings is.
static bool is_about(const feel_unknown *unknown, const feel_value *bindings, size_t bound)
{
    for (size_t i = 0; unknown->record != NULL && i < bound; i++) {
        if (bindings[i].kind == FEEL_CONTEXT && bindings[i].as.context == unknown->record)
            return true;
    }
    return false;
}

/// Drops what other items of a list wait for, if one of them is bound: each waits for itself.
static void keep_own_unknowns(undetermined *u)
{
    size_t own = 0;
    for (size_t i = 0; i < u->waits_count; i++)
        own += is_about(&u->waits_for[i], u->bindings, u->bound);
    feel_unknown *kept = u->waits_for;
    size_t count = 0;
    for (size_t i = 0; own > 0 && i < u->waits_count; i++) {
        if (kept[i].record == NULL || is_about(&kept[i], u->bindings, u->bound))
            kept[count++] = kept[i];
    }
    u->waits_count = own > 0 ? count : u->waits_count;
}

/// What a rule waits for, or was decided by: found by evaluating one of its expressions once more with unknowns traced.
static undetermined trace(run *r, size_t rule_index, const feel_value *bindings, size_t bound,
                          const feel_expression *e, bool tested)
{
    feel_machine *m = r->machine;
    m->trace_unknowns = true;
    m->unknowns = m->tested = (feel_unknown_list){0};
    (void)run_evaluate(r, rule_index, e);
    m->trace_unknowns = false;
    const feel_unknown_list *found = tested ? &m->tested : &m->unknowns;
    undetermined one = {.rule = rule_index,
                        .bindings = bindings,
                        .bound = bindings != NULL ? bound : 0,
                        .waits_for = found->items,
                        .waits_count = found->count};
    if (e == r->pack->rules[rule_index].iterations)
        keep_own_unknowns(&one);
    if (!r->wordless)
        waiting_name(r, &one);
    return one;
}

void run_record_undetermined(run *r, size_t rule_index, const feel_value *bindings, size_t bound,
                             const feel_expression *e)
{
    const rule *which = &r->pack->rules[rule_index];
    undetermined one = {.rule = rule_index, .bindings = bindings, .bound = bindings != NULL ? bound : 0};
    const bool is_plain = e == which->when && which->table == NULL && bound == which->variable_count;
    if (r->unrecorded)
        return;
    if (!r->wordless || !is_plain) // else whoever asks looks at the condition itself
        one = trace(r, rule_index, bindings, bound, e, false);
    ARENA_PUSH(r->arena, &r->undetermined, items, count, capacity, one);
}

void run_record_open_priority(run *r, size_t rule_index, const feel_value *bindings, const feel_expression *e)
{
    if (r->unrecorded)
        return;
    undetermined one = trace(r, rule_index, bindings, r->pack->rules[rule_index].variable_count, e, false);
    if (one.waits_count == 0) // it is known, and rests on something not being stated
        one = trace(r, rule_index, bindings, r->pack->rules[rule_index].variable_count, e, true);
    ARENA_PUSH(r->arena, &r->open_priorities, items, count, capacity, one);
}

bool run_note_provisional(run *r, size_t rule_index, const feel_value *bindings, const feel_expression *e)
{
    const bool tested = r->machine->null_tested;
    if (!tested || r->unrecorded || e == NULL)
        return tested;
    undetermined one = trace(r, rule_index, bindings, r->pack->rules[rule_index].variable_count, e, true);
    ARENA_PUSH(r->arena, &r->provisional, items, count, capacity, one);
    r->machine->null_tested = true;
    return true;
}

// --- bindings ---

typedef struct binding_walk {
    run *run;
    size_t rule;
    const run_visitor *visitor;
    size_t warned; ///< warnings of the machine that were taken over
    bool tested;   ///< which items there are depends on what is not stated
} binding_walk;

static feel_value *bindings_of(const run *r)
{
    return r->values + r->pack->scope.count;
}

static void collect_own_warnings(binding_walk *w)
{
    collect_warnings(w->run, w->rule, w->warned);
    w->warned = w->run->machine->warning_count;
}

static bool visit_bound(void *state)
{
    binding_walk *w = state;
    run *r = w->run;
    collect_own_warnings(w);
    const size_t count = r->pack->rules[w->rule].variable_count;
    w->tested = w->tested || r->machine->null_tested;
    r->machine->null_tested = w->tested;
    w->visitor->bound(r, w->rule, r->lean ? bindings_of(r) : keep(r->arena, bindings_of(r), count, count),
                      w->visitor->state);
    w->warned = r->machine->warning_count;
    r->machine->null_tested = false;
    return true;
}

/// True if the condition is false whatever the variables that are not bound stand for.
static bool is_denied(const binding_walk *w, size_t known)
{
    const run *r = w->run;
    const rule *which = &r->pack->rules[w->rule];
    if (which->when == NULL || which->table != NULL)
        return false;
    for (size_t i = known; i < which->variable_count; i++)
        bindings_of(r)[i] = feel_null();
    r->machine->null_tested = false;
    const feel_value v =
        feel_evaluate(r->machine, which->when, r->values, r->pack->scope.count + which->variable_count);
    return feel_is_false(v);
}

/// A rule that is denied by what is not stated is provisional.
static void note_denied(binding_walk *w, size_t known)
{
    run *r = w->run;
    const rule *which = &r->pack->rules[w->rule];
    if (!r->machine->null_tested)
        return;
    w->tested = true;
    if (r->unrecorded)
        return;
    const feel_value *bindings =
        known > 0 ? keep(r->arena, bindings_of(r), known, which->variable_count) : NULL;
    undetermined one = trace(r, w->rule, bindings, known, which->when, true);
    ARENA_PUSH(r->arena, &r->provisional, items, count, capacity, one);
}

static void visit_open(void *state, size_t known, bool in_doubt)
{
    binding_walk *w = state;
    run *r = w->run;
    const rule *which = &r->pack->rules[w->rule];
    collect_own_warnings(w);
    if (r->lean && w->visitor->open == NULL)
        return; // nobody asks what remains open
    const bool denied = is_denied(w, known);
    w->warned = r->machine->warning_count;
    if (denied) {
        note_denied(w, known);
        return;
    }
    if (!r->unrecorded)
        run_record_undetermined(
            r, w->rule, known > 0 ? keep(r->arena, bindings_of(r), known, which->variable_count) : NULL,
            known, which->iterations);
    if (w->visitor->open != NULL)
        w->visitor->open(r, w->rule, (run_opening){known, in_doubt}, w->visitor->state);
    w->warned = r->machine->warning_count;
}

bool run_bindings(run *r, size_t rule_index, const run_visitor *visitor)
{
    const rule *which = &r->pack->rules[rule_index];
    binding_walk walk = {
        .run = r, .rule = rule_index, .visitor = visitor, .warned = r->machine->warning_count};
    const feel_binder binder = {&walk, visit_bound, visit_open};
    r->machine->null_tested = false;
    if (which->iterations == NULL) {
        visitor->bound(r, rule_index, NULL, visitor->state);
        return false;
    }
    feel_bind(r->machine, which->iterations, r->values, r->pack->scope.count, bindings_of(r), &binder);
    collect_own_warnings(&walk);
    r->machine->null_tested = r->machine->null_tested || walk.tested;
    return run_note_provisional(r, rule_index, NULL, which->iterations);
}

feel_truth run_condition(run *r, size_t rule_index, const feel_value *bindings, rule_hint hint)
{
    const rule *which = &r->pack->rules[rule_index];
    if (which->when == NULL || hint.holds)
        return FEEL_TRUE;
    feel_truth truth = feel_truth_of(run_evaluate(r, rule_index, which->when));
    if (truth == FEEL_UNKNOWN)
        run_record_undetermined(r, rule_index, bindings, which->variable_count, which->when);
    return truth;
}

bool run_holds(run *r, size_t rule_index, rule_hint hint)
{
    const rule *which = &r->pack->rules[rule_index];
    const size_t before = r->machine->warning_count;
    if (which->when == NULL || hint.holds)
        return true;
    const bool holds =
        feel_holds(r->machine, which->when, r->values, r->pack->scope.count + which->variable_count);
    collect_warnings(r, rule_index, before);
    return holds;
}

slice run_fill(run *r, size_t rule_index, const template_text *text)
{
    const rule *which = &r->pack->rules[rule_index];
    size_t before = r->machine->warning_count;
    if (r->wordless)
        return (slice){"", 0};
    slice filled = template_fill(r->machine, text, r->values, r->pack->scope.count + which->variable_count);
    collect_warnings(r, rule_index, before);
    return filled;
}
