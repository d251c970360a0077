// A description's text to parts, names and statements.
#include "import/description.h"
#include "input/file.h"
#include "input/folder.h"
#include "profile/profile.h"

#include "base/limits.h"
#include "base/text.h"
#include "pack/schema_check.h"

typedef struct loader {
    arena *arena;
    const pack *pack;
    diag_list *diags;
    import_description *out;
} loader;

/// Where one part is read.
typedef struct part_loader {
    loader *file;
    import_part *part;
    feel_scope scope;
    bool has_about; ///< a name is a guess in itself
} part_loader;

static bool is_true(const yaml_node *n)
{
    return n != NULL && slice_is(n->text, "true");
}

/// False, reported, unless it is a mapping. Nothing at all is an empty one.
static bool is_mapping(const loader *l, const yaml_node *n, const char *key)
{
    if (n != NULL && n->kind != YAML_MAPPING)
        diag_error(l->diags, n->where, "wrong-type", "'%s' must be keys and values", key);
    return n != NULL && n->kind == YAML_MAPPING;
}

// --- names ---

static void read_name(part_loader *l, const yaml_node *key, const yaml_node *value, import_name *out)
{
    diag_list *diags = l->file->diags;
    *out = (import_name){.name = key->text, .path = value->text, .where = key->where};
    if (value->kind == YAML_SCALAR)
        return;
    if (!schema_check(l->file->arena, &schema_import_name, value, diags))
        return;
    const yaml_node *at = yaml_get(value, "at");
    const yaml_node *all = yaml_get(value, "all");
    const yaml_node *as = yaml_get(value, "as");
    if ((at != NULL) == (all != NULL))
        diag_error(diags, key->where, "wrong-type", "'%.*s' needs one of 'at' and 'all': a path",
                   SLICE_ARG(key->text));
    out->all = all != NULL;
    out->path = all != NULL ? all->text : at != NULL ? at->text : (slice){"", 0};
    if (as == NULL || slice_is(as->text, "text"))
        return;
    out->reading = slice_is(as->text, "about") ? IMPORT_ABOUT : IMPORT_DATE;
    if (out->reading == IMPORT_DATE && !slice_is(as->text, "date"))
        diag_error(diags, as->where, "wrong-type", "'as' must be text, date or about");
}

/// The names of a part and, behind them, `today`.
static void read_names(part_loader *l, const yaml_node *names)
{
    arena *a = l->file->arena;
    const size_t count = is_mapping(l->file, names, "names") ? names->count : 0;
    feel_variable *variables = ARENA_ARRAY(a, count + 1, feel_variable);
    l->part->names = ARENA_ARRAY(a, count, import_name);
    l->part->name_count = count;
    for (size_t i = 0; i < count; i++) {
        import_name *n = &l->part->names[i];
        read_name(l, names->items[2 * i], names->items[2 * i + 1], n);
        const feel_type *type =
            feel_type_of_kind(n->reading == IMPORT_TEXT ? FEEL_TYPE_STRING : FEEL_TYPE_DATE);
        variables[i] = (feel_variable){.name = n->name, .type = n->all ? feel_type_list(a, type) : type};
    }
    variables[count] = (feel_variable){.name = SLICE("today"), .type = feel_type_of_kind(FEEL_TYPE_DATE)};
    l->scope = (feel_scope){
        .variables = variables, .count = count + 1, .strict = true, .alone = true, .noun = "name"};
}

/// An expression over the names; what it reads is marked.
static const feel_expression *read_expression(part_loader *l, const yaml_node *n, bool is_guess)
{
    arena *a = l->file->arena;
    if (n->kind != YAML_SCALAR) {
        diag_error(l->file->diags, n->where, "wrong-type", "this must be an expression");
        return NULL;
    }
    const feel_expression *e = feel_parse(a, yaml_scalar_source(a, n), &l->scope, l->file->diags);
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        import_name *name = reads[i] < l->part->name_count ? &l->part->names[reads[i]] : NULL;
        if (name == NULL)
            continue;
        name->is_read = true;
        if (name->reading == IMPORT_ABOUT && !is_guess)
            diag_error(l->file->diags, n->where, "not-certain",
                       "'%.*s' may be another day: only guesses can rest on it", SLICE_ARG(name->name));
    }
    return e;
}

// --- values ---

static const import_words *find_words(loader *l, const yaml_node *name)
{
    for (size_t i = 0; name != NULL && i < l->out->words.count; i++) {
        import_words *w = &l->out->words.items[i];
        if (slice_equal(w->name, name->text)) {
            w->is_used = true;
            return w;
        }
    }
    if (name != NULL)
        diag_error(l->diags, name->where, "unknown-name", "there are no words '%.*s'",
                   SLICE_ARG(diag_quote(name->text)));
    return NULL;
}

