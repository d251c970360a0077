/// Values between two others, to try what is said of all of them. Private to engine/check/.
#ifndef ADVISE_CHECK_SAMPLE_H
#define ADVISE_CHECK_SAMPLE_H

#include "feel/value.h"

/// True if the value lies between the two, itself neither of them; NULL: no bound. False for null and for values without an order.
bool sample_is_between(feel_value v, const feel_value *low, const feel_value *high);

/// The number halfway between two; null for other kinds, whose values are steps apart.
feel_value sample_halfway(arena *a, feel_value low, feel_value high);

#endif
