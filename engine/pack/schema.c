// libcyaml's schemas and, beside each, the table from which schema_check.c checks keys before libcyaml sees the text.
#include "pack/schema.h"

#include <string.h>

#define TEXT(type, member)                                                                                   \
    CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, 0,               \
                           CYAML_UNLIMITED)
#define TEXT_AS(key, type, member)                                                                           \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, 0, CYAML_UNLIMITED)
#define RECORDS(type, member, entry)                                                                         \
    CYAML_FIELD_SEQUENCE(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, entry, 0,          \
                         CYAML_UNLIMITED)
/// What is read from the tree alone.
#define IN_TREE(key)       CYAML_FIELD_IGNORE(key, CYAML_FLAG_OPTIONAL)
#define FLAG(type, member) CYAML_FIELD_BOOL(#member, CYAML_FLAG_OPTIONAL, type, member)

static const cyaml_schema_value_t text_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED)};

static const cyaml_schema_field_t source_fields[] = {TEXT(yaml_source, id), TEXT(yaml_source, title),
                                                     TEXT(yaml_source, point), CYAML_FIELD_END};
static const cyaml_schema_value_t source_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_source, source_fields)};
static const cyaml_schema_field_t change_fields[] = {TEXT(yaml_change, cost), CYAML_FIELD_END};
// What an override names, sets, adds and removes depends on what it is about: the tree says it, and `schema_load_record` loads the result.
static const cyaml_schema_field_t override_fields[] = {IN_TREE("rule"),
                                                       IN_TREE("recommendation"),
                                                       IN_TREE("fact"),
                                                       IN_TREE("constant"),
                                                       IN_TREE("function"),
                                                       IN_TREE("check"),
                                                       IN_TREE("source"),
                                                       IN_TREE("type"),
                                                       IN_TREE("field"),
                                                       IN_TREE("table"),
                                                       IN_TREE("row"),
                                                       IN_TREE("set"),
                                                       IN_TREE("add"),
                                                       IN_TREE("remove"),
                                                       IN_TREE("was"),
                                                       TEXT(yaml_override, reason),
                                                       TEXT(yaml_override, was_version),
                                                       FLAG(yaml_override, disable),
                                                       CYAML_FIELD_END};
static const cyaml_schema_value_t override_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_override, override_fields)};

static const cyaml_schema_field_t allowance_fields[] = {
    TEXT(yaml_allowance, check),          TEXT(yaml_allowance, rule),
    TEXT(yaml_allowance, recommendation), TEXT(yaml_allowance, fact),
    TEXT(yaml_allowance, source),         TEXT(yaml_allowance, constant),
    TEXT(yaml_allowance, function),       TEXT(yaml_allowance, type),
    TEXT(yaml_allowance, reason),         CYAML_FIELD_END};
static const cyaml_schema_value_t allowance_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_allowance, allowance_fields)};
static const cyaml_schema_field_t office_fields[] = {TEXT(yaml_office, name), TEXT(yaml_office, logo),
                                                     TEXT(yaml_office, closing), CYAML_FIELD_END};
static const cyaml_schema_field_t pack_fields[] = {
    CYAML_FIELD_INT("advise", CYAML_FLAG_OPTIONAL, yaml_pack, advise),
    TEXT(yaml_pack, pack),
    TEXT(yaml_pack, version),
    TEXT(yaml_pack, title),
    TEXT(yaml_pack, description),
    TEXT(yaml_pack, license),
    TEXT(yaml_pack, threshold),
    IN_TREE("extends"),
    CYAML_FIELD_MAPPING("office", CYAML_FLAG_OPTIONAL, yaml_pack, office, office_fields),
    RECORDS(yaml_pack, sources, &source_entry),
    RECORDS(yaml_pack, overrides, &override_entry),
    RECORDS(yaml_pack, allow, &allowance_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t pack_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, yaml_pack, pack_fields)};

