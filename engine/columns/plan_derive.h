/// How derived facts and fields get their values. Private to engine/columns/.
#ifndef ADVISE_COLUMNS_PLAN_DERIVE_H
#define ADVISE_COLUMNS_PLAN_DERIVE_H

#include "columns/plan_builder.h"

/// How a fact or field is derived. Call before `plan_finish_columns`.
plan_derivation plan_derivation_of(plan_builder *b, const derivation_step *step);

/// Whether anything but a person reads what is derived. All atoms must be known.
/// @param live  see plan_live_facts
bool plan_is_derived_for(const plan_builder *b, const plan_derivation *d, const bool *live);

#endif
