/// A profile with some things said otherwise: what would be if a fact, or a field of one record, had another value or were not stated.
#ifndef ADVISE_PROFILE_VARIANT_H
#define ADVISE_PROFILE_VARIANT_H

#include "profile/profile.h"

/// Another value at a slot.
typedef struct profile_change {
    profile_slot at;
    feel_value value; ///< null: it is not stated
} profile_change;

bool profile_slot_equal(profile_slot a, profile_slot b);

/// All slots of a profile: each fact that is not derived, then the fields of each record, both in order. Derived fields only if they are
/// stated.
const profile_slot *profile_slots(arena *a, const pack *p, const profile *person, size_t *count);

/// What is declared at the slot: the fact or the field.
const fact *profile_slot_declared(const pack *p, const profile *person, profile_slot at);

/// The type of the record that a slot is of; NULL for a fact, and if the profile has no such record.
const record_type *profile_slot_type(const pack *p, const profile *person, profile_slot at);

/// The value at a slot; null if it is not stated.
feel_value profile_slot_value(const profile *person, profile_slot at);

/// The record of that number within a value, at any depth; NULL if it is not there.
const feel_context *profile_record_in(feel_value v, uint32_t number);

/// The record that a slot is of; NULL for a fact, and if the profile has no such record.
const feel_context *profile_slot_record(const profile *person, profile_slot at);

/// The profile with the changes, made in their order. What is not changed is shared with `base`; records keep their numbers. Nothing is
/// checked: the values are those that a search or a proof tries.
profile profile_variant(arena *a, const pack *p, const profile *base, const profile_change *changes,
                        size_t count);

#endif
