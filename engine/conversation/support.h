/// What of a profile a piece of evidence rests on: a smallest set of what is stated that gives it even if nothing else is known. Found by
/// leaving things out and asking the rule again, so it is sufficient by construction, whatever the rule computes.
#ifndef ADVISE_CONVERSATION_SUPPORT_H
#define ADVISE_CONVERSATION_SUPPORT_H

#include "conversation/reduced.h"
#include "infer/reads.h"
#include "infer/run.h"

/// Something that the evidence rests on.
typedef struct support_leaf {
    profile_slot at;
    bool is_whole;   ///< all that the fact holds, since too much of it matters to be told apart
    bool not_stated; ///< the rule asks if it is stated (`= null`), and it is not
} support_leaf;

/// A profile in which only some things are known, and what the rule of the evidence gives there.
typedef struct world {
    profile person;
    feel_machine machine;
    run run; ///< derived facts that the rule depends on have their values
    bool gives;
    evidence found; ///< if it gives the evidence
} world;

/// What the evidence rests on, and the means to look at it from all sides.
typedef struct support {
    arena *arena;
    const inference *of;
    feel_clock clock;
    const evidence *evidence;
    chain_reads
        reads; ///< what the rule depends on, also by way of what is derived: of other rules nothing here depends
    slot_tree tree;
    support_leaf *leaves; ///< in the order of the vocabulary and the profile
    size_t count, capacity;
    const world *base; ///< in which the leaves alone are stated
} support;

/// Finds what a piece of evidence rests on. Call below `arena_run(a)`, which everything is allocated from.
/// @param scratch  is used up and reset
/// @param of       an inference whose profile is as it was
support *support_find(arena *a, arena *scratch, const inference *of, feel_clock clock, const evidence *e);

/// The world with all leaves but one, which is hidden. The list that it is in stays.
const world *support_without(const support *s, size_t leaf);

/// The slot of what is unknown in a run; false if it is none of the profile.
bool support_slot(const run *r, const feel_unknown *unknown, profile_slot *out);

/// True if something unknown in a run is hidden, or it is not known what it is.
bool support_is_hidden(const run *r, const feel_unknown *unknown);

/// True if the machine of a run met something hidden since it began to trace what is unknown.
bool support_read_hidden(const run *r);

#endif
