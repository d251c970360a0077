/// Texts by which things are found again: a hash table that grows in an arena.
#ifndef ADVISE_BASE_NAMES_H
#define ADVISE_BASE_NAMES_H

#include "base/diag.h"

/// A name and what it stands for.
typedef struct name_entry {
    slice name;   ///< `ptr` NULL: the slot is free
    size_t index; ///< of the thing in its own list
    place where;  ///< where the name is defined
} name_entry;

/// Start with `(name_index){0}`. Open addressing: an entry stands in the slot that its hash names or in one of those that follow,
/// with no free slot between. At most half of the slots are taken, so that a search is short.
typedef struct name_index {
    name_entry *slots;
    size_t capacity; ///< 0 or a power of two
    size_t count;
} name_index;

/// Adds a name, which is borrowed. Below `arena_run(a)`, with the same arena each time.
/// @param before  receives the entry that stands there now; valid until the next call. May be NULL
/// @return        false if the name was there already: its entry stays as it is
bool name_add(arena *a, name_index *index, slice name, size_t at, place where, const name_entry **before);

/// The entry of a name, or NULL if there is none. Valid until the next `name_add`.
const name_entry *name_find(const name_index *index, slice name);

#endif
