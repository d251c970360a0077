/// Why something did not happen, in lines for a person. Private to engine/suite/.
#ifndef ADVISE_SUITE_WHY_H
#define ADVISE_SUITE_WHY_H

#include "infer/infer.h"

/// Why the recommendation (for the item; `item.ptr` NULL: for any) was not given: what withheld it, or the rule that came nearest.
const slice *why_not_given(feel_machine *m, const inference *of, size_t recommendation_index, slice item,
                           size_t *count);

/// Why the rule did not fire, part by part of its condition; for the item that `about` names (NULL: any).
const slice *why_rule(feel_machine *m, const inference *of, size_t rule_index, const slice *about,
                      size_t *count);

/// Where the fact's value comes from, and why the rules that could have concluded `wanted` did not.
const slice *why_fact(feel_machine *m, const inference *of, size_t fact_index, feel_value wanted,
                      size_t *count);

/// The same for a derived field of a record.
const slice *why_field(feel_machine *m, const inference *of, size_t field_index, feel_value record,
                       feel_value wanted, size_t *count);

#endif
