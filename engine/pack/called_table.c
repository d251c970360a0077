// Decision tables with parameters: what they are as functions. Their rows are linked as those of any table (table_link.c).
#include "pack/answers.h"
#include "pack/callable.h"
#include "pack/table.h"

size_t called_table_count(const loader *l)
{
    const record_list *tables = &l->records[RECORD_TABLE];
    size_t count = 0;
    for (size_t i = 0; i < tables->count; i++)
        count += yaml_get(tables->items[i].node, "parameters") != NULL;
    return count;
}

void called_table_declare(const constant_work *w, size_t index, const pack_record *record)
{
    loader *l = w->l;
    const yaml_table *from = record->data;
    pack_constant *out = &w->constants[index];
    callable_start(w, index,
                   &(callable_record){record->node, "id", "table", from->parameters, from->parameters_count,
                                      record->level});
    out->is_table = true;
    out->type = feel_function_type(l->arena, &out->signature);
    w->variables[l->pack->fact_count + index] = (feel_variable){.name = out->name, .type = out->type};
}

// --- what it has in place of what others have ---

void called_table_check(const table_work *w)
{
    loader *l = w->l;
    static const char *const keys[] = {"conclude", "recommend", "certainty", "for"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (yaml_get(w->node, keys[i]) == NULL)
            continue;
        diag_error(l->diags, loader_place(w->node, keys[i]), "misplaced-key",
                   "a table with parameters has no '%s': expressions call it by its id", keys[i]);
    }
}

feel_scope called_table_scope(table_work *w)
{
    loader *l = w->l;
    const feel_signature *of = w->text->signature;
    feel_variable *parameters = ARENA_ARRAY(l->arena, of->parameter_count, feel_variable);
    for (size_t i = 0; i < of->parameter_count; i++)
        parameters[i] = (feel_variable){.name = of->parameters[i].name, .type = of->parameters[i].type};
    w->common.variables = parameters;
    w->common.variable_count = of->parameter_count;
    return feel_scope_with(l->arena, &l->pack->scope, parameters, of->parameter_count);
}

// --- what it reads ---

typedef struct read_marks {
    bool *seen; ///< by variable of the scope
    size_t count;
} read_marks;

static void mark(void *state, const feel_expression *e)
{
    const read_marks *m = state;
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < m->count) // what follows are its parameters
            m->seen[reads[i]] = true;
    }
}

static void keep_reads(const constant_work *w, pack_constant *out, const pack_table *t)
{
    const loader *l = w->l;
    const size_t total = l->pack->scope.count;
    read_marks m = {ARENA_ARRAY(l->arena, total, bool), total};
    answers_visit(l->pack, t, mark, &m);
    size_t *reads = ARENA_ARRAY(l->arena, total, size_t);
    for (size_t i = 0; i < total; i++) {
        if (m.seen[i])
            reads[out->read_count++] = i;
    }
    out->reads = reads;
}

// --- what it is ---

/// The type that all results have; NULL if it is not known, or if they differ.
static const feel_type *type_of_results(const pack *p, const pack_table *t)
{
    const feel_type *found = t->default_value != NULL ? feel_expression_type(t->default_value) : NULL;
    for (size_t i = 0; i < t->form.row_count; i++) {
        const feel_expression *e = p->rules[t->first_rule + i].value;
        const feel_type *type = e != NULL ? feel_expression_type(e) : found;
        if (found != NULL && type != NULL && found->kind != type->kind)
            return NULL;
        found = type;
    }
    const bool is_plain =
        found != NULL && (found->kind == FEEL_TYPE_NUMBER || found->kind == FEEL_TYPE_STRING ||
                          found->kind == FEEL_TYPE_BOOLEAN || found->kind == FEEL_TYPE_DATE);
    return is_plain ? feel_type_of_kind((feel_type_kind)found->kind) : NULL;
}

