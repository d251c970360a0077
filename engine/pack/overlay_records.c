// Overrides add fields to types and rows to tables, and take some out.
#include "pack/overlay.h"

/// The schema of the list's elements.
static const override_schema *element_schema(const override_work *w)
{
    const override_schema *part = override_schemas;
    while (part->kind != w->schema->kind || part->part_of == NULL)
        part++;
    return part;
}

/// The work on the record itself: a row that is added beside another is added to the table.
static override_work on_owner(const override_work *w)
{
    override_work out = *w;
    if (w->owner == NULL)
        return out;
    out.schema = override_schemas;
    while (out.schema->kind != w->schema->kind || out.schema->part_of != NULL)
        out.schema++;
    out.record = w->owner;
    out.owner = NULL;
    out.name = yaml_get(w->owner->node, out.schema->name)->text;
    return out;
}

// --- removing ---

/// What `disable: true` would say in its place.
static const yaml_node *switched_off(arena *a, const yaml_node *named)
{
    yaml_node *node = ARENA_NEW(a, yaml_node);
    *node = *named;
    node->text = SLICE("true");
    return node;
}

static void remove_record(const override_work *w, const override_schema *part, const yaml_node *key,
                          const yaml_node *named)
{
    loader *l = w->l;
    const part_list *list = w->record->list;
    const size_t at = overlay_find_name(list, named->text);
    const yaml_node *node = at < list->count ? list->items[at] : NULL;
    const size_t level = node != NULL ? loader_level_of(l, node->where.source, w->record->level) : 0;
    pack_record *record = node != NULL ? overlay_part_record(l, part, w->record, at) : NULL;
    const override_work on = {.l = l,
                              .schema = part,
                              .override = w->override,
                              .record = record,
                              .name = named->text,
                              .owner = w->record};
    const record_change *earlier = record != NULL ? record->changes : NULL;
    const record_change *disabling = record != NULL ? overlay_change_of(record, SLICE("disable")) : NULL;
    if (record != NULL && level == w->override->level) {
        diag_error(l->diags, named->where, "no-effect", "this pack itself adds '%.*s'",
                   SLICE_ARG(diag_quote(named->text)));
        overlay_hint_place(l, "it is added at", node->where);
    } else if (record != NULL && earlier != NULL &&
               overlay_is_beside(l, earlier->level, w->override->level)) {
        if (!record->disabled)
            overlay_report_conflict(&on, earlier, named->where);
    } else if (record == NULL || overlay_is_beside(l, level, w->override->level)) {
        diag_error(l->diags, named->where, "no-effect", "'%.*s' is not in '%.*s' of the %s '%.*s'",
                   SLICE_ARG(diag_quote(named->text)), SLICE_ARG(key->text), w->schema->key,
                   SLICE_ARG(w->name));
        overlay_hint_part(l, part, list, named->text);
    } else if (record->disabled && disabling != NULL) {
        diag_error(l->diags, named->where, "no-effect", "the %s '%.*s' is disabled already", part->key,
                   SLICE_ARG(named->text));
        overlay_hint_place(l, "it is disabled at", disabling->where);
    } else {
        record_change *change = overlay_note(&on, CHANGE_DISABLED, SLICE("disable"), named->where);
        change->after = switched_off(l->arena, named);
        change = overlay_note(w, CHANGE_REMOVED, key->text, named->where);
        change->before = node;
        record->disabled = true;
    }
}

void overlay_remove_records(const override_work *w, const yaml_node *key, const yaml_node *removed)
{
    const bool list = removed->kind == YAML_SEQUENCE;
    if (w->schema->kind == RECORD_TABLE && !table_into_tree(w->l, w->record))
        return;
    if (overlay_parts(w->l, element_schema(w), w->record) == NULL)
        return; // such a table is an error of its own
    for (size_t i = 0; i < (list ? removed->count : 1); i++)
        remove_record(w, element_schema(w), key, list ? removed->items[i] : removed);
}

// --- adding ---

/// The element of the list that is the same, or has the same name; NULL if there is none.
static const yaml_node *find_same(const override_schema *part, const part_list *list, const yaml_node *fresh)
{
    if (part->name != NULL) {
        const size_t at = overlay_find_name(list, yaml_get(fresh, part->name)->text);
        return at < list->count ? list->items[at] : NULL;
    }
    size_t at = 0;
    while (at < list->count && !overlay_nodes_equal(list->items[at], fresh))
        at++;
    return at < list->count ? list->items[at] : NULL;
}

/// False, reported unless a base beside this pack adds the same, if it is there.
static bool is_new(const override_work *w, const override_schema *part, const yaml_node *fresh)
{
    loader *l = w->l;
    const yaml_node *same = find_same(part, w->record->list, fresh);
    if (same == NULL)
        return true;
    const size_t level = loader_level_of(l, same->where.source, w->record->level);
    const bool beside = overlay_is_beside(l, level, w->override->level);
    if (beside && overlay_nodes_equal(same, fresh))
        return false; // both bases do it
    const place where = part->name != NULL ? yaml_get(fresh, part->name)->where
                                           : (place){fresh->where.source, fresh->where.offset, 1};
    if (beside)
        diag_error(l->diags, where, "bases-differ",
                   "'%.*s' and '%.*s' add different fields of this name to '%.*s'",
                   SLICE_ARG(l->pack->levels[level].name),
                   SLICE_ARG(l->pack->levels[w->override->level].name), SLICE_ARG(w->name));
    else
        diag_error(l->diags, where, "no-effect", "the %s '%.*s' has %s already", w->schema->key,
                   SLICE_ARG(w->name), part->name != NULL ? "a field of this name" : "this row");
    overlay_hint_place(l, "it is written at", same->where);
    return false;
}

/// A name for a row that no change of the base gives to another: PACK.1, PACK.2, …
static slice row_name(loader *l, const part_list *list, slice of)
{
    size_t number = 1;
    const slice prefix = arena_format(l->arena, "%.*s.", SLICE_ARG(of));
    for (size_t i = 0; i < list->count; i++)
        number += slice_starts_with(list->names[i], prefix);
    return arena_format(l->arena, "%.*s%zu", SLICE_ARG(prefix), number);
}

void overlay_add_records(const override_work *w, const yaml_node *key, const yaml_node *added)
{
    loader *l = w->l;
    const override_work on = on_owner(w);
    const override_schema *part = element_schema(w);
    const bool several = added->kind == YAML_SEQUENCE;
    if (on.schema->kind == RECORD_TABLE && !table_into_tree(l, on.record))
        return;
    part_list *list = overlay_parts(l, part, on.record);
    if (list == NULL)
        return; // such a table is an error of its own
    size_t index = w->owner != NULL ? overlay_part_index(w) + slice_is(key->text, "after") : list->count;
    for (size_t i = 0; i < (several ? added->count : 1); i++) {
        const yaml_node *fresh = several ? added->items[i] : added;
        if (!is_new(&on, part, fresh))
            continue;
        const slice name = part->name != NULL ? yaml_get(fresh, part->name)->text
                                              : row_name(l, list, l->pack->levels[w->override->level].name);
        overlay_insert_part(l, list, index++, fresh, name);
        on.record->edited = true;
        record_change *change = overlay_note(&on, CHANGE_ADDED, slice_of(part->part_of),
                                             (place){fresh->where.source, fresh->where.offset, 1});
        change->after = fresh;
    }
}
