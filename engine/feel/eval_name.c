// Names and paths: here evaluation reads the values it is given, and notes the unknown ones.
#include "feel/eval.h"

#include "feel/temporal.h"

static bool has_null_item(feel_value v)
{
    bool found = false;
    for (size_t i = 0; v.kind == FEEL_LIST && i < v.as.list->count && !found; i++)
        found = feel_is_null(v.as.list->items[i]);
    return found;
}

/// Notes that an entry of a context is read: one that is unknown, or whose value may change. NULL: there is none.
static void note_entry(feel_machine *m, const feel_context *of, slice name, const feel_value *entry)
{
    if (of->record == 0)
        return;
    const feel_unknown read = {.record = of, .field = name};
    if (m->trace_unknowns && (entry == NULL || feel_is_null(*entry)))
        feel_note_unknown(m, &m->unknowns, read);
    for (size_t i = 0; of->may_change != NULL && i < of->count; i++) {
        if (!of->may_change[i] || &of->entries[i].value != entry)
            continue;
        m->null_tested = true;
        if (m->trace_unknowns)
            feel_note_unknown(m, &m->tested, read);
    }
}

feel_value eval_name(env *e, const node *n)
{
    feel_machine *m = e->machine;
    for (uint32_t i = 0; i < n->as.name.filter_count; i++) {
        feel_value item = e->locals[n->as.name.filters[i]];
        const feel_value *entry =
            item.kind == FEEL_CONTEXT ? feel_context_get(item.as.context, n->as.name.text) : NULL;
        if (entry != NULL) {
            note_entry(m, item.as.context, n->as.name.text, entry);
            return *entry;
        }
        feel_value property;
        if (eval_is_temporal(item) && temporal_property(e->machine->arena, item, n->as.name.text, &property))
            return property;
    }
    switch ((binding_kind)n->as.name.binding) {
    case BINDING_GLOBAL: {
        const size_t behind = n->as.name.slot - e->more_from;
        if (n->as.name.slot >= e->more_from && behind < e->more_count)
            return e->more[behind]; // what it lacks was noted when it was passed
        feel_value v = n->as.name.slot < e->global_count ? e->globals[n->as.name.slot] : feel_null();
        if (m->provisional != NULL && n->as.name.slot < m->provisional_count &&
            m->provisional[n->as.name.slot])
            eval_note_provisional(m, n->as.name.slot);
        if (m->trace_unknowns && (feel_is_null(v) || has_null_item(v)))
            feel_note_unknown(m, &m->unknowns, (feel_unknown){.variable = n->as.name.slot});
        return v;
    }
    case BINDING_LOCAL: return e->locals[n->as.name.slot];
    case BINDING_BUILTIN: {
        feel_function *f = ARENA_NEW(e->machine->arena, feel_function);
        f->rows = builtin_find(n->as.name.text, &f->row_count);
        return (feel_value){.kind = FEEL_FUNCTION, .as.function = f};
    }
    case BINDING_NONE: break;
    }
    return feel_null();
}

static feel_value range_member(const feel_range *r, slice name)
{
    if (slice_is(name, "start"))
        return r->has_low ? r->low : feel_null();
    if (slice_is(name, "end"))
        return r->has_high ? r->high : feel_null();
    if (slice_is(name, "start included"))
        return feel_boolean(r->low_closed);
    if (slice_is(name, "end included"))
        return feel_boolean(r->high_closed);
    return feel_null();
}

static feel_value member_of_one(env *e, feel_value object, slice name)
{
    if (object.kind == FEEL_CONTEXT) {
        const feel_value *entry = feel_context_get(object.as.context, name);
        note_entry(e->machine, object.as.context, name, entry);
        return entry != NULL ? *entry : feel_null();
    }
    if (object.kind == FEEL_RANGE)
        return range_member(object.as.range, name);
    feel_value property;
    return eval_is_temporal(object) && temporal_property(e->machine->arena, object, name, &property)
               ? property
           : feel_is_hidden(object) ? object
                                    : feel_null();
}

feel_value eval_member(env *e, feel_value object, slice name)
{
    possible_items of;
    bool is_list = object.kind == FEEL_LIST || (feel_is_null(object) && object.as.partial != NULL);
    if (!is_list || !eval_possible_items(e->machine->arena, object, &of))
        return member_of_one(e, object, name);
    if (!feel_spend(e->machine, of.list.count))
        return feel_null();
    feel_value *items = ARENA_ARRAY(e->machine->arena, of.list.count, feel_value);
    for (size_t i = 0; i < of.list.count; i++)
        items[i] = member_of_one(e, of.list.items[i], name);
    return eval_partial_list(e->machine->arena, items, of.sure, of.list.count);
}

feel_value eval_path(env *e, const node *n)
{
    return eval_member(e, eval_node(e, n->as.path.object), n->as.path.name);
}
