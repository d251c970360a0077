#include "infer/replay.h"

#include "infer/run.h"

/// True if a rule that gave a fact its value keeps a later one from being asked. Rows of one table are asked together: there its own hit
/// policy says whether the first one is enough.
static bool forestalls(const rule *first, const rule *later)
{
    return first < later &&
           (first->table == NULL || first->table != later->table || first->table->form.policy == TABLE_FIRST);
}

/// True if what decided the derivation keeps the rule from being asked.
static bool passes_over(const inference *of, const derivation *d, const rule *which)
{
    const bool decided = pack_concluded(of->pack, which)->policy == HIT_FIRST && d->rule_count > 0;
    return d->stated || (decided && forestalls(&of->pack->rules[d->rules[0]], which));
}

const derivation *infer_passed_over(const inference *of, size_t rule_index)
{
    const rule *which = &of->pack->rules[rule_index];
    for (size_t i = 0; which->kind == RULE_CONCLUDES && i < of->derivation_count; i++) {
        const derivation *d = &of->derivations[i];
        if (d->fact == which->target)
            return passes_over(of, d, which) ? d : NULL;
    }
    return NULL;
}

const derivation *infer_field_of(const inference *of, size_t field_index, feel_value record)
{
    for (size_t i = 0; record.kind == FEEL_CONTEXT && i < of->field_derivation_count; i++) {
        const derivation *d = &of->field_derivations[i];
        if (d->field == field_index && d->record->record == record.as.context->record)
            return d;
    }
    return NULL;
}

const derivation *infer_passed_over_for(const inference *of, size_t rule_index, feel_value record)
{
    const rule *which = &of->pack->rules[rule_index];
    const derivation *d =
        which->kind == RULE_CONCLUDES_FIELD ? infer_field_of(of, which->target, record) : NULL;
    return d != NULL && passes_over(of, d, which) ? d : NULL;
}

typedef struct observer {
    const inference *of;
    void (*body)(void *state, const feel_value *values, const feel_value *bindings);
    void *state;
} observer;

static void observe(run *r, size_t rule_index, const feel_value *bindings, void *state)
{
    const observer *o = state;
    const rule *which = &r->pack->rules[rule_index];
    const feel_value *variables = r->values + r->pack->scope.count;
    (void)bindings; // of a lean run they are only in the values
    if (which->kind == RULE_CONCLUDES_FIELD &&
        infer_passed_over_for(o->of, rule_index, variables[which->about_variable]) != NULL)
        return;
    o->body(o->state, r->values, r->values + r->pack->scope.count);
}

static void observe_open(run *r, size_t rule_index, run_opening at, void *state)
{
    const observer *o = state;
    (void)rule_index;
    (void)at;
    o->body(o->state, r->values, NULL);
}

/// Goes over the calls of a row's table. A row behind the one that decided is not asked if the first counts.
static void observe_calls(run *r, size_t rule_index, const observer *o)
{
    const pack_table *t = r->pack->rules[rule_index].table;
    feel_value *parameters = r->values + r->pack->scope.count;
    for (size_t i = 0; i < o->of->call_count; i++) {
        const table_call_note *call = &o->of->calls[i];
        const bool is_passed_over = t->form.policy == TABLE_FIRST && call->row_count > 0 &&
                                    t->first_rule + call->rows[0] < rule_index;
        if (call->table != t || is_passed_over)
            continue;
        memcpy(parameters, call->arguments, r->pack->rules[rule_index].variable_count * sizeof *parameters);
        o->body(o->state, r->values, parameters);
    }
}

void infer_replay(feel_machine *m, const inference *of, size_t rule_index,
                  void (*body)(void *state, const feel_value *values, const feel_value *bindings),
                  void *state)
{
    observer o = {of, body, state};
    if (infer_passed_over(of, rule_index) != NULL)
        return;
    run r = run_start(m, of->pack, of->profile, true);
    memcpy(r.values, of->values, of->pack->scope.count * sizeof *r.values);
    if (of->pack->rules[rule_index].kind == RULE_ANSWERS) {
        observe_calls(&r, rule_index, &o);
        return;
    }
    (void)run_bindings(&r, rule_index, &(run_visitor){observe, observe_open, &o});
}

size_t infer_times_fired(const inference *of, size_t rule_index)
{
    size_t times = 0;
    for (size_t i = 0; i < of->advice_count; i++) {
        for (size_t e = 0; e < of->advices[i].evidence_count; e++)
            times += of->advices[i].evidence[e].rule == rule_index;
    }
    for (size_t i = 0; i < of->call_count; i++) {
        for (size_t k = 0; k < of->calls[i].row_count; k++)
            times += of->calls[i].table->first_rule + of->calls[i].rows[k] == rule_index;
    }
    for (size_t i = 0; i < of->derivation_count; i++) {
        for (size_t k = 0; k < of->derivations[i].rule_count; k++)
            times += of->derivations[i].rules[k] == rule_index;
    }
    for (size_t i = 0; i < of->field_derivation_count; i++) {
        for (size_t k = 0; k < of->field_derivations[i].rule_count; k++)
            times += of->field_derivations[i].rules[k] == rule_index;
    }
    return times;
}
