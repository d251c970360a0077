#include "profile/value_node.h"

static const yaml_node *scalar_node(arena *a, slice text, yaml_style style)
{
    yaml_node *n = ARENA_NEW(a, yaml_node);
    *n = (yaml_node){.kind = YAML_SCALAR, .style = style, .text = text};
    return n;
}

static const yaml_node *list_node(arena *a, const feel_list *list)
{
    const yaml_node **items = ARENA_ARRAY(a, list->count, const yaml_node *);
    yaml_node *n = ARENA_NEW(a, yaml_node);
    for (size_t i = 0; i < list->count; i++)
        items[i] = value_node(a, list->items[i]);
    *n = (yaml_node){.kind = YAML_SEQUENCE, .items = items, .count = list->count};
    return n;
}

static const yaml_node *record_node(arena *a, const feel_context *record)
{
    const yaml_node **items = ARENA_ARRAY(a, 2 * record->count, const yaml_node *);
    yaml_node *n = ARENA_NEW(a, yaml_node);
    size_t count = 0;
    for (size_t i = 0; i < record->count; i++) {
        if (feel_is_null(record->entries[i].value))
            continue;
        items[2 * count] = scalar_node(a, record->entries[i].name, YAML_DOUBLE_QUOTED);
        items[2 * count + 1] = value_node(a, record->entries[i].value);
        count++;
    }
    *n = (yaml_node){.kind = YAML_MAPPING, .items = items, .count = count};
    return n;
}

const yaml_node *value_node(arena *a, feel_value v)
{
    switch (v.kind) {
    case FEEL_LIST: return list_node(a, v.as.list);
    case FEEL_CONTEXT: return record_node(a, v.as.context);
    case FEEL_STRING: return scalar_node(a, feel_text(v), YAML_DOUBLE_QUOTED);
    case FEEL_NULL: return scalar_node(a, (slice){0}, YAML_PLAIN);
    default: return scalar_node(a, feel_to_shown(a, v), YAML_PLAIN);
    }
}
