// Overrides of parts: the fields of a type, and the rows of a table. The list of a record is copied once, when the first override reaches
// it, so that many overrides of one long table take no more than their share.
#include "pack/overlay.h"

part_list *overlay_parts(loader *l, const override_schema *part, pack_record *owner)
{
    const yaml_node *written = yaml_get(owner->node, part->part_of);
    if (owner->list != NULL || written == NULL)
        return owner->list;
    part_list *list = ARENA_NEW(l->arena, part_list);
    *list = (part_list){.items = ARENA_ARRAY(l->arena, written->count, const yaml_node *),
                        .names = ARENA_ARRAY(l->arena, written->count, slice),
                        .parts = ARENA_ARRAY(l->arena, written->count, record_part *),
                        .count = written->count,
                        .capacity = written->count,
                        .sequence = ARENA_NEW(l->arena, yaml_node)};
    for (size_t i = 0; i < list->count; i++) {
        list->items[i] = written->items[i];
        list->names[i] = part->name != NULL ? yaml_get(written->items[i], part->name)->text
                                            : arena_format(l->arena, "%zu", i + 1);
    }
    *list->sequence = *overlay_sequence(l->arena, written, list->items, list->count);
    overlay_put(l, owner, overlay_key_node(owner->node, part->part_of), list->sequence);
    owner->list = list;
    return list;
}

size_t overlay_find_name(const part_list *list, slice name)
{
    size_t guess = 0; // a row is most often at its number
    for (size_t i = 0; i < name.len && name.ptr[i] >= '0' && name.ptr[i] <= '9' && guess <= list->count; i++)
        guess = 10 * guess + (size_t)(name.ptr[i] - '0');
    if (guess > 0 && guess <= list->count && slice_equal(list->names[guess - 1], name))
        return guess - 1;
    size_t at = 0;
    while (at < list->count && !slice_equal(list->names[at], name))
        at++;
    return at;
}

static slice owner_name(const pack_record *owner)
{
    const yaml_node *id = yaml_get(owner->node, "id");
    return (id != NULL ? id : yaml_get(owner->node, "name"))->text;
}

pack_record *overlay_part_record(loader *l, const override_schema *schema, pack_record *owner, size_t index)
{
    part_list *list = owner->list;
    if (list->parts[index] != NULL)
        return &list->parts[index]->record;
    const slice name = list->names[index];
    const yaml_node *node = list->items[index];
    record_part *part = ARENA_NEW(l->arena, record_part);
    *part = (record_part){
        .name = name,
        .schema = schema,
        .id = arena_format(l->arena, "%.*s/%.*s", SLICE_ARG(owner_name(owner)), SLICE_ARG(name)),
        .record = {.node = node,
                   .level = loader_level_of(l, node->where.source, owner->level),
                   .file = owner->file},
        .earlier = owner->parts};
    owner->parts = part;
    list->parts[index] = part;
    return &part->record;
}

void overlay_hint_part(loader *l, const override_schema *schema, const part_list *list, slice name)
{
    if (list->count > 0 && schema->name != NULL)
        diag_hint_nearest(l->diags, name, list->names, list->count);
    else if (list->count > 0)
        diag_hint(l->diags, "its rows are %.*s to %.*s", SLICE_ARG(list->names[0]),
                  SLICE_ARG(list->names[list->count - 1]));
}

bool overlay_find_part(override_work *w, slice name)
{
    loader *l = w->l;
    const yaml_node *named = yaml_get(w->override->node, w->schema->key);
    if (w->schema->kind == RECORD_TABLE && !table_into_tree(l, w->owner))
        return false;
    const part_list *list = overlay_parts(l, w->schema, w->owner);
    const size_t at = list != NULL ? overlay_find_name(list, name) : 0;
    const yaml_node *node = list != NULL && at < list->count ? list->items[at] : NULL;
    const size_t level = node != NULL ? loader_level_of(l, node->where.source, w->owner->level) : 0;
    if (node != NULL && level == w->override->level) {
        diag_error(l->diags, named->where, "own-record", "the %s '%.*s' is this pack's own", w->schema->key,
                   SLICE_ARG(named->text));
        overlay_hint_place(l, "change it at", node->where);
        return false;
    }
    if (node == NULL || !loader_extends(l, w->override->level, level)) {
        overlay_report_unknown(w, named, w->schema->key, named->text);
        if (list != NULL)
            overlay_hint_part(l, w->schema, list, name);
        return false;
    }
    w->record = overlay_part_record(l, w->schema, w->owner, at);
    w->name = named->text;
    w->part = at;
    return true;
}

size_t overlay_part_index(const override_work *w)
{
    size_t at = w->part;
    const part_list *list = w->owner->list;
    while (list->parts[at] == NULL) // what this override puts before it, and nobody has changed yet
        at++;
    return at;
}

static void grow(loader *l, part_list *list)
{
    const size_t capacity = list->capacity < 8 ? 16 : 2 * list->capacity;
    const part_list old = *list;
    list->items = ARENA_ARRAY(l->arena, capacity, const yaml_node *);
    list->names = ARENA_ARRAY(l->arena, capacity, slice);
    list->parts = ARENA_ARRAY(l->arena, capacity, record_part *);
    for (size_t i = 0; i < list->count; i++) {
        list->items[i] = old.items[i];
        list->names[i] = old.names[i];
        list->parts[i] = old.parts[i];
    }
    list->capacity = capacity;
    list->sequence->items = list->items;
}

void overlay_insert_part(loader *l, part_list *list, size_t index, const yaml_node *node, slice name)
{
    if (list->count == list->capacity)
        grow(l, list);
    for (size_t i = list->count; i > index; i--) {
        list->items[i] = list->items[i - 1];
        list->names[i] = list->names[i - 1];
        list->parts[i] = list->parts[i - 1];
    }
    list->items[index] = node;
    list->names[index] = name;
    list->parts[index] = NULL;
    list->sequence->count = ++list->count;
}

void overlay_drop_parts(loader *l)
{
    static const record_kind kinds[] = {RECORD_TYPE, RECORD_TABLE};
    for (size_t k = 0; k < 2; k++) {
        record_list *owners = &l->records[kinds[k]];
        for (size_t i = 0; i < owners->count; i++) {
            part_list *list = owners->items[i].list;
            size_t kept = 0;
            for (size_t at = 0; list != NULL && at < list->count; at++) {
                if (list->parts[at] != NULL && list->parts[at]->record.disabled)
                    continue;
                list->items[kept] = list->items[at];
                list->names[kept] = list->names[at];
                list->parts[kept++] = list->parts[at];
            }
            if (list != NULL)
                list->sequence->count = list->count = kept;
        }
    }
}
