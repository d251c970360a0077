// Overrides add single values to lists of a record, and remove single ones.
#include "pack/overlay.h"
#include "pack/tests_list.h"

/// A list of the record that is being edited.
typedef struct edited_list {
    const override_work *w;
    const yaml_node *key; ///< as the override names it
    list_kind kind;
    const yaml_node **items; ///< with room for what is added
    size_t count, before;    ///< `before`: how many there were
    bool in_brackets;
} edited_list;

static bool is_same(const edited_list *e, const yaml_node *a, const yaml_node *b)
{
    return slice_equal(a->text, b->text) || (e->kind != LIST_TEXTS && feel_same_text(a->text, b->text));
}

static const yaml_node *find(const edited_list *e, const yaml_node *value)
{
    size_t at = 0;
    while (at < e->count && !is_same(e, e->items[at], value))
        at++;
    return at < e->count ? e->items[at] : NULL;
}

/// What was done to the value before; NULL: nothing.
static const record_change *change_of_value(const edited_list *e, const yaml_node *value)
{
    const record_change *c = e->w->record->changes;
    for (; c != NULL; c = c->earlier) {
        const yaml_node *what = c->kind == CHANGE_ADDED ? c->after : c->before;
        const bool edit = c->kind == CHANGE_ADDED || c->kind == CHANGE_REMOVED;
        if (edit && slice_equal(c->key, e->key->text) && is_same(e, what, value))
            break;
    }
    return c;
}

// --- what the record has, and what the override names ---

/// The elements of the record's list, whichever of two keys says them.
static bool read_list(edited_list *e, size_t room)
{
    arena *a = e->w->l->arena;
    const yaml_node *node = e->w->record->node;
    const yaml_node *own = yaml_get(node, e->key->text.ptr);
    const char *twin = overlay_twin_of(e->key->text);
    const yaml_node *other = twin != NULL ? yaml_get(node, twin) : NULL;
    if (own != NULL && e->kind == LIST_TESTS)
        own = tests_list_split(a, own);
    if (own != NULL && e->kind == LIST_ITEMS)
        own = tests_list_split_items(a, own);
    const size_t count = own != NULL ? own->count : 0;
    e->items = ARENA_ARRAY(a, count + 1 + room, const yaml_node *);
    for (size_t i = 0; i < count; i++)
        e->items[e->count++] = own->items[i];
    if (other != NULL)
        e->items[e->count++] = other;
    e->in_brackets = e->kind == LIST_ITEMS;
    e->before = e->count;
    return own != NULL || e->kind == LIST_TEXTS;
}

static bool all_quoted(const edited_list *e)
{
    bool quoted = e->count > 0;
    for (size_t i = 0; i < e->count && quoted; i++)
        quoted = e->items[i]->text.len > 1 && e->items[i]->text.ptr[0] == '"';
    return quoted;
}

/// True if the text can be nothing but words.
static bool is_bare(slice text)
{
    bool bare = text.len > 0 && (text.ptr[0] < '0' || text.ptr[0] > '9');
    for (size_t i = 0; i < text.len && bare; i++)
        bare = strchr("\"()[]{}<>=!?,:*+@", text.ptr[i]) == NULL;
    return bare;
}

/// A value as FEEL: among texts, a text may stand without its quotes.
static const yaml_node *as_feel(const edited_list *e, const yaml_node *value)
{
    if (!all_quoted(e) || !is_bare(value->text))
        return value;
    yaml_node *quoted = ARENA_NEW(e->w->l->arena, yaml_node);
    *quoted = *value;
    quoted->text = arena_format(e->w->l->arena, "\"%.*s\"", SLICE_ARG(value->text));
    return quoted;
}

/// The values that the override names, one by one.
static const yaml_node **named_values(const edited_list *e, const yaml_node *value, size_t *count)
{
    arena *a = e->w->l->arena;
    const bool list = value->kind == YAML_SEQUENCE;
    const size_t written = list ? value->count : 1;
    struct {
        const yaml_node **items;
        size_t count, capacity;
    } out = {0};
    for (size_t i = 0; i < written; i++) {
        const yaml_node *one = list ? value->items[i] : value;
        if (e->kind == LIST_TEXTS) {
            ARENA_PUSH(a, &out, items, count, capacity, one);
            continue;
        }
        const yaml_node *parts = tests_list_split(a, one);
        for (size_t k = 0; k < parts->count; k++) {
            const yaml_node *part = as_feel(e, parts->count == 1 ? one : parts->items[k]);
            ARENA_PUSH(a, &out, items, count, capacity, part);
        }
    }
    *count = out.count;
    return out.items;
}