static const cyaml_schema_field_t fact_fields[] = {
    TEXT(yaml_fact, topic),
    TEXT(yaml_fact, name),
    TEXT(yaml_fact, type),
    TEXT(yaml_fact, of),
    TEXT(yaml_fact, unit),
    TEXT(yaml_fact, allowed),
    TEXT(yaml_fact, ask),
    TEXT(yaml_fact, description),
    TEXT(yaml_fact, hit_policy),
    TEXT_AS("default", yaml_fact, default_value),
    FLAG(yaml_fact, required),
    FLAG(yaml_fact, derived),
    FLAG(yaml_fact, fixed),
    FLAG(yaml_fact, early),
    CYAML_FIELD_MAPPING("change", CYAML_FLAG_OPTIONAL, yaml_fact, change, change_fields),
    CYAML_FIELD_END};
static const cyaml_schema_value_t fact_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_fact, fact_fields)};
static const cyaml_schema_field_t type_fields[] = {TEXT(yaml_type, name), TEXT(yaml_type, key),
                                                   TEXT(yaml_type, description),
                                                   RECORDS(yaml_type, fields, &fact_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t type_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_type, type_fields)};
static const cyaml_schema_field_t profile_check_fields[] = {
    TEXT(yaml_profile_check, id), TEXT(yaml_profile_check, when), TEXT(yaml_profile_check, because),
    CYAML_FIELD_END};
static const cyaml_schema_value_t profile_check_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_profile_check, profile_check_fields)};
static const cyaml_schema_field_t vocabulary_fields[] = {
    RECORDS(yaml_vocabulary, facts, &fact_entry), RECORDS(yaml_vocabulary, types, &type_entry),
    RECORDS(yaml_vocabulary, checks, &profile_check_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t vocabulary_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, yaml_vocabulary, vocabulary_fields)};

static const cyaml_schema_field_t recommendation_fields[] = {
    TEXT(yaml_recommendation, id),
    TEXT(yaml_recommendation, title),
    TEXT(yaml_recommendation, summary),
    TEXT(yaml_recommendation, about),
    TEXT(yaml_recommendation, effort),
    TEXT(yaml_recommendation, horizon),
    TEXT(yaml_recommendation, priority),
    RECORDS(yaml_recommendation, priority_range, &text_entry),
    RECORDS(yaml_recommendation, next_steps, &text_entry),
    RECORDS(yaml_recommendation, excludes, &text_entry),
    TEXT(yaml_recommendation, part_of),
    TEXT(yaml_recommendation, group),
    CYAML_FIELD_END};
static const cyaml_schema_value_t recommendation_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_recommendation, recommendation_fields)};
static const cyaml_schema_field_t recommendations_fields[] = {
    RECORDS(yaml_recommendations, recommendations, &recommendation_entry), CYAML_FIELD_END};
static const cyaml_schema_value_t recommendations_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, yaml_recommendations, recommendations_fields)};

static const cyaml_schema_field_t dated_fields[] = {TEXT(yaml_dated, from), TEXT(yaml_dated, value),
                                                    CYAML_FIELD_END};
static const cyaml_schema_value_t dated_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_dated, dated_fields)};
static const cyaml_schema_field_t constant_fields[] = {
    TEXT(yaml_constant, name), TEXT(yaml_constant, expression), RECORDS(yaml_constant, values, &dated_entry),
    CYAML_FIELD_END};
static const cyaml_schema_value_t constant_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_constant, constant_fields)};
static const cyaml_schema_field_t parameter_fields[] = {TEXT(yaml_parameter, name),
                                                        TEXT(yaml_parameter, type), CYAML_FIELD_END};
static const cyaml_schema_value_t parameter_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_parameter, parameter_fields)};
static const cyaml_schema_field_t function_fields[] = {TEXT(yaml_function, name),
                                                       TEXT(yaml_function, result),
                                                       TEXT(yaml_function, body),
                                                       TEXT(yaml_function, description),
                                                       RECORDS(yaml_function, parameters, &parameter_entry),
                                                       CYAML_FIELD_END};
