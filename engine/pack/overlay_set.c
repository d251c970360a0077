// Overrides set keys of records, and disable records.
#include "pack/overlay.h"

/// Two keys that say one thing: whoever sets one of them replaces the other.
static const char *const twins[][2] = {{"source", "sources"}, {"table_file", "rows"}};

const char *overlay_twin_of(slice key)
{
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        if (slice_is(key, twins[i][0]) || slice_is(key, twins[i][1]))
            return twins[i][slice_is(key, twins[i][0])];
    }
    return NULL;
}

/// The same value, or a list of nothing but the value.
static bool twins_agree(const yaml_node *twin, const yaml_node *value)
{
    const yaml_node *const pair[][2] = {{twin, value}, {value, twin}};
    bool same = false;
    for (size_t i = 0; i < 2 && !same; i++)
        same = pair[i][0]->kind == YAML_SEQUENCE && pair[i][0]->count == 1 &&
               pair[i][1]->kind == YAML_SCALAR && slice_equal(pair[i][0]->items[0]->text, pair[i][1]->text);
    return same;
}

/// True, with a report unless both do the same, if a base beside the override's pack changed the key before.
static bool was_changed_beside(const override_work *w, const yaml_node *key, const yaml_node *value)
{
    const record_change *earlier = overlay_change_of(w->record, key->text);
    if (earlier == NULL || !overlay_is_beside(w->l, earlier->level, w->override->level))
        return false;
    if (earlier->kind != CHANGE_SET || !overlay_says_same(w->l, key->text, earlier->after, value))
        overlay_report_conflict(w, earlier, key->where);
    return true;
}

/// What new fields, rows or files replace beside the old ones.
static void replace_parts(const override_work *w, const yaml_node *key)
{
    static const char *const columns[] = {"inputs", "outputs"};
    if (w->schema->part_of == NULL && slice_is(key->text, "fields"))
        w->record->list = NULL;
    if (w->schema->kind != RECORD_TABLE || w->schema->part_of != NULL)
        return;
    if (slice_is(key->text, "rows") || slice_is(key->text, "table_file"))
        w->record->list = NULL;
    for (size_t i = 0; slice_is(key->text, "table_file") && i < 2; i++) {
        const yaml_node *column = overlay_key_node(w->record->node, columns[i]);
        if (column != NULL)
            overlay_put(w->l, w->record, column, NULL);
    }
}

static void set_key(const override_work *w, const yaml_node *set, const yaml_node *key,
                    const yaml_node *value)
{
    loader *l = w->l;
    const char *twin = overlay_twin_of(key->text);
    const bool replaces = twin != NULL && yaml_get(set, twin) == NULL;
    const yaml_node *other = replaces ? yaml_get(w->record->node, twin) : NULL;
    const yaml_node *own = yaml_get(w->record->node, key->text.ptr);
    const yaml_node *before = own != NULL ? own : other;
    const record_change *earlier = overlay_change_of(w->record, key->text);
    if (was_changed_beside(w, key, value))
        return;
    if (earlier != NULL && earlier->level == w->override->level) {
        overlay_report_twice(w, earlier, key->where);
    } else if (own != NULL && other == NULL ? overlay_says_same(l, key->text, own, value)
                                            : other != NULL && own == NULL && twins_agree(other, value)) {
        diag_error(l->diags, key->where, "no-effect", "'%.*s' of the %s '%.*s' has this value already",
                   SLICE_ARG(key->text), w->schema->key, SLICE_ARG(w->name));
        overlay_hint_place(l, "it is written at", before->where);
    } else {
        record_change *change = overlay_note(w, CHANGE_SET, key->text, value->where);
        change->before = before;
        change->after = value;
        overlay_put(l, w->record, key, value);
        if (other != NULL)
            overlay_put(l, w->record, overlay_key_node(w->record->node, twin), NULL);
        replace_parts(w, key);
    }
}

void overlay_set_keys(const override_work *w)
{
    const yaml_node *set = yaml_get(w->override->node, "set");
    const bool columns = yaml_get(set, "inputs") != NULL || yaml_get(set, "outputs") != NULL;
    if (w->schema->kind == RECORD_TABLE && (columns || yaml_get(set, "rows") != NULL) &&
        !table_into_tree(w->l, w->record))
        return;
    for (size_t i = 0; i < set->count; i++)
        set_key(w, set, set->items[2 * i], set->items[2 * i + 1]);
}

void overlay_set_disabled(const override_work *w)
{
    loader *l = w->l;
    const yaml_node *value = yaml_get(w->override->node, "disable");
    const bool disable = ((const yaml_override *)w->override->data)->disable;
    const record_change *earlier = overlay_change_of(w->record, SLICE("disable"));
    const bool beside = earlier != NULL && overlay_is_beside(l, earlier->level, w->override->level);
    if (beside && disable == w->record->disabled) {
        return; // both bases do it
    } else if (beside) {
        overlay_report_conflict(w, earlier, value->where);
    } else if (earlier != NULL && earlier->level == w->override->level) {
        overlay_report_twice(w, earlier, value->where);
    } else if (disable == w->record->disabled) {
        diag_error(l->diags, value->where, "no-effect", "the %s '%.*s' is %s", w->schema->key,
                   SLICE_ARG(w->name), disable ? "disabled already" : "not disabled");
        if (earlier != NULL)
            overlay_hint_place(l, disable ? "it is disabled at" : "it is enabled at",
                               earlier->override->where);
    } else {
        record_change *change = overlay_note(w, CHANGE_DISABLED, SLICE("disable"), value->where);
        change->after = value;
        w->record->disabled = disable;
    }
}
