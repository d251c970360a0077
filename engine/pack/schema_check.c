// The tree is checked by the table of its keys before libcyaml loads the text: libcyaml reports no places, and only one error.
#include "pack/schema_check.h"

#include "base/text.h"
#include "input/yaml_write.h"

static bool check_mapping(arena *a, const shape_key *keys, const yaml_node *node, diag_list *diags);

static bool check_keys(arena *a, const shape_key *keys, const yaml_node *node, diag_list *diags);

static bool is_integer(slice text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        digits++;
    }
    return digits > 0 && digits < 9 && (digits == 1 || text.ptr[0] != '0');
}

static bool expected(diag_list *diags, const yaml_node *node, const char *name, const char *what)
{
    diag_error(diags, node->where, "wrong-type", "'%s' must be %s", name, what);
    return false;
}

/// What people read. Everything else is a name or FEEL, where null may be meant.
static bool is_prose(const char *key)
{
    static const char *const keys[] = {"title", "summary", "because", "next_steps",
                                       "ask",   "point",   "closing"};
    bool found = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys && !found; i++)
        found = strcmp(key, keys[i]) == 0;
    return found;
}

static bool is_null(const yaml_node *node)
{
    static const char *const nulls[] = {"null", "Null", "NULL", "~"};
    bool found = false;
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls && !found; i++)
        found = node->style == YAML_PLAIN && slice_is(node->text, nulls[i]);
    return found;
}

static bool is_blank(slice text)
{
    size_t blank = 0;
    while (blank < text.len && strchr(" \t\n", text.ptr[blank]) != NULL)
        blank++;
    return blank == text.len;
}

bool schema_is_empty(const yaml_node *text)
{
    return is_blank(text->text) || is_null(text);
}

/// Reports a text that nobody could read: it is empty, blank, or YAML's null. That of a reason is looked at where it is used.
static bool check_text(const shape_key *key, const yaml_node *node, diag_list *diags)
{
    const bool prose = is_prose(key->name);
    const bool empty =
        (prose && is_blank(node->text)) || ((prose || strcmp(key->name, "reason") == 0) && is_null(node));
    if (!empty)
        return true;
    diag_error(diags, node->where, "empty-text", "'%s' is empty", key->name);
    if (!key->required)
        diag_hint(diags, "leave it out if there is nothing to say");
    return false;
}

void schema_report_no_target(const yaml_node *override, diag_list *diags)
{
    diag_error(
        diags, (place){override->where.source, override->where.offset, 1}, "no-target",
        "an override names one thing: a rule, recommendation, fact, constant, function, check, source, type, "
        "field, table or row");
}

static const shape_key *key_named(const shape_key *keys, slice name)
{
    while (keys->name != NULL && !slice_is(name, keys->name))
        keys++;
    return keys->name != NULL ? keys : NULL;
}

/// Reports the keys that nobody knows.
/// @param more  keys that may stand there too; NULL: none
static bool check_known(const shape_key *keys, const shape_key *more, const yaml_node *node, diag_list *diags)
{
    bool good = true;
    slice names[24];
    size_t known = 0;
    for (const shape_key *k = keys; k->name != NULL && known < sizeof names / sizeof *names; k++)
        names[known++] = slice_of(k->name);
    for (const shape_key *k = more; k != NULL && k->name != NULL && known < sizeof names / sizeof *names; k++)
        names[known++] = slice_of(k->name);
    for (size_t i = 0; i < node->count; i++) {
        const yaml_node *key = node->items[2 * i];
        if (key_named(keys, key->text) != NULL || (more != NULL && key_named(more, key->text) != NULL))
            continue;
        diag_error(diags, key->where, "unknown-key", "unknown key '%.*s'", SLICE_ARG(diag_quote(key->text)));
        diag_hint_nearest(diags, key->text, names, known);
        good = false;
    }
    return good;
}

static bool is_fixed(const override_schema *schema, slice key)
{
    const char *const *fixed = schema->fixed;
    while (*fixed != NULL && !slice_is(key, *fixed))
        fixed++;
    return *fixed != NULL;
}

