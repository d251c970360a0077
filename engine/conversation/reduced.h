/// A profile of which only some slots are kept. The others are hidden: not even whether they are stated is known, so what holds in it holds
/// whatever they are. A list or a record keeps its shape as long as it or something within it is kept, so that its items stay the items
/// that they are.
#ifndef ADVISE_CONVERSATION_REDUCED_H
#define ADVISE_CONVERSATION_REDUCED_H

#include "profile/variant.h"

/// The slots of some facts of a profile: each fact, and behind it the fields of its records, each with what lies within it behind it.
typedef struct slot_tree {
    const pack *pack;
    const profile *person;
    profile_slot *slots;
    size_t *ends; ///< for each slot, where those end that lie within it
    size_t count, capacity;
    size_t end_count, end_capacity;
} slot_tree;

/// @param facts  a set (infer/reads.h)
slot_tree slot_tree_of(arena *a, const pack *p, const profile *person, const uint64_t *facts);

/// The index of a slot; `count` if it is not in the tree.
size_t slot_tree_find(const slot_tree *t, profile_slot at);

/// The profile with what is kept, be it stated or not.
/// @param kept  for each slot of the tree. Facts that are not in the tree are hidden
profile reduced_profile(arena *a, const slot_tree *t, const bool *kept);

#endif
