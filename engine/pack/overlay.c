// Changes the packs that a pack extends: overrides set keys of records, or disable records, before anything is linked. A changed record
// is a copy that keeps what it was.
#include "base/limits.h"
#include "pack/loader.h"
#include "pack/schema_check.h"
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

/// The keys that hold FEEL: there, other white space or 0.50 for 0.5 says the same.
static bool is_feel(slice key)
{
    static const char *const keys[] = {"for",     "when",    "value",      "certainty",
                                       "allowed", "default", "expression", "body"};
    bool found = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys && !found; i++)
        found = slice_is(key, keys[i]);
    return found;
}

static bool nodes_equal(const yaml_node *a, const yaml_node *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == YAML_SCALAR)
        return slice_equal(a->text, b->text);
    size_t items = a->kind == YAML_MAPPING ? 2 * a->count : a->count;
    for (size_t i = 0; i < items; i++) { // as deep as LIMIT_NESTING at most
        if (!nodes_equal(a->items[i], b->items[i]))
            return false;
    }
    return true;
}

/// True if both values of a key say the same.
static bool says_same(slice key, const yaml_node *a, const yaml_node *b)
{
    const bool both = a != NULL && b != NULL && a->kind == YAML_SCALAR && b->kind == YAML_SCALAR;
    return nodes_equal(a, b) || (both && is_feel(key) && feel_same_text(a->text, b->text));
}

static void hint_place(loader *l, const char *what, place where)
{
    slice file;
    slice text;
    size_t line;
    size_t column;
    size_t length;
    place_resolve(where, &file, &line, &column, &length, &text);
    diag_hint(l->diags, "%s %.*s:%zu:%zu", what, SLICE_ARG(file), line, column);
}

/// The override as the base of what is done to `record`.
static record_change *new_change(loader *l, const override_schema *schema, const pack_record *override,
                                 pack_record *record, slice key)
{
    record_change *change = ARENA_NEW(l->arena, record_change);
    *change = (record_change){.schema = schema,
                              .target = name_of(schema, record),
                              .level = override->level,
                              .key = key,
                              .override = override->node,
                              .data = override->data,
                              .earlier = record->changes};
    record->changes = change;
    const record_change *kept = change;
    ARENA_PUSH(l->arena, &l->changes, items, count, capacity, kept);
    return change;
}

static const record_change *change_of(const pack_record *record, slice key)
{
    const record_change *change = record->changes;
    while (change != NULL && !slice_equal(change->key, key))
        change = change->earlier;
    return change;
}

/// Two keys that say one thing: whoever sets one of them replaces the other.
static const char *const twins[][2] = {{"source", "sources"}};

/// The other key of a pair; NULL if the key has none.
static const char *twin_of(slice key)
{
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        if (slice_is(key, twins[i][0]) || slice_is(key, twins[i][1]))
            return twins[i][slice_is(key, twins[i][0])];
    }
    return NULL;
}

/// The same value, or a list of nothing but the value.
static bool says_the_same(const yaml_node *twin, const yaml_node *value)
{
    return (twin->kind == YAML_SEQUENCE && twin->count == 1 && nodes_equal(twin->items[0], value)) ||
           (value->kind == YAML_SEQUENCE && value->count == 1 && nodes_equal(value->items[0], twin));
}

/// Puts a key's value, or nothing if `from` has none, into copies of the record's mapping and struct.
static void change_record(loader *l, const override_schema *schema, const yaml_changes *from, const char *key,
                          const yaml_node *mapping, pack_record *record)
{
    void *data = arena_alloc(l->arena, schema->size);
    memcpy(data, record->data, schema->size);
    schema_apply(schema, from, key, data);
    record->node = mapping;
    record->data = data;
}

/// The record without the key, in its mapping and in its struct.
static void drop_key(loader *l, const override_schema *schema, const char *key, pack_record *record)
{
    static const yaml_changes nothing = {0};
    const yaml_node *old = record->node;
    yaml_node *mapping = ARENA_NEW(l->arena, yaml_node);
    const yaml_node **items = ARENA_ARRAY(l->arena, 2 * old->count, const yaml_node *);
    *mapping = *old;
    mapping->items = items;
    mapping->count = 0;
    for (size_t i = 0; i < old->count; i++) {
        if (slice_is(old->items[2 * i]->text, key))
            continue;
        items[2 * mapping->count] = old->items[2 * i];
        items[2 * mapping->count++ + 1] = old->items[2 * i + 1];
    }
    change_record(l, schema, &nothing, key, mapping, record);
}

/// The record with the key's value replaced, in its mapping and in its struct.
static void set_key(loader *l, const override_schema *schema, const yaml_override *from, const yaml_node *key,
                    const yaml_node *value, pack_record *record)
{
    const yaml_node *old = record->node;
    yaml_node *mapping = ARENA_NEW(l->arena, yaml_node);
    const yaml_node **items = ARENA_ARRAY(l->arena, 2 * (old->count + 1), const yaml_node *);
    *mapping = *old;
    mapping->items = items;
    memcpy(items, old->items, 2 * old->count * sizeof *items);
    size_t at = 0;
    while (at < old->count && !slice_equal(items[2 * at]->text, key->text))
        at++;
    if (at == old->count)
        mapping->count++;
    items[2 * at] = key;
    items[2 * at + 1] = value;
    change_record(l, schema, &from->set, key->text.ptr, mapping, record);
}

static void report_twice(loader *l, const override_schema *schema, const record_change *before, place where)
{
    diag_error(l->diags, where, "duplicate-override", "'%.*s' of the %s '%.*s' is overridden twice",
               SLICE_ARG(before->key), schema->key, SLICE_ARG(before->target));
    hint_place(l, "it is overridden before at", before->override->where);
}

