/// One override at work on one record: private to the files overlay*.c.
#ifndef ADVISE_PACK_OVERLAY_H
#define ADVISE_PACK_OVERLAY_H

#include "pack/loader.h"

typedef struct override_work {
    loader *l;
    const override_schema *schema;
    const pack_record *override;
    pack_record *record; ///< what is changed: a record, or a part of one
    slice name;          ///< of that
    pack_record *owner;  ///< the record that it is a part of; NULL if it is none
    size_t part;         ///< its index in the owner's list when it was found
} override_work;

typedef struct overlay {
    loader *l;
    name_index names[RECORD_KINDS]; ///< the first record of each name
} overlay;

// --- overlay_change.c: the record, and what was done to it ---

/// True if both values of a key say the same.
bool overlay_says_same(loader *l, slice key, const yaml_node *a, const yaml_node *b);

/// Notes what the override does to the record.
/// @param where  of what it says
record_change *overlay_note(const override_work *w, change_kind kind, slice key, place where);

/// The newest change of the key; NULL if there is none.
const record_change *overlay_change_of(const pack_record *record, slice key);

/// True if the two packs, neither of which extends the other, are both bases of another.
bool overlay_is_beside(const loader *l, size_t level, size_t other);

/// Puts a key's value into a copy of the record's mapping.
/// @param value  NULL: takes the key out
void overlay_put(loader *l, pack_record *record, const yaml_node *key, const yaml_node *value);

/// The key's own node in a mapping; NULL if it is not there.
const yaml_node *overlay_key_node(const yaml_node *mapping, const char *key);

/// A sequence that stands where another does.
const yaml_node *overlay_sequence(arena *a, const yaml_node *as, const yaml_node *const *items, size_t count);

/// True if two nodes hold the same.
bool overlay_nodes_equal(const yaml_node *a, const yaml_node *b);

/// Adds to the last diagnostic where something is written.
void overlay_hint_place(loader *l, const char *what, place where);

/// Reports that two overrides of one pack change the same key.
void overlay_report_twice(const override_work *w, const record_change *before, place where);

/// Reports that two bases that know nothing of each other change the same key in different ways.
void overlay_report_conflict(const override_work *w, const record_change *before, place where);

// --- overlay_set.c, overlay_list.c ---

void overlay_set_keys(const override_work *w);
void overlay_set_disabled(const override_work *w);
void overlay_edit_lists(const override_work *w);

// --- overlay_target.c, overlay_part.c: what an override is about ---

/// Finds what the override is about. False, reported, if there is no such thing.
bool overlay_find_target(overlay *o, override_work *w);

/// Finds the field or row that the override names in its owner. False, reported, if there is none.
bool overlay_find_part(override_work *w, slice name);

/// The fields or rows of a record as a list that can be changed; NULL if it has none.
part_list *overlay_parts(loader *l, const override_schema *part, pack_record *owner);

/// The index of the field or row of that name; the count if there is none.
size_t overlay_find_name(const part_list *list, slice name);

/// The record of the field or row at an index, as overrides changed it.
pack_record *overlay_part_record(loader *l, const override_schema *schema, pack_record *owner, size_t index);

/// Where the part stands in its owner's list now: rows may have been put before it.
size_t overlay_part_index(const override_work *w);

/// Adds to the last diagnostic which field was most likely meant, or which rows there are.
void overlay_hint_part(loader *l, const override_schema *schema, const part_list *list, slice name);

/// Puts a field or row before the one at `index`.
void overlay_insert_part(loader *l, part_list *list, size_t index, const yaml_node *node, slice name);

/// Takes the fields and rows that are disabled out of their records.
void overlay_drop_parts(loader *l);

/// Reports that the packs below have no such thing.
void overlay_report_unknown(const override_work *w, const yaml_node *named, const char *kind, slice name);

/// Adds fields or rows to a record, and takes some out by their names.
void overlay_add_records(const override_work *w, const yaml_node *key, const yaml_node *added);
void overlay_remove_records(const override_work *w, const yaml_node *key, const yaml_node *removed);

// --- overlay_disabled.c ---

/// The names of what is disabled stay taken, and whatever uses them is to be reported.
void overlay_withdraw(loader *l);

// --- table_tree.c ---

/// Puts the columns and rows of a table's CSV file into its tree. False, reported, if they cannot be read.
bool table_into_tree(loader *l, pack_record *table);

/// Of two keys that say one thing ("source" and "sources") the other; NULL if the key has none.
const char *overlay_twin_of(slice key);

#endif