/// What each of the words means must be a value of the fact.
static void check_words(loader *l, const import_words *w, const fact *f, const feel_type *type)
{
    for (size_t i = 0; i < w->pairs->count; i++)
        (void)profile_read_part(l->arena, l->pack, f, type, w->pairs->items[2 * i + 1], l->diags);
}

/// The type of what one expression states: of a list an item, which may also come as a list.
static const feel_type *type_of_value(const fact *f)
{
    return f->type->kind == FEEL_TYPE_LIST && f->type->element != NULL ? f->type->element : f->type;
}

static import_value read_value(part_loader *l, const yaml_node *n, const fact *f, bool is_guess, slice *why)
{
    import_value out = {0};
    const feel_type *type = type_of_value(f);
    const yaml_node *of = n;
    if (n->kind == YAML_MAPPING) {
        if (!schema_check(l->file->arena, &schema_import_value, n, l->file->diags))
            return out;
        of = yaml_get(n, "value");
        out.words = find_words(l->file, yaml_get(n, "words"));
        const yaml_node *reason = yaml_get(n, "why");
        if (reason != NULL && is_guess)
            *why = text_on_one_line(l->file->arena, reason->text);
        else if (reason != NULL)
            diag_error(l->file->diags, reason->where, "no-effect", "'why' is for guesses");
    }
    out.of = read_expression(l, of, is_guess);
    if (out.of == NULL)
        return out;
    const feel_type *given = feel_expression_type(out.of);
    const feel_type *item = given->kind == FEEL_TYPE_LIST && given->element != NULL ? given->element : given;
    const feel_type *wanted = out.words != NULL ? feel_type_of_kind(FEEL_TYPE_STRING) : type;
    if (out.words != NULL)
        check_words(l->file, out.words, f, type);
    if (!feel_types_meet(item, wanted))
        diag_error(l->file->diags, of->where, "wrong-type", "this gives %.*s, and '%.*s' is %.*s",
                   SLICE_ARG(feel_type_text(l->file->arena, given)), SLICE_ARG(f->name),
                   SLICE_ARG(feel_type_text(l->file->arena, wanted)));
    return out;
}

// --- statements ---

static void read_fields(part_loader *l, const yaml_node *n, const fact *f, import_statement *s)
{
    const record_type *type = f->record;
    s->fields = ARENA_ARRAY(l->file->arena, type->field_count, import_value);
    if (!is_mapping(l->file, n, "fields"))
        return;
    for (size_t i = 0; i < n->count; i++) {
        bool is_file = false;
        const yaml_node *key = n->items[2 * i];
        const ptrdiff_t at = pack_find_key(type->fields, type->field_count, key->text, &is_file);
        if (s->is_guess && slice_is(key->text, "why")) {
            s->why = text_on_one_line(l->file->arena, n->items[2 * i + 1]->text);
        } else if (at < 0 || is_file) {
            diag_error(l->file->diags, key->where, "unknown-field",
                       "the items of '%.*s' have no field '%.*s'", SLICE_ARG(f->name),
                       SLICE_ARG(diag_quote(key->text)));
            pack_hint_fact(type->fields, type->field_count, key->text, l->file->diags);
        } else {
            s->fields[at] = read_value(l, n->items[2 * i + 1], &type->fields[at], s->is_guess, &s->why);
        }
    }
    for (size_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].required && s->fields[i].of == NULL)
            diag_error(l->file->diags, n->where, "missing-key", "each item of '%.*s' must have '%.*s'",
                       SLICE_ARG(f->name), SLICE_ARG(type->fields[i].name));
    }
}

static void read_statement(part_loader *l, const yaml_node *key, const yaml_node *value, bool is_guess)
{
    loader *file = l->file;
    bool is_file = false;
    const ptrdiff_t at = pack_find_key(file->pack->facts, file->pack->fact_count, key->text, &is_file);
    if (at < 0 || is_file) {
        diag_error(file->diags, key->where, "unknown-fact", "the pack has no fact '%.*s'",
                   SLICE_ARG(diag_quote(key->text)));
        pack_hint_fact(file->pack->facts, file->pack->fact_count, key->text, file->diags);
        return;
    }
    const fact *f = &file->pack->facts[at];
    const bool is_list = f->type->kind == FEEL_TYPE_LIST;
    if (f->derived || (f->record != NULL && !is_list)) {
        diag_error(file->diags, key->where, "wrong-type", "'%.*s' is %s: it cannot be imported",
                   SLICE_ARG(f->name), f->derived ? "what the pack itself concludes" : "a record of its own");
        return;
    }
    import_statement s = {.fact = (size_t)at, .is_guess = is_guess};
    if (f->record != NULL)
        read_fields(l, value, f, &s);
    else
        s.value = read_value(l, value, f, is_guess, &s.why);
    ARENA_PUSH(file->arena, &l->part->statements, items, count, capacity, s);
}

