// Changes the packs that a pack extends: overrides set keys of records, or disable records, before anything is linked. A changed record
// is a copy that keeps what it was.
#include "pack/overlay.h"
#include "pack/schema_check.h"
#include "pack/tests_list.h"
#include "pack/version.h"

typedef struct overlay {
    loader *l;
    name_index names[RECORD_KINDS]; ///< the first record of each name
} overlay;

static slice name_of(const override_schema *schema, const pack_record *record)
{
    const yaml_node *name = yaml_get(record->node, schema->name);
    return name != NULL ? name->text : (slice){NULL, 0};
}

static void note_outdated(loader *l, const override_schema *schema, const pack_record *override,
                          const pack_record *record, slice key, const yaml_node *was, const yaml_node *now)
{
    outdated_override o = {.schema = schema,
                           .target = name_of(schema, record),
                           .level = override->level,
                           .key = key,
                           .override = override->node,
                           .data = override->data,
                           .was = was,
                           .now = now};
    ARENA_PUSH(l->arena, &l->kept->outdated, items, count, capacity, o);
}

/// Compares what the base was when the override was written with what it is now, before the override is applied.
static void compare_was(loader *l, const override_schema *schema, const pack_record *override,
                        const pack_record *record)
{
    const yaml_node *was = yaml_get(override->node, "was");
    const yaml_node *written = yaml_get(override->node, "was_version");
    for (size_t i = 0; was != NULL && i < was->count; i++) {
        const yaml_node *key = was->items[2 * i];
        const yaml_node *now = yaml_get(record->node, key->text.ptr);
        if (!overlay_says_same(l, key->text, was->items[2 * i + 1], now))
            note_outdated(l, schema, override, record, key->text, was->items[2 * i + 1], now);
    }
    if (written == NULL)
        return;
    slice version = l->pack->levels[override->level - 1].version;
    if (!version_is_sound(written->text)) {
        diag_error(l->diags, written->where, "bad-version", "'%.*s' is not a version",
                   SLICE_ARG(diag_quote(written->text)));
        diag_hint(l->diags, "a version is numbers joined by '.', such as 1.2.0");
    } else if (was == NULL && version_is_sound(version) && version_compare(written->text, version) < 0) {
        note_outdated(l, schema, override, record, (slice){NULL, 0}, NULL, NULL);
    }
}

/// The record that an override is about; NULL, reported, if there is none.
static pack_record *find_target(overlay *o, const override_schema *schema, const pack_record *override)
{
    loader *l = o->l;
    const yaml_node *name = yaml_get(override->node, schema->key);
    const name_entry *entry = name_find(&o->names[schema->kind], name->text);
    pack_record *record = entry != NULL ? &l->records[schema->kind].items[entry->index] : NULL;
    if (record != NULL && loader_extends(l, override->level, record->level))
        return record;
    if (record != NULL && record->level == override->level) {
        diag_error(l->diags, name->where, "own-record", "the %s '%.*s' is this pack's own", schema->key,
                   SLICE_ARG(name->text));
        overlay_hint_place(l, "change it at", entry->where);
        return NULL;
    }
    const pack_level *base = &l->pack->levels[override->level - 1];
    diag_error(l->diags, name->where, "unknown-target", "there is no %s '%.*s' in '%.*s'", schema->key,
               SLICE_ARG(diag_quote(name->text)), SLICE_ARG(base->name));
    loader_hint_nearest(l, &o->names[schema->kind], name->text);
    return NULL;
}

static bool is_empty(const yaml_node *changes)
{
    return changes == NULL || changes->count == 0;
}

