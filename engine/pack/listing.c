// Walks the records that a pack keeps, and lists what each field holds and where that is written.
#include "pack/listing.h"

#include "base/limits.h"
#include "base/text.h"
#include "pack/loader.h"

/// How far the lines of a file were counted. Places are asked for nearly in their order, so that counting seldom starts again.
typedef struct counted_file {
    const source_text *source;
    size_t offset, line;
} counted_file;

typedef struct lister {
    arena *arena;
    const pack *pack;
    struct {
        counted_file *items;
        size_t count, capacity;
    } files;
    struct {
        listed_thing *items;
        size_t count, capacity;
    } things;
} lister;

static size_t line_of(lister *l, place where)
{
    size_t at = l->files.count;
    while (at > 0 && l->files.items[at - 1].source != where.source)
        at--;
    if (at == 0) {
        counted_file fresh = {where.source, 0, 1};
        ARENA_PUSH(l->arena, &l->files, items, count, capacity, fresh);
        at = l->files.count;
    }
    counted_file *file = &l->files.items[at - 1];
    slice text = where.source->text;
    size_t offset = where.offset < text.len ? where.offset : text.len;
    if (offset < file->offset)
        *file = (counted_file){where.source, 0, 1};
    for (; file->offset < offset; file->offset++) {
        char c = text.ptr[file->offset];
        bool pair = c == '\r' && file->offset + 1 < text.len && text.ptr[file->offset + 1] == '\n';
        file->line += c == '\n' || (c == '\r' && !pair);
    }
    return file->line;
}

/// @param level  of the pack whose file it is, if the file's own folder does not say it
static listed_place place_of(lister *l, place where, size_t level)
{
    where = place_in_file(where);
    size_t at = 0;
    while (at < l->pack->level_count && !loader_is_of(where.source->file, l->pack->levels[at].folder))
        at++;
    return (listed_place){at < l->pack->level_count ? at : level, where.source->file, line_of(l, where)};
}

/// The node in one line, in YAML's flow style; as deep as LIMIT_NESTING at most.
static void add_flow(text_builder *out, const yaml_node *node)
{
    if (node->kind == YAML_SCALAR) {
        text_add(out, node->text);
        return;
    }
    bool mapping = node->kind == YAML_MAPPING;
    text_add_byte(out, mapping ? '{' : '[');
    for (size_t i = 0; i < node->count; i++) {
        if (i > 0)
            text_add(out, SLICE(", "));
        if (mapping) {
            text_add(out, node->items[2 * i]->text);
            text_add(out, SLICE(": "));
        }
        add_flow(out, node->items[mapping ? 2 * i + 1 : i]);
    }
    text_add_byte(out, mapping ? '}' : ']');
}

static slice flow_of(lister *l, const yaml_node *node)
{
    if (node->kind == YAML_SCALAR)
        return node->text;
    text_builder out = {.arena = l->arena};
    add_flow(&out, node);
    return text_result(&out);
}

/// @param level  of the pack that it is from, if its file does not say it
static listed_value value_of(lister *l, const yaml_node *node, size_t level)
{
    listed_value v = {.is_there = node != NULL};
    if (node == NULL)
        return v;
    v.is_list = node->kind == YAML_SEQUENCE;
    if (!v.is_list) {
        v.text = flow_of(l, node);
        return v;
    }
    const char **items = ARENA_ARRAY(l->arena, node->count, const char *);
    listed_place *places = ARENA_ARRAY(l->arena, node->count, listed_place);
    for (size_t i = 0; i < node->count; i++) {
        slice text = flow_of(l, node->items[i]);
        items[i] = text.len > 0 ? text.ptr : "";
        places[i] = place_of(l, node->items[i]->where, level);
    }
    v.items = items;
    v.places = places;
    v.item_count = node->count;
    return v;
}

static slice reason_of(const yaml_node *override)
{
    const yaml_node *reason = yaml_get(override, "reason");
    return reason != NULL ? reason->text : (slice){NULL, 0};
}

