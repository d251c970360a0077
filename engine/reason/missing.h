/// What of a condition would have to be otherwise for it to be true: the parts that are false or unknown, and what they read.
#ifndef ADVISE_REASON_MISSING_H
#define ADVISE_REASON_MISSING_H

#include "feel/feel.h"

typedef enum missing_kind {
    MISSING_PART, ///< a part that is not true
    MISSING_ANY,  ///< one of those below would do
    MISSING_ALL,  ///< all of those below are needed together
} missing_kind;

/// Something that a part reads: a variable, or a field of the record that a variable is.
typedef struct missing_read {
    size_t variable;            ///< position in the scope
    const feel_context *record; ///< NULL: the variable itself
    slice field;
    feel_value value;
} missing_read;

typedef struct missing_part {
    missing_kind kind;
    unsigned depth; ///< of what it is below, plus one
    slice text;     ///< as written
    feel_truth truth;
    feel_value left; ///< of a comparison: the value of its left side
    slice left_text; ///< as written; empty if it is no comparison
    const missing_read *reads;
    size_t read_count;
} missing_part;

/// The parts in the order of writing, none if the condition is true. Call below `arena_run(m->arena)`, which owns them.
/// @param values  as for `feel_evaluate`
const missing_part *missing_of_condition(feel_machine *m, const feel_expression *x, const feel_value *values,
                                         size_t value_count, size_t *count);

#endif