static const cyaml_schema_value_t function_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_function, function_fields)};
static const cyaml_schema_field_t rule_fields[] = {
    TEXT(yaml_rule, id),        TEXT_AS("for", yaml_rule, iterations),
    TEXT(yaml_rule, when),      TEXT(yaml_rule, recommend),
    TEXT(yaml_rule, conclude),  TEXT(yaml_rule, value),
    TEXT(yaml_rule, certainty), TEXT(yaml_rule, because),
    TEXT(yaml_rule, source),    RECORDS(yaml_rule, sources, &text_entry),
    TEXT(yaml_rule, note),      TEXT(yaml_rule, from),
    TEXT(yaml_rule, until),     CYAML_FIELD_END};
static const cyaml_schema_value_t rule_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_rule, rule_fields)};
static const cyaml_schema_field_t input_fields[] = {TEXT(yaml_input, expression), TEXT(yaml_input, type),
                                                    TEXT(yaml_input, values), CYAML_FIELD_END};
static const cyaml_schema_value_t input_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_input, input_fields)};
static const cyaml_schema_field_t output_fields[] = {
    TEXT(yaml_output, name), TEXT(yaml_output, type), TEXT(yaml_output, values),
    TEXT_AS("default", yaml_output, default_value), CYAML_FIELD_END};
static const cyaml_schema_value_t output_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_output, output_fields)};
static const cyaml_schema_field_t row_fields[] = {RECORDS(yaml_row, in, &text_entry),
                                                  RECORDS(yaml_row, out, &text_entry),
                                                  RECORDS(yaml_row, sources, &text_entry),
                                                  TEXT(yaml_row, because),
                                                  TEXT(yaml_row, source),
                                                  TEXT(yaml_row, note),
                                                  TEXT(yaml_row, from),
                                                  TEXT(yaml_row, until),
                                                  CYAML_FIELD_END};
static const cyaml_schema_value_t row_entry = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_row, row_fields)};
static const cyaml_schema_field_t table_fields[] = {TEXT(yaml_table, id),
                                                    TEXT_AS("for", yaml_table, iterations),
                                                    TEXT(yaml_table, hit_policy),
                                                    TEXT(yaml_table, aggregation),
                                                    TEXT(yaml_table, table_file),
                                                    TEXT(yaml_table, conclude),
                                                    TEXT(yaml_table, recommend),
                                                    TEXT(yaml_table, because),
                                                    TEXT(yaml_table, source),
                                                    TEXT(yaml_table, certainty),
                                                    TEXT(yaml_table, note),
                                                    RECORDS(yaml_table, parameters, &parameter_entry),
                                                    RECORDS(yaml_table, sources, &text_entry),
                                                    RECORDS(yaml_table, inputs, &input_entry),
                                                    RECORDS(yaml_table, outputs, &output_entry),
                                                    RECORDS(yaml_table, rows, &row_entry),
                                                    CYAML_FIELD_END};
static const cyaml_schema_value_t table_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_table, table_fields)};
static const cyaml_schema_field_t rules_fields[] = {RECORDS(yaml_rules, constants, &constant_entry),
                                                    RECORDS(yaml_rules, functions, &function_entry),
                                                    RECORDS(yaml_rules, rules, &rule_entry),
                                                    RECORDS(yaml_rules, tables, &table_entry),
                                                    RECORDS(yaml_rules, overrides, &override_entry),
                                                    RECORDS(yaml_rules, allow, &allowance_entry),
                                                    CYAML_FIELD_END};
static const cyaml_schema_value_t rules_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, yaml_rules, rules_fields)};

static const shape_key source_keys[] = {{"id", SHAPE_TEXT, true, NULL},
                                        {"title", SHAPE_TEXT, true, NULL},
                                        {"point", SHAPE_TEXT, false, NULL},
                                        {0}};
