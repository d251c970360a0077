/// Certainty factors as EMYCIN combines them. Both evaluators multiply by these functions. They are in the header because the columnar
/// evaluator calls them in its innermost loop.
///
/// What each piece of evidence leaves open is multiplied, for and against apart: p is the product of 1 - c over the evidence for it, n
/// that of 1 - |c| over the evidence against it. The certainty is (n - p) / max(p, n), and 0 if both are 0. This is EMYCIN's pairwise
/// formula (van Melle, Shortliffe, Buchanan, "EMYCIN: A Knowledge Engineer's Tool", 1984) for any number of pieces at once: taken pair
/// by pair, the order would show as soon as a 1 meets a -1.
///
/// Each evaluator multiplies in ascending order of the certainties, and the result is rounded to twelve decimals. So it is the same to
/// the last bit whatever the order of the evidence, and rounding decides neither a threshold nor a rank.
#ifndef ADVISE_INFER_CERTAINTY_H
#define ADVISE_INFER_CERTAINTY_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/// The number with twelve decimals that is nearest.
/// @param x  at most 1000 in magnitude
static inline double certainty_round(double x)
{
    const double shift = 6755399441055744.0; // 1.5 * 2^52: adding it leaves no room for a fraction
    return (x * 1e12 + shift - shift) / 1e12;
}

/// What is left open after one more piece of evidence of a side. A certainty of 0 leaves it as it is, bit for bit.
/// @param rest  in [0, 1]; 1 before the first piece
static inline double certainty_rest(double rest, double certainty)
{
    return rest * (1 - fabs(certainty));
}

/// The certainty from what the evidence for something and against it leave open.
/// @param in_favour, against  in [0, 1]; 1 if there is none
/// @return                    in [-1, 1]
static inline double certainty_of_rests(double in_favour, double against)
{
    if (in_favour == against)
        return 0;
    return certainty_round((against - in_favour) / (in_favour > against ? in_favour : against));
}

/// True if a certainty exceeds the threshold by more than rounding could.
static inline bool certainty_exceeds(double certainty, double threshold)
{
    return certainty - threshold > 1e-12;
}

/// Combines any number of certainties; 0 if there are none. Bit for bit the same for every order of them: they are sorted in place.
double certainty_combine_all(double *certainties, size_t count);

#endif
