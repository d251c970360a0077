/// The state of a load, shared by load.c (files to records), vocabulary.c (facts and types), link.c (rules) and graph.c (derivation
/// order). Linking walks lists of records, whichever file and level of the pack they come from.
/// Private to engine/pack/.
#ifndef ADVISE_PACK_LOADER_H
#define ADVISE_PACK_LOADER_H

#include "pack/pack.h"
#include "pack/schema.h"

/// One record of a file.
typedef struct pack_record {
    const void *data;      ///< what libcyaml loaded: a yaml_rule for RECORD_RULE, and so on
    const yaml_node *node; ///< the mapping with the places
    size_t level;          ///< index of the pack level that it comes from
} pack_record;

/// The records of one kind: the base's first, within a level in the order of the files.
typedef struct record_list {
    pack_record *items;
    size_t count, capacity;
} record_list;

/// What is known of a level's pack.yaml.
typedef struct level_head {
    const yaml_pack *data; ///< NULL where it could not be read
    const yaml_node *node;
} level_head;

/// A name and what it stands for, in a hash table.
typedef struct name_entry {
    slice name;
    size_t index;
    place where;
} name_entry;

typedef struct name_index {
    name_entry *slots;
    size_t capacity; ///< a power of two
    size_t count;
} name_index;

typedef struct loader {
    arena *arena;
    diag_list *diags;
    pack *pack;
    level_head head;
    size_t level; ///< of the files that are being read
    record_list records[RECORD_KINDS];
    feel_field *type_names; ///< record types by name, for the scope
    name_index sources, facts, recommendation_ids, rule_ids, constants;
} loader;

/// Adds a name; false, with the entry that stands there, where it is known already.
bool name_add(arena *a, name_index *index, slice name, size_t at, place where, const name_entry **before);
const name_entry *name_find(const name_index *index, slice name);

/// Adds a name or reports that it stands twice.
bool loader_define(loader *l, name_index *index, slice name, size_t at, place where, const char *what);
void loader_hint_nearest(loader *l, const name_index *index, slice name);

/// Where the value of `key` stands in a record's mapping; where there is no such key, where the record begins.
place loader_place(const yaml_node *record, const char *key);
/// The scalar of `key` as a source for expressions.
const source_text *loader_source(loader *l, const yaml_node *record, const char *key);

/// What names facts, and whatever else stands in expressions beside them: letters, digits and '_'.
bool loader_is_fact_name(slice name);
void loader_report_fact_name(loader *l, place where, slice name, const char *what);

void load_vocabulary(loader *l);
void link_recommendations(loader *l);
void link_constants(loader *l);
void link_rules(loader *l);
void order_derivations(loader *l);

#endif
