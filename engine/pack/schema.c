// libcyaml's schemas and, beside each, the table from which keys are checked with places before libcyaml sees the text.
#include "pack/schema.h"

#define TEXT(type, member)                                                                                   \
    CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, 0,               \
                           CYAML_UNLIMITED)
#define TEXT_AS(key, type, member)                                                                           \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, 0, CYAML_UNLIMITED)
#define RECORDS(type, member, entry)                                                                         \
    CYAML_FIELD_SEQUENCE(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, entry, 0,          \
                         CYAML_UNLIMITED)
#define FLAG(type, member) CYAML_FIELD_BOOL(#member, CYAML_FLAG_OPTIONAL, type, member)

static const cyaml_schema_value_t text_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED)};

static const cyaml_schema_field_t source_fields[] = {TEXT(yaml_source, id), TEXT(yaml_source, title),
                                                     TEXT(yaml_source, point), CYAML_FIELD_END};
static const cyaml_schema_value_t source_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_source, source_fields)};
static const cyaml_schema_field_t pack_fields[] = {
    CYAML_FIELD_INT("advise", CYAML_FLAG_OPTIONAL, yaml_pack, advise),
    TEXT(yaml_pack, pack),
    TEXT(yaml_pack, version),
    TEXT(yaml_pack, title),
    TEXT(yaml_pack, description),
    TEXT(yaml_pack, license),
    TEXT(yaml_pack, threshold),
    RECORDS(yaml_pack, sources, &source_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t pack_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, yaml_pack, pack_fields)};

static const cyaml_schema_field_t fact_fields[] = {
    TEXT(yaml_fact, name),        TEXT(yaml_fact, type),       TEXT(yaml_fact, of),
    TEXT(yaml_fact, unit),        TEXT(yaml_fact, allowed),    TEXT(yaml_fact, ask),
    TEXT(yaml_fact, description), TEXT(yaml_fact, hit_policy), TEXT_AS("default", yaml_fact, default_value),
    FLAG(yaml_fact, required),    FLAG(yaml_fact, derived),    CYAML_FIELD_END};
static const cyaml_schema_value_t fact_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_fact, fact_fields)};
static const cyaml_schema_field_t type_fields[] = {TEXT(yaml_type, name), TEXT(yaml_type, key),
                                                   TEXT(yaml_type, description),
                                                   RECORDS(yaml_type, fields, &fact_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t type_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_type, type_fields)};
static const cyaml_schema_field_t vocabulary_fields[] = {RECORDS(yaml_vocabulary, facts, &fact_entry),
                                                         RECORDS(yaml_vocabulary, types, &type_entry),
                                                         CYAML_FIELD_END};
static const cyaml_schema_value_t vocabulary_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, yaml_vocabulary, vocabulary_fields)};

static const cyaml_schema_field_t recommendation_fields[] = {
    TEXT(yaml_recommendation, id),
    TEXT(yaml_recommendation, title),
    TEXT(yaml_recommendation, summary),
    TEXT(yaml_recommendation, about),
    TEXT(yaml_recommendation, effort),
    TEXT(yaml_recommendation, horizon),
    CYAML_FIELD_INT("priority", CYAML_FLAG_OPTIONAL, yaml_recommendation, priority),
    RECORDS(yaml_recommendation, next_steps, &text_entry),
    RECORDS(yaml_recommendation, excludes, &text_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t recommendation_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_recommendation, recommendation_fields)};
static const cyaml_schema_field_t recommendations_fields[] = {
    RECORDS(yaml_recommendations, recommendations, &recommendation_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t recommendations_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, yaml_recommendations, recommendations_fields)};

static const cyaml_schema_field_t constant_fields[] = {TEXT(yaml_constant, name),
                                                       TEXT(yaml_constant, expression), CYAML_FIELD_END};
static const cyaml_schema_value_t constant_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_constant, constant_fields)};
static const cyaml_schema_field_t rule_fields[] = {
    TEXT(yaml_rule, id),        TEXT_AS("for", yaml_rule, iterations),
    TEXT(yaml_rule, when),      TEXT(yaml_rule, recommend),
    TEXT(yaml_rule, conclude),  TEXT(yaml_rule, value),
    TEXT(yaml_rule, certainty), TEXT(yaml_rule, because),
    TEXT(yaml_rule, source),    RECORDS(yaml_rule, sources, &text_entry),
    TEXT(yaml_rule, note),      CYAML_FIELD_END};
