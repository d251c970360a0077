// What overrides do to a record: a changed record is a copy that keeps what it was.
#include "pack/overlay.h"
#include "pack/tests_list.h"

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

bool overlay_nodes_equal(const yaml_node *a, const yaml_node *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->kind != b->kind || a->count != b->count)
        return false;
    if (a->kind == YAML_SCALAR)
        return slice_equal(a->text, b->text);
    size_t items = a->kind == YAML_MAPPING ? 2 * a->count : a->count;
    for (size_t i = 0; i < items; i++) { // as deep as LIMIT_NESTING at most
        if (!overlay_nodes_equal(a->items[i], b->items[i]))
            return false;
    }
    return true;
}

bool overlay_says_same(loader *l, slice key, const yaml_node *a, const yaml_node *b)
{
    if (!is_feel(key) || a == NULL || b == NULL)
        return overlay_nodes_equal(a, b);
    const yaml_node *x = tests_list_joined(l->arena, a);
    const yaml_node *y = tests_list_joined(l->arena, b);
    return overlay_nodes_equal(x, y) || feel_same_text(x->text, y->text);
}

record_change *overlay_note(const override_work *w, change_kind kind, slice key, place where)
{
    loader *l = w->l;
    record_change *change = ARENA_NEW(l->arena, record_change);
    *change = (record_change){.kind = kind,
                              .schema = w->schema,
                              .target = w->name,
                              .level = w->override->level,
                              .key = key,
                              .where = where,
                              .override = w->override->node,
                              .data = w->override->data,
                              .earlier = w->record->changes};
    w->record->changes = change;
    const record_change *kept = change;
    ARENA_PUSH(l->arena, &l->changes, items, count, capacity, kept);
    return change;
}

const record_change *overlay_change_of(const pack_record *record, slice key)
{
    const record_change *change = record->changes;
    while (change != NULL && !slice_equal(change->key, key))
        change = change->earlier;
    return change;
}

bool overlay_is_beside(const loader *l, size_t level, size_t other)
{
    return level != other && !loader_extends(l, level, other) && !loader_extends(l, other, level);
}

void overlay_put(loader *l, pack_record *record, const yaml_node *key, const yaml_node *value)
{
    arena *a = l->arena;
    const yaml_node *old = record->node;
    yaml_node *mapping = ARENA_NEW(a, yaml_node);
    const yaml_node **items = ARENA_ARRAY(a, 2 * (old->count + 1), const yaml_node *);
    bool placed = value == NULL;
    *mapping = *old;
    mapping->items = items;
    mapping->count = 0;
    for (size_t i = 0; i < old->count; i++) {
        const bool here = slice_equal(old->items[2 * i]->text, key->text);
        if (here && value == NULL)
            continue;
        items[2 * mapping->count] = here ? key : old->items[2 * i];
        items[2 * mapping->count++ + 1] = here ? value : old->items[2 * i + 1];
        placed = placed || here;
    }
    if (!placed) {
        items[2 * mapping->count] = key;
        items[2 * mapping->count++ + 1] = value;
    }
    record->node = mapping;
    record->edited = true;
}

const yaml_node *overlay_key_node(const yaml_node *mapping, const char *key)
{
    size_t at = 0;
    while (at < mapping->count && !slice_is(mapping->items[2 * at]->text, key))
        at++;
    return at < mapping->count ? mapping->items[2 * at] : NULL;
}

const yaml_node *overlay_sequence(arena *a, const yaml_node *as, const yaml_node *const *items, size_t count)
{
    yaml_node *list = ARENA_NEW(a, yaml_node);
    *list = (yaml_node){
        .kind = YAML_SEQUENCE, .where = as->where, .end = as->end, .items = items, .count = count};
    return list;
}

void overlay_hint_place(loader *l, const char *what, place where)
{
    const diagnostic_place at = place_resolve(where);
    diag_hint(l->diags, "%s %.*s:%zu:%zu", what, SLICE_ARG(at.file), at.line, at.column);
}

void overlay_report_twice(const override_work *w, const record_change *before, place where)
{
    diag_error(w->l->diags, where, "duplicate-override", "'%.*s' of the %s '%.*s' is overridden twice",
               SLICE_ARG(before->key), w->schema->key, SLICE_ARG(before->target));
    overlay_hint_place(w->l, "it is overridden before at", before->override->where);
}

void overlay_report_conflict(const override_work *w, const record_change *before, place where)
{
    const pack_level *levels = w->l->pack->levels;
    const slice one = levels[before->level].name;
    const slice other = levels[w->override->level].name;
    const slice key = slice_is(before->key, "disable")
                          ? SLICE("")
                          : arena_format(w->l->arena, "'%.*s' of ", SLICE_ARG(before->key));
    diag_error(w->l->diags, where, "bases-differ", "'%.*s' and '%.*s' change %.*sthe %s '%.*s' differently",
               SLICE_ARG(one), SLICE_ARG(other), SLICE_ARG(key), w->schema->key, SLICE_ARG(w->name));
    overlay_hint_place(w->l, "the other change is at", before->where);
}
