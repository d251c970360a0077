/// What a value of a fact does to the conditions that read it: which rules it lets fire. Only operands are looked at that read nothing else, so
/// that this depends on the pack alone, and is found once for many profiles.
#ifndef ADVISE_INFER_VALUE_EFFECTS_H
#define ADVISE_INFER_VALUE_EFFECTS_H

#include "infer/conjunctions.h"

typedef struct value_effects value_effects;

/// What one value does, as far as it was asked for.
typedef struct value_effect value_effect;

/// Lives in the arena, as all that follows; call below `arena_run(a)`. Not for two threads at once.
/// @param clock  of all profiles
value_effects *value_effects_new(arena *a, const pack *p, feel_clock clock);

/// @param value  lives as long as the arena, and never changes: it is known by its address
/// @return       NULL if nothing can be told
value_effect *value_effects_of(value_effects *v, size_t fact_index, feel_value value);

/// False if the rule cannot fire with the value, whatever all other facts are.
/// @param scratch  for evaluation
bool value_lets_fire(value_effects *v, value_effect *of, arena *scratch, size_t rule_index);

/// What the conditions were taken apart to.
conjunctions *value_effects_conjunctions(const value_effects *v);

#endif
