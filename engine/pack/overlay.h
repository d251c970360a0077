/// One override at work on one record: private to the files overlay*.c.
#ifndef ADVISE_PACK_OVERLAY_H
#define ADVISE_PACK_OVERLAY_H

#include "pack/loader.h"

typedef struct override_work {
    loader *l;
    const override_schema *schema;
    const pack_record *override;
    pack_record *record;
    slice name; ///< of the record
} override_work;

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
void overlay_put(const override_work *w, const yaml_node *key, const yaml_node *value);

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

/// Of two keys that say one thing ("source" and "sources") the other; NULL if the key has none.
const char *overlay_twin_of(slice key);

#endif
