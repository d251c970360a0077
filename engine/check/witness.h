/// The profile that shows a finding: made of choices, written as YAML, and tried by evaluation. Private to engine/check/.
#ifndef ADVISE_CHECK_WITNESS_H
#define ADVISE_CHECK_WITNESS_H

#include "check/analysis.h"

/// A profile made of choices. It stands in `analysis.values` from `witness_make` to `witness_clear`.
typedef struct witness {
    size_t *facts; ///< those that it states, ascending
    size_t count, capacity;
    slice text; ///< YAML in flow style
} witness;

/// Makes the profile that the choices describe, with what the vocabulary requires, and an item for each variable of the rule's loop.
witness *witness_make(analysis *an, const choice_list *choices, const analysed_rule *r);
void witness_clear(analysis *an, const witness *w);

/// Something that is true or false of a rule whose variables are bound.
typedef bool binding_predicate(analysis *an, const analysed_rule *r, const void *state);

/// True if the predicate is true for some binding of the rule's variables, which then stands in `analysis.values`.
bool witness_some_binding(analysis *an, const analysed_rule *r, binding_predicate *is_true,
                          const void *state);

/// True if the rule's condition is true as its variables are bound.
bool witness_condition_is_true(analysis *an, const analysed_rule *r);

/// True if the rule fires for some binding.
bool witness_fires(analysis *an, const analysed_rule *r);

/// The value of an expression of the rule as its variables are bound.
feel_value witness_evaluate(analysis *an, const feel_expression *e);

/// True if the profile states a derived fact beside the facts that it is derived from: those that the choices are about or that the
/// conditions of the rules, or the text (NULL: none), read. Such a profile is possible, but nobody writes it.
bool witness_is_contrived(analysis *an, const choice_list *choices, const analysed_rule *const *rules,
                          size_t count, const feel_expression *text);

#endif
