// The files of descriptions: read, and put together.
#include "import/description_state.h"

#include "base/limits.h"
#include "base/text.h"
#include "input/folder.h"
#include "pack/schema_check.h"

bool import_is_mapping(const import_loader *l, const yaml_node *n, const char *key)
{
    if (n != NULL && n->kind != YAML_MAPPING)
        diag_error(l->diags, n->where, "wrong-type", "'%s' must be keys and values", key);
    return n != NULL && n->kind == YAML_MAPPING;
}

static void read_words(import_loader *l, const yaml_node *n)
{
    const size_t count = import_is_mapping(l, n, "words") ? n->count : 0;
    for (size_t i = 0; i < count; i++) {
        const yaml_node *key = n->items[2 * i];
        if (!import_is_mapping(l, n->items[2 * i + 1], "words"))
            continue;
        const import_words w = {.name = key->text, .pairs = n->items[2 * i + 1], .where = key->where};
        import_check_words(l, &w);
        ARENA_PUSH(l->arena, &l->out->words, items, count, capacity, w);
    }
}

static void read_head(import_loader *l, const yaml_node *root)
{
    import_description *d = l->out;
    const yaml_node *form = yaml_get(root, "form");
    const yaml_node *dates = yaml_get(root, "dates");
    const yaml_node *signs = yaml_get(root, "signs");
    slice *paths = ARENA_ARRAY(l->arena, signs->count, slice);
    d->title = text_on_one_line(l->arena, yaml_get(root, "import")->text);
    while (d->form < DOCUMENT_FORMS && !slice_is(form->text, document_form_names[d->form]))
        d->form++;
    if (d->form == DOCUMENT_FORMS)
        diag_error(l->diags, form->where, "wrong-type", "'form' must be json, tables or xml");
    d->month_first = dates != NULL && slice_is(dates->text, "month first");
    if (dates != NULL && !d->month_first)
        diag_error(l->diags, dates->where, "wrong-type", "'dates' must be month first, or left out");
    for (size_t i = 0; i < signs->count; i++) {
        paths[i] = signs->items[i]->text;
        import_check_path(l, d->form, signs->items[i]);
    }
    if (signs->count == 0)
        diag_error(l->diags, signs->where, "no-effect", "without signs, no file is ever of this kind");
    d->where = signs->where;
    d->signs = paths;
    d->sign_count = signs->count;
}

static void read_description(import_loader *l, const yaml_node *root)
{
    const yaml_node *parts = yaml_get(root, "parts");
    read_head(l, root);
    read_words(l, yaml_get(root, "words"));
    if (parts->count == 0)
        diag_error(l->diags, parts->where, "no-effect", "without parts, nothing is ever stated");
    l->out->part_count = parts->count;
    l->out->parts = ARENA_ARRAY(l->arena, parts->count, import_part);
    for (size_t i = 0; i < parts->count; i++)
        import_read_part(l, parts->items[i], &l->out->parts[i]);
    for (size_t i = 0; i < l->out->words.count && l->diags->errors == 0; i++) {
        if (!l->out->words.items[i].is_used)
            diag_error(l->diags, l->out->words.items[i].where, "no-effect", "these words are not used");
    }
}

static load_outcome load_file(import_loader *l, slice folder, slice name)
{
    source_text *source = ARENA_NEW(l->arena, source_text);
    source->file = arena_format(l->arena, "%.*s/%.*s", SLICE_ARG(folder), SLICE_ARG(name));
    source->lasting = true;
    const size_t errors = l->diags->errors;
    const file_problem problem =
        file_read_beneath(l->arena, folder.ptr, name, LIMIT_PACK_FILE, &source->text);
    if (problem != FILE_READ) {
        diag_error(l->diags, (place){0}, "file-unreadable", "%.*s: %s", SLICE_ARG(source->file),
                   file_problem_text(problem));
        return LOAD_UNREADABLE;
    }
    const yaml_node *root = yaml_read(l->arena, source, l->diags);
    if (root != NULL && schema_check(l->arena, &import_schema, root, l->diags))
        read_description(l, root);
    return l->diags->errors == errors ? LOAD_DONE : LOAD_REFUSED;
}

