// The declared type decides how a text is read, quoted or not. Messages name keys and what was expected,
// never the value: profiles are personal.
#include "profile/profile.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "feel/temporal.h"
#include "input/file.h"
#include "input/json.h"
#include "input/sound.h"
#include "input/yaml_edit.h"
#include "input/yaml_slip.h"
#include "profile/accept.h"
#include "profile/meant.h"
#include "profile/not_known.h"

typedef struct builder {
    arena *arena;
    const pack *pack;
    diag_list *diags;
    const char *folder;
    profile *profile;
    size_t fact; ///< of the profile, whose value is read
    struct {
        profile_slot *items;
        size_t count, capacity;
    } not_known;   ///< fields of records
    bool is_draft; ///< unknown keys are warned of, and what must be given may be missing
} builder;

/// Whether an empty text stands for a fact or field that no text can be, such as a number: programs write "" for what they do not know.
static bool is_empty_text(const feel_type *type, const yaml_node *n)
{
    bool is_text =
        type->kind == FEEL_TYPE_ANY || (type->kind == FEEL_TYPE_STRING && type->allowed_count == 0);
    for (size_t i = 0; i < type->allowed_count; i++)
        is_text = is_text || (type->allowed[i].kind == FEEL_STRING && feel_text(type->allowed[i]).len == 0);
    return !is_text && n->kind == YAML_SCALAR && slice_trim(n->text).len == 0;
}

/// Reports a value that is not of the type that is expected: the fact's, or that of the items of its list.
static feel_value refuse(builder *b, const yaml_node *n, const fact *f, const feel_type *type)
{
    static const char *const wanted[] = {
        [FEEL_TYPE_BOOLEAN] = "true or false",
        [FEEL_TYPE_NUMBER] = "a number",
        [FEEL_TYPE_STRING] = "text",
        [FEEL_TYPE_DATE] = "a date such as 2026-01-31",
        [FEEL_TYPE_TIME] = "a time such as 09:30:00",
        [FEEL_TYPE_DATE_TIME] = "a date and time such as 2026-01-31T09:30:00",
        [FEEL_TYPE_LIST] = "a list",
        [FEEL_TYPE_CONTEXT] = "a record: keys and values",
        [FEEL_TYPE_FUNCTION] = NULL,
    };
    const char *what = type->whole                  ? "a whole number"
                       : wanted[type->kind] != NULL ? wanted[type->kind]
                                                    : feel_type_text(b->arena, type).ptr;
    diag_error(b->diags, n->where, "wrong-type", "'%.*s' must be %s", SLICE_ARG(f->name), what);
    meant_hint(b->arena, f, type, n, b->diags);
    return feel_null();
}

static feel_value read_number(builder *b, const yaml_node *n, const fact *f, const feel_type *type)
{
    slice text = n->text;
    bool octal = text.len > 1 && text.ptr[0] == '0' && text.ptr[1] >= '0' && text.ptr[1] <= '9';
    decimal d;
    if (!octal && decimal_parse(text, &d) && (!type->whole || decimal_is_integer(d)))
        return feel_number(b->arena, d);
    feel_value v = refuse(b, n, f, type);
    if (octal && decimal_parse(text, &d))
        diag_hint(b->diags, "write it without the leading zero: some YAML readers take it for octal");
    return v;
}

static feel_value read_scalar(builder *b, const fact *f, const feel_type *type, const yaml_node *n)
{
    feel_value v;
    switch (type->kind) {
    case FEEL_TYPE_BOOLEAN:
        if (slice_is(n->text, "true") || slice_is(n->text, "false"))
            return feel_boolean(slice_is(n->text, "true"));
        return refuse(b, n, f, type);
    case FEEL_TYPE_NUMBER: return read_number(b, n, f, type);
    case FEEL_TYPE_DATE: v = temporal_parse_date(b->arena, n->text); break;
    case FEEL_TYPE_TIME: v = temporal_parse_time(b->arena, n->text); break;
    case FEEL_TYPE_DATE_TIME: v = temporal_parse_date_time(b->arena, n->text); break;
    default:
        if (type->kind == FEEL_TYPE_STRING && f->allowed == NULL)
            meant_warn_of_text(f, n, b->diags);
        return feel_string(n->text);
    }
    return feel_is_null(v) ? refuse(b, n, f, type) : v;
}

static feel_value read_value(builder *b, const fact *f, const feel_type *type, const yaml_node *n,
                             unsigned depth);

