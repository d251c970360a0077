/// The truth of conditions and atoms for given values.
#ifndef ADVISE_REASON_CONDITION_TRUTH_H
#define ADVISE_REASON_CONDITION_TRUTH_H

#include "reason/condition.h"

/// The truth of an atom for a value of its subject.
feel_truth atom_truth(const atom *asks, feel_value subject);

/// The truth of a condition or a part of it, by its atoms. `x` is the expression that it was made of. Call below
/// `arena_run(m->arena)`.
feel_truth condition_truth(feel_machine *m, const feel_expression *x, const condition *part,
                           const feel_value *values, size_t count);

#endif
