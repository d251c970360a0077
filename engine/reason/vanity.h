/// Parts of an expression that are in vain, by themselves: whatever the facts are, they come to the same. The static analysis of whole
/// conditions finds what contradicts each other.
#ifndef ADVISE_REASON_VANITY_H
#define ADVISE_REASON_VANITY_H

#include "reason/condition.h"

typedef enum vain_kind {
    VAIN_RANGE,      ///< a range that nothing lies in: [10..5]
    VAIN_COMPARISON, ///< something is compared with itself, or with itself and a number: n = n + 1
    VAIN_VALUE,      ///< something is compared with a text that it cannot be
} vain_kind;

/// A part in vain.
typedef struct vain_part {
    vain_kind kind;
    place where;
    slice text;            ///< of the part
    bool truth;            ///< of a comparison: what it always comes to, once its operands are known
    slice value;           ///< of VAIN_VALUE: the text
    slice compared;        ///< and what it is compared with, as written
    const feel_type *type; ///< and the allowed values of that
} vain_part;

/// The parts in vain of an expression or of unary tests, in the order of writing. Constants of the scope are folded.
/// @param tested  of unary tests: the type of what they test; NULL for expressions
/// Call below `arena_run(in->machine->arena)`, which the parts are allocated from.
const vain_part *vain_parts(const condition_scope *in, const feel_expression *x, const feel_type *tested,
                            size_t *count);

#endif
