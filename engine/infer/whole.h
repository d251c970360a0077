/// Integers that rules conclude: a value with a fraction is none.
#ifndef ADVISE_INFER_WHOLE_H
#define ADVISE_INFER_WHOLE_H

#include "infer/run.h"

/// What a rule gives its fact: the value itself, or null, with a warning that names the rule, if the fact is an integer (or holds some) and
/// the value has a fraction. Nothing is rounded: whether up or down is for the rule to say.
/// @param fires  whether the rule surely fires; else there is no warning
feel_value whole_or_unknown(run *r, size_t rule_index, feel_value v, bool fires);

#endif
