// What is disabled: its name stays taken, and whatever uses it is told so.
#include "pack/overlay.h"

static slice disabled_at(loader *l, const record_change *change)
{
    if (change == NULL)
        return (slice){NULL, 0};
    const diagnostic_place at = place_resolve(change->where);
    return arena_format(l->arena, "it is disabled at %.*s:%zu:%zu", SLICE_ARG(at.file), at.line, at.column);
}

static const record_change *disabling(const pack_record *record)
{
    return overlay_change_of(record, SLICE("disable"));
}

static name_index *index_of(loader *l, record_kind kind)
{
    switch (kind) {
    case RECORD_SOURCE: return &l->sources;
    case RECORD_TYPE: return &l->types;
    case RECORD_FACT: return &l->facts;
    case RECORD_PROFILE_CHECK: return &l->check_ids;
    case RECORD_CONSTANT:
    case RECORD_FUNCTION: return &l->constants;
    case RECORD_RECOMMENDATION: return &l->recommendation_ids;
    case RECORD_RULE:
    case RECORD_TABLE: return &l->rule_ids;
    default: return NULL;
    }
}

static void withdraw(loader *l, const char *what, slice type, slice name, const pack_record *record)
{
    const feel_withdrawn w = {
        .what = what, .type = type, .name = name, .hint = disabled_at(l, disabling(record))};
    ARENA_PUSH(l->arena, &l->withdrawn, items, count, capacity, w);
}

/// The fields of a type that are disabled.
static void withdraw_fields(loader *l, const pack_record *type)
{
    for (const record_part *part = type->parts; part != NULL; part = part->earlier) {
        if (part->record.disabled)
            withdraw(l, "field", yaml_get(type->node, "name")->text, part->name, &part->record);
    }
}

void overlay_withdraw(loader *l)
{
    for (size_t kind = 0; kind < RECORD_KINDS; kind++) {
        const record_list *list = &l->kept->disabled[kind];
        for (size_t i = 0; i < list->count; i++) {
            const pack_record *record = &list->items[i];
            const yaml_node *name = yaml_get(record->node, record_kind_names[kind].name);
            (void)name_add(l->arena, index_of(l, (record_kind)kind), name->text, NAME_DISABLED, name->where,
                           NULL);
            const bool is_called = kind == RECORD_TABLE && yaml_get(record->node, "parameters") != NULL;
            if (is_called)
                (void)name_add(l->arena, &l->constants, name->text, NAME_DISABLED, name->where, NULL);
            if (is_called || kind == RECORD_FACT || kind == RECORD_CONSTANT || kind == RECORD_FUNCTION)
                withdraw(l, record_kind_names[kind].kind, (slice){NULL, 0}, name->text, record);
        }
    }
    for (size_t i = 0; i < l->records[RECORD_TYPE].count; i++)
        withdraw_fields(l, &l->records[RECORD_TYPE].items[i]);
}

bool overlay_report_disabled(loader *l, record_kind kind, slice name, place where)
{
    const record_list *list = &l->kept->disabled[kind];
    const record_kind_name *words = &record_kind_names[kind];
    size_t at = 0;
    while (at < list->count && !slice_equal(yaml_get(list->items[at].node, words->name)->text, name))
        at++;
    if (at == list->count)
        return false;
    diag_error(l->diags, where, "disabled-name", "the %s '%.*s' is disabled", words->kind, SLICE_ARG(name));
    diag_hint(l->diags, "%.*s", SLICE_ARG(disabled_at(l, disabling(&list->items[at]))));
    return true;
}

// --- who uses it ---

/// The record whose text a diagnostic points into: the last that begins at its line or above it.
static const pack_record *record_at(const loader *l, const diagnostic *d, size_t *kind)
{
    const pack_record *found = NULL;
    size_t best = 0;
    for (size_t k = 0; k < RECORD_KINDS; k++) {
        for (size_t i = 0; record_kind_names[k].kind != NULL && i < l->records[k].count; i++) {
            const pack_record *record = &l->records[k].items[i];
            const diagnostic_place at = place_resolve(record->node->where);
            if (!slice_equal(at.file, d->file) || at.line > d->line || at.line < best)
                continue;
            best = at.line;
            found = record;
            *kind = k;
        }
    }
    return found;
}

void overlay_name_users(loader *l)
{
    for (size_t i = 0; i < l->diags->count; i++) {
        diagnostic *d = &l->diags->items[i];
        size_t kind = 0;
        const bool is_use = slice_is(slice_of(d->code), "disabled-name");
        const pack_record *user = is_use ? record_at(l, d, &kind) : NULL;
        if (user == NULL)
            continue;
        const record_kind_name *words = &record_kind_names[kind];
        d->hint = arena_format(l->diags->arena, "the %s '%.*s' uses it; %.*s", words->kind,
                               SLICE_ARG(yaml_get(user->node, words->name)->text), SLICE_ARG(d->hint));
    }
}