static const shape_key override_keys[] = {{"rule", SHAPE_TEXT, false, NULL},
                                          {"recommendation", SHAPE_TEXT, false, NULL},
                                          {"fact", SHAPE_TEXT, false, NULL},
                                          {"constant", SHAPE_TEXT, false, NULL},
                                          {"function", SHAPE_TEXT, false, NULL},
                                          {"check", SHAPE_TEXT, false, NULL},
                                          {"source", SHAPE_TEXT, false, NULL},
                                          {"type", SHAPE_TEXT, false, NULL},
                                          {"field", SHAPE_TEXT, false, NULL},
                                          {"table", SHAPE_TEXT, false, NULL},
                                          {"row", SHAPE_TEXT, false, NULL},
                                          {"set", SHAPE_CHANGES, false, NULL},
                                          {"add", SHAPE_ADDED, false, NULL},
                                          {"remove", SHAPE_REMOVED, false, NULL},
                                          {"was", SHAPE_CHANGES, false, NULL},
                                          {"disable", SHAPE_BOOLEAN, false, NULL},
                                          {"reason", SHAPE_TEXT, true, NULL},
                                          {"was_version", SHAPE_TEXT, false, NULL},
                                          {0}};
static const shape_key allowance_keys[] = {
    {"check", SHAPE_TEXT, true, NULL},           {"rule", SHAPE_TEXT, false, NULL},
    {"recommendation", SHAPE_TEXT, false, NULL}, {"fact", SHAPE_TEXT, false, NULL},
    {"source", SHAPE_TEXT, false, NULL},         {"constant", SHAPE_TEXT, false, NULL},
    {"function", SHAPE_TEXT, false, NULL},       {"type", SHAPE_TEXT, false, NULL},
    {"reason", SHAPE_TEXT, true, NULL},          {0}};
static const shape_key office_keys[] = {{"name", SHAPE_TEXT, false, NULL},
                                        {"logo", SHAPE_TEXT, false, NULL},
                                        {"closing", SHAPE_TEXT, false, NULL},
                                        {0}};
static const shape_key pack_keys[] = {{"advise", SHAPE_INTEGER, true, NULL},
                                      {"pack", SHAPE_TEXT, true, NULL},
                                      {"version", SHAPE_TEXT, true, NULL},
                                      {"title", SHAPE_TEXT, true, NULL},
                                      {"description", SHAPE_TEXT, false, NULL},
                                      {"license", SHAPE_TEXT, false, NULL},
                                      {"threshold", SHAPE_TEXT, false, NULL},
                                      {"extends", SHAPE_TEXT_OR_TEXTS, false, NULL},
                                      {"office", SHAPE_RECORD, false, office_keys},
                                      {"sources", SHAPE_RECORDS, false, source_keys},
                                      {"overrides", SHAPE_RECORDS, false, override_keys},
                                      {"allow", SHAPE_RECORDS, false, allowance_keys},
                                      {0}};
static const shape_key change_keys[] = {{"cost", SHAPE_TEXT, true, NULL}, {0}};
#define FACT_KEYS                                                                                            \
    {"name", SHAPE_TEXT, true, NULL}, {"type", SHAPE_TEXT, true, NULL}, {"of", SHAPE_TEXT, false, NULL},     \
        {"unit", SHAPE_TEXT, false, NULL}, {"allowed", SHAPE_TEXT, false, NULL},                             \
        {"ask", SHAPE_TEXT, false, NULL}, {"description", SHAPE_TEXT, false, NULL},                          \
        {"change", SHAPE_RECORD, false, change_keys}, {"fixed", SHAPE_BOOLEAN, false, NULL},                 \
        {"required", SHAPE_BOOLEAN, false, NULL}, {"derived", SHAPE_BOOLEAN, false, NULL},                   \
        {"hit_policy", SHAPE_TEXT, false, NULL},                                                             \
    {                                                                                                        \
        "default", SHAPE_TEXT, false, NULL                                                                   \
    }
static const shape_key fact_keys[] = {
    FACT_KEYS, {"topic", SHAPE_TEXT, false, NULL}, {"early", SHAPE_BOOLEAN, false, NULL}, {0}};
