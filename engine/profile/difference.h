/// What one profile says otherwise than another, thing by thing, and the profiles in between.
///
/// The records of a list are matched by their number (if one profile was made from the other), else by what names them, else by their place.
/// Of a record that both have, each field that differs is one difference; a record that only one has is another. If the records that both have
/// stand in another order, the whole list is one difference. A record within a record is compared as a whole.
#ifndef ADVISE_PROFILE_DIFFERENCE_H
#define ADVISE_PROFILE_DIFFERENCE_H

#include "profile/variant.h"

typedef enum difference_kind {
    DIFFERENCE_VALUE, ///< another value of a fact, or of a field of a record
    DIFFERENCE_ADDED, ///< a record of a list
    DIFFERENCE_GONE,  ///< likewise
} difference_kind;

/// One thing that is said otherwise.
typedef struct difference {
    difference_kind kind;
    size_t fact;          ///< index in the pack
    const fact *declared; ///< the same, or the field
    slice item;           ///< of a list: what names the record, or its number; empty for a fact itself
    slice
        path; ///< as `--set` takes it: "hours_per_week", "memos[2].text"; of a record "prospective_firms[Lund IP]"
    feel_value before, after; ///< null: not stated
} difference;

typedef struct difference_list difference_list;

/// Compares two profiles of one pack.
/// @param a          owns the result. Call below `arena_run(a)`
/// @param same_file  `other` was made from `base`: equal numbers are the same record
const difference_list *difference_find(arena *a, const pack *p, const profile *base, const profile *other,
                                       bool same_file);

/// In the order of the vocabulary, then of the lists.
const difference *difference_items(const difference_list *l, size_t *count);

/// The changes that make of the base what it is with some of the differences: all of them make it say what the other says. Records that are
/// added are numbered after those of the base.
/// @param chosen  for each difference whether it is to be made
/// @param a       owns the changes
const profile_change *difference_changes(arena *a, const difference_list *l, const bool *chosen,
                                         size_t *count);

#endif
