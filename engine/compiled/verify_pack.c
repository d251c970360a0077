// Looks at the pack itself: each number that names something else names something that there is, and what belongs together does.
#include "base/limits.h"
#include "compiled/image.h"

#include <math.h>

// --- numbers that name things ---

static bool are_below(const size_t *numbers, size_t count, size_t limit)
{
    bool good = true;
    for (size_t i = 0; i < count && good; i++)
        good = numbers[i] < limit;
    return good;
}

static bool is_date_or_null(feel_value v)
{
    return v.kind == FEEL_NULL || v.kind == FEEL_DATE;
}

/// An expression (NULL: none) that is no tests, and reads at most the first `count` variables.
static bool is_in_scope(const feel_expression *x, size_t count)
{
    return x == NULL || (x->root->kind != NODE_TESTS && x->scope_count <= count);
}

/// Tests of a value (NULL: none).
static bool are_tests(const feel_expression *x, size_t count)
{
    return x == NULL ||
           (x->root->kind == NODE_TESTS && x->input_slot < x->local_count && x->scope_count <= count);
}

static bool is_template_sound(const template_text *t, size_t scope)
{
    bool good = true;
    for (size_t i = 0; i < t->count && good; i++)
        good = is_in_scope(t->pieces[i].expression, scope);
    return good;
}

// --- the vocabulary ---

/// A fact's type is that of the record type it names, or a list of it.
static bool is_fact_sound(const pack *p, const fact *f)
{
    const feel_type *item = f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
    return f->level < p->level_count && are_tests(f->allowed, p->scope.count) &&
           (f->record == NULL || f->record->type == item) && isfinite(f->change_cost) && f->change_cost > 0;
}

static bool is_record_type_sound(const pack *p, const record_type *t)
{
    bool good = t->level < p->level_count && t->type->kind == FEEL_TYPE_CONTEXT &&
                t->type->field_count == t->field_count && t->key >= -1 &&
                (t->key < 0 || (size_t)t->key < t->field_count);
    for (size_t i = 0; i < t->field_count && good; i++)
        good = is_fact_sound(p, &t->fields[i]) && t->fields[i].type == t->type->fields[i].type &&
               slice_equal(t->fields[i].name, t->type->fields[i].name);
    return good;
}

/// Records may hold records, but not themselves.
static bool ends(const pack *p, const record_type *t, unsigned depth)
{
    bool good = depth < LIMIT_NESTING;
    for (size_t i = 0; i < t->field_count && good; i++)
        good = t->fields[i].record == NULL || ends(p, t->fields[i].record, depth + 1);
    return good;
}

/// True if each of the rules concludes it.
static bool do_conclude(const pack *p, const size_t *rules, size_t count, rule_kind kind, size_t target)
{
    bool good = true;
    for (size_t i = 0; i < count && good; i++)
        good = rules[i] < p->rule_count && p->rules[rules[i]].kind == kind &&
               p->rules[rules[i]].target == target;
    return good;
}

static bool is_derived_field_sound(const pack *p, size_t index)
{
    const derived_field *d = &p->derived_fields[index];
    return d->type < p->type_count && d->field < p->types[d->type].field_count &&
           d->declared == &p->types[d->type].fields[d->field] &&
           do_conclude(p, d->rules, d->rule_count, RULE_CONCLUDES_FIELD, index);
}

static bool is_vocabulary_sound(const pack *p)
{
    bool good = true;
    for (size_t i = 0; i < p->fact_count && good; i++)
        good = is_fact_sound(p, &p->facts[i]);
    for (size_t i = 0; i < p->type_count && good; i++)
        good = is_record_type_sound(p, &p->types[i]) && ends(p, &p->types[i], 0);
    for (size_t i = 0; i < p->derived_field_count && good; i++)
        good = is_derived_field_sound(p, i);
    for (size_t i = 0; i < p->step_count && good; i++)
        good = p->steps[i].index < (p->steps[i].is_field ? p->derived_field_count : p->fact_count);
    for (size_t i = 0; i < p->fact_count && good; i++)
        good = do_conclude(p, p->concluding_rules[i], p->concluding_counts[i], RULE_CONCLUDES, i);
    return good && are_below(p->derivation_order, p->derivation_count, p->fact_count);
}

// --- constants ---

static bool is_constant_sound(const pack *p, size_t index)
{
    const pack_constant *c = &p->constants[index];
    const bool is_literal = c->body != NULL && c->body->root->kind == NODE_FUNCTION;
    const bool is_called = c->is_table && c->table < p->table_count && p->tables[c->table].called != NULL &&
                           p->tables[c->table].function == index;
    bool good = c->level < p->level_count && are_below(c->reads, c->read_count, p->scope.count) &&
                (c->is_table ? is_called && c->is_function : c->body != NULL) &&
                is_in_scope(c->body, p->scope.count) &&
                (!c->is_function || (c->value.kind == FEEL_FUNCTION && (c->is_table || is_literal)));
    for (size_t i = 0; i < c->dated_count && good; i++)
        good = c->dated[i].from.kind == FEEL_DATE && is_in_scope(c->dated[i].expression, p->scope.count);
    return good;
}

