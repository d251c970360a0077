/// The files of a pack as libcyaml loads them: a struct for each kind of file, and the tables of their keys.
#ifndef ADVISE_PACK_SCHEMA_H
#define ADVISE_PACK_SCHEMA_H

#include "input/yaml.h"

#include <cyaml/cyaml.h>
#include <stdbool.h>

typedef struct yaml_source {
    char *id, *title, *point;
} yaml_source;

/// What it takes to change a fact.
typedef struct yaml_change {
    char *cost;
} yaml_change;

/// Changes one record of the packs that are extended. What it changes, and how, is read from the tree.
typedef struct yaml_override {
    char *reason, *was_version;
    bool disable;
} yaml_override;

/// A finding that the pack allows.
typedef struct yaml_allowance {
    char *check, *rule, *recommendation, *fact, *source, *constant, *function, *type, *reason;
} yaml_allowance;

/// The office whose sheets people take home.
typedef struct yaml_office {
    char *name, *logo, *closing;
} yaml_office;

typedef struct yaml_pack {
    int advise;
    char *pack, *version, *title, *description, *license, *threshold;
    yaml_office office;
    yaml_source *sources;
    unsigned sources_count;
    yaml_override *overrides;
    unsigned overrides_count;
    yaml_allowance *allow;
    unsigned allow_count;
} yaml_pack;

/// A fact, or a field of a record type.
typedef struct yaml_fact {
    char *name, *topic, *type, *of, *unit, *allowed, *ask, *description, *hit_policy, *default_value;
    bool required, derived, fixed, early;
    yaml_change change;
} yaml_fact;

typedef struct yaml_type {
    char *name, *key, *description;
    yaml_fact *fields;
    unsigned fields_count;
} yaml_type;

typedef struct yaml_profile_check {
    char *id, *when, *because;
} yaml_profile_check;

typedef struct yaml_vocabulary {
    yaml_fact *facts;
    unsigned facts_count;
    yaml_type *types;
    unsigned types_count;
    yaml_profile_check *checks;
    unsigned checks_count;
} yaml_vocabulary;

typedef struct yaml_recommendation {
    char *id, *title, *summary, *about, *effort, *horizon;
    char *priority;
    char **priority_range;
    unsigned priority_range_count;
    char **next_steps;
    unsigned next_steps_count;
    char **excludes;
    unsigned excludes_count;
    char *part_of, *group;
} yaml_recommendation;

typedef struct yaml_recommendations {
    yaml_recommendation *recommendations;
    unsigned recommendations_count;
} yaml_recommendations;

/// What a constant is from a day on.
typedef struct yaml_dated {
    char *from, *value;
} yaml_dated;

typedef struct yaml_constant {
    char *name, *expression;
    yaml_dated *values;
    unsigned values_count;
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
    char *from, *until;
    char **sources;
    unsigned sources_count;
} yaml_rule;

typedef struct yaml_input {
    char *expression, *type, *values;
} yaml_input;

typedef struct yaml_output {
    char *name, *type, *values, *default_value;
} yaml_output;

typedef struct yaml_row {
    char **in, **out, **sources;
    unsigned in_count, out_count, sources_count;
    char *because, *source, *note, *from, *until;
} yaml_row;

typedef struct yaml_table {
    char *id, *iterations, *hit_policy, *aggregation, *table_file, *conclude, *recommend, *because, *source,
        *certainty, *note;
    char **sources;
    unsigned sources_count;
    yaml_input *inputs;
    unsigned inputs_count;
    yaml_output *outputs;
    unsigned outputs_count;
    yaml_row *rows;
    unsigned rows_count;
    yaml_parameter *parameters;
    unsigned parameters_count;
} yaml_table;

typedef struct yaml_rules {
    yaml_constant *constants;
    unsigned constants_count;
    yaml_function *functions;
    unsigned functions_count;
    yaml_rule *rules;
    unsigned rules_count;
    yaml_table *tables;
    unsigned tables_count;
    yaml_override *overrides;
    unsigned overrides_count;
    yaml_allowance *allow;
    unsigned allow_count;
} yaml_rules;

/// What a key holds.
typedef enum shape_kind {
    SHAPE_TEXT,
    SHAPE_INTEGER,
    SHAPE_BOOLEAN,
    SHAPE_TEXTS,
    SHAPE_TEXT_OR_TEXTS, ///< one text, or a list
    SHAPE_RECORDS,
    SHAPE_RECORD,  ///< one mapping
    SHAPE_ANY,     ///< read from the tree by the code that knows what it may be
    SHAPE_CHANGES, ///< some keys of the kind of record that the mapping around it names
    SHAPE_ADDED,   ///< some of its lists, with what is added to each
    SHAPE_REMOVED, ///< likewise, with the values or names of what is removed
} shape_kind;

/// A key of a mapping. What it says in words stands in key_help.c.
typedef struct shape_key {
    const char *name;
    shape_kind kind;
    bool required;
    const struct shape_key *keys; ///< of SHAPE_RECORDS and SHAPE_RECORD: ended by a row without a name
} shape_key;

/// The kinds of records that files hold in lists.
typedef enum record_kind {
    RECORD_SOURCE,
    RECORD_TYPE,
    RECORD_FACT,
    RECORD_PROFILE_CHECK,
    RECORD_CONSTANT,
    RECORD_FUNCTION,
    RECORD_RECOMMENDATION,
    RECORD_RULE,
    RECORD_TABLE,
    RECORD_OVERRIDE,
    RECORD_ALLOWANCE,
    RECORD_KINDS
} record_kind;

/// The word for a kind of record, and the key of its name.
typedef struct record_kind_name {
    const char *kind, *name; ///< NULL for what is not part of the pack itself
} record_kind_name;

extern const record_kind_name record_kind_names[RECORD_KINDS];

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

/// A kind of record that can be overridden.
typedef struct override_schema {
    const char *key; ///< in the override, before the record's name: "rule"
    record_kind kind;
    const char *name; ///< the record's own key for its name: "id"; NULL: its number
    const char
        *part_of; ///< the list that it is an element of, if it is a part of a record; its name is RECORD/PART
    const shape_key *keys;              ///< of the record
    const char *const *fixed;           ///< the keys that cannot be set, ended by NULL
    const shape_key *beside;            ///< what can be added beside a part; NULL: nothing
    const cyaml_schema_value_t *record; ///< NULL: of a part, which is loaded with its record
} override_schema;

/// Ended by a row without a key.
extern const override_schema override_schemas[];

extern const file_schema schema_pack, schema_vocabulary, schema_recommendations, schema_rules;

/// The kind of record that an override's mapping names; NULL if it names none, or several.
const override_schema *schema_of_override(const yaml_node *override);

/// How overrides can edit the value of a key.
typedef enum list_kind {
    LIST_NONE,    ///< they can only set it
    LIST_TEXTS,   ///< a list of texts
    LIST_TESTS,   ///< a text that lists FEEL unary tests, separated by commas
    LIST_ITEMS,   ///< a text that is a FEEL list, in brackets
    LIST_RECORDS, ///< a list of parts, which have names or numbers
} list_kind;

list_kind schema_list_kind(const shape_key *key);

#endif
