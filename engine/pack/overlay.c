// Changes the packs that a pack extends: overrides set keys of records, or disable records, before anything is linked. A changed record
// is a copy that keeps what it was.
#include "pack/overlay.h"
#include "pack/schema_check.h"
#include "pack/tests_list.h"
#include "pack/version.h"

/// The pack that the override's one extends itself and that has the record, or has it from below.
static size_t base_of(const override_work *w)
{
    const level_head *head = &w->l->heads[w->override->level];
    size_t at = 0;
    while (at + 1 < head->base_count && head->bases[at] != w->record->level &&
           !loader_extends(w->l, head->bases[at], w->record->level))
        at++;
    return head->bases[at];
}

static void note_outdated(const override_work *w, slice key, const yaml_node *was, const yaml_node *now)
{
    loader *l = w->l;
    outdated_override o = {.schema = w->schema,
                           .target = w->name,
                           .level = w->override->level,
                           .base = base_of(w),
                           .key = key,
                           .override = w->override->node,
                           .data = w->override->data,
                           .was = was,
                           .now = now};
    ARENA_PUSH(l->arena, &l->kept->outdated, items, count, capacity, o);
}

/// Compares what the base was when the override was written with what it is now, before the override is applied.
static void compare_was(const override_work *w)
{
    loader *l = w->l;
    const yaml_node *was = yaml_get(w->override->node, "was");
    const yaml_node *written = yaml_get(w->override->node, "was_version");
    for (size_t i = 0; was != NULL && i < was->count; i++) {
        const yaml_node *key = was->items[2 * i];
        const yaml_node *now = yaml_get(w->record->node, key->text.ptr);
        if (!overlay_says_same(l, key->text, was->items[2 * i + 1], now))
            note_outdated(w, key->text, was->items[2 * i + 1], now);
    }
    if (written == NULL)
        return;
    slice version = l->pack->levels[base_of(w)].version;
    if (!version_is_sound(written->text)) {
        diag_error(l->diags, written->where, "bad-version", "'%.*s' is not a version",
                   SLICE_ARG(diag_quote(written->text)));
        diag_hint(l->diags, "a version is numbers joined by '.', such as 1.2.0");
    } else if (was == NULL && version_is_sound(version) && version_compare(written->text, version) < 0) {
        note_outdated(w, (slice){NULL, 0}, NULL, NULL);
    }
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
    if (l->heads[override->level].base_count == 0) {
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
    if (!overlay_find_target(o, &w))
        return;
    const yaml_node *before = w.record->node;
    compare_was(&w);
    if (yaml_get(override->node, "disable") != NULL)
        overlay_set_disabled(&w);
    if (!has_effect(&w))
        return;
    if (yaml_get(override->node, "set") != NULL)
        overlay_set_keys(&w);
    overlay_edit_lists(&w);
    if (w.owner != NULL && w.record->node != before) {
        w.owner->list->items[overlay_part_index(&w)] = w.record->node;
        w.owner->edited = true;
    }
}

/// A record as it is loaded: what was taken apart is put together again.
static const yaml_node *whole(loader *l, const yaml_node *record)
{
    yaml_node *out = ARENA_NEW(l->arena, yaml_node);
    const size_t count = record->kind == YAML_MAPPING ? 2 * record->count : record->count;
    const yaml_node **items = ARENA_ARRAY(l->arena, count, const yaml_node *);
    *out = *record;
    out->items = items;
    for (size_t i = 0; i < count; i++) {
        const yaml_node *key = record->kind == YAML_MAPPING && i % 2 == 1 ? record->items[i - 1] : NULL;
        const bool text =
            key != NULL && (slice_is(key->text, "allowed") || slice_is(key->text, "expression"));
        const yaml_node *item = record->items[i];
        items[i] = text                        ? tests_list_joined(l->arena, item)
                   : item->kind == YAML_SCALAR ? item
                                               : whole(l, item); // as deep as LIMIT_NESTING
    }
    return out;
}

/// Loads what overrides changed into the structs.
static void load_again(loader *l, const override_schema *schema)
{
    record_list *list = &l->records[schema->kind];
    for (size_t i = 0; schema->part_of == NULL && i < list->count; i++) {
        pack_record *record = &list->items[i];
        if (!record->edited)
            continue;
        const void *loaded = schema_load_record(l->arena, schema->record, whole(l, record->node), l->diags);
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

static bool is_named(const override_schema *s)
{
    return s->part_of == NULL;
}

void apply_overrides(loader *l)
{
    overlay o = {.l = l};
    const record_list *overrides = &l->records[RECORD_OVERRIDE];
    if (overrides->count == 0)
        return;
    for (const override_schema *s = override_schemas; s->key != NULL; s++) {
        const record_list *list = &l->records[s->kind];
        for (size_t i = 0; is_named(s) && i < list->count; i++) {
            const yaml_node *name = yaml_get(list->items[i].node, s->name);
            if (name->text.len > 0)
                (void)name_add(l->arena, &o.names[s->kind], name->text, i, name->where, NULL);
        }
    }
    for (size_t i = 0; i < overrides->count; i++)
        apply(&o, &overrides->items[i]);
    overlay_drop_parts(l);
    for (const override_schema *s = override_schemas; s->key != NULL; s++)
        load_again(l, s);
    disable_rules(&o);
    for (const override_schema *s = override_schemas; s->key != NULL; s++) {
        if (is_named(s))
            set_aside(l, s->kind);
    }
    overlay_withdraw(l);
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
        const record_kind kind = change->schema->kind;
        if (change->level != top || change->schema->part_of != NULL ||
            (kind != RECORD_RULE && kind != RECORD_TABLE))
            continue;
        if (slice_is(change->key, key) && change->before != NULL && slice_equal(change->before->text, name)) {
            *where = change->where;
            return true;
        }
        const record_list *disabled = &l->kept->disabled[kind];
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
