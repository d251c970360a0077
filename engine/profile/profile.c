// The declared type decides how a text is read, quoted or not. Messages name keys and what was expected,
// never the value: profiles are personal.
#include "profile/profile.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "feel/temporal.h"
#include "input/file.h"
#include "input/json.h"
#include "profile/accept.h"

typedef struct builder {
    arena *arena;
    const pack *pack;
    diag_list *diags;
    const char *folder;
    profile *profile;
} builder;

static bool is_null_text(const yaml_node *n)
{
    return n->kind == YAML_SCALAR && n->style == YAML_PLAIN &&
           (n->text.len == 0 || slice_is(n->text, "~") || slice_is(n->text, "null"));
}

static feel_value refuse(builder *b, const yaml_node *n, slice key, const char *what)
{
    diag_error(b->diags, n->where, "wrong-type", "'%.*s' must be %s", SLICE_ARG(key), what);
    return feel_null();
}

static feel_value read_boolean(builder *b, const yaml_node *n, slice key)
{
    static const char *const others[] = {"yes",  "no",    "on",  "off", "True", "False",
                                         "TRUE", "FALSE", "Yes", "No",  "y",    "n"};
    if (slice_is(n->text, "true") || slice_is(n->text, "false"))
        return feel_boolean(slice_is(n->text, "true"));
    feel_value v = refuse(b, n, key, "true or false");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (slice_is(n->text, others[i]) && n->style == YAML_PLAIN)
            diag_hint(b->diags, "write true or false: YAML readers do not agree on yes, no, on and off");
    }
    return v;
}

static feel_value read_number(builder *b, const yaml_node *n, slice key)
{
    slice text = n->text;
    bool octal = text.len > 1 && text.ptr[0] == '0' && text.ptr[1] >= '0' && text.ptr[1] <= '9';
    decimal d;
    if (!octal && decimal_parse(text, &d))
        return feel_number(b->arena, d);
    feel_value v = refuse(b, n, key, "a number");
    if (octal)
        diag_hint(b->diags, "write it without the leading zero: some YAML readers take it for octal");
    else if (memchr(text.ptr, '_', text.len) != NULL || memchr(text.ptr, ',', text.len) != NULL)
        diag_hint(b->diags, "write it without separators");
    return v;
}

static feel_value read_scalar(builder *b, const feel_type *type, const yaml_node *n, slice key)
{
    switch (type->kind) {
    case FEEL_TYPE_BOOLEAN: return read_boolean(b, n, key);
    case FEEL_TYPE_NUMBER: return read_number(b, n, key);
    case FEEL_TYPE_DATE: {
        feel_value v = temporal_parse_date(b->arena, n->text);
        return feel_is_null(v) ? refuse(b, n, key, "a date such as 2026-01-31") : v;
    }
    case FEEL_TYPE_TIME: {
        feel_value v = temporal_parse_time(b->arena, n->text);
        return feel_is_null(v) ? refuse(b, n, key, "a time such as 09:30:00") : v;
    }
    case FEEL_TYPE_DATE_TIME: {
        feel_value v = temporal_parse_date_time(b->arena, n->text);
        return feel_is_null(v) ? refuse(b, n, key, "a date and time such as 2026-01-31T09:30:00") : v;
    }
    default: return feel_string(n->text);
    }
}

static feel_value read_value(builder *b, const fact *f, const feel_type *type, const yaml_node *n,
                             unsigned depth);

/// The content of the file that NAME_file names, below the profile's folder.
static feel_value read_text_file(builder *b, const yaml_node *n, slice key)
{
    slice text;
    if (n->kind != YAML_SCALAR)
        return refuse(b, n, key, "the path of a text file");
    if (b->folder == NULL) {
        diag_error(b->diags, n->where, "text-file", "text files cannot be read here");
        return feel_null();
    }
    file_problem problem = file_read_beneath(b->arena, b->folder, n->text, LIMIT_TEXT_FILE, &text);
    size_t bad = 0;
    source_text *source = ARENA_NEW(b->arena, source_text);
    if (problem != FILE_READ) {
        diag_error(b->diags, n->where, "text-file", "%s", file_problem_text(problem));
        if (problem == FILE_OUTSIDE)
            diag_hint(b->diags, "a text file must be below the profile's folder");
        return feel_null();
    }
    *source = (source_text){.file = n->text, .text = text};
    if (memchr(text.len > 0 ? text.ptr : "x", '\0', text.len > 0 ? text.len : 1) != NULL)
        diag_error(b->diags, n->where, "text-file", "the text file holds a NUL character");
    else if (!utf8_valid(text, &bad))
        diag_error(b->diags, (place){source, bad, 1}, "invalid-utf8", "the text is not valid UTF-8 here");
    return feel_string(text);
}

/// Where a key belongs: the index of the fact or field; -1, reported, if there is none.
static ptrdiff_t find_fact(builder *b, const fact *facts, size_t count, const yaml_node *key, bool *is_file)
{
    ptrdiff_t at = pack_find_key(facts, count, key->text, is_file);
    if (at >= 0)
        return at;
    diag_error(b->diags, key->where, "unknown-key", "unknown key '%.*s'", SLICE_ARG(diag_quote(key->text)));
    pack_hint_fact(facts, count, key->text, b->diags);
    return -1;
}