static void list_changes(lister *l, const pack_record *record, listed_thing *out)
{
    for (const record_change *c = record->changes; c != NULL; c = c->earlier)
        out->change_count++;
    listed_change *changes = ARENA_ARRAY(l->arena, out->change_count, listed_change);
    size_t at = out->change_count;
    for (const record_change *c = record->changes; c != NULL; c = c->earlier)
        changes[--at] = (listed_change){.kind = c->kind,
                                        .key = c->key,
                                        .before = value_of(l, c->before, record->level),
                                        .after = value_of(l, c->after, c->level),
                                        .where = place_of(l, c->where, c->level),
                                        .reason = reason_of(c->override)};
    out->changes = changes;
}

/// The last change of a field; NULL if none changed it.
static const record_change *change_of_key(const pack_record *record, slice key)
{
    const record_change *change = record->changes;
    while (change != NULL && !slice_equal(change->key, key))
        change = change->earlier;
    return change;
}

static void list_fields(lister *l, const pack_record *record, const char *const *hidden, listed_thing *out)
{
    listed_field *fields = ARENA_ARRAY(l->arena, record->node->count, listed_field);
    for (size_t i = 0; i < record->node->count; i++) {
        const yaml_node *key = record->node->items[2 * i];
        const yaml_node *value = record->node->items[2 * i + 1];
        const char *const *name = hidden;
        while (*name != NULL && !slice_is(key->text, *name))
            name++;
        if (*name != NULL)
            continue;
        const record_change *change = change_of_key(record, key->text);
        fields[out->field_count++] = (listed_field){.key = key->text,
                                                    .value = value_of(l, value, record->level),
                                                    .where = place_of(l, key->where, record->level),
                                                    .changed = change != NULL};
    }
    out->fields = fields;
}

/// @param place  where the name stands
static void list_record(lister *l, const char *kind, const char *name_key, slice id, place where,
                        const pack_record *record)
{
    const char *const hidden[] = {name_key, NULL};
    listed_thing thing = {.kind = kind,
                          .id = id,
                          .where = place_of(l, where, record->level),
                          .disabled = record->disabled,
                          .disabled_with = record->disabled_with};
    list_fields(l, record, hidden, &thing);
    list_changes(l, record, &thing);
    ARENA_PUSH(l->arena, &l->things, items, count, capacity, thing);
}

/// The fields or rows that overrides changed, in the order in which they did.
static void list_parts(lister *l, const record_part *newest)
{
    size_t count = 0;
    for (const record_part *part = newest; part != NULL; part = part->earlier)
        count++;
    const record_part **parts = ARENA_ARRAY(l->arena, count, const record_part *);
    size_t at = count;
    for (const record_part *part = newest; part != NULL; part = part->earlier)
        parts[--at] = part;
    for (size_t i = 0; i < count; i++) {
        if (parts[i]->record.changes != NULL)
            list_record(l, parts[i]->schema->key, parts[i]->schema->name, parts[i]->id,
                        parts[i]->record.node->where, &parts[i]->record);
    }
}

static void list_named(lister *l, const record_kind_name *kind, const pack_record *record)
{
    const yaml_node *id = yaml_get(record->node, kind->name);
    list_record(l, kind->kind, kind->name, id->text, id->where, record);
    list_parts(l, record->parts);
}

/// The heads of the levels: what pack.yaml says beside its lists.
static void list_heads(lister *l)
{
    static const char *const hidden[] = {"advise", "pack", "sources", "overrides", NULL};
    const pack_records *records = l->pack->records;
    for (size_t i = 0; i < l->pack->level_count; i++) {
        pack_record head = {.node = records->heads[i], .level = i};
        const yaml_node *name = yaml_get(head.node, "pack");
        listed_thing thing = {.kind = "pack", .id = name->text, .where = place_of(l, name->where, i)};
        list_fields(l, &head, hidden, &thing);
        ARENA_PUSH(l->arena, &l->things, items, count, capacity, thing);
    }
}

