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
    const struct node *node;
} explain_part;

/// Evaluates once more and collects the deciding parts, in the order of writing, into `*parts` (in m->arena).
feel_value explain_condition(feel_machine *m, const feel_expression *x, const feel_value *values,
                             size_t count, const explain_part **parts, size_t *part_count);

/// What a part of the expression gives for other values.
feel_value explain_part_value(feel_machine *m, const feel_expression *x, const explain_part *part,
                              const feel_value *values, size_t count);

/// What the left side of a comparison gives for other values; null if the part has none.
feel_value explain_left_value(feel_machine *m, const feel_expression *x, const explain_part *part,
                              const feel_value *values, size_t count);

/// Adds the positions in the scope that a part mentions to the set, which has a place for each.
void explain_part_reads(const explain_part *part, bool *set, size_t count);

/// What a variable of a rule's `for` runs over, as written: "matters[open]".
/// @param iterations  from `feel_parse_iterations`
slice explain_domain(const feel_expression *iterations, size_t variable);

/// What it runs over for other values; of what is written `a..b`, both ends. What is unknown of a list may be a `feel_partial`.
/// @param bindings  what the variables before it stand for
feel_value explain_domain_value(feel_machine *m, const feel_expression *iterations, size_t variable,
                                const feel_value *bindings, const feel_value *values, size_t count);

#endif
