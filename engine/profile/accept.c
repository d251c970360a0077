#include "profile/accept.h"

#include "profile/meant.h"

static void report(arena *a, const fact *f, const yaml_node *written, diag_list *diags)
{
    const feel_type *type = f->type->kind == FEEL_TYPE_LIST ? f->type->element : f->type;
    diag_error(diags, written->where, "not-allowed", "the value of '%.*s' is not allowed",
               SLICE_ARG(f->name));
    meant_hint(a, f, type, written, diags);
}

/// A computed value is reported as if it had been written.
static void report_computed(arena *a, const fact *f, feel_value item, place where, diag_list *diags)
{
    yaml_node written = {.kind = YAML_SCALAR, .where = where};
    written.text = item.kind == FEEL_STRING ? feel_text(item) : feel_to_string(a, item);
    report(a, f, &written, diags);
}

static bool is_allowed(arena *a, const fact *f, feel_value item)
{
    feel_machine m;
    feel_machine_init(&m, a);
    if (fact_is_whole(f) && item.kind == FEEL_NUMBER && !feel_is_whole(item))
        return false;
    return f->allowed == NULL || feel_is_null(item) ||
           feel_is_true(feel_evaluate_tests(&m, f->allowed, item, NULL, 0));
}

/// The value as a list: its items, or itself.
static const feel_value *items_of(const feel_value *v, size_t *count)
{
    *count = v->kind == FEEL_LIST ? v->as.list->count : 1;
    return v->kind == FEEL_LIST ? v->as.list->items : v;
}

void accept_read(arena *a, const fact *f, feel_value v, const yaml_node *written, diag_list *diags)
{
    size_t count;
    const feel_value *items = items_of(&v, &count);
    bool in_place = v.kind == FEEL_LIST && written->kind == YAML_SEQUENCE;
    for (size_t i = 0; i < count; i++) {
        if (!is_allowed(a, f, items[i]))
            report(a, f, in_place ? written->items[i] : written, diags);
    }
}

void accept_missing(const fact *f, place where, diag_list *diags)
{
    diag_error(diags, where, "missing-key", "the key '%.*s' is missing here", SLICE_ARG(f->name));
    diag_hint(diags, "add '%.*s' with a value: it must be given", SLICE_ARG(f->name));
}

static bool accept_fields(arena *a, const record_type *type, feel_value record, place where, diag_list *diags)
{
    bool good = true;
    for (size_t i = 0; i < type->field_count && good; i++) {
        const fact *field = &type->fields[i];
        const feel_value *v = feel_context_get(record.as.context, field->name);
        good = v == NULL || accept_computed(a, field, *v, where, diags);
        if (field->required && (v == NULL || feel_is_null(*v))) {
            accept_missing(field, where, diags);
            good = false;
        }
    }
    return good;
}

bool accept_computed(arena *a, const fact *f, feel_value v, place where, diag_list *diags)
{
    bool good = true;
    size_t count;
    const feel_value *items = items_of(&v, &count);
    for (size_t i = 0; i < count && good; i++) {
        good = is_allowed(a, f, items[i]);
        if (!good)
            report_computed(a, f, items[i], where, diags);
        else if (f->record != NULL && items[i].kind == FEEL_CONTEXT)
            good = accept_fields(a, f->record, items[i], where, diags);
    }
    return good;
}
