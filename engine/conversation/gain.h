/// How much the answer to a question is expected to say about the first places.
#ifndef ADVISE_CONVERSATION_GAIN_H
#define ADVISE_CONVERSATION_GAIN_H

#include "conversation/asking.h"

/// For each of the table's slots two things are added up. The mutual information of its answer and each of the first places, in nats: what
/// there is to learn in the end. And how many of the first places, as they are shown with this one answer, are expected to become what they
/// will be: what can be seen at once. Places have the weights 1, 1/2, 1/3 …: the first one counts most.
/// Source of the correction for few rows: Miller, "Note on the bias of information estimates", 1955.
const double *gains_find(asking *k, const completion_table *t);

#endif