static void read_statements(part_loader *l, const yaml_node *n, const char *key, bool is_guess)
{
    const size_t count = is_mapping(l->file, n, key) ? n->count : 0;
    for (size_t i = 0; i < count; i++)
        read_statement(l, n->items[2 * i], n->items[2 * i + 1], is_guess);
}

static void read_part(loader *file, const yaml_node *n, import_part *out)
{
    part_loader l = {.file = file, .part = out};
    const yaml_node *each = yaml_get(n, "each");
    const yaml_node *when = yaml_get(n, "when");
    out->each = each != NULL ? each->text : (slice){"", 0};
    out->alone = is_true(yaml_get(n, "alone"));
    out->people = is_true(yaml_get(n, "people"));
    read_names(&l, yaml_get(n, "names"));
    // Whether there is a date at all may be asked of one that names no day.
    out->when = when != NULL ? read_expression(&l, when, true) : NULL;
    read_statements(&l, yaml_get(n, "facts"), "facts", false);
    read_statements(&l, yaml_get(n, "guesses"), "guesses", true);
    if (out->statements.count == 0 && file->diags->errors == 0)
        diag_error(file->diags, (place){n->where.source, n->where.offset, 1}, "no-effect",
                   "this part states nothing");
    for (size_t i = 0; i < out->name_count && file->diags->errors == 0; i++) {
        if (!out->names[i].is_read)
            diag_error(file->diags, out->names[i].where, "no-effect", "'%.*s' is not used",
                       SLICE_ARG(out->names[i].name));
    }
}

// --- the whole ---

static void read_words(loader *l, const yaml_node *n)
{
    const size_t count = is_mapping(l, n, "words") ? n->count : 0;
    for (size_t i = 0; i < count; i++) {
        const yaml_node *key = n->items[2 * i];
        if (!is_mapping(l, n->items[2 * i + 1], "words"))
            continue;
        const import_words w = {.name = key->text, .pairs = n->items[2 * i + 1], .where = key->where};
        ARENA_PUSH(l->arena, &l->out->words, items, count, capacity, w);
    }
}

static void read_head(loader *l, const yaml_node *root)
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
    for (size_t i = 0; i < signs->count; i++)
        paths[i] = signs->items[i]->text;
    d->signs = paths;
    d->sign_count = signs->count;
}

static void read_description(loader *l, const yaml_node *root)
{
    const yaml_node *parts = yaml_get(root, "parts");
    read_head(l, root);
    read_words(l, yaml_get(root, "words"));
    l->out->part_count = parts->count;
    l->out->parts = ARENA_ARRAY(l->arena, parts->count, import_part);
    for (size_t i = 0; i < parts->count; i++)
        read_part(l, parts->items[i], &l->out->parts[i]);
    for (size_t i = 0; i < l->out->words.count && l->diags->errors == 0; i++) {
        if (!l->out->words.items[i].is_used)
            diag_error(l->diags, l->out->words.items[i].where, "no-effect", "these words are not used");
    }
}

static load_outcome load_file(loader *l, slice folder, slice name)
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
    if (root != NULL && schema_check(l->arena, &schema_import, root, l->diags))
        read_description(l, root);
    return l->diags->errors == errors ? LOAD_DONE : LOAD_REFUSED;
}

static bool is_yaml(slice name)
{
    return name.len > 0 && name.ptr[0] != '.' && slice_ends_with(name, SLICE(".yaml"));
}

load_outcome import_descriptions_load(arena *a, const pack *p, diag_list *diags, import_descriptions *out)
{
    load_outcome outcome = LOAD_DONE;
    for (size_t level = p->level_count; level > 0 && out->count == 0; level--) {
        const slice folder = arena_format(a, "%.*s/import", SLICE_ARG(p->levels[level - 1].folder));
        folder_names names = {0};
        file_identity identity;
        const file_problem there = file_identify(folder.ptr, &identity);
        if (there == FILE_MISSING)
            continue;
        if (there != FILE_READ || !folder_list(a, folder.ptr, is_yaml, LIMIT_PACK_FILES, &names)) {
            diag_error(diags, (place){0}, "file-unreadable", "%.*s: the folder could not be read",
                       SLICE_ARG(folder));
            outcome = LOAD_UNREADABLE;
        }
        for (size_t i = 0; i < names.count && i < LIMIT_PACK_FILES; i++) {
            loader l = {.arena = a, .pack = p, .diags = diags, .out = ARENA_NEW(a, import_description)};
            const load_outcome ended = load_file(&l, folder, names.items[i]);
            outcome = ended != LOAD_DONE ? ended : outcome;
            ARENA_PUSH(a, out, items, count, capacity, l.out);
        }
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
            for (size_t n = 0; n < part->name_count && part->each.len == 0; n++)
                add_table(a, &tables, part->names[n].path);
        }
    }
    *count = tables.count;
    return tables.items;
}
