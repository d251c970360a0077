/// A condition in negation normal form: `and` and `or` over atoms, each of them plain or negated. For those who reason with many
/// conditions at once: the static analysis (is there a profile for which …) and the plan of columns (for which of 64 profiles …).
#ifndef ADVISE_REASON_FORMULA_H
#define ADVISE_REASON_FORMULA_H

#include "reason/condition.h"

/// The kinds of a formula's parts.
typedef enum formula_kind {
    FORMULA_CONSTANT,
    FORMULA_ATOM,
    FORMULA_AND,
    FORMULA_OR,
    FORMULA_OPEN, ///< an atom that its owner has no number for
} formula_kind;

typedef struct formula formula;

/// Immutable; lives in the arena that it was made in.
struct formula {
    formula_kind kind;
    bool negated;  ///< of an atom
    bool is_range; ///< its parts are not written one by one: see condition
    bool turned;   ///< it is the opposite of `written`
    feel_truth constant;
    size_t number; ///< of an atom: what its owner knows it by
    const formula *const *parts;
    size_t count;
    const atom *atom;
    const condition *written; ///< what it was made of; NULL: of none
};

typedef struct formula_list {
    const formula **items;
    size_t count, capacity;
} formula_list;

/// Gives an atom the number that the owner of a formula knows it by. False if it has none.
typedef bool formula_numbering(void *owner, const atom *asks, size_t *number);

/// The normal form of a condition. Atoms are numbered in the order of writing.
const formula *formula_of(arena *a, const condition *c, formula_numbering *number, void *owner);

/// Both; NULL stands for no condition, here and below.
const formula *formula_and(arena *a, const formula *left, const formula *right);

/// The formula, or what is always true if there is none.
const formula *formula_or_true(arena *a, const formula *f);

/// The formula with one part of it, at any depth, replaced by a constant.
const formula *formula_without(arena *a, const formula *whole, const formula *part, feel_truth by);

/// True if `part` is the formula or a part of it, at any depth.
bool formula_contains(const formula *whole, const formula *part);

/// True if no part is open.
bool formula_is_closed(const formula *f);

#endif
