// Whether the new text says what the old one did, with the edit.
#include "input/yaml_editor.h"

static bool same_scalars(const yaml_node *a, const yaml_node *b)
{
    return yaml_is_null(a) == yaml_is_null(b) && (yaml_is_null(a) || slice_equal(a->text, b->text));
}

static bool same(const editor *e, const yaml_node *old, const yaml_node *new);

/// The pairs of both, in their order, but for the one that the edit is about.
static bool same_pairs(const editor *e, const yaml_node *old, const yaml_node *new, bool is_edited)
{
    const slice gone = is_edited ? editor_old_key(e) : (slice){0};
    const slice set = is_edited ? e->edit.key : (slice){0};
    size_t i = 0;
    size_t k = 0;
    bool good = true;
    bool found = false;
    while (good && (i < old->count || k < new->count)) {
        if (is_edited && i < old->count && slice_equal(old->items[2 * i]->text, gone)) {
            i++;
        } else if (is_edited && k < new->count &&slice_equal(new->items[2 * k]->text, set)) {
            good = !found && e->edit.kind == YAML_EDIT_SET && same(e, e->edit.value, new->items[2 * k + 1]);
            found = true;
            k++;
        } else {
            good = i < old->count && k < new->count &&same(e, old->items[2 * i], new->items[2 * k]) &&
                   same(e, old->items[2 * i + 1], new->items[2 * k + 1]);
            i++;
            k++;
        }
    }
    return good && (!is_edited || found == (e->edit.kind == YAML_EDIT_SET));
}

static bool same_items(const editor *e, const yaml_node *old, const yaml_node *new, bool is_edited)
{
    const bool drops = is_edited && e->edit.kind == YAML_EDIT_DROP;
    const bool appends = is_edited && e->edit.kind == YAML_EDIT_APPEND;
    const size_t added = appends ? 1 + e->edit.more_count : 0;
    bool good = new->count == old->count - drops + added;
    for (size_t i = 0; i < old->count && good; i++) {
        if (drops && i == e->edit.index)
            continue;
        good = same(e, old->items[i], new->items[drops && i > e->edit.index ? i - 1 : i]);
    }
    for (size_t i = 0; i < added && good; i++)
        good = same(e, i == 0 ? e->edit.value : e->edit.more[i - 1], new->items[old->count + i]);
    return good;
}

/// True if the new node is the old one with the edit. Both trees are within the reader's limit of nesting.
static bool same(const editor *e, const yaml_node *old, const yaml_node *new)
{
    if (old->kind != new->kind)
        return false;
    switch (old->kind) {
    case YAML_SCALAR: return same_scalars(old, new);
    case YAML_SEQUENCE: return same_items(e, old, new, old == e->edit.at);
    case YAML_MAPPING: return same_pairs(e, old, new, old == e->edit.at && e->edit.kind != YAML_EDIT_COMMENT);
    }
    return false;
}

bool edit_is_as_wanted(editor *e, slice text)
{
    static const yaml_node nothing = {.kind = YAML_MAPPING};
    source_text *source = ARENA_NEW(e->arena, source_text);
    *source = (source_text){.text = text};
    diag_list *unread = diag_list_new(e->arena);
    unread->unread = true;
    const yaml_node *root = NULL;
    if (!yaml_edit_read(e->arena, source, e->layout.is_json, &root, unread))
        return false;
    if (e->edit.kind == YAML_EDIT_COMMENT && e->root == NULL)
        return root == NULL;
    const yaml_node *new = root != NULL ? root : &nothing;
    return e->root != NULL ? same(e, e->root, new) : same_pairs(e, &nothing, new, true);
}
