/// Certainty factors as EMYCIN combines them. Both evaluators add by these functions. They are in the header because the
/// columnar evaluator calls them in its innermost loop.
///
/// The result must not depend on the order of the evidence, to the last bit. So each evaluator goes through the certainties in
/// ascending order, adds up those against and those for separately, and combines the two sums last: a 1 and a -1 then meet only once.
#ifndef ADVISE_INFER_CERTAINTY_H
#define ADVISE_INFER_CERTAINTY_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/// Adds a certainty to a sum of the same sign. A certainty of 0 leaves the sum as it is, bit for bit.
/// @param sum, certainty  in [0, 1]; both in [-1, 0] if `against`
static inline double certainty_add(double sum, double certainty, bool against)
{
    const double both = sum * certainty;
    return sum + certainty + (against ? both : -both);
}

/// Combines two certainties of any sign.
/// @param a, b  in [-1, 1]
/// @return      the combined certainty in [-1, 1]; 0 if one is exactly 1 and the other -1
/// Source: van Melle, Shortliffe, Buchanan, "EMYCIN: A Knowledge Engineer's Tool", 1984.
static inline double certainty_combine(double a, double b)
{
    if (a >= 0 && b >= 0)
        return certainty_add(a, b, false);
    if (a <= 0 && b <= 0)
        return certainty_add(a, b, true);
    const double least = fmin(fabs(a), fabs(b));
    return least >= 1 ? 0 : (a + b) / (1 - least);
}

/// Combines any number of certainties; 0 if there are none. Bit for bit the same for every order of them: they are sorted in place.
double certainty_combine_all(double *certainties, size_t count);

#endif