/// False, reported, if the override names nothing that it could change, or says nothing that it does.
static bool is_sound(loader *l, const pack_record *override, const override_schema *schema)
{
    const yaml_override *from = override->data;
    place start = {override->node->where.source, override->node->where.offset, 1};
    if (override->level == 0) {
        diag_error(l->diags, start, "nothing-extended",
                   "this pack extends no other, so there is nothing to override");
        diag_hint(l->diags, "say extends: NAME in pack.yaml");
        return false;
    }
    if (schema == NULL) {
        schema_report_no_target(override->node, l->diags);
        return false;
    }
    if (from->reason[strspn(from->reason, " ")] == '\0') {
        diag_error(l->diags, loader_place(override->node, "reason"), "no-reason",
                   "an override says why: its reason is empty");
    }
    return true;
}

/// Reports an override without effect: it says nothing, or it changes what is disabled.
static bool has_effect(const override_work *w)
{
    static const char *const keys[] = {"set", "add", "remove"};
    loader *l = w->l;
    const yaml_node *node = w->override->node;
    const yaml_node *disable = yaml_get(node, "disable");
    const char *first = NULL;
    for (size_t i = 0; i < 3 && first == NULL; i++)
        first = is_empty(yaml_get(node, keys[i])) ? NULL : keys[i];
    if (first == NULL && disable == NULL) {
        diag_error(l->diags, (place){node->where.source, node->where.offset, 1}, "no-effect",
                   "this override changes nothing");
        diag_hint(l->diags, "say with set: {KEY: VALUE} what is to be changed");
    } else if (first != NULL && w->record->disabled) {
        const record_change *change = overlay_change_of(w->record, SLICE("disable"));
        if (change != NULL && overlay_is_beside(l, change->level, w->override->level))
            overlay_report_conflict(w, change, loader_place(node, first));
        else
            diag_error(l->diags, loader_place(node, first), "no-effect",
                       "the %s '%.*s' is disabled, so changing it has no effect", w->schema->key,
                       SLICE_ARG(w->name));
    } else {
        return first != NULL;
    }
    return false;
}

static void apply(overlay *o, const pack_record *override)
{
    loader *l = o->l;
    const override_schema *schema = schema_of_override(override->node);
    if (!is_sound(l, override, schema))
        return;
    override_work w = {.l = l, .schema = schema, .override = override};
    w.record = find_target(o, schema, override);
    if (w.record == NULL)
        return;
    w.name = name_of(schema, w.record);
    compare_was(l, schema, override, w.record);
    if (yaml_get(override->node, "disable") != NULL)
        overlay_set_disabled(&w);
    if (!has_effect(&w))
        return;
    if (yaml_get(override->node, "set") != NULL)
        overlay_set_keys(&w);
    overlay_edit_lists(&w);
}

/// Loads what overrides changed into the structs.
static void load_again(loader *l, const override_schema *schema)
{
    record_list *list = &l->records[schema->kind];
    for (size_t i = 0; i < list->count; i++) {
        pack_record *record = &list->items[i];
        if (!record->edited)
            continue;
        yaml_node *mapping = ARENA_NEW(l->arena, yaml_node);
        const yaml_node **items = ARENA_ARRAY(l->arena, 2 * record->node->count, const yaml_node *);
        *mapping = *record->node;
        mapping->items = items;
        for (size_t k = 0; k < mapping->count; k++) {
            const yaml_node *key = record->node->items[2 * k];
            const yaml_node *value = record->node->items[2 * k + 1];
            const bool text = slice_is(key->text, "allowed") || slice_is(key->text, "expression");
            items[2 * k] = key;
            items[2 * k + 1] = text ? tests_list_joined(l->arena, value) : value;
        }
        const void *loaded = schema_load_record(l->arena, schema->record, mapping, l->diags);
        record->data = loaded != NULL ? loaded : record->data;
    }
}

/// The level that says what a record's key holds.
static size_t level_of_key(const pack_record *record, const char *key)
{
    const record_change *change = overlay_change_of(record, slice_of(key));
    return change != NULL ? change->level : record->level;
}

