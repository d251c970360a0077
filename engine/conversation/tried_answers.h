/// Answers that are tried for something unknown, to see what they do: the representative ones, and more if these do not stand for all.
#ifndef ADVISE_CONVERSATION_TRIED_ANSWERS_H
#define ADVISE_CONVERSATION_TRIED_ANSWERS_H

#include "conversation/asking.h"

typedef struct tried_answers tried_answers;

/// Lives in the run's arena, as all that follows; call below `arena_run` of it.
tried_answers *tried_answers_new(run *r);

/// The answers to be tried for a slot.
/// @param slot       its answers are not read
/// @param is_covered receives whether they stand for all
const feel_value *tried_answers_to(tried_answers *t, const open_slot *slot, size_t *count, bool *is_covered);

#endif
