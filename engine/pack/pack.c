// Loads a pack: finds its levels, reads their files, applies overrides, and links the rest.
#include "pack/allow.h"
#include "pack/loader.h"
#include "pack/office.h"

/// What one level's pack.yaml says; a level above may say otherwise.
static void link_head(loader *l, const level_head *from, pack_level *level)
{
    pack *p = l->pack;
    const yaml_pack *head = from->file.data;
    const yaml_node *node = from->file.root;
    *level = (pack_level){.folder = from->folder};
    if (head == NULL)
        return;
    level->name = p->name = slice_of(head->pack);
    level->version = p->version = slice_of(head->version);
    level->title = p->title = slice_of(head->title);
    p->description = slice_of(head->description);
    link_office(l, from, &p->office);
    if (head->advise != 1) {
        diag_error(l->diags, loader_place(node, "advise"), "format-version",
                   "this program reads packs of format 1");
    }
    decimal threshold;
    if (head->threshold != NULL) {
        bool number = decimal_parse(slice_of(head->threshold), &threshold);
        p->threshold = number ? decimal_to_double(threshold) : 0;
        if (!number || p->threshold < 0 || p->threshold >= 1)
            diag_error(l->diags, loader_place(node, "threshold"), "out-of-range",
                       "the threshold must be a number from 0 up to, not including, 1");
    }
}

static void link_levels(loader *l)
{
    pack_level *levels = ARENA_ARRAY(l->arena, l->head_count, pack_level);
    l->pack->threshold = 0.2;
    l->pack->office.logo_type = "";
    l->kept->heads = ARENA_ARRAY(l->arena, l->head_count, const yaml_node *);
    for (size_t i = 0; i < l->head_count; i++) {
        link_head(l, &l->heads[i], &levels[i]);
        l->kept->heads[i] = l->heads[i].file.root;
    }
    l->pack->levels = levels;
    l->pack->level_count = l->head_count;
    l->levels = levels;
}

static void link_sources(loader *l)
{
    const record_list *from = &l->records[RECORD_SOURCE];
    pack_source *sources = ARENA_ARRAY(l->arena, from->count, pack_source);
    for (size_t i = 0; i < from->count; i++) {
        const pack_record *record = &from->items[i];
        const yaml_source *source = record->data;
        sources[i] = (pack_source){.id = slice_of(source->id),
                                   .title = slice_of(source->title),
                                   .point = slice_of(source->point),
                                   .where = loader_place(record->node, "id"),
                                   .level = record->level};
        loader_define(l, &l->sources, sources[i].id, i, sources[i].where, "source");
    }
    l->pack->sources = sources;
    l->pack->source_count = from->count;
}

/// The folder that is meant: as given, or that of a pack of this name on the path. Empty, reported, if there is none.
static slice find_folder(loader *l, slice given)
{
    file_identity about;
    slice looked = {NULL, 0};
    slice found = {NULL, 0};
    file_problem problem = file_identify(given.ptr, &about);
    if (problem == FILE_READ && about.is_folder)
        return given;
    if (problem == FILE_FAILED) {
        diag_error(l->diags, (place){0}, "file-unreadable", "%.*s: the folder could not be read",
                   SLICE_ARG(given));
        l->unreadable = true;
        return found;
    }
    if (given.len > 0 && memchr(given.ptr, '/', given.len) == NULL)
        found = find_pack(l, given, (slice){NULL, 0}, &looked);
    if (found.len == 0) {
        diag_error(l->diags, (place){0}, "file-missing", "%.*s: there is no such pack", SLICE_ARG(given));
        l->missing = true;
        if (looked.len > 0)
            diag_hint(l->diags, "looked in %.*s", SLICE_ARG(looked));
    }
    return found;
}

/// True for errors that name the overrides themselves, or the other pack.
static bool names_overlay(const char *code)
{
    static const char *const codes[] = {"disabled-name", "bases-differ", "duplicate-id"};
    bool found = false;
    for (size_t i = 0; i < sizeof codes / sizeof *codes && !found; i++)
        found = strcmp(codes[i], code) == 0;
    return found;
}

/// Adds to errors in a base's file that the overlay may have caused them: the base alone may be sound.
static void hint_at_overrides(loader *l)
{
    const pack *p = l->pack;
    for (size_t i = 0; i < l->diags->count && l->changes.count > 0; i++) {
        diagnostic *d = &l->diags->items[i];
        if (names_overlay(d->code))
            continue;
        size_t level = 0;
        while (level < p->level_count && !loader_is_of(d->file, p->levels[level].folder))
            level++;
        if (d->severity == SEVERITY_ERROR && level + 1 < p->level_count)
            d->hint = arena_format(l->diags->arena, "%.*s%sthis is in '%.*s'; see what '%.*s' overrides",
                                   SLICE_ARG(d->hint), d->hint.len > 0 ? "; " : "",
                                   SLICE_ARG(p->levels[level].name), SLICE_ARG(p->name));
    }
}

static void load(loader *l)
{
    l->pack->folder = find_folder(l, l->pack->folder);
    if (l->pack->folder.len == 0)
        return;
    bool found = find_levels(l, l->pack->folder);
    bool complete = load_levels(l) && found;
    link_levels(l);
    if (!complete && (!found || l->head_count > 1))
        return; // what is missing would be reported again as unknown
    if (!check_bases(l))
        return;
    apply_overrides(l);
    link_sources(l);
    if (!l->has_vocabulary)
        return; // every name would be unknown
    load_vocabulary(l);
    link_start(l);
    link_constants(l);
    if (!complete)
        return;
    link_recommendations(l);
    link_rules(l);
    link_allowances(l);
    link_profile_checks(l);
    if (l->diags->errors == 0)
        order_derivations(l);
    allow_findings(l->pack, l->diags, false);
    overlay_name_users(l);
    hint_at_overrides(l);
    keep_inputs(l);
}

