/// What recommendations have to do with others, as sets.
#ifndef ADVISE_COLUMNS_PLAN_KIN_H
#define ADVISE_COLUMNS_PLAN_KIN_H

#include "pack/pack.h"

/// Sets in which bit i % 64 stands for number i. If the sets of what is given have nothing in common, nothing is excluded, and nothing stands
/// below anything else: that is known without asking for each.
typedef struct plan_kin {
    uint64_t own;    ///< the recommendation alone
    uint64_t rivals; ///< those that it excludes, and those that exclude it
    uint64_t whole;  ///< what it is a part of
    uint64_t group;  ///< likewise, of the numbers of groups
} plan_kin;

/// For each recommendation of the pack. Call below `arena_run(a)`.
const plan_kin *plan_kin_of(arena *a, const pack *p);

#endif