static const shape_key field_keys[] = {FACT_KEYS, {0}};
static const shape_key type_keys[] = {{"name", SHAPE_TEXT, true, NULL},
                                      {"key", SHAPE_TEXT, false, NULL},
                                      {"description", SHAPE_TEXT, false, NULL},
                                      {"fields", SHAPE_RECORDS, true, field_keys},
                                      {0}};
static const shape_key profile_check_keys[] = {{"id", SHAPE_TEXT, true, NULL},
                                               {"when", SHAPE_TEXT, true, NULL},
                                               {"because", SHAPE_TEXT, true, NULL},
                                               {0}};
static const shape_key vocabulary_keys[] = {{"facts", SHAPE_RECORDS, true, fact_keys},
                                            {"types", SHAPE_RECORDS, false, type_keys},
                                            {"checks", SHAPE_RECORDS, false, profile_check_keys},
                                            {0}};
static const shape_key recommendation_keys[] = {{"id", SHAPE_TEXT, true, NULL},
                                                {"title", SHAPE_TEXT, true, NULL},
                                                {"summary", SHAPE_TEXT, false, NULL},
                                                {"about", SHAPE_TEXT, false, NULL},
                                                {"priority", SHAPE_TEXT, true, NULL},
                                                {"priority_range", SHAPE_TEXTS, false, NULL},
                                                {"effort", SHAPE_TEXT, false, NULL},
                                                {"horizon", SHAPE_TEXT, false, NULL},
                                                {"next_steps", SHAPE_TEXTS, false, NULL},
                                                {"excludes", SHAPE_TEXTS, false, NULL},
                                                {"part_of", SHAPE_TEXT, false, NULL},
                                                {"group", SHAPE_TEXT, false, NULL},
                                                {0}};
static const shape_key recommendations_keys[] = {
    {"recommendations", SHAPE_RECORDS, true, recommendation_keys}, {0}};
static const shape_key dated_keys[] = {
    {"from", SHAPE_TEXT, true, NULL}, {"value", SHAPE_TEXT, true, NULL}, {0}};
static const shape_key constant_keys[] = {{"name", SHAPE_TEXT, true, NULL},
                                          {"expression", SHAPE_TEXT, false, NULL},
                                          {"values", SHAPE_RECORDS, false, dated_keys},
                                          {0}};
static const shape_key parameter_keys[] = {
    {"name", SHAPE_TEXT, true, NULL}, {"type", SHAPE_TEXT, false, NULL}, {0}};
static const shape_key function_keys[] = {
    {"name", SHAPE_TEXT, true, NULL},         {"parameters", SHAPE_RECORDS, false, parameter_keys},
    {"result", SHAPE_TEXT, false, NULL},      {"body", SHAPE_TEXT, true, NULL},
    {"description", SHAPE_TEXT, false, NULL}, {0}};
static const shape_key rule_keys[] = {
    {"id", SHAPE_TEXT, true, NULL},         {"for", SHAPE_TEXT, false, NULL},
    {"when", SHAPE_TEXT, false, NULL},      {"recommend", SHAPE_TEXT, false, NULL},
    {"conclude", SHAPE_TEXT, false, NULL},  {"value", SHAPE_TEXT, false, NULL},
    {"certainty", SHAPE_TEXT, false, NULL}, {"because", SHAPE_TEXT, true, NULL},
    {"source", SHAPE_TEXT, false, NULL},    {"sources", SHAPE_TEXTS, false, NULL},
    {"note", SHAPE_TEXT, false, NULL},      {"from", SHAPE_TEXT, false, NULL},
    {"until", SHAPE_TEXT, false, NULL},     {0}};
static const shape_key input_keys[] = {{"expression", SHAPE_TEXT, true, NULL},
                                       {"type", SHAPE_TEXT, false, NULL},
                                       {"values", SHAPE_TEXT, false, NULL},
                                       {0}};