/// Reports the keys of a record that no override can change.
static bool check_fixed(const override_schema *schema, const yaml_node *node, diag_list *diags)
{
    bool good = true;
    for (size_t i = 0; i < node->count; i++) {
        const yaml_node *key = node->items[2 * i];
        if (!is_fixed(schema, key->text))
            continue;
        diag_error(diags, key->where, "not-overridable", "the key '%.*s' of a %s cannot be overridden",
                   SLICE_ARG(key->text), schema->key);
        diag_hint(diags, "disable this one, and define another");
        good = false;
    }
    return good;
}

/// One value, or a list of them, that is added to a list or removed from it.
/// @param records  they are added to a list of records; what is removed from it is named
static bool check_elements(arena *a, const shape_key *key, const yaml_node *value, bool records,
                           diag_list *diags)
{
    const bool list = value->kind == YAML_SEQUENCE;
    const size_t count = list ? value->count : 1;
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        const yaml_node *one = list ? value->items[i] : value;
        if (records)
            good = check_mapping(a, key->keys, one, diags) && good;
        else if (one->kind != YAML_SCALAR)
            good = expected(diags, one, key->name, "a list of texts");
        else
            good = check_text(key, one, diags) && good;
    }
    return good;
}

/// The list that an edit names; NULL, reported, if the key is none.
static const shape_key *list_named(const override_schema *schema, const yaml_node *name, bool adds,
                                   diag_list *diags)
{
    const shape_key *key = schema->beside != NULL && adds ? key_named(schema->beside, name->text) : NULL;
    if (key == NULL)
        key = key_named(schema->keys, name->text);
    if (key == NULL || schema_list_kind(key) != LIST_NONE)
        return key;
    diag_error(diags, name->where, "not-a-list", "'%s' of a %s is no list that can be edited", key->name,
               schema->key);
    if (strcmp(key->name, "source") == 0)
        diag_hint(diags, "write sources");
    else
        diag_hint(diags, "say with set: {%s: …} what it is to be", key->name);
    return NULL;
}

/// Some lists of a record, with what an override adds to them or removes.
static bool check_edits(arena *a, const yaml_node *override, const shape_key *edit, const yaml_node *node,
                        diag_list *diags)
{
    const override_schema *schema = schema_of_override(override);
    if (node->kind != YAML_MAPPING)
        return expected(diags, node, edit->name, "keys and values");
    if (schema == NULL) {
        schema_report_no_target(override, diags);
        return false;
    }
    const bool adds = edit->kind == SHAPE_ADDED;
    bool good = check_fixed(schema, node, diags);
    good = check_known(schema->keys, adds ? schema->beside : NULL, node, diags) && good;
    for (size_t i = 0; i < node->count; i++) {
        const yaml_node *name = node->items[2 * i];
        const shape_key *key = is_fixed(schema, name->text) ? NULL : list_named(schema, name, adds, diags);
        good = key != NULL &&
               check_elements(a, key, node->items[2 * i + 1], adds && key->kind == SHAPE_RECORDS, diags) &&
               good;
    }
    return good;
}

/// Some keys of a record, as an override sets them.
static bool check_changes(arena *a, const yaml_node *override, const char *name, const yaml_node *node,
                          diag_list *diags)
{
    const override_schema *schema = schema_of_override(override);
    if (node->kind != YAML_MAPPING)
        return expected(diags, node, name, "keys and values");
    if (schema == NULL) {
        schema_report_no_target(override, diags);
        return false;
    }
    bool good = check_fixed(schema, node, diags);
    return check_keys(a, schema->keys, node, diags) && good;
}

static bool check_value(arena *a, const shape_key *key, const yaml_node *parent, const yaml_node *node,
                        diag_list *diags)
{
    bool good = true;
    switch (key->kind) {
    case SHAPE_ANY: return true;
    case SHAPE_TEXT:
        return node->kind == YAML_SCALAR ? check_text(key, node, diags)
                                         : expected(diags, node, key->name, "text");
    case SHAPE_INTEGER:
        return (node->kind == YAML_SCALAR && is_integer(node->text)) ||
               expected(diags, node, key->name, "a whole number");
    case SHAPE_BOOLEAN:
        return (node->kind == YAML_SCALAR &&
                (slice_is(node->text, "true") || slice_is(node->text, "false"))) ||
               expected(diags, node, key->name, "true or false");
    case SHAPE_RECORD:
        return node->kind == YAML_MAPPING ? check_mapping(a, key->keys, node, diags)
                                          : expected(diags, node, key->name, "keys and values");
    case SHAPE_CHANGES: return check_changes(a, parent, key->name, node, diags);
    case SHAPE_ADDED:
    case SHAPE_REMOVED: return check_edits(a, parent, key, node, diags);
    case SHAPE_TEXT_OR_TEXTS: return check_elements(a, key, node, false, diags);
    case SHAPE_TEXTS:
    case SHAPE_RECORDS:
        if (node->kind != YAML_SEQUENCE)
            return expected(diags, node, key->name, "a list");
        for (size_t i = 0; i < node->count; i++) {
            if (key->kind == SHAPE_RECORDS)
                good = check_mapping(a, key->keys, node->items[i], diags) && good;
            else if (node->items[i]->kind != YAML_SCALAR)
                good = expected(diags, node->items[i], key->name, "a list of texts");
            else
                good = check_text(key, node->items[i], diags) && good;
        }
        break;
    }
    return good;
}

