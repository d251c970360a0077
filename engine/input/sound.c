#include "input/sound.h"

#include "base/limits.h"
#include "base/sort.h"
#include "base/utf8.h"

bool sound_text(const source_text *source, diag_list *diags)
{
    size_t bad = 0;
    if (!utf8_valid(source->text, &bad)) {
        diag_error(diags, (place){source, bad, 1}, "invalid-utf8", "the text is not valid UTF-8 here");
        return false;
    }
    const char *nul = source->text.len > 0 ? memchr(source->text.ptr, '\0', source->text.len) : NULL;
    if (nul != NULL) {
        diag_error(diags, (place){source, (size_t)(nul - source->text.ptr), 1}, "nul",
                   "a NUL character may not stand in text");
        return false;
    }
    return true;
}

static int order_keys(const void *a, const void *b, void *context)
{
    (void)context;
    return slice_compare((*(const yaml_node *const *)a)->text, (*(const yaml_node *const *)b)->text);
}

void sound_keys(arena *a, const yaml_node *const *pairs, size_t count, diag_list *diags)
{
    const yaml_node **keys = ARENA_ARRAY(a, count, const yaml_node *);
    size_t texts = 0;
    for (size_t i = 0; i < count; i++) {
        const yaml_node *key = pairs[2 * i];
        if (key->kind != YAML_SCALAR)
            continue;
        if (key->text.len > LIMIT_KEY)
            diag_error(diags, key->where, "too-long", "a key is longer than %d bytes", LIMIT_KEY);
        keys[texts++] = key;
    }
    sort_stable(a, keys, texts, sizeof(const yaml_node *), order_keys, NULL);
    for (size_t i = 1; i < texts; i++) {
        if (slice_equal(keys[i - 1]->text, keys[i]->text))
            diag_error(diags, keys[i]->where, "duplicate-key", "the key '%.*s' is given twice",
                       SLICE_ARG(diag_quote(keys[i]->text)));
    }
}
