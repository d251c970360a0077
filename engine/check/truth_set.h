/// Sets of truths: which of false, true and unknown something may be. Private to engine/check/.
#ifndef ADVISE_CHECK_TRUTH_SET_H
#define ADVISE_CHECK_TRUTH_SET_H

#include "feel/value.h"

enum { MAY_BE_FALSE = 1, MAY_BE_TRUE = 2, MAY_BE_UNKNOWN = 4, MAY_NOT_BE_TRUE = 5, MAY_BE_ANY = 7 };

/// The set of one truth.
static inline unsigned truth_set_of(feel_truth t)
{
    return 1u << t;
}

/// What the opposite may be.
static inline unsigned truth_set_not(unsigned set)
{
    return ((set & MAY_BE_FALSE) << 1) | ((set & MAY_BE_TRUE) >> 1) | (set & MAY_BE_UNKNOWN);
}

#endif