/// Reads a mapping's keys into `values`, one for each of `facts`.
static void read_keys(builder *b, const fact *facts, size_t count, const yaml_node *n, feel_value *values,
                      place *places, unsigned depth)
{
    for (size_t i = 0; i < n->count; i++) {
        const yaml_node *key = n->items[2 * i];
        const yaml_node *value = n->items[2 * i + 1];
        bool is_file = false;
        ptrdiff_t at = find_fact(b, facts, count, key, &is_file);
        if (at < 0)
            continue;
        if (places[at].source != NULL) {
            diag_error(b->diags, key->where, "given-twice", "'%.*s' is given as text and as a file",
                       SLICE_ARG(facts[at].name));
            continue;
        }
        places[at] = key->where;
        if (is_null_text(value))
            continue;
        values[at] = is_file ? read_text_file(b, value, key->text)
                             : read_value(b, &facts[at], facts[at].type, value, depth);
        accept_read(b->arena, &facts[at], values[at], value, b->diags);
    }
    for (size_t i = 0; i < count; i++) {
        if (!facts[i].required || !feel_is_null(values[i]) || places[i].source != NULL)
            continue;
        place where = n->where;
        where.length = 1;
        accept_missing(&facts[i], where, b->diags);
    }
}

static feel_value read_record(builder *b, const record_type *type, const yaml_node *n, slice key,
                              unsigned depth)
{
    if (n->kind != YAML_MAPPING)
        return refuse(b, n, key, "a record: keys and values");
    feel_value *values = ARENA_ARRAY(b->arena, type->field_count, feel_value);
    place *places = ARENA_ARRAY(b->arena, type->field_count, place);
    feel_entry *entries = ARENA_ARRAY(b->arena, type->field_count, feel_entry);
    uint32_t number = ++b->profile->record_count;
    read_keys(b, type->fields, type->field_count, n, values, places, depth + 1);
    for (size_t i = 0; i < type->field_count; i++)
        entries[i] = (feel_entry){type->fields[i].name, values[i]};
    feel_context *record = ARENA_NEW(b->arena, feel_context);
    *record = (feel_context){.count = type->field_count, .entries = entries, .record = number};
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
}

/// Two records of one list with the same name are most likely one written twice.
static void check_keys_differ(builder *b, const record_type *type, const feel_value *items,
                              const yaml_node *n, slice key)
{
    if (type == NULL || type->key < 0)
        return;
    for (size_t i = 0; i < n->count; i++) {
        for (size_t j = 0; j < i && items[i].kind == FEEL_CONTEXT && i < LIMIT_SAME_NAME; j++) {
            if (items[j].kind != FEEL_CONTEXT)
                continue;
            feel_value name = items[i].as.context->entries[type->key].value;
            feel_value before = items[j].as.context->entries[type->key].value;
            if (feel_is_null(name) || feel_equal(name, before) != FEEL_TRUE)
                continue;
            place where = n->items[i]->where;
            where.length = 1;
            diag_warning(b->diags, where, "same-name", "two records of '%.*s' have the same %.*s",
                         SLICE_ARG(key), SLICE_ARG(type->fields[type->key].name));
            break;
        }
    }
}

static feel_value read_value(builder *b, const fact *f, const feel_type *type, const yaml_node *n,
                             unsigned depth)
{
    if (type->kind == FEEL_TYPE_LIST) {
        if (n->kind != YAML_SEQUENCE) {
            feel_value v = refuse(b, n, f->name, "a list");
            if (n->kind == YAML_SCALAR)
                diag_hint(b->diags, "write it in brackets: [ … ]");
            return v;
        }
        feel_value *items = ARENA_ARRAY(b->arena, n->count, feel_value);
        const feel_type *element = type->element != NULL ? type->element : feel_type_of_kind(FEEL_TYPE_ANY);
        for (size_t i = 0; i < n->count; i++)
            items[i] =
                is_null_text(n->items[i]) ? feel_null() : read_value(b, f, element, n->items[i], depth + 1);
        check_keys_differ(b, f->record, items, n, f->name);
        return feel_list_of(b->arena, items, n->count);
    }
    if (type->kind == FEEL_TYPE_CONTEXT && f->record != NULL)
        return read_record(b, f->record, n, f->name, depth);
    if (n->kind != YAML_SCALAR) {
        slice text = feel_type_text(b->arena, type);
        return refuse(b, n, f->name, type->kind == FEEL_TYPE_STRING ? "text" : text.ptr);
    }
    return read_scalar(b, type, n, f->name);
}

