/// What becomes of the advice if a profile says something else: what came, went and moved, by which evidence, and which of the things that
/// are said otherwise do it.
///
/// The cause of a change is a set of differences that, made alone, give the recommendation the place and the certainty that it has with all of
/// them: one difference if one does it, else a set of which none can be left out.
#ifndef ADVISE_CONVERSATION_CONTRAST_H
#define ADVISE_CONVERSATION_CONTRAST_H

#include "infer/infer.h"
#include "profile/difference.h"

typedef enum contrast_kind {
    CONTRAST_ENTERS,   ///< it was not given
    CONTRAST_MOVES,    ///< its entry has another number, or it stands below another recommendation
    CONTRAST_STAYS,    ///< in its place, with another certainty
    CONTRAST_LEAVES,   ///< it is no longer given
    CONTRAST_NOT_GIVEN ///< neither then nor now; its certainty is another
} contrast_kind;

/// A derived fact that has another value.
typedef struct derived_change {
    size_t fact; ///< index in the pack
    feel_value before, after;
} derived_change;

/// A piece of evidence that came, went, or counts for more or less.
typedef struct evidence_change {
    const evidence *before, *after; ///< NULL: it is not there
    const size_t *differences;      ///< which alone do this, as the causes of a change
    size_t difference_count;
    bool is_cut; ///< as that of a change
    const size_t
        *derived; ///< derived facts that they changed and that the rule reads: indexes in `contrast.derived`
    size_t derived_count;
} evidence_change;

/// A recommendation whose place or certainty is another.
typedef struct advice_change {
    contrast_kind kind;
    const advice *before, *after; ///< NULL: no evidence speaks of it
    bool only_others;             ///< its certainty is as it was: it moved since others came, went or moved
    const evidence_change *evidence;
    size_t evidence_count;
    const size_t *causes; ///< indexes of differences, ascending
    size_t cause_count;
    bool by_order; ///< the differences alone do not do it: the order in the file decides a tie
    bool is_cut;   ///< the search for the smallest cause was cut short: one of `causes` may be needless
    const advice *const *
        came_above; ///< heads of entries that stand above it now and did not before, that of its own entry too
    size_t came_above_count;
    const advice *const *went_above; ///< the other way round
    size_t went_above_count;
} advice_change;

typedef struct contrast {
    const inference *before, *after;
    const difference_list *said; ///< what is said otherwise
    const derived_change *derived;
    size_t derived_count;
    const advice_change
        *changes; ///< those given now by place, then those that left by their place, then the rest
    size_t change_count;
    size_t same_count; ///< how many of the first entries have the head that they had
} contrast;

/// Compares two inferences of one pack with one date.
/// @param a          owns the result. Call below `arena_run(a)`
/// @param same_file  the profile of `after` was made from that of `before`
const contrast *contrast_find(arena *a, const inference *before, const inference *after, feel_clock clock,
                              bool same_file);

#endif
