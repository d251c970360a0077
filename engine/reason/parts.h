/// The parts of a condition: what its `and`, `or` and `not` join. Coverage asks of each part whether it ever decided.
#ifndef ADVISE_REASON_PARTS_H
#define ADVISE_REASON_PARTS_H

#include "feel/feel.h"

/// A condition cut into its parts.
typedef struct condition_parts condition_parts;

/// What a part gave in one evaluation.
typedef struct part_value {
    feel_truth value;
    bool decides; ///< the condition is known, and would be its opposite if this part alone were (MC/DC)
} part_value;

/// Cuts the condition into its parts, in the order of writing. Allocated from `a`.
const condition_parts *parts_of(arena *a, const feel_expression *x);

/// How many parts there are, at least one.
size_t parts_count(const condition_parts *parts);

/// Where the part with the index `part` is written.
place parts_place(const condition_parts *parts, size_t part);
/// How it is written.
slice parts_text(const condition_parts *parts, size_t part);

/// Evaluates every part, even if the others have settled the matter, and writes what each gave to `out`, which has room for all.
/// `values` are as for `feel_evaluate`. Call below `arena_run(m->arena)`.
/// @return the truth of the condition
feel_truth parts_evaluate(feel_machine *m, const condition_parts *parts, const feel_value *values,
                          size_t count, part_value *out);

#endif
