/// Two packs side by side: which rules, recommendations, facts, constants and sources each has, by id, and which differ: in what changes
/// advice, and in the words that its reader sees. Questions and notes are not compared.
#ifndef ADVISE_COMPARE_PACK_COMPARE_H
#define ADVISE_COMPARE_PACK_COMPARE_H

#include "pack/pack.h"

typedef enum pack_part_change { PART_SAME, PART_CHANGED, PART_ADDED, PART_REMOVED } pack_part_change;

/// Keys that differ.
typedef struct part_difference {
    slice what;     ///< "certainty, when"; empty if none does
    slice was, now; ///< the texts of the first of these keys; empty if the key is not given
} part_difference;

/// A part of either pack. Texts are NUL-terminated beyond the slice.
typedef struct pack_part {
    slice id;
    ptrdiff_t before, after;     ///< its index in each pack; -1 if the pack does not have it
    pack_part_change change;     ///< in words alone: PART_SAME
    part_difference differences; ///< of a changed one
    part_difference words;       ///< titles, reasons, next steps and the like
} pack_part;

/// The parts of one kind: the old pack's in its order, then those that only the new one has.
typedef struct pack_part_list {
    pack_part *items;
    size_t count;
    size_t *of_before, *of_after; ///< for each index in a pack, the index in `items`
} pack_part_list;

typedef struct pack_comparison {
    const pack *before, *after;
    pack_part_list rules, recommendations, facts, constants, sources;
} pack_comparison;

/// Compares; everything is allocated from `a` and copied from the packs. n log n steps for n parts. Call below `arena_run(a)`.
pack_comparison *pack_compare(arena *a, const pack *before, const pack *after);

#endif