/// The content of the file that NAME_file names, below the profile's folder.
static feel_value read_text_file(builder *b, const yaml_node *n, slice key)
{
    slice text;
    if (n->kind != YAML_SCALAR) {
        diag_error(b->diags, n->where, "wrong-type", "'%.*s' must be the path of a text file",
                   SLICE_ARG(key));
        diag_hint(b->diags, "write one path, such as memo.txt");
        return feel_null();
    }
    if (b->folder == NULL) {
        diag_error(b->diags, n->where, "text-file",
                   "'%.*s' names a text file, which only a profile in a file of its own may do",
                   SLICE_ARG(key));
        diag_hint(b->diags,
                  "write the text itself as '%.*s', or allow the files below a folder with --text-files DIR",
                  SLICE_ARG(slice_part(key, 0, key.len - strlen("_file"))));
        return feel_null();
    }
    file_problem problem = file_read_beneath(b->arena, b->folder, n->text, LIMIT_TEXT_FILE, &text);
    if (problem != FILE_READ) {
        diag_error(b->diags, n->where, "text-file", "%s", file_problem_text(problem));
        if (problem == FILE_OUTSIDE)
            diag_hint(b->diags, "a text file must be below the folder %s", b->folder);
        else
            diag_hint(b->diags, "looked for %s/%.*s: the path begins at the folder %s", b->folder,
                      SLICE_ARG(diag_value(b->diags, n->text)), b->folder);
        return feel_null();
    }
    source_text *source = ARENA_NEW(b->arena, source_text);
    *source = (source_text){.file = n->text, .text = text};
    diag_list *found = b->diags->hides_values ? diag_list_new(b->arena) : b->diags; // the path is a value too
    if (!sound_text(source, found) && found != b->diags)
        diag_error(b->diags, n->where, "text-file", "the text file is not plain text in UTF-8");
    return feel_string(slice_starts_with(text, SLICE("\xEF\xBB\xBF")) ? slice_part(text, 3, text.len) : text);
}

/// Reports a key that no fact or field has; a draft keeps it.
static void report_unknown(builder *b, const yaml_node *key)
{
    const slice name = diag_quote(key->text);
    if (b->is_draft)
        diag_warning(b->diags, key->where, "unknown-key", "unknown key '%.*s'", SLICE_ARG(name));
    else
        diag_error(b->diags, key->where, "unknown-key", "unknown key '%.*s'", SLICE_ARG(name));
}

/// Where a key belongs: the index of the fact or field; -1, reported, if there is none.
static ptrdiff_t find_fact(builder *b, const fact *facts, size_t count, const yaml_node *key, bool *is_file)
{
    ptrdiff_t at = pack_find_key(facts, count, key->text, is_file);
    if (at >= 0)
        return at;
    report_unknown(b, key);
    meant_key_hint(b->arena, facts, count, key->text, facts == b->pack->facts, b->diags);
    return -1;
}

/// Remarks of whoever wrote the profile. A pack may have a fact of that name; then it is one.
static bool is_remark(builder *b, const fact *facts, size_t count, const yaml_node *key,
                      const yaml_node *value)
{
    bool is_file;
    if (facts != b->pack->facts || !slice_is(key->text, "notes") ||
        pack_find_key(facts, count, key->text, &is_file) >= 0)
        return false;
    notes_read(b->arena, value, &b->profile->notes);
    if (!yaml_is_null(value))
        diag_finding(b->diags, SEVERITY_NOTE, key->where, "notes", NULL, (slice){0},
                     "'notes' is kept for you: no rule reads it");
    return true;
}

/// Reads what the profile, or the record, says nobody knows.
/// @param record  its number; 0: the profile
static void read_not_known(builder *b, const fact *facts, size_t count, const yaml_node *list,
                           const feel_value *values, uint32_t record)
{
    if (record == 0) {
        not_known_read(facts, count, list, values, b->profile->not_known, b->diags);
        return;
    }
    bool *listed = ARENA_ARRAY(b->arena, count, bool);
    not_known_read(facts, count, list, values, listed, b->diags);
    for (size_t i = 0; i < count; i++) {
        const profile_slot slot = {b->fact, record, i};
        if (listed[i])
            ARENA_PUSH(b->arena, &b->not_known, items, count, capacity, slot);
    }
}