// --- removing ---

static void report_absent(const edited_list *e, const yaml_node *value)
{
    const override_work *w = e->w;
    loader *l = w->l;
    slice *texts = ARENA_ARRAY(l->arena, e->count, slice);
    for (size_t i = 0; i < e->count; i++)
        texts[i] = e->items[i]->text;
    diag_error(l->diags, value->where, "no-effect", "'%.*s' is not in '%.*s' of the %s '%.*s'",
               SLICE_ARG(diag_quote(value->text)), SLICE_ARG(e->key->text), w->schema->key,
               SLICE_ARG(w->name));
    if (e->count == 0)
        diag_hint(l->diags, "there is nothing to remove");
    else
        diag_hint_nearest(l->diags, value->text, texts, e->count);
}

static void remove_value(edited_list *e, const yaml_node *value)
{
    const override_work *w = e->w;
    const record_change *earlier = change_of_value(e, value);
    const yaml_node *found = find(e, value);
    const bool removed = earlier != NULL && earlier->kind == CHANGE_REMOVED;
    const size_t level = found != NULL ? loader_level_of(w->l, found->where.source, w->record->level) : 0;
    if (found != NULL && level == w->override->level) {
        diag_error(w->l->diags, value->where, "no-effect", "this pack itself adds '%.*s'",
                   SLICE_ARG(diag_quote(value->text)));
        overlay_hint_place(w->l, "it is added at", found->where);
    } else if (found == NULL && removed && overlay_is_beside(w->l, earlier->level, w->override->level)) {
        return; // both bases do it
    } else if (found == NULL || overlay_is_beside(w->l, level, w->override->level)) {
        report_absent(e, value);
    } else {
        record_change *change = overlay_note(w, CHANGE_REMOVED, e->key->text, value->where);
        change->before = found;
        size_t kept = 0;
        for (size_t i = 0; i < e->count; i++) {
            if (e->items[i] != found)
                e->items[kept++] = e->items[i];
        }
        e->count = kept;
    }
}

// --- adding ---

static void add_value(edited_list *e, const yaml_node *value)
{
    const override_work *w = e->w;
    const record_change *earlier = change_of_value(e, value);
    const yaml_node *found = find(e, value);
    if (found != NULL) {
        if (overlay_is_beside(w->l, loader_level_of(w->l, found->where.source, w->record->level),
                              w->override->level))
            return; // both bases do it
        diag_error(w->l->diags, value->where, "no-effect", "'%.*s' is in '%.*s' of the %s '%.*s' already",
                   SLICE_ARG(diag_quote(value->text)), SLICE_ARG(e->key->text), w->schema->key,
                   SLICE_ARG(w->name));
        overlay_hint_place(w->l, "it is written at", found->where);
    } else if (earlier != NULL && earlier->kind == CHANGE_REMOVED && earlier->level == w->override->level) {
        diag_error(w->l->diags, value->where, "no-effect", "this pack itself removes '%.*s'",
                   SLICE_ARG(diag_quote(value->text)));
        overlay_hint_place(w->l, "it is removed at", earlier->where);
    } else {
        record_change *change = overlay_note(w, CHANGE_ADDED, e->key->text, value->where);
        change->after = value;
        e->items[e->count++] = value;
    }
}

// --- the record ---

static const yaml_node *as_sequence(const edited_list *e, const yaml_node *old)
{
    yaml_node *list = ARENA_NEW(e->w->l->arena, yaml_node);
    *list = *overlay_sequence(e->w->l->arena, old, e->items, e->count);
    list->is_flow = e->in_brackets;
    return list;
}

/// Puts the list back into the record. Two keys that say one thing become one.
static void write_list(const edited_list *e)
{
    const override_work *w = e->w;
    const yaml_node *node = w->record->node;
    const char *twin = overlay_twin_of(e->key->text);
    const yaml_node *own_key = overlay_key_node(node, e->key->text.ptr);
    const yaml_node *key = own_key != NULL ? own_key : e->key;
    const yaml_node *other_key = twin != NULL ? overlay_key_node(node, twin) : NULL;
    const yaml_node *old = yaml_get(node, e->key->text.ptr);
    if (e->count == 0 && e->kind == LIST_TESTS) {
        diag_error(w->l->diags, e->key->where, "no-effect",
                   "the %s '%.*s' would have no allowed value any more", w->schema->key, SLICE_ARG(w->name));
        diag_hint(w->l->diags, "add the values that take their place");
        return;
    }
    overlay_put(w->l, w->record, key,
                e->count > 0 || e->in_brackets ? as_sequence(e, old != NULL ? old : e->key) : NULL);
    if (other_key != NULL)
        overlay_put(w->l, w->record, other_key, NULL);
}

