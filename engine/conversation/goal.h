/// What is asked for: that a recommendation is given, for one item if it is about something, or that its entry is among the first.
#ifndef ADVISE_CONVERSATION_GOAL_H
#define ADVISE_CONVERSATION_GOAL_H

#include "infer/supposition.h"
#include "reason/condition.h"

typedef enum goal_kind {
    GOAL_PLAIN,   ///< of a recommendation that is about nothing
    GOAL_ITEM,    ///< for one item
    GOAL_UNNAMED, ///< for any item that the profile does not name yet
} goal_kind;

/// An item that a recommendation may be about.
typedef struct goal_item {
    feel_value value;
    slice name;
    uint32_t position; ///< as of `advice`
} goal_item;

typedef struct goal {
    const pack *pack;
    size_t recommendation; ///< index in the pack
    goal_kind kind;
    goal_item item;         ///< of GOAL_ITEM
    const goal_item *known; ///< of GOAL_UNNAMED: the items that the profile names
    size_t known_count;
    size_t top; ///< its entry is to be among so many; 0: it is to be given
} goal;

/// True if a piece of advice is about what the goal is about.
bool goal_is_about(const goal *g, size_t target, slice item_name, uint32_t position);

/// The goal's advice in what is supposed; NULL if there is no evidence for it.
const supposed_advice *goal_find(const goal *g, const supposition *s);

/// True if the goal is met in what is supposed.
bool goal_is_met(const goal *g, const supposition *s);

/// The same of an inference.
const advice *goal_find_advice(const goal *g, const inference *of);
bool goal_is_met_by(const goal *g, const inference *of);

/// The items that the recommendation can be about: records of the lists that its rules run over, and what else they are bound to.
/// @param in    evaluates the lists; its machine's arena owns the result. Call below `arena_run` of it
/// @param open  receives whether there may be others, since a list is unknown, or can have more
const goal_item *goal_items(const condition_scope *in, const inference *of, size_t target, size_t *count,
                            bool *open);

#endif