/// Reads a mapping's keys into `values`, one for each of `facts`.
/// @param record  the number of the record that has them; 0: the profile
static void read_keys(builder *b, const fact *facts, size_t count, const yaml_node *n, feel_value *values,
                      place *places, uint32_t record, unsigned depth)
{
    const yaml_node *not_known = NULL;
    for (size_t i = 0; i < n->count; i++) {
        const yaml_node *key = n->items[2 * i];
        const yaml_node *value = n->items[2 * i + 1];
        bool is_file = false;
        if (not_known_is_key(facts, count, key->text)) {
            not_known = value; // read when all statements have been
            continue;
        }
        ptrdiff_t at =
            is_remark(b, facts, count, key, value) ? -1 : find_fact(b, facts, count, key, &is_file);
        if (at < 0)
            continue;
        if (places[at].source != NULL) {
            diag_error(b->diags, key->where, "given-twice", "'%.*s' is given as text and as a file",
                       SLICE_ARG(facts[at].name));
            diag_hint(b->diags, "keep one of them");
            continue;
        }
        places[at] = key->where;
        b->fact = record == 0 ? (size_t)at : b->fact;
        if (yaml_is_null(value) || (!is_file && is_empty_text(facts[at].type, value)))
            continue;
        values[at] = is_file ? read_text_file(b, value, key->text)
                             : read_value(b, &facts[at], facts[at].type, value, depth);
        accept_read(b->arena, &facts[at], values[at], value, b->diags);
    }
    if (not_known != NULL)
        read_not_known(b, facts, count, not_known, values, record);
    for (size_t i = 0; i < count && !b->is_draft; i++) {
        if (!facts[i].required || !feel_is_null(values[i]) || places[i].source != NULL)
            continue;
        place where = n->where;
        where.length = 1;
        accept_missing(&facts[i], where, b->diags);
    }
}

uint32_t profile_number_record(arena *a, profile *person, record_places where)
{
    while (person->records.count < person->record_count) // of records that were made up
        ARENA_PUSH(a, &person->records, items, count, capacity, (record_places){0});
    ARENA_PUSH(a, &person->records, items, count, capacity, where);
    return ++person->record_count;
}

place profile_record_place(const profile *person, uint32_t record)
{
    return record > 0 && record <= person->records.count ? person->records.items[record - 1].whole
                                                         : (place){0};
}

place profile_field_place(const profile *person, uint32_t record, size_t field)
{
    const record_places *of =
        record > 0 && record <= person->records.count ? &person->records.items[record - 1] : NULL;
    return of == NULL ? (place){0} : of->fields != NULL ? of->fields[field] : of->whole;
}

static feel_value read_record(builder *b, const fact *f, const feel_type *expected, const yaml_node *n,
                              unsigned depth)
{
    const record_type *type = f->record;
    if (n->kind != YAML_MAPPING)
        return refuse(b, n, f, expected);
    feel_value *values = ARENA_ARRAY(b->arena, type->field_count, feel_value);
    place *places = ARENA_ARRAY(b->arena, type->field_count, place);
    feel_entry *entries = ARENA_ARRAY(b->arena, type->field_count, feel_entry);
    uint32_t number = profile_number_record(b->arena, b->profile, (record_places){n->where, places});
    read_keys(b, type->fields, type->field_count, n, values, places, number, depth + 1);
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
        if (n->kind != YAML_SEQUENCE)
            return refuse(b, n, f, type);
        feel_value *items = ARENA_ARRAY(b->arena, n->count, feel_value);
        const feel_type *element = type->element != NULL ? type->element : feel_type_of_kind(FEEL_TYPE_ANY);
        for (size_t i = 0; i < n->count; i++)
            items[i] =
                yaml_is_null(n->items[i]) ? feel_null() : read_value(b, f, element, n->items[i], depth + 1);
        check_keys_differ(b, f->record, items, n, f->name);
        return feel_list_of(b->arena, items, n->count);
    }
    if (type->kind == FEEL_TYPE_CONTEXT && f->record != NULL)
        return read_record(b, f, type, n, depth);
    if (n->kind != YAML_SCALAR)
        return refuse(b, n, f, type);
    return read_scalar(b, f, type, n);
}

