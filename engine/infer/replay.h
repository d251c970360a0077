/// Looks back at an inference: which rules it evaluated, for which bindings, and which of them fired.
#ifndef ADVISE_INFER_REPLAY_H
#define ADVISE_INFER_REPLAY_H

#include "infer/infer.h"

/// The derivation because of which inference did not evaluate a rule: the profile states the rule's fact, or an earlier rule decided it.
/// NULL: the rule was evaluated.
const derivation *infer_passed_over(const inference *of, size_t rule_index);

/// A derived field of a record; NULL if the value is no record that has it.
const derivation *infer_field_of(const inference *of, size_t field_index, feel_value record);

/// The same as `infer_passed_over` for a rule that concludes a field, and the record that its variable is.
const derivation *infer_passed_over_for(const inference *of, size_t rule_index, feel_value record);

/// Goes once more over the bindings that a rule was evaluated for.
/// @param m     evaluates the lists that the rule's variables run over
/// @param body  is called for each binding with the scope's values (facts, constants, variables). `bindings` are the variables among
///              them; NULL if the rule's list is unknown
void infer_replay(feel_machine *m, const inference *of, size_t rule_index,
                  void (*body)(void *state, const feel_value *values, const feel_value *bindings),
                  void *state);

/// For how many bindings the rule gave evidence, or a value that counts.
size_t infer_times_fired(const inference *of, size_t rule_index);

#endif