static const cyaml_schema_value_t rule_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_rule, rule_fields)};
static const cyaml_schema_field_t rules_fields[] = {RECORDS(yaml_rules, constants, &constant_entry),
                                                    RECORDS(yaml_rules, rules, &rule_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t rules_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, yaml_rules, rules_fields)};

static const shape_key source_keys[] = {{"id", SHAPE_TEXT, true, NULL},
                                        {"title", SHAPE_TEXT, true, NULL},
                                        {"point", SHAPE_TEXT, false, NULL},
                                        {0}};
static const shape_key pack_keys[] = {{"advise", SHAPE_INTEGER, true, NULL},
                                      {"pack", SHAPE_TEXT, true, NULL},
                                      {"version", SHAPE_TEXT, true, NULL},
                                      {"title", SHAPE_TEXT, true, NULL},
                                      {"description", SHAPE_TEXT, false, NULL},
                                      {"license", SHAPE_TEXT, false, NULL},
                                      {"threshold", SHAPE_TEXT, false, NULL},
                                      {"sources", SHAPE_RECORDS, false, source_keys},
                                      {0}};
#define FACT_KEYS                                                                                            \
    {"name", SHAPE_TEXT, true, NULL}, {"type", SHAPE_TEXT, true, NULL}, {"of", SHAPE_TEXT, false, NULL},     \
        {"unit", SHAPE_TEXT, false, NULL}, {"allowed", SHAPE_TEXT, false, NULL},                             \
        {"ask", SHAPE_TEXT, false, NULL}, {"description", SHAPE_TEXT, false, NULL},                          \
    {                                                                                                        \
        "required", SHAPE_BOOLEAN, false, NULL                                                               \
    }
static const shape_key fact_keys[] = {FACT_KEYS,
                                      {"derived", SHAPE_BOOLEAN, false, NULL},
                                      {"hit_policy", SHAPE_TEXT, false, NULL},
                                      {"default", SHAPE_TEXT, false, NULL},
                                      {0}};
static const shape_key field_keys[] = {FACT_KEYS, {0}};
static const shape_key type_keys[] = {{"name", SHAPE_TEXT, true, NULL},
                                      {"key", SHAPE_TEXT, false, NULL},
                                      {"description", SHAPE_TEXT, false, NULL},
                                      {"fields", SHAPE_RECORDS, true, field_keys},
                                      {0}};
static const shape_key vocabulary_keys[] = {
    {"facts", SHAPE_RECORDS, true, fact_keys}, {"types", SHAPE_RECORDS, false, type_keys}, {0}};
static const shape_key recommendation_keys[] = {
    {"id", SHAPE_TEXT, true, NULL},          {"title", SHAPE_TEXT, true, NULL},
    {"summary", SHAPE_TEXT, false, NULL},    {"about", SHAPE_TEXT, false, NULL},
    {"priority", SHAPE_INTEGER, true, NULL}, {"effort", SHAPE_TEXT, false, NULL},
    {"horizon", SHAPE_TEXT, false, NULL},    {"next_steps", SHAPE_TEXTS, false, NULL},
    {"excludes", SHAPE_TEXTS, false, NULL},  {0}};
static const shape_key recommendations_keys[] = {
    {"recommendations", SHAPE_RECORDS, true, recommendation_keys}, {0}};
static const shape_key constant_keys[] = {
    {"name", SHAPE_TEXT, true, NULL}, {"expression", SHAPE_TEXT, true, NULL}, {0}};
static const shape_key rule_keys[] = {
    {"id", SHAPE_TEXT, true, NULL},         {"for", SHAPE_TEXT, false, NULL},
    {"when", SHAPE_TEXT, false, NULL},      {"recommend", SHAPE_TEXT, false, NULL},
    {"conclude", SHAPE_TEXT, false, NULL},  {"value", SHAPE_TEXT, false, NULL},
    {"certainty", SHAPE_TEXT, false, NULL}, {"because", SHAPE_TEXT, true, NULL},
    {"source", SHAPE_TEXT, false, NULL},    {"sources", SHAPE_TEXTS, false, NULL},
    {"note", SHAPE_TEXT, false, NULL},      {0}};
static const shape_key rules_keys[] = {
    {"constants", SHAPE_RECORDS, false, constant_keys}, {"rules", SHAPE_RECORDS, false, rule_keys}, {0}};

#define LIST(kind, file, member, record)                                                                     \
    {                                                                                                        \
#member, kind, offsetof(file, member), offsetof(file, member##_count), sizeof(record)                \
    }