/// The keys that are there.
static bool check_keys(arena *a, const shape_key *keys, const yaml_node *node, diag_list *diags)
{
    bool good = check_known(keys, NULL, node, diags);
    for (size_t i = 0; i < node->count; i++) {
        const shape_key *key = key_named(keys, node->items[2 * i]->text);
        if (key != NULL)
            good = check_value(a, key, node, node->items[2 * i + 1], diags) && good;
    }
    return good;
}

static bool check_mapping(arena *a, const shape_key *keys, const yaml_node *node, diag_list *diags)
{
    if (node->kind != YAML_MAPPING) {
        diag_error(diags, node->where, "wrong-type", "expected keys and values here");
        return false;
    }
    bool good = check_keys(a, keys, node, diags);
    for (const shape_key *k = keys; k->name != NULL; k++) {
        if (k->required && yaml_get(node, k->name) == NULL) {
            place where = node->where;
            where.length = 1;
            diag_error(diags, where, "missing-key", "the key '%s' is missing here", k->name);
            good = false;
        }
    }
    return good;
}

bool schema_check(arena *a, const file_schema *schema, const yaml_node *root, diag_list *diags)
{
    return check_mapping(a, schema->keys, root, diags);
}

typedef struct loaded {
    cyaml_config_t config;
    const cyaml_schema_value_t *schema;
    cyaml_data_t *data;
} loaded;

static void release_loaded(void *resource)
{
    loaded *l = resource;
    (void)cyaml_free(&l->config, l->schema, l->data, 0);
}

/// @param where  of an error that no check before this one found
static void *load_text(arena *a, const cyaml_schema_value_t *schema, slice text, place where,
                       diag_list *diags)
{
    loaded *l = ARENA_NEW(a, loaded);
    const allocator *from = arena_allocator_borrow(a);
    l->schema = schema;
    l->config = (cyaml_config_t){.log_level = CYAML_LOG_ERROR,
                                 .mem_fn = from->resize,
                                 .mem_ctx = from->state,
                                 .flags = CYAML_CFG_NO_ALIAS};
    cyaml_err_t error =
        cyaml_load_data((const uint8_t *)text.ptr, text.len, &l->config, schema, &l->data, NULL);
    // libyaml has parsed this text before: if it cannot now, there is no memory.
    if (error == CYAML_ERR_OOM || error == CYAML_ERR_LIBYAML_PARSER_INIT || error == CYAML_ERR_LIBYAML_PARSER)
        arena_fail(a);
    if (error != CYAML_OK) {
        diag_error(diags, where, "not-loaded", "the file could not be loaded: %s", cyaml_strerror(error));
        return NULL;
    }
    arena_on_release(a, release_loaded, l);
    return l->data;
}

void *schema_load(arena *a, const file_schema *schema, const source_text *source, diag_list *diags)
{
    return load_text(a, schema->schema, source->text, (place){source, 0, 1}, diags);
}

void *schema_load_record(arena *a, const cyaml_schema_value_t *schema, const yaml_node *node,
                         diag_list *diags)
{
    cyaml_schema_value_t *pointed = ARENA_NEW(a, cyaml_schema_value_t);
    text_builder text = {.arena = a};
    memcpy(pointed, schema, sizeof *pointed); // its members are const
    pointed->flags = (enum cyaml_flag)(pointed->flags | CYAML_FLAG_POINTER);
    yaml_write_inline(&text, node, YAML_IN_JSON);
    return load_text(a, pointed, text_result(&text), (place){node->where.source, node->where.offset, 1},
                     diags);
}
