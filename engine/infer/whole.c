#include "infer/whole.h"

/// True if a number that must be whole is not. Types nest no deeper than the vocabulary writes them.
static bool has_fraction(const feel_type *type, feel_value v)
{
    bool found = type != NULL && type->whole && v.kind == FEEL_NUMBER && !feel_is_whole(v);
    if (type != NULL && type->kind == FEEL_TYPE_LIST && v.kind == FEEL_LIST) {
        for (size_t i = 0; i < v.as.list->count && !found; i++)
            found = has_fraction(type->element, v.as.list->items[i]);
    } else if (type != NULL && type->kind == FEEL_TYPE_CONTEXT && v.kind == FEEL_CONTEXT) {
        for (size_t i = 0; i < type->field_count && !found; i++) {
            const feel_value *entry = feel_context_get(v.as.context, type->fields[i].name);
            found = entry != NULL && has_fraction(type->fields[i].type, *entry);
        }
    }
    return found;
}

feel_value whole_or_unknown(run *r, size_t rule_index, feel_value v, bool fires)
{
    const fact *f = pack_concluded(r->pack, &r->pack->rules[rule_index]);
    const bool collects = f->policy == HIT_COLLECT && f->type->kind == FEEL_TYPE_LIST;
    if (!has_fraction(f->type, v) && !(collects && has_fraction(f->type->element, v)))
        return v;
    const inference_warning warning = {
        rule_index, "not-integer",
        arena_format(
            r->arena,
            "'%.*s' is an integer, but its value has a fraction, so it stays unknown: floor(), ceiling() or "
            "round half up() would make it whole",
            SLICE_ARG(f->name))};
    if (fires)
        ARENA_PUSH(r->arena, &r->warnings, items, count, capacity, warning);
    return feel_null();
}
