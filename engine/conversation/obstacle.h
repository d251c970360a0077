/// What keeps a recommendation from being given: for each rule that may speak for it the parts of its condition that are not true, the
/// nearest rule first, down to what the profile states or leaves open.
#ifndef ADVISE_CONVERSATION_OBSTACLE_H
#define ADVISE_CONVERSATION_OBSTACLE_H

#include "conversation/goal.h"
#include "profile/variant.h"

typedef enum obstacle_kind {
    OBSTACLE_RULE,    ///< a rule that does not fire. name: its id, text: the items that it is asked for
    OBSTACLE_NO_ITEM, ///< the rule runs over items, and there is none. text: the list as written
    OBSTACLE_PART,    ///< a part of a condition. text: as written, left and value of a comparison
    OBSTACLE_ANY,     ///< one of those below would do
    OBSTACLE_ALL,     ///< those below are needed together
    OBSTACLE_DERIVED, ///< a derived fact that a part reads. name, value; text: the reason of the rule that gave it
    OBSTACLE_FACT, ///< what the profile states of a fact or field that a part reads. at, value
} obstacle_kind;

typedef struct obstacle {
    obstacle_kind kind;
    unsigned depth;  ///< of what it is below, plus one; a rule of the recommendation has 0
    bool is_unknown; ///< it is unknown, not false
    size_t rule;     ///< of OBSTACLE_RULE: index in the pack
    size_t missing;  ///< of OBSTACLE_RULE: how many parts at least would have to be otherwise
    slice name, text;
    feel_value value;
    slice left;
    profile_slot at; ///< of OBSTACLE_FACT
} obstacle;

typedef struct obstacle_list {
    obstacle *items;
    size_t count, capacity;
} obstacle_list;

/// Finds what is in the way of a goal. Rules that speak against it are not asked.
/// @param in  evaluates; its machine's arena owns the result. Call below `arena_run` of it
obstacle_list obstacles_find(const condition_scope *in, const inference *of, const goal *g);

#endif