static const shape_key *key_of(const override_schema *schema, slice name)
{
    const shape_key *const tables[] = {schema->keys, schema->beside};
    const shape_key *found = NULL;
    for (size_t i = 0; i < 2 && found == NULL; i++) {
        const shape_key *key = tables[i];
        while (key != NULL && key->name != NULL && !slice_is(name, key->name))
            key++;
        found = key != NULL && key->name != NULL ? key : NULL;
    }
    return found;
}

/// A key that this pack sets, or that a base beside it sets, is not edited too.
static bool is_set(const override_work *w, const yaml_node *key)
{
    const record_change *earlier = overlay_change_of(w->record, key->text);
    while (earlier != NULL && (earlier->kind != CHANGE_SET || !slice_equal(earlier->key, key->text)))
        earlier = earlier->earlier;
    if (earlier == NULL || loader_extends(w->l, w->override->level, earlier->level))
        return false;
    if (earlier->level == w->override->level)
        overlay_report_twice(w, earlier, key->where);
    else
        overlay_report_conflict(w, earlier, key->where);
    return true;
}

static void report_no_list(const override_work *w, const edited_list *e)
{
    const bool tests = e->kind == LIST_TESTS;
    diag_error(w->l->diags, e->key->where, "not-a-list",
               tests ? "the %s '%.*s' has no allowed values: all are allowed" : "the %s '%.*s' is no list",
               w->schema->key, SLICE_ARG(w->name));
    diag_hint(w->l->diags, "say with set: {%.*s: …} what it is to be", SLICE_ARG(e->key->text));
}

static void edit_list(const override_work *w, const yaml_node *key, const yaml_node *removed,
                      const yaml_node *added)
{
    edited_list e = {.w = w, .key = key, .kind = schema_list_kind(key_of(w->schema, key->text))};
    if (is_set(w, key))
        return;
    if (e.kind == LIST_RECORDS) {
        if (removed != NULL)
            overlay_remove_records(w, key, removed);
        if (added != NULL)
            overlay_add_records(w, key, added);
        return;
    }
    if (!read_list(&e, 0)) {
        report_no_list(w, &e);
        return;
    }
    size_t gone;
    size_t fresh;
    const yaml_node **old = removed != NULL ? named_values(&e, removed, &gone) : NULL;
    const yaml_node **new = added != NULL ? named_values(&e, added, &fresh) : NULL;
    e.count = 0;
    (void)read_list(&e, new != NULL ? fresh : 0);
    const record_change *before = w->record->changes;
    for (size_t i = 0; old != NULL && i < gone; i++)
        remove_value(&e, old[i]);
    for (size_t i = 0; new != NULL &&i < fresh; i++)
        add_value(&e, new[i]);
    if (w->record->changes != before)
        write_list(&e);
}

/// True, with a report, if an edit names no value.
static bool is_idle(const override_work *w, const char *edit, const yaml_node *key, const yaml_node *value)
{
    size_t count = value == NULL || value->kind == YAML_MAPPING ? 1 : value->count;
    if (value != NULL && value->kind == YAML_SCALAR)
        count = tests_list_split(w->l->arena, value)->count; // at least one, if it is no list
    if (count == 0)
        diag_error(w->l->diags, value->where, "no-effect", "'%s' names nothing in '%.*s'", edit,
                   SLICE_ARG(key->text));
    return count == 0;
}

void overlay_edit_lists(const override_work *w)
{
    const yaml_node *removed = yaml_get(w->override->node, "remove");
    const yaml_node *added = yaml_get(w->override->node, "add");
    for (size_t i = 0; removed != NULL && i < removed->count; i++) {
        const yaml_node *key = removed->items[2 * i];
        const yaml_node *beside = yaml_get(added, key->text.ptr);
        const bool idle = is_idle(w, "remove", key, removed->items[2 * i + 1]);
        if (!is_idle(w, "add", key, beside) && !idle)
            edit_list(w, key, removed->items[2 * i + 1], beside);
    }
    for (size_t i = 0; added != NULL && i < added->count; i++) {
        const yaml_node *key = added->items[2 * i];
        if (yaml_get(removed, key->text.ptr) == NULL && !is_idle(w, "add", key, added->items[2 * i + 1]))
            edit_list(w, key, NULL, added->items[2 * i + 1]);
    }
}
