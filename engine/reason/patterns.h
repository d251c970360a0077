/// The constant regular expressions within an expression, for checks.
#ifndef ADVISE_REASON_PATTERNS_H
#define ADVISE_REASON_PATTERNS_H

#include "feel/feel.h"

struct feel_regex;

/// A pattern that never changes.
typedef struct constant_pattern {
    const struct feel_regex *regex; ///< as it was compiled with the expression
    slice text;
    place where; ///< of the pattern
} constant_pattern;

/// All of them, in the order of writing. A pattern may also be the name of a constant of the scope.
const constant_pattern *patterns_of(arena *a, const feel_expression *x, const feel_scope *scope,
                                    size_t *count);

#endif