profile *profile_read_node(arena *a, const pack *p, slice file, const yaml_node *root, const char *folder,
                           diag_list *diags)
{
    size_t errors = diags->errors;
    if (root->kind != YAML_MAPPING) {
        diag_error(diags, root->where, "wrong-type", "a profile is a list of keys and values");
        if (root->kind == YAML_SEQUENCE)
            diag_hint(diags,
                      "advise batch reads many profiles: each on a line of its own, or as a YAML document");
        return NULL;
    }
    builder b = {.arena = a, .pack = p, .diags = diags, .folder = folder, .profile = ARENA_NEW(a, profile)};
    profile *out = b.profile;
    *out = (profile){.file = file,
                     .count = p->fact_count,
                     .values = ARENA_ARRAY(a, p->fact_count, feel_value),
                     .stated = ARENA_ARRAY(a, p->fact_count, bool),
                     .places = ARENA_ARRAY(a, p->fact_count, place)};
    read_keys(&b, p->facts, p->fact_count, root, out->values, out->places, 0);
    for (size_t i = 0; i < p->fact_count; i++)
        out->stated[i] = !feel_is_null(out->values[i]);
    return diags->errors == errors ? out : NULL;
}

feel_value profile_read_value(arena *a, const pack *p, size_t fact_index, const yaml_node *value,
                              diag_list *diags)
{
    const fact *f = &p->facts[fact_index];
    builder b = {.arena = a, .pack = p, .diags = diags, .profile = ARENA_NEW(a, profile)};
    if (is_null_text(value))
        return feel_null();
    feel_value v = read_value(&b, f, f->type, value, 0);
    accept_read(a, f, v, value, diags);
    return v;
}

profile *profile_read(arena *a, const pack *p, const source_text *source, profile_syntax syntax,
                      const char *folder, diag_list *diags)
{
    const yaml_node *root =
        syntax == PROFILE_JSON ? json_read(a, source, diags) : yaml_read(a, source, diags);
    return root != NULL ? profile_read_node(a, p, source->file, root, folder, diags) : NULL;
}

profile *profile_read_text(arena *a, const pack *p, slice file, slice text, profile_syntax syntax,
                           const char *folder, diag_list *diags)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = file, .text = text};
    if (text.len > LIMIT_PROFILE) {
        diag_error(diags, (place){source, 0, 1}, "too-large", "the profile is larger than %d bytes",
                   LIMIT_PROFILE);
        return NULL;
    }
    return profile_read(a, p, source, syntax, folder, diags);
}

load_outcome profile_read_file(arena *a, const pack *p, const char *path, diag_list *diags, profile **out)
{
    slice text;
    *out = NULL;
    bool standard_input = strcmp(path, "-") == 0;
    slice name = arena_copy(a, slice_of(path));
    file_problem problem = file_read_at(a, standard_input ? "/dev/stdin" : path, LIMIT_PROFILE, &text);
    if (problem != FILE_READ) {
        diag_error(diags, (place){0}, problem == FILE_TOO_LARGE ? "too-large" : "file-unreadable", "%s: %s",
                   path, file_problem_text(problem));
        if (problem == FILE_FOLDER)
            diag_hint(diags, "advise batch reads all profiles of a folder");
        return problem == FILE_TOO_LARGE ? LOAD_REFUSED : LOAD_UNREADABLE;
    }
    const char *slash = strrchr(path, '/');
    slice folder = standard_input  ? SLICE(".")
                   : slash == NULL ? SLICE(".")
                   : slash == path ? SLICE("/")
                                   : (slice){path, (size_t)(slash - path)};
    profile_syntax syntax = slice_ends_with(name, SLICE(".json")) ? PROFILE_JSON : PROFILE_YAML;
    *out = profile_read_text(a, p, standard_input ? SLICE("<stdin>") : name, text, syntax,
                             arena_copy(a, folder).ptr, diags);
    return *out != NULL ? LOAD_DONE : LOAD_REFUSED;
}

bool profile_set(arena *a, const pack *p, profile *person, slice name, slice expression,
                 feel_machine *machine, diag_list *diags)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = arena_format(a, "--set %.*s", SLICE_ARG(name)), .text = expression};
    place whole = {source, 0, expression.len};
    ptrdiff_t at = pack_find_fact(p, name);
    if (at < 0) {
        diag_error(diags, (place){source, 0, 1}, "unknown-name", "unknown fact '%.*s'", SLICE_ARG(name));
        pack_hint_fact(p->facts, p->fact_count, name, diags);
        return false;
    }
    feel_scope scope = p->scope;
    const feel_expression *e = feel_parse(a, source, &scope, diags);
    if (e == NULL)
        return false;
    feel_value *values = ARENA_ARRAY(a, scope.count, feel_value);
    memcpy(values, person->values, p->fact_count * sizeof *values);
    for (size_t i = 0; i < p->constant_count; i++)
        values[p->fact_count + i] = p->constants[i].value;
    feel_value v = feel_evaluate(machine, e, values, scope.count);
    const fact *f = &p->facts[at];
    bool fits = feel_is_null(v) || !feel_is_null(feel_coerce(a, v, f->type));
    if (!fits) {
        diag_error(diags, whole, "type-mismatch", "'%.*s' must be %.*s", SLICE_ARG(name),
                   SLICE_ARG(feel_type_text(a, f->type)));
        return false;
    }
    v = feel_coerce(a, v, f->type);
    if (!accept_computed(a, f, v, whole, diags))
        return false;
    person->values[at] = v;
    person->stated[at] = !feel_is_null(v);
    return true;
}
