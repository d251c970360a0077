/// Decision tables that expressions call, in a pack or a changed copy of one.
#ifndef ADVISE_PACK_ANSWERS_H
#define ADVISE_PACK_ANSWERS_H

#include "pack/pack.h"

/// What the table is to the evaluator, with the rows that it has in this pack.
/// @param as  name, parameters and types
const feel_called_table *answers_of(arena *a, const pack *p, const pack_table *t,
                                    const feel_called_table *as);

/// Puts a table of a changed copy in force: its rows as they are now, in the copy's constants.
/// @param tables, constants  those of `p`
void answers_renew(arena *a, const pack *p, pack_table *t, pack_constant *constants);

/// Goes over all expressions by which a table decides; some may be NULL.
void answers_visit(const pack *p, const pack_table *t, void (*visit)(void *state, const feel_expression *e),
                   void *state);

/// The called table that a value is; NULL if it is none of the pack's.
const pack_table *answers_find(const pack *p, const feel_called_table *called);

#endif