static const shape_key output_keys[] = {{"name", SHAPE_TEXT, false, NULL},
                                        {"type", SHAPE_TEXT, false, NULL},
                                        {"values", SHAPE_TEXT, false, NULL},
                                        {"default", SHAPE_TEXT, false, NULL},
                                        {0}};
static const shape_key row_keys[] = {{"in", SHAPE_TEXTS, true, NULL},
                                     {"out", SHAPE_TEXTS, true, NULL},
                                     {"because", SHAPE_TEXT, false, NULL},
                                     {"source", SHAPE_TEXT, false, NULL},
                                     {"sources", SHAPE_TEXTS, false, NULL},
                                     {"note", SHAPE_TEXT, false, NULL},
                                     {"from", SHAPE_TEXT, false, NULL},
                                     {"until", SHAPE_TEXT, false, NULL},
                                     {0}};
static const shape_key table_keys[] = {{"id", SHAPE_TEXT, true, NULL},
                                       {"parameters", SHAPE_RECORDS, false, parameter_keys},
                                       {"for", SHAPE_TEXT, false, NULL},
                                       {"hit_policy", SHAPE_TEXT, false, NULL},
                                       {"aggregation", SHAPE_TEXT, false, NULL},
                                       {"inputs", SHAPE_RECORDS, false, input_keys},
                                       {"outputs", SHAPE_RECORDS, false, output_keys},
                                       {"rows", SHAPE_RECORDS, false, row_keys},
                                       {"table_file", SHAPE_TEXT, false, NULL},
                                       {"conclude", SHAPE_TEXT, false, NULL},
                                       {"recommend", SHAPE_TEXT, false, NULL},
                                       {"certainty", SHAPE_TEXT, false, NULL},
                                       {"because", SHAPE_TEXT, false, NULL},
                                       {"source", SHAPE_TEXT, false, NULL},
                                       {"sources", SHAPE_TEXTS, false, NULL},
                                       {"note", SHAPE_TEXT, false, NULL},
                                       {0}};
static const shape_key rules_keys[] = {{"constants", SHAPE_RECORDS, false, constant_keys},
                                       {"functions", SHAPE_RECORDS, false, function_keys},
                                       {"rules", SHAPE_RECORDS, false, rule_keys},
                                       {"tables", SHAPE_RECORDS, false, table_keys},
                                       {"overrides", SHAPE_RECORDS, false, override_keys},
                                       {"allow", SHAPE_RECORDS, false, allowance_keys},
                                       {0}};

const record_kind_name record_kind_names[RECORD_KINDS] = {
    [RECORD_SOURCE] = {"source", "id"},       [RECORD_TYPE] = {"type", "name"},
    [RECORD_FACT] = {"fact", "name"},         [RECORD_PROFILE_CHECK] = {"check", "id"},
    [RECORD_CONSTANT] = {"constant", "name"}, [RECORD_RECOMMENDATION] = {"recommendation", "id"},
    [RECORD_FUNCTION] = {"function", "name"}, [RECORD_RULE] = {"rule", "id"},
    [RECORD_TABLE] = {"table", "id"},
};

#define LIST(kind, file, member, record)                                                                     \
    {                                                                                                        \
#member, kind, offsetof(file, member), offsetof(file, member##_count), sizeof(record)                \
    }
static const record_list_schema pack_lists[] = {LIST(RECORD_SOURCE, yaml_pack, sources, yaml_source),
                                                LIST(RECORD_OVERRIDE, yaml_pack, overrides, yaml_override),
                                                LIST(RECORD_ALLOWANCE, yaml_pack, allow, yaml_allowance),
                                                {0}};
static const record_list_schema vocabulary_lists[] = {
    LIST(RECORD_TYPE, yaml_vocabulary, types, yaml_type),
    LIST(RECORD_FACT, yaml_vocabulary, facts, yaml_fact),
    LIST(RECORD_PROFILE_CHECK, yaml_vocabulary, checks, yaml_profile_check),
    {0}};
static const record_list_schema recommendations_lists[] = {
    LIST(RECORD_RECOMMENDATION, yaml_recommendations, recommendations, yaml_recommendation), {0}};
