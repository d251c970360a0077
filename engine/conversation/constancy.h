/// Whether the first places are the same in all completions.
#ifndef ADVISE_CONVERSATION_CONSTANCY_H
#define ADVISE_CONVERSATION_CONSTANCY_H

#include "conversation/asking.h"

typedef struct constancy {
    bool is_proved;         ///< they are
    first_places places;    ///< then what they are
    const int *one, *other; ///< two completions with different first places; NULL: none were found
} constancy;

/// Divides what may be answered until bounds decide, or two different first places were found, or `most` regions were looked at.
constancy constancy_find(asking *k, size_t most);

#endif
