// Finds what an override is about.
#include "base/text.h"
#include "pack/overlay.h"

static slice name_of(const override_schema *schema, const pack_record *record)
{
    const yaml_node *name = yaml_get(record->node, schema->name);
    return name != NULL ? name->text : (slice){NULL, 0};
}

/// The packs that one extends itself: "'a'", or "'a' or 'b'".
static slice bases_of(loader *l, size_t level)
{
    text_builder out = {.arena = l->arena};
    for (size_t i = 0; i < l->heads[level].base_count; i++)
        text_add_format(&out, "%s'%.*s'", i > 0 ? " or " : "",
                        SLICE_ARG(l->pack->levels[l->heads[level].bases[i]].name));
    return text_result(&out);
}

void overlay_report_unknown(const override_work *w, const yaml_node *named, const char *kind, slice name)
{
    diag_error(w->l->diags, named->where, "unknown-target", "there is no %s '%.*s' in %.*s", kind,
               SLICE_ARG(diag_quote(name)), SLICE_ARG(bases_of(w->l, w->override->level)));
}

/// The record of that name; NULL, reported, if the packs below have none.
static pack_record *find_record(overlay *o, const override_work *w, const override_schema *schema, slice name,
                                const yaml_node *named)
{
    loader *l = o->l;
    const name_entry *entry = name_find(&o->names[schema->kind], name);
    pack_record *record = entry != NULL ? &l->records[schema->kind].items[entry->index] : NULL;
    if (record != NULL && loader_extends(l, w->override->level, record->level))
        return record;
    if (record != NULL && record->level == w->override->level) {
        diag_error(l->diags, named->where, "own-record", "the %s '%.*s' is this pack's own", schema->key,
                   SLICE_ARG(name));
        overlay_hint_place(l, "change it at", entry->where);
        return NULL;
    }
    overlay_report_unknown(w, named, schema->key, name);
    loader_hint_nearest(l, &o->names[schema->kind], name);
    return NULL;
}

/// The schema of the records that have parts of such a kind.
static const override_schema *owner_schema(const override_schema *part)
{
    const override_schema *owner = override_schemas;
    while (owner->kind != part->kind || owner->part_of != NULL)
        owner++;
    return owner;
}

bool overlay_find_target(overlay *o, override_work *w)
{
    const yaml_node *named = yaml_get(w->override->node, w->schema->key);
    if (w->schema->part_of == NULL) {
        w->record = find_record(o, w, w->schema, named->text, named);
        w->name = w->record != NULL ? name_of(w->schema, w->record) : w->name;
        return w->record != NULL;
    }
    const override_schema *owner = owner_schema(w->schema);
    size_t slash = named->text.len;
    while (slash > 0 && named->text.ptr[slash - 1] != '/')
        slash--;
    if (slash < 2 || slash == named->text.len) {
        diag_error(o->l->diags, named->where, "unknown-target", "a %s is named %s", w->schema->key,
                   w->schema->name != NULL ? "TYPE/FIELD" : "TABLE/ROW");
        diag_hint(o->l->diags,
                  w->schema->name != NULL ? "such as course/hours" : "such as fees/3, as in reports");
        return false;
    }
    w->owner = find_record(o, w, owner, slice_part(named->text, 0, slash - 1), named);
    if (w->owner == NULL)
        return false;
    const record_change *change = overlay_change_of(w->owner, SLICE("disable"));
    if (!w->owner->disabled)
        return overlay_find_part(w, slice_part(named->text, slash, named->text.len));
    diag_error(o->l->diags, named->where, "no-effect",
               "the %s '%.*s' is disabled, so changing it has no effect", owner->key,
               SLICE_ARG(name_of(owner, w->owner)));
    overlay_hint_place(o->l, "it is disabled at", change->where);
    return false;
}
