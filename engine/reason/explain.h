/// Why a condition gave what it gave: the parts of it that decided.
#ifndef ADVISE_REASON_EXPLAIN_H
#define ADVISE_REASON_EXPLAIN_H

#include "feel/feel.h"

/// A condition's deciding parts, for explanations: the operands of `and`/`or` that made the result what it is.
typedef struct explain_part {
    slice text;       ///< as written
    feel_value value; ///< what it gave
    feel_value left;  ///< for a comparison: the value of its left side, else null
    slice left_text;  ///< for a comparison whose left side is not a literal, else empty
} explain_part;

/// Evaluates once more and collects the deciding parts, in the order of writing, into `*parts` (in m->arena).
feel_value explain_condition(feel_machine *m, const feel_expression *x, const feel_value *values,
                             size_t count, const explain_part **parts, size_t *part_count);

#endif
