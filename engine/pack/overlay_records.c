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
    size_t index;
    override_work on = *w;
    on.owner = w->record;
    on.schema = part;
    const yaml_node *node = overlay_part_node(l, part, w->record, named->text, &index);
    const size_t level = node != NULL ? loader_level_of(l, node->where.source, w->record->level) : 0;
    pack_record *record = node != NULL ? overlay_part_record(l, part, w->record, named->text, node) : NULL;
    on.record = record;
    on.name = named->text;
    const record_change *earlier = record != NULL ? record->changes : NULL;
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
        overlay_hint_part(l, part, w->record, named->text);
    } else if (record->disabled) {
        diag_error(l->diags, named->where, "no-effect", "the %s '%.*s' is disabled already", part->key,
                   SLICE_ARG(named->text));
        overlay_hint_place(l, "it is disabled at", earlier->where);
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
    for (size_t i = 0; i < (list ? removed->count : 1); i++)
        remove_record(w, element_schema(w), key, list ? removed->items[i] : removed);
}

// --- adding ---

/// The element of the list that is the same, or has the same name; NULL if there is none.
static const yaml_node *find_same(const override_schema *part, const yaml_node *list, const yaml_node *fresh)
{
    size_t at = 0;
    const size_t count = list != NULL ? list->count : 0;
    while (at < count && !(part->name != NULL ? slice_equal(yaml_get(list->items[at], part->name)->text,
                                                            yaml_get(fresh, part->name)->text)
                                              : overlay_nodes_equal(list->items[at], fresh)))
        at++;
    return at < count ? list->items[at] : NULL;
}

/// False, reported unless a base beside this pack adds the same, if it is there.
static bool is_new(const override_work *w, const override_schema *part, const yaml_node *fresh)
{
    loader *l = w->l;
    const yaml_node *list = yaml_get(w->record->node, part->part_of);
    const yaml_node *same = find_same(part, list, fresh);
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
static slice row_name(loader *l, const slice *names, size_t count, slice of)
{
    size_t number = 1;
    const slice prefix = arena_format(l->arena, "%.*s.", SLICE_ARG(of));
    for (size_t i = 0; i < count; i++)
        number += slice_starts_with(names[i], prefix);
    return arena_format(l->arena, "%.*s%zu", SLICE_ARG(prefix), number);
}

/// Puts an element into the list, before the one at `index`.
static void insert(const override_work *w, const override_schema *part, const yaml_node *fresh, size_t index)
{
    loader *l = w->l;
    pack_record *record = w->record;
    const yaml_node *key = overlay_key_node(record->node, part->part_of);
    const yaml_node *list = yaml_get(record->node, part->part_of);
    const yaml_node **items = ARENA_ARRAY(l->arena, list->count + 1, const yaml_node *);
    slice *names = part->name == NULL ? ARENA_ARRAY(l->arena, list->count + 1, slice) : NULL;
    for (size_t i = 0; i < list->count; i++) {
        items[i + (i >= index)] = list->items[i];
        if (names != NULL)
            names[i + (i >= index)] =
                record->row_names != NULL ? record->row_names[i] : arena_format(l->arena, "%zu", i + 1);
    }
    items[index] = fresh;
    if (names != NULL) {
        names[index] = (slice){"", 0};
        names[index] = row_name(l, names, list->count + 1, l->pack->levels[w->override->level].name);
        record->row_names = names;
    }
    overlay_put(l, record, key, overlay_sequence(l->arena, list, items, list->count + 1));
    record_change *change = overlay_note(w, CHANGE_ADDED, slice_of(part->part_of),
                                         (place){fresh->where.source, fresh->where.offset, 1});
    change->after = fresh;
}

void overlay_add_records(const override_work *w, const yaml_node *key, const yaml_node *added)
{
    const override_work on = on_owner(w);
    const override_schema *part = element_schema(w);
    const bool list = added->kind == YAML_SEQUENCE;
    if (on.schema->kind == RECORD_TABLE && !table_into_tree(w->l, on.record))
        return;
    const yaml_node *before = yaml_get(on.record->node, part->part_of);
    size_t index = before != NULL ? before->count : 0;
    for (size_t i = 0; w->owner != NULL && i < before->count; i++) {
        if (before->items[i] == w->record->node)
            index = i + slice_is(key->text, "after");
    }
    for (size_t i = 0; before != NULL && i < (list ? added->count : 1); i++) {
        const yaml_node *fresh = list ? added->items[i] : added;
        if (is_new(&on, part, fresh))
            insert(&on, part, fresh, index++);
    }
}
