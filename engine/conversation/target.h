/// What a question like "why?" is about: a recommendation, or one item of it.
#ifndef ADVISE_CONVERSATION_TARGET_H
#define ADVISE_CONVERSATION_TARGET_H

#include "infer/infer.h"

typedef struct target {
    size_t recommendation; ///< index in the pack
    slice item;            ///< the item's name; empty: all of them, or it is about none
} target;

/// Finds what "REC" or "REC:ITEM" stands for. An item is one of the profile's, or one that there is evidence about. Its name may be shortened
/// to a beginning that no other has, in capitals or not.
/// @param a  owns what the search needs, and names that are not of the profile
/// @return   false, with a diagnostic, if there is no such thing, or several items begin so
bool target_find(arena *a, const inference *of, slice text, target *out, diag_list *diags);

#endif