/// Reports a document that is no mapping: what was most likely meant by it.
static void report_no_profile(arena *a, const yaml_node *root, diag_list *diags)
{
    const source_text *source = root->where.source;
    bool is_words = root->kind == YAML_SCALAR && root->style == YAML_PLAIN && source->outer == NULL;
    if (is_words && yaml_report_slips(a, source, diags))
        return;
    place where = root->where;
    if (is_words)
        where.length = 1;
    diag_error(diags, where, "wrong-type", "a profile is a list of keys and values");
    if (root->kind == YAML_SEQUENCE && source->text.ptr[root->where.offset] == '[')
        diag_hint(
            diags,
            "write keys and values without [ ] around; many profiles in one file are for 'advise batch'");
    else if (root->kind == YAML_SEQUENCE)
        diag_hint(diags, "remove the '- ' before the keys; many profiles in one file are for 'advise batch'");
    else if (slice_ends_with(source->file, SLICE(".csv")) || slice_ends_with(source->file, SLICE(".tsv")))
        diag_hint(diags, "'advise batch' reads rows of CSV");
    else
        diag_hint(diags,
                  "write one fact a line, such as name: Jo; 'advise init FILE' writes a form to fill in");
}

/// Reads a mapping; NULL if there was an error.
static profile *build(builder b, slice file, const yaml_node *root)
{
    const pack *p = b.pack;
    arena *a = b.arena;
    const size_t errors = b.diags->errors;
    profile *out = b.profile = ARENA_NEW(a, profile);
    *out = (profile){.file = file,
                     .count = p->fact_count,
                     .values = ARENA_ARRAY(a, p->fact_count, feel_value),
                     .stated = ARENA_ARRAY(a, p->fact_count, bool),
                     .not_known = ARENA_ARRAY(a, p->fact_count, bool),
                     .places = ARENA_ARRAY(a, p->fact_count, place)};
    read_keys(&b, p->facts, p->fact_count, root, out->values, out->places, 0, 0);
    out->fields_not_known = b.not_known.items;
    out->field_not_known_count = b.not_known.count;
    for (size_t i = 0; i < p->fact_count; i++)
        out->stated[i] = !feel_is_null(out->values[i]);
    return b.diags->errors == errors ? out : NULL;
}

profile *profile_read_node(arena *a, const pack *p, slice file, const yaml_node *root, const char *folder,
                           diag_list *diags)
{
    if (root->kind == YAML_MAPPING)
        return build((builder){.arena = a, .pack = p, .diags = diags, .folder = folder}, file, root);
    report_no_profile(a, root, diags);
    return NULL;
}

profile *profile_read_draft(arena *a, const pack *p, slice file, slice text, const char *folder,
                            diag_list *diags)
{
    static const yaml_node nothing = {.kind = YAML_MAPPING};
    const yaml_node *root = NULL;
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = file, .text = text};
    if (text.len > LIMIT_PROFILE) {
        diag_error(diags, (place){source, 0, 1}, "too-large", "the profile is larger than %d bytes",
                   LIMIT_PROFILE);
        return NULL;
    }
    if (!yaml_edit_read(a, source, false, &root, diags))
        return NULL;
    root = root != NULL ? root : &nothing;
    return build((builder){.arena = a, .pack = p, .diags = diags, .folder = folder, .is_draft = true}, file,
                 root);
}

feel_value profile_read_value(arena *a, const pack *p, size_t fact_index, const yaml_node *value,
                              diag_list *diags)
{
    return profile_read_as(a, p, &p->facts[fact_index], value, diags);
}

feel_value profile_read_as(arena *a, const pack *p, const fact *f, const yaml_node *value, diag_list *diags)
{
    builder b = {.arena = a, .pack = p, .diags = diags, .profile = ARENA_NEW(a, profile)};
    if (yaml_is_null(value))
        return feel_null();
    feel_value v = read_value(&b, f, f->type, value, 0);
    accept_read(a, f, v, value, diags);
    return v;
}

feel_value profile_read_part(arena *a, const pack *p, const fact *f, const feel_type *type,
                             const yaml_node *value, diag_list *diags)
{
    builder b = {.arena = a, .pack = p, .diags = diags, .profile = ARENA_NEW(a, profile)};
    if (yaml_is_null(value))
        return feel_null();
    feel_value v = read_value(&b, f, type, value, 0);
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
        else if (problem == FILE_MISSING)
            diag_hint(diags, "check the name and the folder; 'advise init FILE' writes a profile to fill in");
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

feel_value *profile_scope_values(arena *a, const pack *p, const profile *person, size_t room)
{
    feel_value *values = ARENA_ARRAY(a, p->scope.count + room, feel_value);
    memcpy(values, person->values, p->fact_count * sizeof *values);
    for (size_t i = 0; i < p->constant_count; i++)
        values[p->fact_count + i] = p->constants[i].value;
    return values;
}
