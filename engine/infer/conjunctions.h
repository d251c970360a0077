/// The conditions of a pack's rules, each as the operands that it joins by `and`, with the facts that each of these reads. They depend on the
/// pack alone, so they are found once for many profiles, and only if they are asked for.
#ifndef ADVISE_INFER_CONJUNCTIONS_H
#define ADVISE_INFER_CONJUNCTIONS_H

#include "base/bit_set.h"
#include "pack/pack.h"
#include "reason/conjuncts.h"

/// A rule's condition, taken apart. Operands are numbered, so that sets of them are words.
typedef struct rule_parts {
    bool is_cut; ///< private
    const conjunct *items;
    size_t
        count; ///< at most 64: those behind are not looked at; 0 of a table's row, and if there is no condition
    uint64_t all;       ///< the operands
    uint64_t bound;     ///< those that read a variable of the rule
    uint64_t *reads;    ///< of each operand the facts that it reads itself: a set, as in base/bit_set.h
    uint64_t *iterates; ///< the facts that the rule's variables run over
} rule_parts;

typedef struct conjunctions conjunctions;

/// Lives in the arena, as all that follows; call below `arena_run(a)`. Not for two threads at once.
conjunctions *conjunctions_new(arena *a, const pack *p);

const rule_parts *conjunctions_of(conjunctions *c, size_t rule_index);

/// Those of the operands that are not true.
/// @param values  of the scope, and the rule's variables behind it
uint64_t conjunctions_untrue(feel_machine *m, const pack *p, const rule_parts *parts, size_t rule_index,
                             const feel_value *values, uint64_t among);

#endif
