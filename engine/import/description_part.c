// A part of a description: its names, and what it states.
#include "import/description_state.h"

#include "base/text.h"
#include "pack/schema_check.h"
#include "profile/profile.h"

/// Where one part is read.
typedef struct part_loader {
    import_loader *file;
    import_part *part;
    feel_scope scope;
} part_loader;

static bool is_true(const yaml_node *n)
{
    return n != NULL && slice_is(n->text, "true");
}

// --- names ---

static import_reading read_reading(const import_loader *l, const yaml_node *as)
{
    static const char *const words[] = {
        [IMPORT_TEXT] = "text", [IMPORT_DATE] = "date", [IMPORT_MONTH] = "month", [IMPORT_ABOUT] = "about"};
    size_t i = 0;
    if (as == NULL)
        return IMPORT_TEXT;
    while (i < sizeof words / sizeof *words && !slice_is(as->text, words[i]))
        i++;
    if (i < sizeof words / sizeof *words)
        return (import_reading)i;
    diag_error(l->diags, as->where, "wrong-type", "'as' must be text, date, month or about");
    return IMPORT_TEXT;
}

static void read_parts_of_name(import_loader *l, const yaml_node *of, const yaml_node *as, import_name *out);

/// @param is_part  of a record: it has no parts itself
static void read_name(import_loader *l, const yaml_node *key, const yaml_node *value, bool is_part,
                      import_name *out)
{
    *out = (import_name){.name = key->text, .path = value->text, .where = key->where};
    if (value->kind == YAML_SCALAR) {
        import_check_path(l, l->out->form, value);
        return;
    }
    if (!schema_check(l->arena, &import_name_schema, value, l->diags))
        return;
    const yaml_node *at = yaml_get(value, "at");
    const yaml_node *all = yaml_get(value, "all");
    const yaml_node *of = yaml_get(value, "of");
    if ((at != NULL) == (all != NULL) || (is_part && all != NULL))
        diag_error(l->diags, key->where, "wrong-type",
                   is_part ? "'%.*s' needs 'at': a path" : "'%.*s' needs one of 'at' and 'all': a path",
                   SLICE_ARG(key->text));
    out->all = all != NULL;
    out->path = all != NULL ? all->text : at != NULL ? at->text : (slice){"", 0};
    if (all != NULL || at != NULL)
        import_check_path(l, l->out->form, all != NULL ? all : at);
    out->reading = read_reading(l, yaml_get(value, "as"));
    out->is_about = out->reading == IMPORT_ABOUT;
    if (of != NULL && out->all && !is_part)
        read_parts_of_name(l, of, yaml_get(value, "as"), out);
    else if (of != NULL)
        diag_error(l->diags, of->where, "wrong-type", "'of' goes with 'all': it makes a record of each");
}

/// What stands at paths below each of all things.
static void read_parts_of_name(import_loader *l, const yaml_node *of, const yaml_node *as, import_name *out)
{
    if (as != NULL)
        diag_error(l->diags, as->where, "no-effect", "each is a record: 'as' stands with what it is made of");
    if (!import_is_mapping(l, of, "of"))
        return;
    if (of->count == 0)
        diag_error(l->diags, of->where, "no-effect", "'of' names nothing");
    out->parts = ARENA_ARRAY(l->arena, of->count, import_name);
    out->part_count = of->count;
    for (size_t i = 0; i < of->count; i++) {
        read_name(l, of->items[2 * i], of->items[2 * i + 1], true, &out->parts[i]);
        out->is_about = out->is_about || out->parts[i].is_about;
    }
}

/// The type of what a name stands for.
static const feel_type *type_of_name(arena *a, const import_name *n)
{
    const feel_type *type = feel_type_of_kind(n->reading == IMPORT_TEXT ? FEEL_TYPE_STRING : FEEL_TYPE_DATE);
    if (n->part_count > 0) {
        feel_field *fields = ARENA_ARRAY(a, n->part_count, feel_field);
        feel_type *record = ARENA_NEW(a, feel_type);
        for (size_t i = 0; i < n->part_count; i++)
            fields[i] = (feel_field){n->parts[i].name, type_of_name(a, &n->parts[i])};
        *record = (feel_type){
            .kind = FEEL_TYPE_CONTEXT, .closed = true, .fields = fields, .field_count = n->part_count};
        type = record;
    }
    return n->all ? feel_type_list(a, type) : type;
}

/// The names of a part and, behind them, `today`.
static void read_names(part_loader *l, const yaml_node *names)
{
    arena *a = l->file->arena;
    const size_t count = import_is_mapping(l->file, names, "names") ? names->count : 0;
    feel_variable *variables = ARENA_ARRAY(a, count + 1, feel_variable);
    l->part->names = ARENA_ARRAY(a, count, import_name);
    l->part->name_count = count;
    for (size_t i = 0; i < count; i++) {
        import_name *n = &l->part->names[i];
        read_name(l->file, names->items[2 * i], names->items[2 * i + 1], false, n);
        variables[i] = (feel_variable){.name = n->name, .type = type_of_name(a, n)};
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
        if (name->is_about && !is_guess)
            diag_error(l->file->diags, n->where, "not-certain",
                       "'%.*s' may be another day: only guesses can rest on it", SLICE_ARG(name->name));
    }
    return e;
}

// --- values ---

static const import_words *find_words(import_loader *l, const yaml_node *name)
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
static void check_words(import_loader *l, const import_words *w, const fact *f, const feel_type *type)
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
        if (!schema_check(l->file->arena, &import_value_schema, n, l->file->diags))
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
    if (!import_is_mapping(l->file, n, "fields"))
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
    import_loader *file = l->file;
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
    const size_t count = import_is_mapping(l->file, n, key) ? n->count : 0;
    for (size_t i = 0; i < count; i++)
        read_statement(l, n->items[2 * i], n->items[2 * i + 1], is_guess);
}

void import_read_part(import_loader *file, const yaml_node *n, import_part *out)
{
    part_loader l = {.file = file, .part = out};
    const yaml_node *each = yaml_get(n, "each");
    const yaml_node *when = yaml_get(n, "when");
    out->each = each != NULL ? each->text : (slice){"", 0};
    out->alone = is_true(yaml_get(n, "alone"));
    out->people = is_true(yaml_get(n, "people"));
    if (each != NULL)
        import_check_path(file, file->out->form, each);
    if (out->alone && out->each.len == 0)
        diag_error(file->diags, yaml_get(n, "alone")->where, "no-effect",
                   "'alone' needs 'each': there is only one file");
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
