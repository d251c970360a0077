/// What is unknown and could change the advice.
#ifndef ADVISE_INFER_QUESTION_H
#define ADVISE_INFER_QUESTION_H

#include "infer/run.h"
#include "profile/variant.h"

/// The questions about what the run's undetermined rules wait for, the heaviest first.
const open_question *ask_questions(run *r, size_t *count);

/// Where the profile would give the answer to a question.
profile_slot question_slot(const open_question *q);

#endif
