/// What a condition joins by `and`. It is true only if each of these is, so one that is not true tells why it does not hold, and what it reads
/// tells what may change that.
#ifndef ADVISE_REASON_CONJUNCTS_H
#define ADVISE_REASON_CONJUNCTS_H

#include "feel/feel.h"

/// One of the operands, however deep in other conjunctions; the whole condition if it is none.
typedef struct conjunct {
    const struct node *node; ///< private
    const size_t *reads;     ///< variables of the scope, as `feel_expression_reads` has them
    size_t read_count;
} conjunct;

/// Takes a condition apart. At most `most` operands, the first. Lives in the arena.
/// @param scope  that it was parsed in; variables beyond it are a rule's own
const conjunct *conjuncts_of(arena *a, const feel_scope *scope, const feel_expression *x, size_t most,
                             size_t *count);

/// True if the operand is true. Call below `arena_run(m->arena)`.
/// @param x  the expression that it is of; `values` are as for `feel_evaluate`
bool conjunct_holds(feel_machine *m, const feel_expression *x, const conjunct *c, const feel_value *values,
                    size_t count);

#endif