static void list_outdated(lister *l, listing *out)
{
    const pack_records *records = l->pack->records;
    size_t top = l->pack->level_count - 1;
    const record_list *overrides = &records->active[RECORD_OVERRIDE];
    for (size_t i = 0; i < overrides->count; i++) {
        const yaml_node *node = overrides->items[i].node;
        if (overrides->items[i].level != top)
            continue;
        out->override_count++;
        out->compared_count += yaml_get(node, "was") != NULL || yaml_get(node, "was_version") != NULL;
    }
    listed_outdated *outdated = ARENA_ARRAY(l->arena, records->outdated.count, listed_outdated);
    for (size_t i = 0; i < records->outdated.count; i++) {
        const outdated_override *o = &records->outdated.items[i];
        const yaml_node *version = yaml_get(o->override, "was_version");
        if (o->level != top)
            continue;
        const yaml_node *at = o->was != NULL ? o->was : version;
        outdated[out->outdated_count++] =
            (listed_outdated){.kind = o->schema->key,
                              .id = o->target,
                              .key = o->key,
                              .was = value_of(l, o->was, o->level),
                              .now = value_of(l, o->now, o->level),
                              .where = place_of(l, at->where, o->level),
                              .reason = reason_of(o->override),
                              .was_version = version != NULL ? version->text : (slice){NULL, 0},
                              .base_version = l->pack->levels[o->base].version};
    }
    out->outdated = outdated;
}

const listing *listing_make(arena *a, const pack *p)
{
    lister l = {.arena = a, .pack = p};
    list_heads(&l);
    for (size_t kind = 0; kind < RECORD_KINDS; kind++) {
        const record_list *lists[] = {&p->records->active[kind], &p->records->disabled[kind]};
        for (size_t i = 0; record_kind_names[kind].kind != NULL && i < 2; i++) {
            for (size_t r = 0; r < lists[i]->count; r++)
                list_named(&l, &record_kind_names[kind], &lists[i]->items[r]);
        }
    }
    listing *out = ARENA_NEW(a, listing);
    list_outdated(&l, out);
    out->things = l.things.items;
    out->thing_count = l.things.count;
    return out;
}

static const pack_record *find_part(const record_list *list, const char *kind, slice id)
{
    for (size_t i = 0; i < list->count; i++) {
        const record_part *part = list->items[i].parts;
        while (part != NULL && !(strcmp(part->schema->key, kind) == 0 && slice_equal(part->id, id)))
            part = part->earlier;
        if (part != NULL)
            return &part->record;
    }
    return NULL;
}

/// The record of that name in a list for each kind, or the changed part of one; NULL if there is none.
static const pack_record *find_record(const record_list *lists, const char *kind, slice id)
{
    if (strcmp(kind, "row") == 0 || strcmp(kind, "field") == 0)
        return find_part(&lists[kind[0] == 'r' ? RECORD_TABLE : RECORD_TYPE], kind, id);
    for (size_t k = 0; k < RECORD_KINDS; k++) {
        const record_kind_name *words = &record_kind_names[k];
        if (words->kind == NULL || strcmp(words->kind, kind) != 0)
            continue;
        for (size_t i = 0; i < lists[k].count; i++) {
            const yaml_node *name = yaml_get(lists[k].items[i].node, words->name);
            if (name != NULL && slice_equal(name->text, id))
                return &lists[k].items[i];
        }
    }
    return NULL;
}

bool listing_is_own_key(const pack *p, const char *kind, slice id, const char *key)
{
    const pack_record *record = find_record(p->records->active, kind, id);
    bool own = record != NULL && pack_is_own(p, record->level);
    for (const record_change *c = record != NULL ? record->changes : NULL; c != NULL && !own; c = c->earlier)
        own = pack_is_own(p, c->level) && slice_is(c->key, key);
    return own;
}

place listing_key_place(const pack *p, const char *kind, slice id, const char *key)
{
    const pack_record *record = find_record(p->records->active, kind, id);
    const yaml_node *value = record != NULL ? yaml_get(record->node, key) : NULL;
    return value != NULL ? value->where : (place){0};
}

bool listing_has(const pack *p, const char *kind, slice id)
{
    return find_record(p->records->active, kind, id) != NULL;
}

bool listing_is_disabled(const pack *p, const char *kind, slice id)
{
    return find_record(p->records->disabled, kind, id) != NULL;
}
