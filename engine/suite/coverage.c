// What the tests reached: each rule is replayed with the values of each inference.
#include "suite/coverage.h"

#include "infer/replay.h"
#include "reason/parts.h"

typedef struct cover {
    arena *arena, *scratch;
    feel_machine *machine;
    const pack *pack;
    const rule *which;
    const condition_parts *parts;
    part_value *values;
    suite_rule *out;
    suite_part *out_parts;
} cover;

static void look_at(void *state, const feel_value *values, const feel_value *bindings)
{
    cover *c = state;
    if (c->parts == NULL)
        return;
    if (bindings == NULL) {
        c->out->held_back++;
        return;
    }
    size_t count = c->pack->scope.count + c->which->variable_count;
    feel_truth whole = parts_evaluate(c->machine, c->parts, values, count, c->values);
    c->out->held_back += whole != FEEL_TRUE;
    for (size_t i = 0; i < c->out->part_count; i++) {
        suite_part *part = &c->out_parts[i];
        part->evaluated++;
        part->decided_true += c->values[i].decides && c->values[i].value == FEEL_TRUE;
        part->decided_false += c->values[i].decides && c->values[i].value == FEEL_FALSE;
    }
}

static void cover_rule(cover *c, const suite *s, const suite_result *results)
{
    const rule *which = c->which;
    const size_t rule_index = (size_t)(which - c->pack->rules);
    c->out->may_hold_back = which->when != NULL;
    c->parts = which->when != NULL ? parts_of(c->arena, which->when) : NULL;
    c->out->part_count = c->parts != NULL ? parts_count(c->parts) : 0;
    c->out_parts = ARENA_ARRAY(c->arena, c->out->part_count, suite_part);
    c->out->parts = c->out_parts;
    for (size_t i = 0; i < c->out->part_count; i++)
        c->out_parts[i] = (suite_part){.where = parts_place(c->parts, i), .text = parts_text(c->parts, i)};
    for (size_t t = 0; t < s->count; t++) {
        if (results[t].inference == NULL)
            continue;
        c->machine = trial_machine(c->scratch, &s->tests[t]);
        c->values = ARENA_ARRAY(c->scratch, c->out->part_count, part_value);
        if (results[t].inference->pack->rules[rule_index].out_of_force)
            continue; // its condition is not asked on that day
        c->out->fired += infer_times_fired(results[t].inference, rule_index);
        infer_replay(c->machine, results[t].inference, rule_index, look_at, c);
        arena_reset(c->scratch);
    }
}

static bool is_concluded(const derivation *d)
{
    return d->rule_count > 0 || d->by_default;
}

static void count_advice(const inference *of, size_t *recommended, size_t *concluded, size_t *fields)
{
    for (size_t i = 0; i < of->given_count; i++)
        recommended[of->advices[i].recommendation]++;
    for (size_t i = 0; i < of->derivation_count; i++)
        concluded[of->derivations[i].fact] += is_concluded(&of->derivations[i]);
    for (size_t i = 0; i < of->field_derivation_count; i++)
        fields[of->field_derivations[i].field] += is_concluded(&of->field_derivations[i]);
}

const suite_coverage *coverage_of(arena *a, const suite *s, const suite_result *results)
{
    const pack *p = s->pack;
    suite_coverage *out = ARENA_NEW(a, suite_coverage);
    suite_rule *rules = ARENA_ARRAY(a, p->rule_count, suite_rule);
    size_t *recommended = ARENA_ARRAY(a, p->recommendation_count, size_t);
    size_t *concluded = ARENA_ARRAY(a, p->fact_count, size_t);
    size_t *fields = ARENA_ARRAY(a, p->derived_field_count, size_t);
    arena *scratch = arena_new_child(a);
    size_t *cited = ARENA_ARRAY(a, p->source_count, size_t);
    for (size_t t = 0; t < s->count; t++) {
        if (results[t].inference != NULL)
            count_advice(results[t].inference, recommended, concluded, fields);
    }
    for (size_t i = 0; i < p->rule_count; i++) {
        cover c = {.arena = a, .scratch = scratch, .pack = p, .which = &p->rules[i], .out = &rules[i]};
        cover_rule(&c, s, results);
        for (size_t k = 0; k < p->rules[i].source_count; k++)
            cited[p->rules[i].sources[k]] += rules[i].fired;
    }
    *out = (suite_coverage){rules, recommended, concluded, fields, cited};
    return out;
}
