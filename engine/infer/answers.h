/// Representative answers to a question: one for each cell that conditions cut the values of a fact or field into, so that two answers of
/// one cell do the same to every condition that is understood. For a list: none, and items that the waiting rules look for. They depend on the
/// pack alone, so they are found once for many profiles.
#ifndef ADVISE_INFER_ANSWERS_H
#define ADVISE_INFER_ANSWERS_H

#include "infer/run.h"

typedef struct answers answers;

/// Prepares to find answers. Lives in the arena, as all that follows; call below `arena_run(a)`. Not for two threads at once.
answers *answers_new(arena *a, const pack *p);

/// The answers to a question: values of its fact, or of its field. At most LIMIT_ANSWERS.
/// @param to  of the list, if it is this question's own
const feel_value *answers_to(answers *a, arena *to, const open_question *q, size_t *count);

/// True if these answers stand for all: whatever the person may say, one of them does the same to all rules. Then what holds for each of
/// them is proved. False if some rule computes with the value, or compares it with another one.
bool answers_are_all(answers *a, const open_question *q);

#endif
