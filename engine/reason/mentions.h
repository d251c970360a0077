/// Where an expression mentions names, at any depth, and what they are compared with there: for those who look for values of a fact that
/// make a difference. Other than a `condition`, this looks into filters, quantifiers and arithmetic, and is not bound to one subject.
#ifndef ADVISE_REASON_MENTIONS_H
#define ADVISE_REASON_MENTIONS_H

#include "reason/condition.h"

/// How a name is used: the first says the most of which values make a difference.
typedef enum mention_use {
    MENTION_TRUTH,    ///< as a condition of its own, or compared with null
    MENTION_COMPARED, ///< with a constant
    MENTION_NAMED,    ///< compared with another name
    MENTION_PASSED,   ///< to a function that the pack defines
    MENTION_OTHER,    ///< computed with, compared with something computed
} mention_use;

/// A name in an expression: of a variable, or of a field.
typedef struct mention {
    slice name;
    ptrdiff_t
        variable; ///< its position in the scope; -1: a field, or a name that the expression gives itself
    mention_use use;
    feel_value constant;      ///< of MENTION_COMPARED; not null
    slice other;              ///< of MENTION_NAMED: the name that it is compared with
    ptrdiff_t other_variable; ///< of that name, as `variable`
} mention;

typedef struct mention_list {
    mention *items;
    size_t count, capacity;
} mention_list;

/// Adds all mentions of an expression, in the order of writing; one for each constant. Call below `arena_run(in->machine->arena)`.
void mentions_add(const condition_scope *in, const feel_expression *x, mention_list *to);

#endif
