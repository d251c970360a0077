/// The state of a load, shared by load.c (files), vocabulary.c (facts and types), link.c (rules) and graph.c (derivation order).
/// Private to engine/pack/.
#ifndef ADVISE_PACK_LOADER_H
#define ADVISE_PACK_LOADER_H

#include "pack/pack.h"
#include "pack/schema.h"

/// One file: what libcyaml loaded and the tree with the places.
typedef struct pack_file {
    const yaml_node *root;
    void *data;
} pack_file;

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
    pack_file head, vocabulary, recommendations;
    pack_file *rule_files;
    size_t rule_file_count;
    feel_field *type_names; ///< record types by name, for the scope
    name_index sources, facts, recommendation_ids, rule_ids, constants;
} loader;

/// Adds a name; false, with the entry that stands there, where it is known already.
bool name_add(arena *a, name_index *index, slice name, size_t at, place where, const name_entry **before);
const name_entry *name_find(const name_index *index, slice name);

/// Adds a name or reports that it stands twice.
bool loader_define(loader *l, name_index *index, slice name, size_t at, place where, const char *what);
void loader_hint_nearest(loader *l, const name_index *index, slice name);

/// The node of `key` in the record `index` of the list `list` of a file, for places.
const yaml_node *loader_record(const pack_file *file, const char *list, size_t index);
place loader_place(const yaml_node *record, const char *key);
/// The scalar of `key` as a source for expressions.
const source_text *loader_source(loader *l, const yaml_node *record, const char *key);

void load_vocabulary(loader *l);
void link_recommendations(loader *l);
void link_constants(loader *l);
void link_rules(loader *l);
void order_derivations(loader *l);

#endif