static void set_keys(loader *l, const override_schema *schema, const pack_record *override,
                     pack_record *record)
{
    const yaml_node *set = yaml_get(override->node, "set");
    for (size_t i = 0; i < set->count; i++) {
        const yaml_node *key = set->items[2 * i];
        const yaml_node *value = set->items[2 * i + 1];
        const char *twin = twin_of(key->text);
        const bool replaces = twin != NULL && yaml_get(set, twin) == NULL;
        const yaml_node *other = replaces ? yaml_get(record->node, twin) : NULL;
        const yaml_node *own = yaml_get(record->node, key->text.ptr);
        const yaml_node *before = own != NULL ? own : other;
        const record_change *earlier = change_of(record, key->text);
        if (earlier != NULL && earlier->level == override->level) {
            report_twice(l, schema, earlier, key->where);
        } else if (own != NULL && other == NULL
                       ? says_same(key->text, own, value)
                       : other != NULL && own == NULL && says_the_same(other, value)) {
            diag_error(l->diags, key->where, "no-effect", "'%.*s' of the %s '%.*s' has this value already",
                       SLICE_ARG(key->text), schema->key, SLICE_ARG(name_of(schema, record)));
            hint_place(l, "it is written at", before->where);
        } else {
            record_change *change = new_change(l, schema, override, record, key->text);
            change->before = before;
            change->after = value;
            set_key(l, schema, override->data, key, value, record);
            if (other != NULL)
                drop_key(l, schema, twin, record);
        }
    }
}

static void set_disabled(loader *l, const override_schema *schema, const pack_record *override,
                         pack_record *record)
{
    const yaml_node *value = yaml_get(override->node, "disable");
    bool disable = ((const yaml_override *) override->data)->disable;
    const record_change *earlier = change_of(record, SLICE("disable"));
    if (!schema->may_disable) {
        diag_error(l->diags, value->where, "misplaced-key", "a %s cannot be disabled", schema->key);
        diag_hint(l->diags, "disable the rules that read it");
    } else if (earlier != NULL && earlier->level == override->level) {
        report_twice(l, schema, earlier, value->where);
    } else if (disable == record->disabled) {
        diag_error(l->diags, value->where, "no-effect", "the %s '%.*s' is %s", schema->key,
                   SLICE_ARG(name_of(schema, record)), disable ? "disabled already" : "not disabled");
        if (earlier != NULL)
            hint_place(l, disable ? "it is disabled at" : "it is enabled at", earlier->override->where);
    } else {
        record_change *change = new_change(l, schema, override, record, SLICE("disable"));
        change->after = value;
        record->disabled = disable;
    }
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
        if (!says_same(key->text, was->items[2 * i + 1], now))
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
    if (record != NULL && record->level < override->level)
        return record;
    if (record != NULL && record->level == override->level) {
        diag_error(l->diags, name->where, "own-record", "the %s '%.*s' is this pack's own", schema->key,
                   SLICE_ARG(name->text));
        hint_place(l, "change it at", entry->where);
        return NULL;
    }
    const pack_level *base = &l->pack->levels[override->level - 1];
    diag_error(l->diags, name->where, "unknown-target", "there is no %s '%.*s' in '%.*s'", schema->key,
               SLICE_ARG(diag_quote(name->text)), SLICE_ARG(base->name));
    loader_hint_nearest(l, &o->names[schema->kind], name->text);
    return NULL;
}

static void apply(overlay *o, const pack_record *override)
{
    loader *l = o->l;
    const override_schema *schema = schema_of_override(override->node);
    const yaml_override *from = override->data;
    const yaml_node *set = yaml_get(override->node, "set");
    const yaml_node *disable = yaml_get(override->node, "disable");
    place start = {override->node->where.source, override->node->where.offset, 1};
    if (override->level == 0) {
        diag_error(l->diags, start, "nothing-extended",
                   "this pack extends no other, so there is nothing to override");
        diag_hint(l->diags, "say extends: NAME in pack.yaml");
        return;
    }
    if (schema == NULL) {
        schema_report_no_target(override->node, l->diags);
        return;
    }
    if (from->reason[strspn(from->reason, " ")] == '\0') {
        diag_error(l->diags, loader_place(override->node, "reason"), "no-reason",
                   "an override says why: its reason is empty");
    }
    pack_record *record = find_target(o, schema, override);
    if (record == NULL)
        return;
    if ((set == NULL || set->count == 0) && disable == NULL) {
        diag_error(l->diags, start, "no-effect", "this override changes nothing");
        diag_hint(l->diags, "say with set: {KEY: VALUE} what is to be changed");
        return;
    }
    compare_was(l, schema, override, record);
    if (disable != NULL)
        set_disabled(l, schema, override, record);
    if (set == NULL)
        return;
    if (record->disabled) {
        diag_error(l->diags, loader_place(override->node, "set"), "no-effect",
                   "the %s '%.*s' is disabled, so setting it has no effect", schema->key,
                   SLICE_ARG(name_of(schema, record)));
        return;
    }
    set_keys(l, schema, override, record);
}

/// The level that says what a record's key holds.
static size_t level_of_key(const pack_record *record, const char *key)
{
    const record_change *change = change_of(record, slice_of(key));
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
            *where = change->after->where;
            return true;
        }
        const record_list *disabled = &l->kept->disabled[RECORD_RULE];
        for (size_t d = 0; slice_is(change->key, "disable") && d < disabled->count; d++) {
            const yaml_node *value = yaml_get(disabled->items[d].node, key);
            if (disabled->items[d].changes == change && value != NULL && slice_equal(value->text, name)) {
                *where = change->after->where;
                return true;
            }
        }
    }
    return false;
}