static const record_list_schema pack_lists[] = {LIST(RECORD_SOURCE, yaml_pack, sources, yaml_source), {0}};
static const record_list_schema vocabulary_lists[] = {LIST(RECORD_TYPE, yaml_vocabulary, types, yaml_type),
                                                      LIST(RECORD_FACT, yaml_vocabulary, facts, yaml_fact),
                                                      {0}};
static const record_list_schema recommendations_lists[] = {
    LIST(RECORD_RECOMMENDATION, yaml_recommendations, recommendations, yaml_recommendation), {0}};
static const record_list_schema rules_lists[] = {LIST(RECORD_CONSTANT, yaml_rules, constants, yaml_constant),
                                                 LIST(RECORD_RULE, yaml_rules, rules, yaml_rule),
                                                 {0}};

const file_schema schema_pack = {pack_keys, &pack_schema, pack_lists};
const file_schema schema_vocabulary = {vocabulary_keys, &vocabulary_schema, vocabulary_lists};
const file_schema schema_recommendations = {recommendations_keys, &recommendations_schema,
                                            recommendations_lists};
const file_schema schema_rules = {rules_keys, &rules_schema, rules_lists};

static bool check_mapping(arena *a, const shape_key *keys, const yaml_node *node, diag_list *diags);

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

static bool check_value(arena *a, const shape_key *key, const yaml_node *node, diag_list *diags)
{
    bool good = true;
    switch (key->kind) {
    case SHAPE_TEXT: return node->kind == YAML_SCALAR || expected(diags, node, key->name, "text");
    case SHAPE_INTEGER:
        return (node->kind == YAML_SCALAR && is_integer(node->text)) ||
               expected(diags, node, key->name, "a whole number");
    case SHAPE_BOOLEAN:
        return (node->kind == YAML_SCALAR &&
                (slice_is(node->text, "true") || slice_is(node->text, "false"))) ||
               expected(diags, node, key->name, "true or false");
    case SHAPE_TEXTS:
    case SHAPE_RECORDS:
        if (node->kind != YAML_SEQUENCE)
            return expected(diags, node, key->name, "a list");
        for (size_t i = 0; i < node->count; i++) {
            if (key->kind == SHAPE_RECORDS)
                good = check_mapping(a, key->keys, node->items[i], diags) && good;
            else if (node->items[i]->kind != YAML_SCALAR)
                good = expected(diags, node->items[i], key->name, "a list of texts");
        }
        break;
    }
    return good;
}

static bool check_mapping(arena *a, const shape_key *keys, const yaml_node *node, diag_list *diags)
{
    if (node->kind != YAML_MAPPING) {
        diag_error(diags, node->where, "wrong-type", "expected keys and values here");
        return false;
    }
    bool good = true;
    slice names[16];
    size_t known = 0;
    for (const shape_key *k = keys; k->name != NULL; k++)
        names[known++] = slice_of(k->name);
    for (size_t i = 0; i < node->count; i++) {
        const yaml_node *key = node->items[2 * i];
        const shape_key *k = keys;
        while (k->name != NULL && !slice_is(key->text, k->name))
            k++;
        if (k->name != NULL) {
            good = check_value(a, k, node->items[2 * i + 1], diags) && good;
            continue;
        }
        diag_error(diags, key->where, "unknown-key", "unknown key '%.*s'",
                   SLICE_ARG(slice_part(key->text, 0, 60)));
        diag_hint_nearest(diags, key->text, names, known);
        good = false;
    }
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

void *schema_load(arena *a, const file_schema *schema, const source_text *source, diag_list *diags)
{
    loaded *l = ARENA_NEW(a, loaded);
    const allocator *from = arena_allocator_borrow(a);
    l->schema = schema->schema;
    l->config = (cyaml_config_t){.log_level = CYAML_LOG_ERROR,
                                 .mem_fn = from->resize,
                                 .mem_ctx = from->state,
                                 .flags = CYAML_CFG_NO_ALIAS};
    cyaml_err_t error = cyaml_load_data((const uint8_t *)source->text.ptr, source->text.len, &l->config,
                                        schema->schema, &l->data, NULL);
    if (error == CYAML_ERR_OOM)
        arena_fail(a);
    if (error != CYAML_OK) {
        diag_error(diags, (place){source, 0, 1}, "not-loaded", "the file could not be loaded: %s",
                   cyaml_strerror(error));
        return NULL;
    }
    arena_on_release(a, release_loaded, l);
    return l->data;
}
