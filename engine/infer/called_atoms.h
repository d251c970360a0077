/// What decision tables ask of a fact that a rule passes to them, or that they read: for representative answers.
#ifndef ADVISE_INFER_CALLED_ATOMS_H
#define ADVISE_INFER_CALLED_ATOMS_H

#include "check/domain.h"
#include "pack/pack.h"

/// A fact, or a field of its records.
typedef struct called_target {
    size_t fact;
    slice field; ///< empty: the fact itself
    const feel_type *type;
} called_target;

/// Adds comparisons with the values in the cells of the tables that a rule calls. Some may be of another of the arguments: then they tell
/// apart what need not be told apart.
/// @param in  below `arena_run(in->machine->arena)`, which the atoms live in
void called_atoms_add(const condition_scope *in, const pack *p, const rule *r, const called_target *t,
                      atom_list *out);

#endif
