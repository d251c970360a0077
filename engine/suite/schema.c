// libcyaml's schemas of test files and, beside each, the table of its keys.
#include "suite/schema.h"

#define TEXT(type, member)                                                                                   \
    CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, 0,               \
                           CYAML_UNLIMITED)
#define RECORDS(type, member, entry)                                                                         \
    CYAML_FIELD_SEQUENCE(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member, entry, 0,          \
                         CYAML_UNLIMITED)
#define FREE_FORM(key) CYAML_FIELD_IGNORE(key, CYAML_FLAG_OPTIONAL)

static const cyaml_schema_value_t text_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED)};

static const cyaml_schema_field_t expectation_fields[] = {TEXT(yaml_expectation, recommend),
                                                          TEXT(yaml_expectation, item),
                                                          TEXT(yaml_expectation, rank),
                                                          TEXT(yaml_expectation, certainty),
                                                          TEXT(yaml_expectation, score),
                                                          TEXT(yaml_expectation, title),
                                                          TEXT(yaml_expectation, part_of),
                                                          TEXT(yaml_expectation, alternative_to),
                                                          RECORDS(yaml_expectation, reasons, &text_entry),
                                                          RECORDS(yaml_expectation, next_steps, &text_entry),
                                                          RECORDS(yaml_expectation, by_rules, &text_entry),
                                                          CYAML_FIELD_END};
static const cyaml_schema_value_t expectation_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_expectation, expectation_fields)};

static const cyaml_schema_field_t problem_fields[] = {
    TEXT(yaml_problem, code), TEXT(yaml_problem, message),
    CYAML_FIELD_INT("line", CYAML_FLAG_OPTIONAL, yaml_problem, line), CYAML_FIELD_END};
static const cyaml_schema_value_t problem_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_problem, problem_fields)};

static const cyaml_schema_field_t test_fields[] = {TEXT(yaml_test, name),
                                                   TEXT(yaml_test, as_of),
                                                   TEXT(yaml_test, note),
                                                   FREE_FORM("profile"),
                                                   RECORDS(yaml_test, expect, &expectation_entry),
                                                   FREE_FORM("absent"),
                                                   FREE_FORM("undetermined"),
                                                   FREE_FORM("derived"),
                                                   RECORDS(yaml_test, fired, &text_entry),
                                                   RECORDS(yaml_test, held_back, &text_entry),
                                                   RECORDS(yaml_test, questions, &text_entry),
                                                   RECORDS(yaml_test, diagnostics, &problem_entry),
                                                   RECORDS(yaml_test, warnings, &problem_entry),
                                                   CYAML_FIELD_END};
static const cyaml_schema_value_t test_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_test, test_fields)};

static const cyaml_schema_field_t equivalent_fields[] = {TEXT(yaml_equivalent, rule),
                                                         TEXT(yaml_equivalent, mutant),
                                                         TEXT(yaml_equivalent, reason), CYAML_FIELD_END};
static const cyaml_schema_value_t equivalent_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, yaml_equivalent, equivalent_fields)};

static const cyaml_schema_field_t file_fields[] = {RECORDS(yaml_tests, tests, &test_entry),
                                                   RECORDS(yaml_tests, equivalent, &equivalent_entry),
                                                   CYAML_FIELD_END};
static const cyaml_schema_value_t tests_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, yaml_tests, file_fields)};

static const shape_key expectation_keys[] = {
    {"recommend", SHAPE_TEXT, true, NULL},  {"item", SHAPE_TEXT, false, NULL},
    {"rank", SHAPE_TEXT, false, NULL},      {"certainty", SHAPE_TEXT, false, NULL},
    {"score", SHAPE_TEXT, false, NULL},     {"title", SHAPE_TEXT, false, NULL},
    {"part_of", SHAPE_TEXT, false, NULL},   {"alternative_to", SHAPE_TEXT, false, NULL},
    {"reasons", SHAPE_TEXTS, false, NULL},  {"next_steps", SHAPE_TEXTS, false, NULL},
    {"by_rules", SHAPE_TEXTS, false, NULL}, {0}};
static const shape_key problem_keys[] = {{"code", SHAPE_TEXT, true, NULL},
                                         {"line", SHAPE_INTEGER, false, NULL},
                                         {"message", SHAPE_TEXT, false, NULL},
                                         {0}};
static const shape_key test_keys[] = {{"name", SHAPE_TEXT, true, NULL},
                                      {"note", SHAPE_TEXT, false, NULL},
                                      {"as_of", SHAPE_TEXT, false, NULL},
                                      {"profile", SHAPE_ANY, true, NULL},
                                      {"expect", SHAPE_RECORDS, false, expectation_keys},
                                      {"absent", SHAPE_ANY, false, NULL},
                                      {"undetermined", SHAPE_ANY, false, NULL},
                                      {"derived", SHAPE_ANY, false, NULL},
                                      {"fired", SHAPE_TEXTS, false, NULL},
                                      {"held_back", SHAPE_TEXTS, false, NULL},
                                      {"questions", SHAPE_TEXTS, false, NULL},
                                      {"diagnostics", SHAPE_RECORDS, false, problem_keys},
                                      {"warnings", SHAPE_RECORDS, false, problem_keys},
                                      {0}};
static const shape_key equivalent_keys[] = {{"rule", SHAPE_TEXT, true, NULL},
                                            {"mutant", SHAPE_TEXT, true, NULL},
                                            {"reason", SHAPE_TEXT, true, NULL},
                                            {0}};
static const shape_key file_keys[] = {
    {"tests", SHAPE_RECORDS, true, test_keys}, {"equivalent", SHAPE_RECORDS, false, equivalent_keys}, {0}};
static const shape_key absence_keys[] = {{"recommend", SHAPE_TEXT, true, NULL},
                                         {"item", SHAPE_TEXT, false, NULL},
                                         {"certainty", SHAPE_TEXT, false, NULL},
                                         {0}};
static const shape_key wait_keys[] = {
    {"rule", SHAPE_TEXT, true, NULL}, {"waits_for", SHAPE_TEXTS, false, NULL}, {0}};

const file_schema schema_tests = {file_keys, &tests_schema, NULL};
const file_schema schema_absence = {absence_keys, NULL, NULL};
const file_schema schema_wait = {wait_keys, NULL, NULL};
