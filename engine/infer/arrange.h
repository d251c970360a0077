/// Entries: what stands together in the list of what is given, with one rank.
#ifndef ADVISE_INFER_ARRANGE_H
#define ADVISE_INFER_ARRANGE_H

#include "infer/rank.h"

/// A place in the list of what is given.
typedef struct entry_place {
    size_t at;    ///< which one of those given it is, by the ranking from 0
    size_t entry; ///< the number of its entry, from 1
    ptrdiff_t
        above; ///< the place of what it is a part of, or an alternative to; -1: it is the head of its entry
    bool is_alternative;
} entry_place;

/// Memory for arranging, which is used again and again.
typedef struct arranger arranger;

/// Call below `arena_run(a)`; it lives in `a`, and takes more of it if it arranges many.
arranger *arranger_new(arena *a, const pack *p);

typedef struct arranged {
    size_t entries; ///< of all that are given
    size_t count;   ///< of those that stand in the wanted entries
} arranged;

/// Arranges what is given in entries. Of the members of a group, the best is ranked as what the others are alternatives to. A part
/// whose whole is given stands below the whole, which is the best one if it is given for several items. What stands below nothing is the
/// head of an entry. Entries are ordered by their best members; below each member come its parts, then its alternatives, by the ranking.
/// @param given   those given, by the ranking
/// @param most    how many entries are wanted; 0: all
/// @param places  room for `count`; receives the places in the wanted entries, in the order of the list
arranged arrange(arranger *a, const ranking *given, size_t count, size_t most, entry_place *places);

#endif
