#include "pack/answers.h"

const feel_called_table *answers_of(arena *a, const pack *p, const pack_table *t, const feel_called_table *as)
{
    feel_called_table *out = ARENA_NEW(a, feel_called_table);
    const feel_expression **results = ARENA_ARRAY(a, t->form.row_count, const feel_expression *);
    for (size_t i = 0; i < t->form.row_count; i++)
        results[i] = p->rules[t->first_rule + i].value;
    *out = *as;
    out->form = &t->form;
    out->results = results;
    out->default_value = t->default_value;
    return out;
}

void answers_renew(arena *a, const pack *p, pack_table *t, pack_constant *constants)
{
    t->called = answers_of(a, p, t, t->called);
    constants[t->function].value = feel_table_value(a, t->called);
}

void answers_visit(const pack *p, const pack_table *t, void (*visit)(void *state, const feel_expression *e),
                   void *state)
{
    for (size_t i = 0; i < t->form.input_count; i++) {
        visit(state, t->form.inputs[i].expression);
        visit(state, t->form.inputs[i].values);
    }
    for (size_t i = 0; i < t->form.row_count * t->form.input_count; i++)
        visit(state, t->form.cells[i]);
    for (size_t i = 0; i < t->form.row_count; i++)
        visit(state, p->rules[t->first_rule + i].value);
    visit(state, t->default_value);
}

const pack_table *answers_find(const pack *p, const feel_called_table *called)
{
    for (size_t i = 0; i < p->table_count; i++) {
        if (p->tables[i].called == called)
            return &p->tables[i];
    }
    return NULL;
}
