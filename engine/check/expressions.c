#include "check/expressions.h"

typedef struct walk {
    analysis *analysis;
    expression_visitor *visit;
    void *state;
} walk;

static void found(const walk *w, const found_expression *e)
{
    if (e->expression != NULL)
        w->visit(w->analysis, e, w->state);
}

static void found_of(const walk *w, const char *about, slice id, const feel_expression *e)
{
    found(w, &(found_expression){.expression = e, .about = about, .id = id});
}

/// Each rule for a recommendation has the expression of its priority: one is visited.
static bool is_first_for(const pack *p, const rule *r)
{
    const rule *first = p->rules;
    while (first->kind != RULE_RECOMMENDS || first->target != r->target)
        first++;
    return first == r;
}

/// Of a row the cells are visited, and not the condition that is made of them. What all rows share is the first's.
static void visit_rule(const walk *w, const rule *r)
{
    const pack *p = w->analysis->pack;
    if (r->table == NULL || r->table->first_rule == (size_t)(r - p->rules))
        found_of(w, "rule", r->id, r->iterations);
    if (r->table == NULL)
        found_of(w, "rule", r->id, r->when);
    found_of(w, "rule", r->id, r->certainty);
    if (r->priority != NULL && is_first_for(p, r))
        found_of(w, "recommendation", p->recommendations[r->target].id, r->priority);
    found(w, &(found_expression){.expression = r->value, .about = "rule", .id = r->id, .value_of = r});
    for (size_t i = 0; i < r->because.count; i++)
        found_of(w, "rule", r->id, r->because.pieces[i].expression);
}

static void visit_table(const walk *w, const pack_table *t)
{
    const rule *rows = &w->analysis->pack->rules[t->first_rule];
    for (size_t i = 0; i < t->form.input_count; i++) {
        found_of(w, "rule", rows->id, t->form.inputs[i].expression);
        for (size_t row = 0; row < t->form.row_count; row++)
            found(w, &(found_expression){.expression = t->form.cells[row * t->form.input_count + i],
                                         .about = "rule",
                                         .id = rows[row].id,
                                         .input = t->form.inputs[i].expression,
                                         .input_type = t->form.inputs[i].type});
    }
}

static void visit_vocabulary(const walk *w)
{
    const pack *p = w->analysis->pack;
    for (size_t i = 0; i < p->constant_count; i++) {
        if (pack_is_own(p, p->constants[i].level))
            found_of(w, NULL, (slice){0}, p->constants[i].body);
    }
    for (size_t i = 0; i < p->fact_count; i++) {
        if (pack_is_own(p, p->facts[i].level))
            found_of(w, "fact", p->facts[i].name, p->facts[i].allowed);
    }
    for (size_t i = 0; i < p->type_count; i++) {
        for (size_t k = 0; pack_is_own(p, p->types[i].level) && k < p->types[i].field_count; k++)
            found_of(w, NULL, (slice){0}, p->types[i].fields[k].allowed);
    }
}

void expressions_visit(analysis *an, expression_visitor *visit, void *state)
{
    const pack *p = an->pack;
    const walk w = {an, visit, state};
    for (size_t i = 0; i < p->rule_count; i++) {
        if (pack_is_own(p, p->rules[i].changed_by))
            visit_rule(&w, &p->rules[i]);
    }
    for (size_t i = 0; i < p->table_count; i++) {
        if (pack_is_own(p, p->tables[i].level))
            visit_table(&w, &p->tables[i]);
    }
    visit_vocabulary(&w);
    for (size_t i = 0; i < p->profile_check_count; i++) {
        if (pack_is_own(p, p->profile_checks[i].level))
            found_of(&w, NULL, (slice){0}, p->profile_checks[i].when);
    }
}