static bool is_yaml(slice name)
{
    return name.len > 0 && name.ptr[0] != '.' && slice_ends_with(name, SLICE(".yaml"));
}

/// True if a pack above has a file of that name, which counts instead.
static bool is_replaced(const import_descriptions *above, slice file)
{
    bool found = false;
    for (size_t i = 0; i < above->count && !found; i++)
        found = slice_equal(above->items[i]->file, file);
    return found;
}

/// What could not be read is worse than what is refused.
static load_outcome worse(load_outcome a, load_outcome b)
{
    return a == LOAD_UNREADABLE || b == LOAD_DONE ? a : b;
}

/// Reads the descriptions of one level of the pack.
static load_outcome load_level(import_loader l, size_t level, import_descriptions *out)
{
    const slice folder = arena_format(l.arena, "%.*s/import", SLICE_ARG(l.pack->levels[level].folder));
    folder_names names = {0};
    file_identity identity;
    load_outcome outcome = LOAD_DONE;
    const file_problem there = file_identify(folder.ptr, &identity);
    if (there == FILE_MISSING)
        return LOAD_DONE;
    if (there != FILE_READ || !folder_list(l.arena, folder.ptr, is_yaml, LIMIT_PACK_FILES, &names)) {
        diag_error(l.diags, (place){0}, "file-unreadable", "%.*s: the folder could not be read",
                   SLICE_ARG(folder));
        outcome = LOAD_UNREADABLE;
    }
    for (size_t i = 0; i < names.count && i < LIMIT_PACK_FILES; i++) {
        if (is_replaced(out, names.items[i]))
            continue;
        l.out = ARENA_NEW(l.arena, import_description);
        *l.out = (import_description){.file = names.items[i], .level = level};
        load_outcome ended = load_file(&l, folder, names.items[i]);
        if (ended == LOAD_DONE && !import_check_signs(&l, out))
            ended = LOAD_REFUSED;
        outcome = worse(outcome, ended);
        ARENA_PUSH(l.arena, out, items, count, capacity, l.out);
    }
    return outcome;
}

load_outcome import_descriptions_load(arena *a, const pack *p, diag_list *diags, import_descriptions *out)
{
    const import_loader l = {.arena = a, .pack = p, .diags = diags};
    load_outcome outcome = LOAD_DONE;
    for (size_t level = p->level_count; level > 0; level--) {
        const load_outcome ended = load_level(l, level - 1, out);
        outcome = worse(outcome, ended);
    }
    return outcome;
}

// --- tables ---

typedef struct table_names {
    slice *items;
    size_t count, capacity;
} table_names;

/// Adds the first name of a path.
static void add_table(arena *a, table_names *tables, slice path)
{
    const char *dot = path.len > 0 ? memchr(path.ptr, '.', path.len) : NULL;
    const slice name = dot != NULL ? slice_part(path, 0, (size_t)(dot - path.ptr)) : path;
    bool is_there = name.len == 0;
    for (size_t i = 0; i < tables->count && !is_there; i++)
        is_there = slice_equal(tables->items[i], name);
    if (!is_there)
        ARENA_PUSH(a, tables, items, count, capacity, name);
}

const slice *import_descriptions_tables(arena *a, const import_descriptions *d, size_t *count)
{
    table_names tables = {0};
    for (size_t i = 0; i < d->count; i++) {
        const import_description *one = d->items[i];
        for (size_t k = 0; k < one->sign_count && one->form == DOCUMENT_TABLES; k++)
            add_table(a, &tables, one->signs[k]);
        for (size_t k = 0; k < one->part_count && one->form == DOCUMENT_TABLES; k++) {
            const import_part *part = &one->parts[k];
            add_table(a, &tables, part->each);
            for (size_t n = 0; n < part->name_count; n++) {
                const slice path = part->names[n].path;
                if (path.len > 0 && path.ptr[0] == '/')
                    add_table(a, &tables, slice_part(path, 1, path.len));
                else if (part->each.len == 0)
                    add_table(a, &tables, path);
            }
        }
    }
    *count = tables.count;
    return tables.items;
}