/// Of the scope, and of loops.
static bool are_variables_sound(const image *im)
{
    bool good = true;
    for (size_t i = 0; i < im->sections[SECTION_VARIABLE].count && good; i++) {
        const feel_variable *v = &IMAGE_ITEMS(im, VARIABLE, feel_variable)[i];
        good = are_below(v->reads, v->read_count, im->pack->scope.count);
    }
    return good;
}

static bool is_scope_sound(const pack *p)
{
    bool good = p->scope.count == p->fact_count + p->constant_count;
    for (size_t i = 0; i < p->fact_count && good; i++)
        good = p->scope.variables[i].type == p->facts[i].type && p->scope.variables[i].constant == NULL;
    for (size_t i = 0; i < p->constant_count && good; i++)
        good = is_constant_sound(p, i);
    return good;
}

// --- recommendations ---

static bool is_recommendation_sound(const pack *p, const recommendation *r)
{
    const size_t count = p->recommendation_count;
    return r->level < p->level_count && r->priority >= 1 && r->priority <= 100 && r->order < count &&
           are_below(r->excludes, r->exclude_count, count) && are_below(r->rivals, r->rival_count, count) &&
           r->whole >= -1 && (r->whole < 0 || (size_t)r->whole < count) &&
           r->group_number <= p->group_count && isfinite(r->lowest_amount) && isfinite(r->highest_amount) &&
           (!r->computes_priority || r->lowest_amount < r->highest_amount) &&
           is_template_sound(&r->title, p->scope.count) && is_template_sound(&r->summary, p->scope.count);
}

/// A part of a whole is no whole itself, and each place among all is taken once.
static bool are_entries_sound(const image *im, const pack *p)
{
    bool *taken = ARENA_ARRAY(im->arena, p->recommendation_count, bool);
    bool good = p->group_count <= p->recommendation_count;
    for (size_t i = 0; i < p->recommendation_count && good; i++) {
        const recommendation *r = &p->recommendations[i];
        good = !taken[r->order] && (r->whole < 0 || p->recommendations[r->whole].whole < 0);
        taken[r->order] = true;
    }
    return good;
}

// --- rules and tables ---

static bool is_loop_sound(const pack *p, const rule *r)
{
    const node *loop = r->iterations != NULL ? r->iterations->root : NULL;
    bool good = r->variable_count <= p->most_variables &&
                (loop != NULL || r->variable_count == 0 || r->kind == RULE_ANSWERS) &&
                (loop == NULL || (loop->kind == NODE_FOR && loop->as.loop.count == r->variable_count)) &&
                r->about_variable >= -1 &&
                (r->about_variable < 0 || (size_t)r->about_variable < r->variable_count);
    for (size_t i = 0; i < r->variable_count && good && r->lists != NULL; i++)
        good = r->lists[i] >= LIST_COMPUTED && r->lists[i] < (ptrdiff_t)r->variable_count;
    return good;
}

static bool is_target_sound(const pack *p, const rule *r)
{
    const size_t counts[] = {p->recommendation_count, p->fact_count, p->derived_field_count};
    const bool concludes = r->kind != RULE_RECOMMENDS;
    if (r->kind == RULE_ANSWERS)
        return r->table != NULL && r->table->called != NULL && r->iterations == NULL;
    return r->target < counts[r->kind] && (!concludes || r->value != NULL) &&
           (r->kind != RULE_CONCLUDES_FIELD || (r->about_variable >= 0 && r->lists != NULL)) &&
           (concludes || !p->recommendations[r->target].computes_priority || r->priority != NULL);
}

/// A certainty that is always the same is a number from -1 to 1.
static bool is_certainty_sound(feel_machine *m, const feel_expression *x)
{
    if (x == NULL || !feel_expression_is_constant(x))
        return true;
    const feel_value v = feel_evaluate(m, x, NULL, 0);
    return v.kind == FEEL_NUMBER && fabs(decimal_to_double(feel_decimal(v))) <= 1;
}

