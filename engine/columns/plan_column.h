/// Facts to columns, and what conditions ask of them to atoms. Private to engine/columns/.
#ifndef ADVISE_COLUMNS_PLAN_COLUMN_H
#define ADVISE_COLUMNS_PLAN_COLUMN_H

#include "columns/plan_builder.h"

/// What kind of column holds the fact's values; false if none does.
bool plan_column_kind(const fact *f, column_kind *kind);

/// The index of an atom, which is asked of one column; false if no column can answer it. Numbers the atoms of formulas.
/// @param builder  a plan_builder
bool plan_find_atom(void *builder, const atom *asks, size_t *index);

/// Makes the columns of all atoms that were found.
void plan_finish_columns(plan_builder *b);

#endif
