/// The files of a pack as libcyaml loads them: one struct a kind of file, and the tables that say which keys there are.
#ifndef ADVISE_PACK_SCHEMA_H
#define ADVISE_PACK_SCHEMA_H

#include "input/yaml.h"

#include <cyaml/cyaml.h>
#include <stdbool.h>

typedef struct yaml_source {
    char *id, *title, *point;
} yaml_source;

typedef struct yaml_pack {
    int advise;
    char *pack, *version, *title, *description, *license, *threshold;
    yaml_source *sources;
    unsigned sources_count;
} yaml_pack;

/// A fact, or a field of a record type.
typedef struct yaml_fact {
    char *name, *type, *of, *unit, *allowed, *ask, *description, *hit_policy, *default_value;
    bool required, derived;
} yaml_fact;

typedef struct yaml_type {
    char *name, *key, *description;
    yaml_fact *fields;
    unsigned fields_count;
} yaml_type;

typedef struct yaml_vocabulary {
    yaml_fact *facts;
    unsigned facts_count;
    yaml_type *types;
    unsigned types_count;
} yaml_vocabulary;

typedef struct yaml_recommendation {
    char *id, *title, *summary, *about, *effort, *horizon;
    int priority;
    char **next_steps;
    unsigned next_steps_count;
    char **excludes;
    unsigned excludes_count;
} yaml_recommendation;

typedef struct yaml_recommendations {
    yaml_recommendation *recommendations;
    unsigned recommendations_count;
} yaml_recommendations;

typedef struct yaml_constant {
    char *name, *expression;
} yaml_constant;

typedef struct yaml_parameter {
    char *name, *type;
} yaml_parameter;

typedef struct yaml_function {
    char *name, *result, *body, *description;
    yaml_parameter *parameters;
    unsigned parameters_count;
} yaml_function;

typedef struct yaml_rule {
    char *id, *iterations, *when, *recommend, *conclude, *value, *certainty, *because, *source, *note;
    char **sources;
    unsigned sources_count;
} yaml_rule;

typedef struct yaml_rules {
    yaml_constant *constants;
    unsigned constants_count;
    yaml_function *functions;
    unsigned functions_count;
    yaml_rule *rules;
    unsigned rules_count;
} yaml_rules;

/// What a key holds.
typedef enum shape_kind {
    SHAPE_TEXT,
    SHAPE_INTEGER,
    SHAPE_BOOLEAN,
    SHAPE_TEXTS,
    SHAPE_RECORDS,
    SHAPE_ANY, ///< read from the tree by whoever knows what it may be
} shape_kind;

/// A key of a mapping. What it says in words stands in key_help.c.
typedef struct shape_key {
    const char *name;
    shape_kind kind;
    bool required;
    const struct shape_key *keys; ///< of SHAPE_RECORDS: ended by a row without a name
} shape_key;

/// The kinds of records that files hold in lists.
typedef enum record_kind {
    RECORD_SOURCE,
    RECORD_TYPE,
    RECORD_FACT,
    RECORD_CONSTANT,
    RECORD_FUNCTION,
    RECORD_RECOMMENDATION,
    RECORD_RULE,
    RECORD_KINDS
} record_kind;

/// Where a file's struct holds a list of records.
typedef struct record_list_schema {
    const char *key; ///< of the list in the file
    record_kind kind;
    size_t items, count; ///< offsets of the pointer and of the count in the struct
    size_t size;         ///< of a record's struct
} record_list_schema;

/// A kind of file.
typedef struct file_schema {
    const shape_key *keys;
    const cyaml_schema_value_t *schema;
    const record_list_schema *lists; ///< ended by a row without a key
} file_schema;

extern const file_schema schema_pack, schema_vocabulary, schema_recommendations, schema_rules;

/// Reports every key that is unknown, missing or of the wrong kind. True where there is nothing to report.
bool schema_check(arena *a, const file_schema *schema, const yaml_node *root, diag_list *diags);

/// Loads checked text into the schema's struct, which is freed with the arena; NULL with a diagnostic where it cannot be.
void *schema_load(arena *a, const file_schema *schema, const source_text *source, diag_list *diags);

#endif
