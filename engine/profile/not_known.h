/// What a profile says nobody knows: `not_known: [years_experience]`, a key of the profile or of one of its records, with names of its facts
/// or fields. They stay unknown, as if nothing was said of them, but nobody asks for them again.
#ifndef ADVISE_PROFILE_NOT_KNOWN_H
#define ADVISE_PROFILE_NOT_KNOWN_H

#include "profile/variant.h"

/// The key. A pack may have a fact, or a record type a field, of that name; then it is one.
#define NOT_KNOWN_KEY "not_known"

/// True if the key is not that of a fact or field, but lists what is not known.
bool not_known_is_key(const fact *facts, size_t count, slice key);

/// Reads the list. What is wrong is reported.
/// @param facts   of the pack, or the fields of the record
/// @param values  what is stated of them: a statement holds, whatever the list says
/// @param listed  receives, for each of the facts, whether it is not known
void not_known_read(const fact *facts, size_t count, const yaml_node *list, const feel_value *values,
                    bool *listed, diag_list *diags);

/// True if the profile says that nobody knows what would stand at the slot.
bool profile_is_not_known(const profile *person, profile_slot at);

#endif
