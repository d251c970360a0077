// Functions on contexts (DMN 1.5, 10.3.4.11).
#include "feel/builtin.h"

#include "base/limits.h"

static feel_value call_get_value(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    const feel_value *entry = feel_context_get(arguments[0].as.context, feel_text(arguments[1]));
    return entry != NULL ? *entry : feel_null();
}

/// The value at the end of a path of keys.
static feel_value call_get_value_at(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    feel_value at = arguments[0];
    const feel_list *keys = arguments[1].as.list;
    for (size_t i = 0; i < keys->count; i++) {
        const feel_value *entry = at.kind == FEEL_CONTEXT && keys->items[i].kind == FEEL_STRING
                                      ? feel_context_get(at.as.context, feel_text(keys->items[i]))
                                      : NULL;
        if (entry == NULL)
            return feel_null();
        at = *entry;
    }
    return keys->count > 0 ? at : feel_null();
}

static feel_value call_get_entries(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_context *c = arguments[0].as.context;
    feel_value *items = ARENA_ARRAY(m->arena, c->count, feel_value);
    for (size_t i = 0; i < c->count; i++) {
        feel_entry *entries = ARENA_ARRAY(m->arena, 2, feel_entry);
        entries[0] = (feel_entry){SLICE("key"), feel_string(c->entries[i].name)};
        entries[1] = (feel_entry){SLICE("value"), c->entries[i].value};
        items[i] = feel_context_of(m->arena, entries, 2);
    }
    return feel_list_of(m->arena, items, c->count);
}

static feel_value call_context(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *list = arguments[0].as.list;
    feel_entry *entries = ARENA_ARRAY(m->arena, list->count, feel_entry);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != FEEL_CONTEXT || !feel_spend(m, i + 1))
            return feel_null();
        const feel_value *key = feel_context_get(list->items[i].as.context, SLICE("key"));
        const feel_value *value = feel_context_get(list->items[i].as.context, SLICE("value"));
        if (key == NULL || value == NULL || key->kind != FEEL_STRING)
            return feel_null();
        for (size_t j = 0; j < i; j++) {
            if (slice_equal(entries[j].name, feel_text(*key)))
                return feel_null();
        }
        entries[i] = (feel_entry){feel_text(*key), *value};
    }
    return feel_context_of(m->arena, entries, list->count);
}

/// The context with one entry replaced or added.
static feel_value put(feel_machine *m, const feel_context *c, slice key, feel_value value)
{
    if (!feel_spend(m, c->count))
        return feel_null();
    feel_entry *entries = ARENA_ARRAY(m->arena, c->count + 1, feel_entry);
    size_t used = 0;
    bool replaced = false;
    for (size_t i = 0; i < c->count; i++) {
        bool same = slice_equal(c->entries[i].name, key);
        entries[used++] = same ? (feel_entry){key, value} : c->entries[i];
        replaced = replaced || same;
    }
    if (!replaced)
        entries[used++] = (feel_entry){key, value};
    return feel_context_of(m->arena, entries, used);
}

static feel_value call_context_put(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    return put(m, arguments[0].as.context, feel_text(arguments[1]), arguments[2]);
}

static feel_value put_at(feel_machine *m, feel_value at, const feel_value *keys, size_t count,
                         feel_value value)
{
    if (at.kind != FEEL_CONTEXT || keys[0].kind != FEEL_STRING || count > LIMIT_EXPRESSION_NESTING)
        return feel_null();
    slice key = feel_text(keys[0]);
    if (count > 1) {
        const feel_value *inner = feel_context_get(at.as.context, key);
        value = inner != NULL ? put_at(m, *inner, keys + 1, count - 1, value) : feel_null();
        if (feel_is_null(value))
            return feel_null();
    }
    return put(m, at.as.context, key, value);
}

static feel_value call_context_put_at(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *keys = arguments[1].as.list;
    return keys->count > 0 ? put_at(m, arguments[0], keys->items, keys->count, arguments[2]) : feel_null();
}

static feel_value call_context_merge(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    const feel_list *list = arguments[0].as.list;
    struct {
        feel_entry *items;
        size_t count, capacity;
    } merged = {0};
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != FEEL_CONTEXT)
            return feel_null();
        const feel_context *c = list->items[i].as.context;
        for (size_t j = 0; j < c->count; j++) {
            size_t at = 0;
            while (at < merged.count && !slice_equal(merged.items[at].name, c->entries[j].name))
                at++;
            if (!feel_spend(m, at + 1))
                return feel_null();
            if (at < merged.count)
                merged.items[at] = c->entries[j];
            else
                ARENA_PUSH(m->arena, &merged, items, count, capacity, c->entries[j]);
        }
    }
    return feel_context_of(m->arena, merged.items, merged.count);
}

#define CONTEXT(name) PARAMETER(name, ACCEPT_CONTEXT | PARAMETER_KEEPS)
#define VALUE         PARAMETER("value", ACCEPT_ANY | PARAMETER_KEEPS)

static const builtin rows[] = {
    BUILTIN("get value", call_get_value, RESULT_ANY, "the value of an entry; null if there is none",
            CONTEXT("m"), PARAMETER("key", ACCEPT_STRING)),
    BUILTIN("get value", call_get_value_at, RESULT_ANY, "the value at the end of a path of keys",
            CONTEXT("context"), PARAMETER("keys", ACCEPT_LIST)),
    BUILTIN("get entries", call_get_entries, RESULT_LIST, "the entries as a list of {key, value}",
            CONTEXT("m")),
    BUILTIN("context", call_context, RESULT_CONTEXT, "the context made of a list of {key, value}",
            PARAMETER("entries", ACCEPT_LIST | PARAMETER_KEEPS)),
    BUILTIN("context put", call_context_put, RESULT_CONTEXT, "the context with an entry added or replaced",
            CONTEXT("context"), PARAMETER("key", ACCEPT_STRING), VALUE),
    BUILTIN("context put", call_context_put_at, RESULT_CONTEXT,
            "the context with an entry at the end of a path of keys", CONTEXT("context"),
            PARAMETER("keys", ACCEPT_LIST), VALUE),
    BUILTIN("context merge", call_context_merge, RESULT_CONTEXT, "one context of many; later entries win",
            PARAMETER("contexts", ACCEPT_LIST | PARAMETER_KEEPS)),
};

const builtin_topic builtins_context = {rows, sizeof rows / sizeof *rows};