/// Disables the rules that recommend what is disabled, except those of the pack that disabled it or of one above it.
static void disable_rules(overlay *o)
{
    record_list *rules = &o->l->records[RECORD_RULE];
    for (size_t i = 0; i < rules->count; i++) {
        pack_record *record = &rules->items[i];
        const yaml_node *id = yaml_get(record->node, "recommend");
        const name_entry *entry = id != NULL ? name_find(&o->names[RECORD_RECOMMENDATION], id->text) : NULL;
        if (entry == NULL || record->disabled)
            continue;
        const pack_record *target = &o->l->records[RECORD_RECOMMENDATION].items[entry->index];
        if (target->disabled && level_of_key(record, "recommend") < target->changes->level) {
            record->disabled = true;
            record->disabled_with = id->text;
        }
    }
}

/// Moves what is disabled out of the lists that are linked.
static void set_aside(loader *l, record_kind kind)
{
    record_list *list = &l->records[kind];
    record_list *disabled = &l->kept->disabled[kind];
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].disabled)
            ARENA_PUSH(l->arena, disabled, items, count, capacity, list->items[i]);
        else
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/// The names of what is disabled stay taken.
static void define_disabled(loader *l, record_kind kind, name_index *index)
{
    const record_list *list = &l->kept->disabled[kind];
    for (size_t i = 0; i < list->count; i++) {
        const yaml_node *id = yaml_get(list->items[i].node, "id");
        (void)name_add(l->arena, index, id->text, NAME_DISABLED, id->where, NULL);
    }
}

void apply_overrides(loader *l)
{
    overlay o = {.l = l};
    const record_list *overrides = &l->records[RECORD_OVERRIDE];
    if (overrides->count == 0)
        return;
    for (const override_schema *s = override_schemas; s->key != NULL; s++) {
        const record_list *list = &l->records[s->kind];
        for (size_t i = 0; i < list->count; i++) {
            const yaml_node *name = yaml_get(list->items[i].node, s->name);
            if (name->text.len > 0)
                (void)name_add(l->arena, &o.names[s->kind], name->text, i, name->where, NULL);
        }
    }
    for (size_t i = 0; i < overrides->count; i++)
        apply(&o, &overrides->items[i]);
    for (const override_schema *s = override_schemas; s->key != NULL; s++)
        load_again(l, s);
    disable_rules(&o);
    set_aside(l, RECORD_RULE);
    set_aside(l, RECORD_RECOMMENDATION);
    set_aside(l, RECORD_PROFILE_CHECK);
    define_disabled(l, RECORD_RULE, &l->rule_ids);
    define_disabled(l, RECORD_RECOMMENDATION, &l->recommendation_ids);
    define_disabled(l, RECORD_PROFILE_CHECK, &l->check_ids);
}

bool overlay_takes_along(const loader *l, slice id, size_t level)
{
    const record_list *disabled = &l->kept->disabled[RECORD_RECOMMENDATION];
    for (size_t i = 0; i < disabled->count; i++) {
        const pack_record *record = &disabled->items[i];
        if (slice_equal(yaml_get(record->node, "id")->text, id))
            return level < record->changes->level;
    }
    return false;
}

bool overlay_took(const loader *l, const char *key, slice name, place *where)
{
    size_t top = l->head_count - 1;
    for (size_t i = 0; i < l->changes.count; i++) {
        const record_change *change = l->changes.items[i];
        if (change->level != top || change->schema->kind != RECORD_RULE)
            continue;
        if (slice_is(change->key, key) && change->before != NULL && slice_equal(change->before->text, name)) {
            *where = change->where;
            return true;
        }
        const record_list *disabled = &l->kept->disabled[RECORD_RULE];
        for (size_t d = 0; slice_is(change->key, "disable") && d < disabled->count; d++) {
            const yaml_node *value = yaml_get(disabled->items[d].node, key);
            if (disabled->items[d].changes == change && value != NULL && slice_equal(value->text, name)) {
                *where = change->where;
                return true;
            }
        }
    }
    return false;
}