static const record_list_schema rules_lists[] = {LIST(RECORD_CONSTANT, yaml_rules, constants, yaml_constant),
                                                 LIST(RECORD_FUNCTION, yaml_rules, functions, yaml_function),
                                                 LIST(RECORD_RULE, yaml_rules, rules, yaml_rule),
                                                 LIST(RECORD_TABLE, yaml_rules, tables, yaml_table),
                                                 LIST(RECORD_OVERRIDE, yaml_rules, overrides, yaml_override),
                                                 LIST(RECORD_ALLOWANCE, yaml_rules, allow, yaml_allowance),
                                                 {0}};

const file_schema schema_pack = {pack_keys, &pack_schema, pack_lists};
const file_schema schema_vocabulary = {vocabulary_keys, &vocabulary_schema, vocabulary_lists};
const file_schema schema_recommendations = {recommendations_keys, &recommendations_schema,
                                            recommendations_lists};
const file_schema schema_rules = {rules_keys, &rules_schema, rules_lists};

static const char *const fixed_id[] = {"id", NULL};
static const char *const fixed_name[] = {"name", NULL};
static const char *const fixed_function[] = {"name", "parameters", "result", NULL};
static const char *const fixed_table[] = {"id", "parameters", NULL};
static const char *const fixed_fact[] = {"name", "type", "of", NULL};
static const shape_key beside_row[] = {
    {"before", SHAPE_RECORDS, false, row_keys}, {"after", SHAPE_RECORDS, false, row_keys}, {0}};
static const char *const fixed_row[] = {NULL};
const override_schema override_schemas[] = {
    {"rule", RECORD_RULE, "id", NULL, rule_keys, fixed_id, NULL, &rule_entry},
    {"recommendation", RECORD_RECOMMENDATION, "id", NULL, recommendation_keys, fixed_id, NULL,
     &recommendation_entry},
    {"fact", RECORD_FACT, "name", NULL, fact_keys, fixed_fact, NULL, &fact_entry},
    {"constant", RECORD_CONSTANT, "name", NULL, constant_keys, fixed_name, NULL, &constant_entry},
    {"function", RECORD_FUNCTION, "name", NULL, function_keys, fixed_function, NULL, &function_entry},
    {"check", RECORD_PROFILE_CHECK, "id", NULL, profile_check_keys, fixed_id, NULL, &profile_check_entry},
    {"source", RECORD_SOURCE, "id", NULL, source_keys, fixed_id, NULL, &source_entry},
    {"type", RECORD_TYPE, "name", NULL, type_keys, fixed_name, NULL, &type_entry},
    {"field", RECORD_TYPE, "name", "fields", field_keys, fixed_fact, NULL, NULL},
    {"table", RECORD_TABLE, "id", NULL, table_keys, fixed_table, NULL, &table_entry},
    {"row", RECORD_TABLE, NULL, "rows", row_keys, fixed_row, beside_row, NULL},
    {0}};

const override_schema *schema_of_override(const yaml_node *override)
{
    const override_schema *found = NULL;
    for (const override_schema *s = override_schemas; s->key != NULL; s++) {
        if (yaml_get(override, s->key) == NULL)
            continue;
        if (found != NULL)
            return NULL;
        found = s;
    }
    return found;
}

list_kind schema_list_kind(const shape_key *key)
{
    static const struct {
        const char *name;
        list_kind kind;
    } named[] = {
        {"allowed", LIST_TESTS}, {"expression", LIST_ITEMS}, {"fields", LIST_RECORDS},
        {"rows", LIST_RECORDS},  {"before", LIST_RECORDS},   {"after", LIST_RECORDS},
        {"in", LIST_NONE},       {"out", LIST_NONE}}; // a row's cells stand in the order of its columns
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (strcmp(key->name, named[i].name) == 0)
            return named[i].kind;
    }
    return key->kind == SHAPE_TEXTS ? LIST_TEXTS : LIST_NONE;
}
