/// What in a profile is unlikely or contradicts itself, by the `checks` of the pack.
#ifndef ADVISE_INFER_SANITY_H
#define ADVISE_INFER_SANITY_H

#include "pack/pack.h"
#include "profile/profile.h"

/// A check whose condition is true of a profile.
typedef struct sanity_finding {
    const profile_check *check;
    slice text;          ///< its sentence, filled in
    const size_t *facts; ///< what its condition looked at and the profile states: indexes in the pack
    size_t fact_count;
} sanity_finding;

/// Finds what the checks say of a profile, in their order. What is unknown is no finding. An interview asks this after each answer.
/// @param machine  for its arena, clock and steps; if the steps run out, the checks that are left find nothing
const sanity_finding *sanity_find(feel_machine *machine, const pack *p, const profile *person, size_t *count);

/// Warns of a finding at the places of what it looked at.
void sanity_warn(const profile *person, const sanity_finding *finding, diag_list *diags);

/// Warns of all findings.
void sanity_check(feel_machine *machine, const pack *p, const profile *person, diag_list *diags);

#endif