/// What a call gives, from what the outputs are declared as and the hit policy.
static const feel_type *type_of_call(arena *a, const pack *p, const pack_table *t, const table_text *text,
                                     const feel_type *const *outputs)
{
    const feel_table *form = &t->form;
    const feel_type *each = outputs[0] != NULL ? outputs[0] : type_of_results(p, t);
    if (form->aggregation == AGGREGATE_COUNT || form->aggregation == AGGREGATE_SUM)
        return feel_type_of_kind(FEEL_TYPE_NUMBER);
    if (form->output_count > 1) {
        feel_field *fields = ARENA_ARRAY(a, form->output_count, feel_field);
        feel_type *record = ARENA_NEW(a, feel_type);
        for (size_t i = 0; i < form->output_count; i++)
            fields[i] = (feel_field){text->outputs[i].name, outputs[i]};
        *record = (feel_type){
            .kind = FEEL_TYPE_CONTEXT, .fields = fields, .field_count = form->output_count, .closed = true};
        each = record;
    }
    return feel_table_gives_list(form) ? feel_type_list(a, each) : each;
}

/// A parameter that an input tests as it is has the values of that input.
static const feel_type *type_of_parameter(const pack_table *t, const feel_field *parameter)
{
    for (size_t i = 0; i < t->form.input_count; i++) {
        const feel_table_input *in = &t->form.inputs[i];
        const bool is_it =
            in->expression != NULL && slice_equal(feel_expression_text(in->expression), parameter->name);
        if (is_it && in->type != NULL && in->type->allowed != NULL)
            return in->type;
    }
    return parameter->type;
}

const feel_called_table *table_as_function(loader *l, const table_text *text, const pack_table *t,
                                           const feel_type *const *outputs)
{
    arena *a = l->arena;
    const feel_signature *of = text->signature;
    feel_called_table *out = ARENA_NEW(a, feel_called_table);
    feel_field *parameters = ARENA_ARRAY(a, of->parameter_count, feel_field);
    for (size_t i = 0; i < of->parameter_count; i++)
        parameters[i] = (feel_field){of->parameters[i].name, type_of_parameter(t, &of->parameters[i])};
    out->signature = *of;
    out->signature.parameters = parameters;
    out->signature.result = type_of_call(a, l->pack, t, text, outputs);
    out->type = feel_function_type(a, &out->signature);
    out->scope_count = l->pack->scope.count;
    return answers_of(a, l->pack, t, out);
}

/// True if some rows are not in force on all days.
static bool has_periods(const pack *p, const pack_table *t)
{
    bool found = false;
    for (size_t i = 0; i < t->form.row_count && !found; i++) {
        const pack_period *period = &p->rules[t->first_rule + i].period;
        found = !feel_is_null(period->from) || !feel_is_null(period->until);
    }
    return found;
}

void called_table_link(const constant_work *w, size_t index, const pack_record *record)
{
    loader *l = w->l;
    pack *p = l->pack;
    pack_constant *out = &w->constants[index];
    feel_variable *variable = &w->variables[p->fact_count + index];
    if (l->rules == NULL)
        return; // there are too many
    table_text *text = &l->tables[record - l->records[RECORD_TABLE].items];
    pack_table *table = &l->linked_tables[p->table_count];
    text->signature = &out->signature;
    const size_t errors = l->diags->errors;
    link_table(l, text, table, &l->rules[p->rule_count], &l->use);
    if (table->called == NULL)
        return;
    table->function = index;
    out->table = p->table_count;
    p->table_count++;
    out->signature = table->called->signature;
    out->type = table->called->type;
    keep_reads(w, out, table);
    out->reads_dated = has_periods(p, table);
    w->variables[p->fact_count + index].type = out->type;
    if (l->diags->errors > errors)
        return; // it is not fit to be evaluated
    out->value = feel_table_value(l->arena, table->called);
    w->values[p->fact_count + index] = out->value;
    *variable = (feel_variable){.name = out->name, .type = out->type, .constant = &out->value};
}
