// Overrides set keys of records, and disable records.
#include "pack/overlay.h"

/// Two keys that say one thing: whoever sets one of them replaces the other.
static const char *const twins[][2] = {{"source", "sources"}};

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
        overlay_put(w, key, value);
        for (size_t i = 0; other != NULL && i < w->record->node->count; i++) {
            if (slice_is(w->record->node->items[2 * i]->text, twin))
                overlay_put(w, w->record->node->items[2 * i], NULL);
        }
    }
}

void overlay_set_keys(const override_work *w)
{
    const yaml_node *set = yaml_get(w->override->node, "set");
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
    if (!w->schema->may_disable) {
        diag_error(l->diags, value->where, "misplaced-key", "a %s cannot be disabled", w->schema->key);
        diag_hint(l->diags, "disable the rules that read it");
    } else if (beside && disable == w->record->disabled) {
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
