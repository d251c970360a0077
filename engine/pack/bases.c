// Several bases of one pack must agree. What records say is compared when overrides are applied; this is about pack.yaml itself.
#include "pack/overlay.h"

/// A key of pack.yaml that bases hand on.
typedef struct head_key {
    const char *of, *key; ///< `of`: the key that it stands below; NULL if it stands at the top
} head_key;

static const yaml_node *said(const loader *l, size_t level, const head_key *k)
{
    const yaml_node *root = l->heads[level].file.root;
    return yaml_get(k->of != NULL ? yaml_get(root, k->of) : root, k->key);
}

/// True if a pack that extends both says itself what counts.
static bool is_decided(const loader *l, const head_key *k, size_t one, size_t other)
{
    bool decided = false;
    for (size_t i = 0; i < l->head_count && !decided; i++)
        decided = loader_extends(l, i, one) && loader_extends(l, i, other) && said(l, i, k) != NULL;
    return decided;
}

static void compare(loader *l, const head_key *k, size_t one, size_t other)
{
    const yaml_node *a = said(l, one, k);
    const yaml_node *b = said(l, other, k);
    if (a == NULL || b == NULL || slice_equal(a->text, b->text) || is_decided(l, k, one, other))
        return;
    diag_error(l->diags, b->where, "bases-differ", "'%.*s' and '%.*s' have different values of '%s'",
               SLICE_ARG(l->pack->levels[one].name), SLICE_ARG(l->pack->levels[other].name), k->key);
    overlay_hint_place(l, "say in the pack that extends both which counts; the other is at", a->where);
}

bool check_bases(loader *l)
{
    bool good = true;
    static const head_key keys[] = {
        {NULL, "threshold"}, {"office", "name"}, {"office", "logo"}, {"office", "closing"}};
    const pack_level *levels = l->pack->levels;
    for (size_t other = 1; other < l->head_count; other++) {
        for (size_t one = 0; one < other; one++) {
            if (!overlay_is_beside(l, one, other))
                continue;
            for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
                compare(l, &keys[k], one, other);
            if (!slice_equal(levels[one].name, levels[other].name))
                continue;
            diag_error(l->diags, loader_place(l->heads[other].file.root, "pack"), "bases-differ",
                       "two packs called '%.*s' are extended", SLICE_ARG(levels[other].name));
            overlay_hint_place(l, "the other is at", loader_place(l->heads[one].file.root, "pack"));
            good = false;
        }
    }
    return good;
}
