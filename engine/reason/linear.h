/// Comparisons of sums of numbers, `months > 12 * years + 11`, decided in doubles if rounding cannot matter. That takes a tenth of what the
/// interpreter takes, which is asked about all else.
#ifndef ADVISE_REASON_LINEAR_H
#define ADVISE_REASON_LINEAR_H

#include "feel/feel.h"

enum { LINEAR_MOST = 8 };

/// `constant`, and each variable times its factor, added up: how it compares with 0 is the condition.
typedef struct linear {
    size_t count;
    size_t variables[LINEAR_MOST]; ///< positions in the scope; one may stand twice
    double factors[LINEAR_MOST];
    double constant;
    double magnitude;                  ///< of all constants that were added up, without their signs
    bool when_positive, when_negative; ///< what the condition is then
} linear;

/// What a condition compares; false if it is no such comparison.
bool linear_of(const feel_expression *e, linear *out);

/// What the condition is for the values of its scope: FEEL_UNKNOWN if that is for the interpreter to say. FEEL_FALSE means that it is not
/// true: a number of it may be unknown.
feel_truth linear_truth(const linear *l, const feel_value *values);

#endif
