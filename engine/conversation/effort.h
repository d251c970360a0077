/// How much it takes a person to answer a question.
#ifndef ADVISE_CONVERSATION_EFFORT_H
#define ADVISE_CONVERSATION_EFFORT_H

#include "pack/pack.h"

/// The effort of stating a fact, or a field of a record: 1 for yes or no, more for what has to be looked up, counted or written.
double effort_of(const fact *declared);

#endif
