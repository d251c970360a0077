// How derived facts get their values: by columns, or by row.
#include "columns/plan_derive.h"

#include "columns/plan_lanes.h"
#include "columns/plan_rule.h"

/// @param is_whole  a value with a fraction is unknown, which is found out row by row
static void find_value(plan_builder *b, size_t rule_index, bool is_whole, plan_value *out)
{
    const feel_expression *e = b->pack->rules[rule_index].value;
    *out = (plan_value){.expression = e};
    atom_subject s;
    if (!is_whole && plan_constant_value(b, e, &out->constant)) {
        out->kind = VALUE_CONSTANT;
    } else if (condition_expression_subject(&b->scope, e, &s) && s.field.len == 0 &&
               s.variable < b->pack->fact_count) {
        out->kind = VALUE_FACT;
        out->fact = s.variable;
    } else {
        const term_problem problem = plan_lanes_find_value(b, out);
        if (out->kind == VALUE_EVALUATED)
            plan_note_open(b, rule_index, e, &problem);
    }
    plan_note_reads(b, e);
}

/// Notes why a concluding rule is evaluated by row, if it is. The condition was taken apart last.
static void note_open_condition(plan_builder *b, const rule *r, size_t index)
{
    if (r->table != NULL)
        return; // it was noted
    if (r->iterations != NULL)
        plan_note_open(b, index, r->iterations,
                       &(term_problem){.why = "concludes a fact for each item of a list"});
    else if (r->when != NULL)
        plan_note_open(b, index, r->when, &b->problem);
}

static plan_derivation field_derivation_of(plan_builder *b, size_t field_index)
{
    const derived_field *f = &b->pack->derived_fields[field_index];
    for (size_t i = 0; i < f->rule_count; i++) {
        const rule *r = &b->pack->rules[f->rules[i]];
        plan_note_rule(b, r);
        if (r->table == NULL || r->table->first_rule == f->rules[i])
            plan_note_open(b, f->rules[i], r->iterations,
                           &(term_problem){.why = "concludes a field of each item of a list"});
    }
    return (plan_derivation){.is_field = true, .fact = field_index};
}

/// Whether something of the type must be whole, or may have to be.
static bool may_be_whole(const feel_type *type)
{
    if (type == NULL || type->whole || type->kind == FEEL_TYPE_CONTEXT)
        return true;
    return type->kind == FEEL_TYPE_LIST && may_be_whole(type->element);
}

/// Two values that are one: booleans and texts have one form.
static bool is_same(feel_value a, feel_value b)
{
    return (a.kind == FEEL_BOOLEAN || a.kind == FEEL_STRING) && feel_equal(a, b) == FEEL_TRUE;
}

/// Finds which rules of a fact conclude the same, if all conclude constants: then words say what rules that are undetermined leave open.
static void compare_values(const fact *f, plan_value *values, plan_derivation *out)
{
    out->is_constant = out->by_columns && f->policy == HIT_FIRST;
    out->same_as_default = out->count;
    for (size_t i = 0; i < out->count && out->is_constant; i++) {
        const feel_value v = values[i].constant;
        out->is_constant = values[i].kind == VALUE_CONSTANT && is_same(v, v);
        size_t first = 0;
        while (!is_same(values[first].constant, v) && first < i)
            first++;
        values[i].same_as = first;
        if (out->same_as_default == out->count && f->has_default && is_same(v, f->default_value))
            out->same_as_default = i;
    }
}

static plan_derivation fact_derivation_of(plan_builder *b, size_t fact_index)
{
    size_t count = b->pack->concluding_counts[fact_index];
    const size_t *indexes = b->pack->concluding_rules[fact_index];
    plan_derivation out = {
        .fact = fact_index, .count = count, .is_whole = may_be_whole(b->pack->facts[fact_index].type)};
    plan_rule *rules = ARENA_ARRAY(b->arena, count, plan_rule);
    plan_value *values = ARENA_ARRAY(b->arena, count, plan_value);
    out.by_columns = true;
    for (size_t i = 0; i < count; i++) {
        const rule *r = &b->pack->rules[indexes[i]];
        rules[i] = plan_rule_of(b, indexes[i]);
        out.by_columns = out.by_columns && r->iterations == NULL && r->table == NULL;
        if (!rules[i].closed)
            plan_note_rule(b, r);
        note_open_condition(b, r, indexes[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (!out.by_columns && rules[i].closed && b->pack->rules[indexes[i]].table == NULL)
            plan_note_open(b, indexes[i], NULL,
                           &(term_problem){.why = "concludes a fact that another rule decides by row"});
        if (out.by_columns)
            find_value(b, indexes[i], fact_is_whole(&b->pack->facts[fact_index]), &values[i]);
        else
            plan_note_rule(b, &b->pack->rules[indexes[i]]);
    }
    compare_values(&b->pack->facts[fact_index], values, &out);
    out.rules = rules;
    out.values = values;
    return out;
}

plan_derivation plan_derivation_of(plan_builder *b, const derivation_step *step)
{
    return step->is_field ? field_derivation_of(b, step->index) : fact_derivation_of(b, step->index);
}

bool plan_is_derived_for(const plan_builder *b, const plan_derivation *d, const bool *live)
{
    return d->is_field ||
           (live[d->fact] && (b->needs_value[d->fact] || b->value_column[d->fact] != SIZE_MAX ||
                              b->count_column[d->fact] != SIZE_MAX));
}
