/// How much the answer to a question is expected to say about the first places.
#ifndef ADVISE_CONVERSATION_GAIN_H
#define ADVISE_CONVERSATION_GAIN_H

#include "conversation/asking.h"

/// For each of the table's slots the mutual information of its answer and each of the first places, in nats, summed with the weights 1, 1/2,
/// 1/3 …: the first place counts most.
/// Source of the correction for few rows: Miller, "Note on the bias of information estimates", 1955.
const double *gains_find(const asking *k, const completion_table *t);

#endif
