#include "input/sound.h"

#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"
#include "base/utf8.h"
#include "input/encoding.h"
#include "input/file_kind.h"

/// True if the file is of a kind that is no plain text: reported.
static bool is_other_kind(const source_text *source, diag_list *diags)
{
    const file_kind *kind = source->outer == NULL ? file_kind_of(source->text) : NULL;
    if (kind == NULL)
        return false;
    diag_error(diags, (place){source, 0, 1}, "not-text", "this is %s, not plain text", kind->name);
    diag_hint(
        diags, "%s",
        file_kind_is_pack(kind)
            ? "name the folder of the pack's YAML files; to apply the pack, name it behind --pack"
            : "copy the words into a plain text file (UTF-8); 'advise init FILE' writes one to fill in");
    return true;
}

static void report_bad_byte(const source_text *source, size_t bad, diag_list *diags)
{
    uint32_t meant = encoding_windows_1252((unsigned char)source->text.ptr[bad]);
    text_builder character = {.arena = diags->arena};
    diag_error(diags, (place){source, bad, 1}, "invalid-utf8", "the text is not valid UTF-8 here");
    if (meant != 0)
        text_add_code_point(&character, meant);
    if (meant != 0)
        diag_hint(diags, "save the file as UTF-8: as Windows-1252, which it most likely is, this is '%.*s'",
                  SLICE_ARG(diag_value(diags, text_result(&character))));
    else
        diag_hint(diags, "save the file as plain text in UTF-8");
}

bool sound_text(const source_text *source, diag_list *diags)
{
    size_t bad = 0;
    if (is_other_kind(source, diags))
        return false;
    const char *encoding = source->outer == NULL ? encoding_of(source->text) : NULL;
    if (encoding != NULL && strcmp(encoding, "UTF-8") != 0) {
        diag_error(diags, (place){source, 0, 1}, "invalid-utf8", "the text is %.6s, not UTF-8", encoding);
        diag_hint(diags, "save the file as UTF-8: an editor offers it as an encoding when it saves");
        return false;
    }
    if (!utf8_valid(source->text, &bad)) {
        report_bad_byte(source, bad, diags);
        return false;
    }
    const char *nul = source->text.len > 0 ? memchr(source->text.ptr, '\0', source->text.len) : NULL;
    if (nul != NULL) {
        diag_error(diags, (place){source, (size_t)(nul - source->text.ptr), 1}, "nul",
                   "a NUL character may not stand in text");
        diag_hint(diags, "save the file as plain text in UTF-8");
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
        if (!slice_equal(keys[i - 1]->text, keys[i]->text))
            continue;
        diag_error(diags, keys[i]->where, "duplicate-key", "the key '%.*s' is given twice",
                   SLICE_ARG(diag_quote(keys[i]->text)));
        const size_t line = place_resolve(keys[i - 1]->where).line;
        if (line > 0)
            diag_hint(diags, "keep one of them: the other is in line %zu", line);
        else
            diag_hint(diags, "keep one of them");
    }
}
