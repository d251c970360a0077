/// Which slots of a profile may be changed to meet a goal.
#ifndef ADVISE_CONVERSATION_CHANGE_SLOTS_H
#define ADVISE_CONVERSATION_CHANGE_SLOTS_H

#include "conversation/change.h"

typedef struct change_slot_list {
    change_slot *items;
    size_t count, capacity;
} change_slot_list;

/// What may be changed and bears on the goal.
typedef struct change_slots {
    change_slot_list searched;   ///< with cells beside that of the present value
    change_slot_list unsearched; ///< without
    size_t *rules;               ///< the recommending rules of the goal: what items are made up for
} change_slots;

/// Finds them: facts in the order of the vocabulary, then fields in the order of the profile.
change_slots change_slots_find(run *r, const inference *of, const condition_scope *in, const relevance *bears,
                               const goal *g);

#endif
