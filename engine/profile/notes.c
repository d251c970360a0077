// Lists and mappings may hold one another; YAML limits how deep.
#include "profile/notes.h"

static bool is_blank(const yaml_node *text)
{
    return slice_trim(text->text).len == 0 || yaml_is_null(text);
}

/// @param key  of the value, "" if it has none
static void read(arena *a, slice key, const yaml_node *value, profile_notes *out)
{
    if (value->kind == YAML_SCALAR && !is_blank(value)) {
        const slice note =
            key.len > 0 ? arena_format(a, "%.*s: %.*s", SLICE_ARG(key), SLICE_ARG(value->text)) : value->text;
        ARENA_PUSH(a, out, items, count, capacity, note);
    }
    for (size_t i = 0; value->kind == YAML_SEQUENCE && i < value->count; i++)
        read(a, key, value->items[i], out);
    for (size_t i = 0; value->kind == YAML_MAPPING && i < value->count; i++)
        read(a, value->items[2 * i]->text, value->items[2 * i + 1], out);
}

void notes_read(arena *a, const yaml_node *value, profile_notes *out)
{
    read(a, (slice){"", 0}, value, out);
}
