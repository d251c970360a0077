/// Values in order, and samples of what lies between two. For domains, and for those who cut values into cells themselves.
#ifndef ADVISE_CHECK_SAMPLE_H
#define ADVISE_CHECK_SAMPLE_H

#include "feel/value.h"

typedef struct value_list {
    feel_value *items;
    size_t count, capacity;
} value_list;

/// Below, at or above 0: by kind, then by value.
int sample_order(feel_value a, feel_value b);

/// Puts a value into an ascending list, if it is not there yet.
void sample_insert(arena *a, value_list *list, feel_value v);

/// True if the value lies between the two, itself neither of them; NULL: no bound. False for null and for values without an order.
bool sample_is_between(feel_value v, const feel_value *low, const feel_value *high);

/// The number halfway between two; null for other kinds, whose values are steps apart.
feel_value sample_halfway(arena *a, feel_value low, feel_value high);

#endif
