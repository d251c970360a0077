// What rules, tables and defaults give derived facts must be allowed, as what profiles state must be.
#include "pack/loader.h"
#include "reason/results.h"

static void hint_allowed(loader *l, const fact *f, feel_value v)
{
    const feel_type *type = f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
    const size_t count = type != NULL ? type->allowed_count : 0;
    slice *names = ARENA_ARRAY(l->arena, count, slice);
    for (size_t i = 0; i < count; i++)
        names[i] = type->allowed[i].kind == FEEL_STRING ? feel_text(type->allowed[i]) : (slice){NULL, 0};
    if (fact_is_whole(f) && f->allowed == NULL)
        diag_hint(l->diags, "it is an integer: write a number without a fraction");
    else if (v.kind == FEEL_STRING && nearest_name(l->arena, feel_text(v), names, count) >= 0)
        diag_hint_nearest(l->diags, feel_text(v), names, count);
    else
        diag_hint(l->diags, "allowed: %.*s", SLICE_ARG(diag_quote(f->allowed_text)));
}

static bool is_allowed(loader *l, const fact *f, feel_value item)
{
    if (fact_is_whole(f) && item.kind == FEEL_NUMBER && !feel_is_whole(item))
        return false;
    feel_machine m;
    feel_machine_init(&m, l->arena);
    return f->allowed == NULL || feel_is_null(item) ||
           feel_truth_of(feel_evaluate_tests(&m, f->allowed, item, NULL, 0)) != FEEL_FALSE;
}

bool allowed_check(loader *l, const fact *f, feel_value v, place where)
{
    const size_t count = v.kind == FEEL_LIST ? v.as.list->count : 1;
    for (size_t i = 0; i < count; i++) {
        const feel_value item = v.kind == FEEL_LIST ? v.as.list->items[i] : v;
        if (is_allowed(l, f, item))
            continue;
        diag_error(l->diags, where, "not-allowed", "%.*s is not an allowed value of '%.*s'",
                   SLICE_ARG(diag_quote(feel_to_literal(l->arena, item))), SLICE_ARG(f->name));
        hint_allowed(l, f, item);
        return false;
    }
    for (size_t i = 0; v.kind == FEEL_CONTEXT && f->record != NULL && i < f->record->field_count; i++) {
        const fact *field = &f->record->fields[i];
        const feel_value *inner = feel_context_get(v.as.context, field->name);
        if (inner != NULL && !allowed_check(l, field, *inner, where))
            return false;
    }
    return true;
}

void allowed_check_results(loader *l, const fact *f, const feel_expression *e)
{
    const pack *p = l->pack;
    if (e == NULL || (f->allowed == NULL && !fact_is_whole(f)))
        return;
    if (l->scope_values == NULL) {
        l->scope_values = ARENA_ARRAY(l->arena, p->scope.count, feel_value);
        for (size_t i = 0; i < p->constant_count; i++)
            l->scope_values[p->fact_count + i] = p->constants[i].value;
    }
    feel_machine m;
    feel_machine_init(&m, l->arena);
    const condition_scope scope = {&p->scope, l->scope_values, &m};
    size_t count;
    bool complete;
    const expression_result *results = results_of(&scope, e, &count, &complete);
    for (size_t i = 0; i < count; i++)
        (void)allowed_check(l, f, results[i].value, results[i].where);
}
