/// Two packs side by side: which rules, recommendations, facts and constants each has, by id, and which differ. What only words
/// concern (titles, reasons, questions) is not compared: it changes no advice.
#ifndef ADVISE_COMPARE_PACK_COMPARE_H
#define ADVISE_COMPARE_PACK_COMPARE_H

#include "pack/pack.h"

typedef enum pack_part_change { PART_SAME, PART_CHANGED, PART_ADDED, PART_REMOVED } pack_part_change;

/// A part of either pack. Texts are NUL-terminated beyond the slice.
typedef struct pack_part {
    slice id;
    ptrdiff_t before, after; ///< its index in each pack; -1 if the pack does not have it
    pack_part_change change;
    slice what;     ///< of a changed one: the keys that differ, "certainty, when"
    slice was, now; ///< the texts of the first of these keys; empty if the key is not given
} pack_part;

/// The parts of one kind: the old pack's in its order, then those that only the new one has.
typedef struct pack_part_list {
    pack_part *items;
    size_t count;
    size_t *of_before, *of_after; ///< for each index in a pack, the index in `items`
} pack_part_list;

typedef struct pack_comparison {
    const pack *before, *after;
    pack_part_list rules, recommendations, facts, constants;
} pack_comparison;

/// Compares; everything is allocated from `a` and copied from the packs. n log n steps for n parts. Call below `arena_run(a)`.
pack_comparison *pack_compare(arena *a, const pack *before, const pack *after);

#endif
