// Overrides of parts: the fields of a type, and the rows of a table.
#include "pack/overlay.h"

static slice number_name(loader *l, size_t index)
{
    return arena_format(l->arena, "%zu", index + 1);
}

/// The names of the list's elements.
static const slice *part_names(loader *l, const override_schema *schema, const pack_record *owner)
{
    const yaml_node *list = yaml_get(owner->node, schema->part_of);
    if (schema->name == NULL && owner->row_names != NULL)
        return owner->row_names;
    slice *names = ARENA_ARRAY(l->arena, list->count, slice);
    for (size_t i = 0; i < list->count; i++)
        names[i] = schema->name != NULL ? yaml_get(list->items[i], schema->name)->text : number_name(l, i);
    return names;
}

const yaml_node *overlay_part_node(loader *l, const override_schema *schema, const pack_record *owner,
                                   slice name, size_t *index)
{
    const yaml_node *list = yaml_get(owner->node, schema->part_of);
    if (list == NULL)
        return NULL;
    const slice *names = part_names(l, schema, owner);
    *index = 0;
    while (*index < list->count && !slice_equal(names[*index], name))
        ++*index;
    return *index < list->count ? list->items[*index] : NULL;
}

static slice owner_name(const pack_record *owner)
{
    const yaml_node *id = yaml_get(owner->node, "id");
    return (id != NULL ? id : yaml_get(owner->node, "name"))->text;
}

pack_record *overlay_part_record(loader *l, const override_schema *schema, pack_record *owner, slice name,
                                 const yaml_node *node)
{
    record_part *part = owner->parts;
    while (part != NULL && part->record.node != node)
        part = part->earlier;
    if (part == NULL) {
        part = ARENA_NEW(l->arena, record_part);
        *part = (record_part){
            .name = name,
            .schema = schema,
            .id = arena_format(l->arena, "%.*s/%.*s", SLICE_ARG(owner_name(owner)), SLICE_ARG(name)),
            .record = {.node = node,
                       .level = loader_level_of(l, node->where.source, owner->level),
                       .file = owner->file},
            .earlier = owner->parts};
        owner->parts = part;
    }
    return &part->record;
}

void overlay_hint_part(loader *l, const override_schema *schema, const pack_record *owner, slice name)
{
    const yaml_node *list = yaml_get(owner->node, schema->part_of);
    const slice *names = list != NULL ? part_names(l, schema, owner) : NULL;
    if (list != NULL && schema->name != NULL)
        diag_hint_nearest(l->diags, name, names, list->count);
    else if (list != NULL && list->count > 0)
        diag_hint(l->diags, "its rows are %.*s to %.*s", SLICE_ARG(names[0]),
                  SLICE_ARG(names[list->count - 1]));
}

bool overlay_find_part(override_work *w, slice name)
{
    loader *l = w->l;
    const yaml_node *named = yaml_get(w->override->node, w->schema->key);
    size_t index;
    if (w->schema->kind == RECORD_TABLE && !table_into_tree(l, w->owner))
        return false;
    const yaml_node *node = overlay_part_node(l, w->schema, w->owner, name, &index);
    const size_t level = node != NULL ? loader_level_of(l, node->where.source, w->owner->level) : 0;
    if (node != NULL && level == w->override->level) {
        diag_error(l->diags, named->where, "own-record", "the %s '%.*s' is this pack's own", w->schema->key,
                   SLICE_ARG(named->text));
        overlay_hint_place(l, "change it at", node->where);
        return false;
    }
    if (node == NULL || !loader_extends(l, w->override->level, level)) {
        overlay_report_unknown(w, named, w->schema->key, named->text);
        overlay_hint_part(l, w->schema, w->owner, name);
        return false;
    }
    w->record = overlay_part_record(l, w->schema, w->owner, name, node);
    w->name = named->text;
    return true;
}

/// The list of a record with one item replaced, or left out.
static void replace_item(loader *l, pack_record *owner, const char *key, const yaml_node *before,
                         const yaml_node *after)
{
    const yaml_node *list = yaml_get(owner->node, key);
    const yaml_node **items = ARENA_ARRAY(l->arena, list->count, const yaml_node *);
    slice *names = owner->row_names != NULL ? ARENA_ARRAY(l->arena, list->count, slice) : NULL;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        const yaml_node *item = list->items[i] == before ? after : list->items[i];
        if (item == NULL)
            continue;
        if (names != NULL)
            names[kept] = owner->row_names[i];
        items[kept++] = item;
    }
    owner->row_names = names;
    overlay_put(l, owner, overlay_key_node(owner->node, key), overlay_sequence(l->arena, list, items, kept));
}

void overlay_replace_part(const override_work *w, const yaml_node *before)
{
    if (w->record->node != before)
        replace_item(w->l, w->owner, w->schema->part_of, before, w->record->node);
}

void overlay_drop_parts(loader *l)
{
    for (const override_schema *s = override_schemas; s->key != NULL; s++) {
        record_list *owners = &l->records[s->kind];
        for (size_t i = 0; s->part_of != NULL && i < owners->count; i++) {
            pack_record *owner = &owners->items[i];
            for (const record_part *part = owner->parts; part != NULL; part = part->earlier) {
                if (!part->record.disabled || yaml_get(owner->node, s->part_of) == NULL)
                    continue;
                if (s->name == NULL && owner->row_names == NULL)
                    owner->row_names = part_names(l, s, owner); // the others keep their numbers
                replace_item(l, owner, s->part_of, part->record.node, NULL);
            }
        }
    }
}