typedef struct pack_start {
    arena *arena;
    const char *folder;
    const pack_path *path;
    diag_list *diags;
    loader *loader;
} pack_start;

static void start(void *argument)
{
    pack_start *s = argument;
    loader *l = ARENA_NEW(s->arena, loader);
    l->arena = s->arena;
    l->diags = s->diags;
    l->path = s->path;
    l->kept = ARENA_NEW(s->arena, pack_records);
    l->records = l->kept->active;
    l->pack = ARENA_NEW(s->arena, pack);
    l->pack->arena = s->arena;
    l->pack->records = l->kept;
    l->pack->folder = arena_copy(s->arena, slice_of(s->folder));
    s->loader = l;
    load(l);
}

pack *pack_load(const allocator *from, const char *folder, diag_list *diags)
{
    pack *loaded;
    (void)pack_load_with(from, folder, NULL, diags, &loaded);
    return loaded;
}

load_outcome pack_load_with(const allocator *from, const char *folder, const pack_path *path,
                            diag_list *diags, pack **out)
{
    pack_start s = {.arena = arena_new(from, 0), .folder = folder, .path = path, .diags = diags};
    size_t errors = diags->errors;
    load_outcome outcome = LOAD_NO_MEMORY;
    *out = NULL;
    if (s.arena == NULL)
        return outcome;
    arena *const arenas[] = {s.arena, diags->arena};
    if (arena_run_all(arenas, 2, start, &s) == ARENA_DONE)
        outcome = diags->errors == errors ? LOAD_DONE
                  : s.loader->unreadable  ? LOAD_UNREADABLE
                  : s.loader->missing     ? LOAD_MISSING
                                          : LOAD_REFUSED;
    if (outcome == LOAD_DONE)
        *out = s.loader->pack; // its folders are its own; the path is not asked again
    else
        arena_free(s.arena);
    return outcome;
}

void pack_free(pack *p)
{
    if (p != NULL)
        arena_free(p->arena);
}

ptrdiff_t pack_find_fact(const pack *p, slice name)
{
    for (size_t i = 0; i < p->fact_count; i++) {
        if (slice_equal(p->facts[i].name, name))
            return (ptrdiff_t)i;
    }
    return -1;
}

ptrdiff_t pack_find_key(const fact *facts, size_t count, slice key, bool *is_file)
{
    static const slice ending = SLICE_INIT("_file");
    for (size_t i = 0; i < count; i++) {
        slice name = facts[i].name;
        *is_file = facts[i].is_text && key.len == name.len + ending.len && slice_starts_with(key, name) &&
                   slice_ends_with(key, ending);
        if (*is_file || slice_equal(name, key))
            return (ptrdiff_t)i;
    }
    *is_file = false;
    return -1;
}

void pack_hint_fact(const fact *facts, size_t count, slice name, diag_list *diags)
{
    slice *names = ARENA_ARRAY(diags->arena, count, slice);
    for (size_t i = 0; i < count; i++)
        names[i] = facts[i].name;
    diag_hint_nearest(diags, name, names, count);
}

ptrdiff_t pack_find_recommendation(const pack *p, slice id)
{
    for (size_t i = 0; i < p->recommendation_count; i++) {
        if (slice_equal(p->recommendations[i].id, id))
            return (ptrdiff_t)i;
    }
    return -1;
}

const record_type *pack_record_type(const pack *p, const feel_type *type)
{
    for (size_t i = 0; type != NULL && i < p->type_count; i++) {
        if (p->types[i].type == type)
            return &p->types[i];
    }
    return NULL;
}

slice pack_record_name(arena *a, const record_type *type, feel_value item)
{
    const bool has_key = type != NULL && type->key >= 0 && item.kind == FEEL_CONTEXT;
    const feel_value *name = has_key ? feel_context_get(item.as.context, type->fields[type->key].name) : NULL;
    if (name == NULL || feel_is_null(*name))
        return (slice){"", 0};
    return name->kind == FEEL_STRING ? feel_text(*name) : feel_to_string(a, *name);
}

const fact *pack_find_field(const record_type *type, slice name)
{
    for (size_t i = 0; type != NULL && i < type->field_count; i++) {
        if (slice_equal(type->fields[i].name, name))
            return &type->fields[i];
    }
    return NULL;
}

ptrdiff_t pack_find_derived_field(const pack *p, const record_type *type, slice field)
{
    for (size_t i = 0; i < p->derived_field_count; i++) {
        const derived_field *d = &p->derived_fields[i];
        if (&p->types[d->type] == type && slice_equal(d->declared->name, field))
            return (ptrdiff_t)i;
    }
    return -1;
}

slice pack_target_name(const pack *p, const rule *r)
{
    switch (r->kind) {
    case RULE_RECOMMENDS: return p->recommendations[r->target].id;
    case RULE_CONCLUDES: return p->facts[r->target].name;
    case RULE_ANSWERS: return r->table->id;
    case RULE_CONCLUDES_FIELD: break;
    }
    return p->derived_fields[r->target].name;
}

ptrdiff_t pack_find_rule(const pack *p, slice id)
{
    for (size_t i = 0; i < p->rule_count; i++) {
        if (slice_equal(p->rules[i].id, id))
            return (ptrdiff_t)i;
    }
    return -1;
}
