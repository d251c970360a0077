// Names are for people, so several records that lack a field are one name; questions look at the unknowns themselves.
#include "infer/waiting.h"

static const feel_context *find_record(feel_value v, uint32_t number)
{
    const size_t count = v.kind == FEEL_LIST ? v.as.list->count : 1;
    for (size_t i = 0; i < count; i++) {
        const feel_value item = v.kind == FEEL_LIST ? v.as.list->items[i] : v;
        if (item.kind == FEEL_CONTEXT && item.as.context->record == number)
            return item.as.context;
    }
    return NULL;
}

bool waiting_find(const run *r, const feel_unknown *unknown, record_field *out)
{
    for (size_t i = 0; unknown->record != NULL && i < r->pack->fact_count; i++) {
        const record_type *type = r->pack->facts[i].record;
        const feel_context *record =
            type != NULL ? find_record(r->person->values[i], unknown->record->record) : NULL;
        if (record == NULL)
            continue;
        *out = (record_field){.fact = i, .record = record, .field = pack_find_field(type, unknown->field)};
        if (type->key >= 0 && record->entries[type->key].value.kind == FEEL_STRING)
            out->item_name = feel_text(record->entries[type->key].value);
        return true;
    }
    return false;
}

/// The list that a rule's variables run over and that has an unknown item; the variable itself if there is none.
static slice list_with_unknown_item(const run *r, const rule *which, size_t variable)
{
    size_t count = 0;
    const size_t *reads = feel_expression_reads(which->iterations, &count);
    for (size_t i = 0; i < count; i++) {
        const feel_value v = reads[i] < r->pack->fact_count ? r->values[reads[i]] : feel_null();
        for (size_t k = 0; v.kind == FEEL_LIST && k < v.as.list->count; k++) {
            if (feel_is_null(v.as.list->items[k]))
                return r->pack->facts[reads[i]].name;
        }
    }
    return which->variables[variable].name;
}

static slice name_of(run *r, const undetermined *u, const feel_unknown *unknown)
{
    const rule *which = &r->pack->rules[u->rule];
    const size_t facts = r->pack->scope.count;
    record_field found;
    if (unknown->record == NULL)
        return unknown->variable < facts ? r->pack->scope.variables[unknown->variable].name
                                         : list_with_unknown_item(r, which, unknown->variable - facts);
    for (size_t i = 0; i < u->bound; i++) {
        if (u->bindings[i].kind == FEEL_CONTEXT && u->bindings[i].as.context == unknown->record)
            return arena_format(r->arena, "%.*s.%.*s", SLICE_ARG(which->variables[i].name),
                                SLICE_ARG(unknown->field));
    }
    return waiting_find(r, unknown, &found) ? r->pack->facts[found.fact].name : unknown->field;
}

void waiting_name(run *r, undetermined *u)
{
    slice *names = ARENA_ARRAY(r->arena, u->waits_count, slice);
    for (size_t i = 0; i < u->waits_count; i++) {
        const slice name = name_of(r, u, &u->waits_for[i]);
        bool known = false;
        for (size_t k = 0; k < u->name_count && !known; k++)
            known = slice_equal(names[k], name);
        if (!known)
            names[u->name_count++] = name;
    }
    u->names = names;
}