static bool is_rule_sound(const pack *p, size_t index)
{
    const rule *r = &p->rules[index];
    const pack_table *t = r->table;
    const size_t scope = p->scope.count + r->variable_count;
    bool good = r->level < p->level_count && r->changed_by < p->level_count && !r->out_of_force &&
                is_loop_sound(p, r) && is_target_sound(p, r) &&
                are_below(r->sources, r->source_count, p->source_count) &&
                are_below(r->fields, r->field_count, p->derived_field_count) &&
                is_date_or_null(r->period.from) && is_date_or_null(r->period.until) &&
                is_in_scope(r->iterations, p->scope.count) && is_in_scope(r->when, scope) &&
                is_in_scope(r->certainty, scope) && is_in_scope(r->value, scope) &&
                is_in_scope(r->priority, scope) && is_template_sound(&r->because, scope) &&
                is_template_sound(&r->title, scope) &&
                (t == NULL || (t->first_rule <= index && index - t->first_rule < t->form.row_count));
    const size_t steps = r->next_steps != NULL ? p->recommendations[r->target].next_step_count : 0;
    for (size_t i = 0; i < steps && good; i++)
        good = is_template_sound(&r->next_steps[i], scope);
    return good;
}

/// Its parameters are the variables of its rows.
static bool is_called_sound(const pack *p, const pack_table *t)
{
    const feel_called_table *c = t->called;
    bool good = c->form == &t->form && c->default_value == t->default_value && c->results != NULL &&
                c->scope_count == p->scope.count && t->function < p->constant_count &&
                p->constants[t->function].is_table && &p->tables[p->constants[t->function].table] == t;
    for (size_t i = 0; i < t->form.row_count && good; i++)
        good = p->rules[t->first_rule + i].variable_count == c->signature.parameter_count &&
               c->results[i] == p->rules[t->first_rule + i].value;
    return good;
}

/// Each table that something calls is one of the pack.
static bool are_called_sound(const image *im)
{
    bool good = true;
    for (size_t i = 0; i < im->sections[SECTION_CALLED].count && good; i++)
        good = IMAGE_ITEMS(im, CALLED, feel_called_table)[i].form != NULL;
    return good;
}

static bool is_table_sound(const pack *p, const pack_table *t)
{
    const feel_table *f = &t->form;
    bool good = t->level < p->level_count && f->row_count > 0 && t->first_rule < p->rule_count &&
                f->row_count <= p->rule_count - t->first_rule;
    const size_t variables = good ? p->rules[t->first_rule].variable_count : 0;
    const size_t scope = p->scope.count + variables;
    good = good && is_in_scope(t->default_value, scope);
    for (size_t i = 0; i < f->input_count && good; i++)
        good = are_tests(f->inputs[i].values, scope) && is_in_scope(f->inputs[i].expression, scope);
    for (size_t i = 0; i < f->row_count * f->input_count && good; i++)
        good = are_tests(f->cells[i], scope) &&
               (f->cells[i] == NULL || p->rules[t->first_rule + i / f->input_count].when != NULL);
    for (size_t i = 0; i < f->row_count && good; i++)
        good = p->rules[t->first_rule + i].table == t &&
               p->rules[t->first_rule + i].variable_count == variables &&
               (t->called != NULL) == (p->rules[t->first_rule + i].kind == RULE_ANSWERS);
    return good && (t->called == NULL || is_called_sound(p, t));
}

// --- the rest ---

static bool is_rest_sound(const pack *p)
{
    bool good = p->threshold >= 0 && p->threshold < 1 && p->office.logo_type != NULL;
    for (size_t i = 0; i < p->source_count && good; i++)
        good = p->sources[i].level < p->level_count;
    for (size_t i = 0; i < p->profile_check_count && good; i++)
        good = p->profile_checks[i].level < p->level_count &&
               is_in_scope(p->profile_checks[i].when, p->scope.count) &&
               is_template_sound(&p->profile_checks[i].because, p->scope.count);
    for (size_t i = 0; i < p->allowance_count && good; i++)
        good = p->allowances[i].about != NULL;
    for (size_t i = 0; i < p->scope.withdrawn_count && good; i++)
        good = p->scope.withdrawn[i].what != NULL;
    return good;
}

bool verify_pack(const image *im)
{
    const pack *p = im->pack;
    bool good = p->rule_count <= LIMIT_RULES && p->most_variables <= LIMIT_EXPRESSION && is_rest_sound(p) &&
                is_vocabulary_sound(p) && is_scope_sound(p) && are_variables_sound(im);
    for (size_t i = 0; i < p->recommendation_count && good; i++)
        good = is_recommendation_sound(p, &p->recommendations[i]);
    good = good && are_entries_sound(im, p);
    feel_machine m;
    feel_machine_init(&m, im->arena);
    for (size_t i = 0; i < p->rule_count && good; i++) {
        m.steps_left = LIMIT_STEPS;
        good = is_rule_sound(p, i) && is_certainty_sound(&m, p->rules[i].certainty);
    }
    for (size_t i = 0; i < p->table_count && good; i++)
        good = is_table_sound(p, &p->tables[i]);
    return good && are_called_sound(im);
}
